/*
 * The table's one mutex: process-shared, robust, error-checking.
 *
 * Who may call: parent and children; never a watcher (its map is read-only).
 * Rule: hold it for straight-line code only: no system call that can block,
 * no fork, exec, exit, longjmp or unmapping.  No signal handler takes it:
 * those of a child only note (server/child_signal.c), and the parent holds
 * back every signal that has one.
 *
 *	if (lock_take(table, deadline_ns) == LOCK_UNAVAILABLE)
 *		return TABLE_BUSY;	(serve on without what it guards)
 *	...
 *	lock_drop(table);
 */
#ifndef SHM_LOCK_H
#define SHM_LOCK_H

#include <signal.h>

#include "shm/table.h"

enum lock_result {
	LOCK_OK,
	LOCK_RECOVERED,		/* its owner died; the table was repaired */
	LOCK_UNAVAILABLE	/* deadline passed, or beyond recovery */
};

/* The time a child may spend on it: a holder that was stopped costs it this
 * much. */
#define LOCK_PATIENCE_NS	(200 * INT64_C(1000000))

/* deadline_ns is monotonic; 0 means try once. */
enum lock_result lock_take(struct table *table, int64_t deadline_ns);
void lock_drop(struct table *table);

/* Aborts in every build when the lock is not held by this process. */
void lock_assert_held(const struct table *table);

#endif
