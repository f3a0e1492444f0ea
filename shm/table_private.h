/*
 * Between table.c, lock.c and name.c only: what the making of a table and
 * the repair of its lock ask of the others.
 */
#ifndef SHM_TABLE_PRIVATE_H
#define SHM_TABLE_PRIVATE_H

#include "shm/table.h"

/* lock.c: parent, before the first fork.  Returns 0 or an errno value. */
int lock_init(struct table *table);

/* name.c: makes the whole index again from the rows that hold their name;
 * mutex held, and able to run twice. */
void name_rebuild_locked(struct table *table);

#endif
