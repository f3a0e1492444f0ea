/* The table's mutex, and what is done when its owner died. */
#include "shm/lock.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/hot.h"
#include "base/when.h"
#include "shm/table_private.h"

/* The table whose mutex this process holds, for asserts. */
static const struct table *held HOT_DATA;

int
lock_init(struct table *table)
{
	pthread_mutexattr_t attributes;
	int error;

	error = pthread_mutexattr_init(&attributes);
	if (error != 0)
		return error;
	/* No #ifdef on the names: in glibc they are enums. */
	error = pthread_mutexattr_setpshared(&attributes,
	    PTHREAD_PROCESS_SHARED);
	if (error == 0)
		error = pthread_mutexattr_setrobust(&attributes,
		    PTHREAD_MUTEX_ROBUST);
	if (error == 0)
		error = pthread_mutexattr_settype(&attributes,
		    PTHREAD_MUTEX_ERRORCHECK);
	if (error == 0)
		error = pthread_mutex_init(&table->header->mutex,
		    &attributes);
	(void)pthread_mutexattr_destroy(&attributes);
	return error;
}

/*
 * The dead owner may have been anywhere between two stores.  Everything the
 * mutex guards is made again from what it does not guard: the rows.  It can
 * run again from the start if this process is killed in here, too.
 */
static void
lock_repair(struct table *table)
{
	unsigned lab;

	name_rebuild_locked(table);
	for (lab = 0; lab < LAB_COUNT; lab++)
		if (table->repair[lab] != NULL)
			table->repair[lab](table, table_area(table, lab));
	(void)pthread_mutex_consistent(&table->header->mutex);
	atomic_fetch_add(&table->header->lock_recoveries, 1);
}

static int
lock_wait(pthread_mutex_t *mutex, int64_t deadline_ns)
{
	struct timespec until;
	int error;

	error = pthread_mutex_trylock(mutex);
	if (error != EBUSY || deadline_ns == 0)
		return error;
	until.tv_sec = deadline_ns / NS_PER_S;
	until.tv_nsec = deadline_ns % NS_PER_S;
	return pthread_mutex_clocklock(mutex, CLOCK_MONOTONIC, &until);
}

enum lock_result
lock_take(struct table *table, int64_t deadline_ns)
{
	int error;

	error = lock_wait(&table->header->mutex, deadline_ns);
	if (error == 0 || error == EOWNERDEAD) {
		held = table;
		if (error == 0)
			return LOCK_OK;
		lock_repair(table);
		return LOCK_RECOVERED;
	}
	return LOCK_UNAVAILABLE;
}

void
lock_drop(struct table *table)
{
	lock_assert_held(table);
	held = NULL;
	(void)pthread_mutex_unlock(&table->header->mutex);
}

void
lock_assert_held(const struct table *table)
{
	if (held == table)
		return;
	fputs("barewired: bug: the table's lock is not held\n", stderr);
	abort();
}
