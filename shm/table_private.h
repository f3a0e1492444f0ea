/*
 * Between the table*.c files, lock.c and name.c only: what the making of a
 * table and the repair of its lock ask of the others.
 */
#ifndef SHM_TABLE_PRIVATE_H
#define SHM_TABLE_PRIVATE_H

#include "shm/table.h"

/*
 * Where everything lies; also what attach checks a header against.
 *
 * What every child touches, the lock, the buckets, the journal's ring and the
 * beginning of its index, stands in the first 64 KiB: the kernel maps so much
 * at the first look.  And what a child touches besides, its row and a page of
 * cells, lies in as few pieces of 2 MiB as there are: each costs it a page of
 * page tables.
 */
struct table_layout {
	uint32_t buckets;
	uint64_t buckets_at;
	uint64_t journal_at;	/* its head */
	uint64_t rows_at;
	uint64_t verdicts_at;
	uint64_t areas_at;
};

/* journal_mib 0: there is no journal. */
struct table_layout table_layout(uint32_t rows, uint32_t journal_mib);

/* Rows and buckets of the header that is there. */
void table_point(struct table *table, const struct table_layout *layout);

/* table_cut.c: from now on a SIGBUS in this mapping is survived: by making the
 * file whole again, or in a watcher, fd -1, by zeros. */
void table_guard(struct table *table, int fd);

/* lock.c: parent, before the first fork. */
void lock_init(void);

/* name.c: makes the whole index again from the rows that hold their name;
 * lock held, and able to run twice. */
void name_rebuild_locked(struct table *table);

#endif
