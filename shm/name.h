/*
 * The index of client names: hash chains through the rows.
 *
 * Everything in it can be derived from the rows, which is what repair does.
 * The claiming, changing and releasing calls are in shm/table.h.
 *
 * Lock rule: the table's mutex, for every call here.
 */
#ifndef SHM_NAME_H
#define SHM_NAME_H

#include "shm/table.h"

/* Makes the whole index again from the rows that hold their name. */
void name_rebuild_locked(struct table *table);

#endif
