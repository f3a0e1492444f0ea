/*
 * Between the table*.c files, lock.c and name.c only: what the making of a
 * table and the repair of its lock ask of the others.
 */
#ifndef SHM_TABLE_PRIVATE_H
#define SHM_TABLE_PRIVATE_H

#include "shm/table.h"

/* Where everything lies; also what attach checks a header against. */
struct table_layout {
	uint32_t buckets;
	uint64_t rows_at;
	uint64_t buckets_at;
	uint64_t areas_at;
};

struct table_layout table_layout(uint32_t rows);

/* Rows and buckets of the header that is there. */
void table_point(struct table *table, const struct table_layout *layout);

/* lock.c: parent, before the first fork.  Returns 0 or an errno value. */
int lock_init(struct table *table);

/* name.c: makes the whole index again from the rows that hold their name;
 * mutex held, and able to run twice. */
void name_rebuild_locked(struct table *table);

#endif
