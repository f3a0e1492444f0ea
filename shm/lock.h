/*
 * The table's one lock: a word in the header, robust.
 *
 * The word is 0, or the number of the process that holds it, as the kernel's
 * futexes have it (robust_list in the kernel's documentation): with
 * FUTEX_WAITERS while others sleep, and FUTEX_OWNER_DIED, set by the kernel,
 * when its owner has died.  Whoever takes it then repairs what it guards.
 *
 * Who may call: children; never a watcher (its map is read-only).  The parent
 * only makes it (lock_init) and looks whom it names (lock_owner): it waits
 * for no child, runs no repair, and follows no pointer that stands in shared
 * memory.  A process that is not made by fork or _Fork has to make its robust
 * list known itself.
 *
 * Rule: hold it for straight-line code only: no system call that can block,
 * no fork, exec, exit, longjmp or unmapping.  No signal handler takes it:
 * those of a child only note (server/child_signal.c).
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
	LOCK_UNAVAILABLE	/* deadline passed */
};

/* The time a child may spend on it: a holder that was stopped costs it this
 * much. */
#define LOCK_PATIENCE_NS	(200 * INT64_C(1000000))

/* deadline_ns is monotonic; 0 means try once. */
enum lock_result lock_take(struct table *table, int64_t deadline_ns);
void lock_drop(struct table *table);

/* This process's number: the kernel is asked once. */
int lock_self(void);

/* parent: the process that the word names, 0: none. */
uint32_t lock_owner(const struct table *table);
/* parent: there is no such process: somebody scribbled.  Says what the kernel
 * says of an owner that died. */
void lock_orphan(struct table *table, uint32_t owner);

/* Aborts in every build when the lock is not held by this process. */
void lock_assert_held(const struct table *table);

#endif
