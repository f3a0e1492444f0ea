/*
 * The table's lock, and what is done when its owner died.
 *
 * glibc's robust mutex keeps a list through the memory that it shares, and
 * follows it when it unlocks: whoever writes there has every other process
 * write where he likes.  Here is one word, and the kernel is told by a field
 * that was made for the moment between the list and the word: the operation
 * that is pending.  It looks at that one, too, when a process dies, and takes
 * no more out of shared memory than the word.
 */
#include "shm/lock.h"

#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/hot.h"
#include "base/when.h"
#include "shm/table_private.h"

/* Somebody who scribbles may have changed the word every time. */
#define TRIES	1000

/* The table whose lock this process holds, for asserts. */
static const struct table *held HOT_DATA;
static uint32_t self HOT_DATA;	/* 0: not asked for yet */

/* What the kernel looks at when this process dies: the C library's, which is
 * at the same place in every child and made known by its fork; else ours. */
static struct robust_list_head *robust;
static struct robust_list_head robust_own;

static void
lock_forked(void)
{
	self = 0;
	held = NULL;
}

void
lock_init(void)
{
	size_t size;

	if (robust != NULL)
		return;
	(void)pthread_atfork(NULL, NULL, lock_forked);
	if (syscall(SYS_get_robust_list, 0, &robust, &size) == 0 &&
	    robust != NULL)
		return;
	robust_own.list.next = &robust_own.list;
	robust = &robust_own;
}

int
lock_self(void)
{
	if (self == 0) {
		lock_init();
		self = (uint32_t)getpid();
		if (robust == &robust_own)
			(void)syscall(SYS_set_robust_list, robust,
			    sizeof(*robust));
	}
	return (int)self;
}

/* The kernel finds the word that is pending by an offset of the head's. */
static void
lock_pending(_Atomic uint32_t *word)
{
	atomic_signal_fence(memory_order_seq_cst);
	robust->list_op_pending = word == NULL ? NULL :
	    (struct robust_list *)((char *)word - robust->futex_offset);
	atomic_signal_fence(memory_order_seq_cst);
}

/*
 * The dead owner may have been anywhere between two stores.  Everything the
 * lock guards is made again from what it does not guard: the rows.  It can
 * run again from the start if this process is killed in here, too: the word
 * names it.
 */
static void
lock_repair(struct table *table)
{
	unsigned lab;

	name_rebuild_locked(table);
	for (lab = 0; lab < LAB_COUNT; lab++)
		if (table->repair[lab] != NULL)
			table->repair[lab](table, table_area(table, lab));
	atomic_fetch_add(&table->header->lock_recoveries, 1);
}

/* Takes the word if nobody has it; also is to be set in it. */
static bool
lock_try(_Atomic uint32_t *word, uint32_t also, bool *died)
{
	uint32_t seen = atomic_load(word);
	int tries;

	for (tries = 0; tries < TRIES; tries++) {
		if ((seen & FUTEX_TID_MASK) != 0)
			return false;
		*died = (seen & FUTEX_OWNER_DIED) != 0;
		if (atomic_compare_exchange_weak(word, &seen,
		    self | (seen & FUTEX_WAITERS) | also))
			return true;
	}
	return false;
}

/* Until it may be free.  False: the time is over. */
static bool
lock_sleep(_Atomic uint32_t *word, int64_t deadline_ns)
{
	const struct timespec until = { deadline_ns / NS_PER_S,
	    deadline_ns % NS_PER_S };
	uint32_t seen = atomic_load(word);

	if (when_mono_ns() >= deadline_ns)
		return false;
	if ((seen & FUTEX_TID_MASK) == 0 || ((seen & FUTEX_WAITERS) == 0 &&
	    !atomic_compare_exchange_strong(word, &seen,
	    seen | FUTEX_WAITERS)))
		return true;
	return syscall(SYS_futex, word, FUTEX_WAIT_BITSET,
	    seen | FUTEX_WAITERS, &until, NULL,
	    FUTEX_BITSET_MATCH_ANY) == 0 || errno != ETIMEDOUT;
}

/* Who has slept takes it for others that may still sleep, too. */
static bool
lock_wait(_Atomic uint32_t *word, int64_t deadline_ns, bool *died)
{
	bool again;

	if (lock_try(word, 0, died))
		return true;
	if (deadline_ns == 0 ||
	    (atomic_load(word) & FUTEX_TID_MASK) == self)
		return false;
	do {
		again = lock_sleep(word, deadline_ns);
		if (lock_try(word, FUTEX_WAITERS, died))
			return true;
	} while (again);
	return false;
}

enum lock_result
lock_take(struct table *table, int64_t deadline_ns)
{
	_Atomic uint32_t *word = &table->header->lock;
	bool died = false;

	(void)lock_self();
	lock_pending(word);
	if (!lock_wait(word, deadline_ns, &died)) {
		lock_pending(NULL);
		return LOCK_UNAVAILABLE;
	}
	held = table;
	if (!died)
		return LOCK_OK;
	lock_repair(table);
	return LOCK_RECOVERED;
}

void
lock_drop(struct table *table)
{
	_Atomic uint32_t *word = &table->header->lock;
	uint32_t seen = atomic_load(word);

	lock_assert_held(table);
	held = NULL;
	/* Another's, if somebody scribbled: it stays his. */
	while ((seen & FUTEX_TID_MASK) == self &&
	    !atomic_compare_exchange_weak(word, &seen, 0))
		continue;
	if ((seen & FUTEX_TID_MASK) == self && (seen & FUTEX_WAITERS) != 0)
		(void)syscall(SYS_futex, word, FUTEX_WAKE, 1, NULL, NULL, 0);
	lock_pending(NULL);
}

uint32_t
lock_owner(const struct table *table)
{
	return atomic_load(&table->header->lock) & FUTEX_TID_MASK;
}

void
lock_orphan(struct table *table, uint32_t owner)
{
	_Atomic uint32_t *word = &table->header->lock;
	uint32_t seen = atomic_load(word);

	if ((seen & FUTEX_TID_MASK) == owner &&
	    atomic_compare_exchange_strong(word, &seen,
	    FUTEX_OWNER_DIED | (seen & FUTEX_WAITERS)))
		(void)syscall(SYS_futex, word, FUTEX_WAKE, 1, NULL, NULL, 0);
}

void
lock_assert_held(const struct table *table)
{
	if (held == table)
		return;
	fputs("barewired: bug: the table's lock is not held\n", stderr);
	abort();
}
