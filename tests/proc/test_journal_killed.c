/*
 * The journal under writers that die, or stop, between any two instructions.
 *
 * A writer is led through journal_put instruction by instruction (ptrace).
 * What a SIGKILL would leave at each is what the memory holds: it is copied,
 * and read.  At some it is killed indeed, or left there until the ring has come
 * round, and let go on.
 */
#include "tests/proc/journal_ring.h"

#include <sys/ptrace.h>
#include <time.h>

#define LONG	900	/* bytes: more than a cell takes */

/* Every so many instructions; valgrind is a hundred times as slow. */
static unsigned
stride_of(unsigned stride)
{
	return unit_is_slow() ? 100 * stride : stride;
}

/* A process that is stopped right before it writes client 7's record; client
 * 6's has found its functions. */
static pid_t
writer_start(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		ring_put(6, LONG);
		(void)ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		(void)raise(SIGSTOP);
		ring_put(7, LONG);
		_exit(0);
	}
	(void)waitpid(pid, NULL, 0);
	return pid;
}

/* So many instructions further; false when it came to its end meanwhile. */
static bool
writer_step(pid_t pid, unsigned count)
{
	int status;

	while (count-- > 0)
		if (ptrace(PTRACE_SINGLESTEP, pid, NULL, NULL) != 0 ||
		    waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status))
			return false;
	return true;
}

/* With the sanitizers' instructions between its own it is another program. */
static bool
writer_can(void)
{
	bool can;
	pid_t pid;

#ifdef __SANITIZE_ADDRESS__
	return false;
#endif
	ring_make(1);
	pid = writer_start();
	can = writer_step(pid, 1);
	ring_end();
	(void)kill(pid, SIGKILL);
	(void)waitpid(pid, NULL, 0);
	if (!can)
		printf("skipped: no ptrace here\n");
	return can;
}

/* The neighbours' records before and after it are there; the dead one's is
 * whole or counted, and it is waited for 20 ms by the reader's clock. */
static bool
after_death(void)
{
	struct journal_reader reader;
	unsigned seen = 0, own = 0;
	enum journal_got got;
	int64_t now_ns = 0;

	ring_put(8, LONG);
	journal_reader_oldest(&reader, &ring_journal);
	while ((got = journal_read(&reader, now_ns, &ring_record)) !=
	    JOURNAL_NOTHING) {
		if (got == JOURNAL_UNFINISHED) {
			CU_ASSERT_EQUAL(now_ns, 0);
			now_ns = JOURNAL_PATIENCE_NS;
			continue;
		}
		CU_ASSERT_TRUE(ring_right(&ring_record.message));
		CU_ASSERT_FALSE(ring_record.message.truncated);
		own += ring_record.message.client == 7;
		seen++;
	}
	CU_ASSERT_EQUAL(seen - own, 2);
	CU_ASSERT_EQUAL(seen + reader.missed,
	    journal_next(&ring_journal));
	CU_ASSERT_EQUAL(own + reader.missed,
	    journal_next(&ring_journal) - 2);
	return reader.missed == 1;
}

/* As if the writer were killed now. */
static bool
death_now(void *copy)
{
	const struct journal live = ring_journal;
	bool lost;

	memcpy(copy, live.ring, ring_bytes);
	journal_open(&ring_journal, copy,
	    (char *)copy + journal_head_size(1), 1);
	lost = after_death();
	ring_journal = live;
	return lost;
}

static void
killed_anywhere_costs_one_record(void)
{
	unsigned stride = stride_of(1), at, lost = 0;
	void *copy = aligned_alloc(64, journal_head_size(1) +
	    journal_body_size(1));
	pid_t pid;

	if (copy == NULL || !writer_can()) {
		free(copy);
		return;
	}
	ring_make(1);
	pid = writer_start();
	for (at = 0; writer_step(pid, stride); at += stride)
		lost += death_now(copy);
	CU_ASSERT_FALSE(death_now(copy));
	printf("%u instructions, %u without the record ", at, lost * stride);
	CU_ASSERT_TRUE(lost > 0);
	CU_ASSERT_TRUE(lost * stride < at);
	free(copy);
	ring_end();
}

/* The same with the signal. */
static void
killed_indeed_costs_one_record(void)
{
	unsigned stride = stride_of(97), at;
	bool going = writer_can();
	pid_t pid;

	for (at = 0; going; at += stride) {
		ring_make(1);
		pid = writer_start();
		going = writer_step(pid, at);
		(void)kill(pid, SIGKILL);
		(void)waitpid(pid, NULL, 0);
		(void)after_death();
		ring_end();
	}
}

/* It goes on when its place has become another's. */
static void
stopped_and_overtaken_shows_nothing_mixed(void)
{
	unsigned stride = stride_of(41), at, lost = 0;
	struct journal_reader reader;
	bool going = writer_can();
	uint64_t i, seen;
	pid_t pid;

	for (at = 0; going; at += stride) {
		ring_make(1);
		pid = writer_start();
		going = writer_step(pid, at);
		/* The hand comes to the same page, and then the bytes come
		 * round. */
		atomic_store(&ring_journal.ring->hands[JOURNAL_CELLS],
		    ring_journal.cell_count / JOURNAL_PAGE_CELLS);
		for (i = 0; i < 600; i++)
			ring_put(100 + i, LONG);
		(void)ptrace(PTRACE_DETACH, pid, NULL, NULL);
		(void)waitpid(pid, NULL, 0);
		journal_reader_oldest(&reader, &ring_journal);
		for (seen = 0; ring_next(&reader); seen++)
			CU_ASSERT_TRUE(ring_right(&ring_record.message));
		CU_ASSERT_EQUAL(seen + reader.missed,
		    journal_next(&ring_journal));
		/* Its own two, and what it spoilt. */
		CU_ASSERT_TRUE(reader.missed <= 3);
		lost += reader.missed > 2;
		ring_end();
	}
	printf("overtaken at %u instructions, %u records spoilt ",
	    at / stride, lost);
}

/* Many write, all are killed again and again; what is read and what is
 * missed are all numbers there are. */
static void
killed_at_random_all_are_accounted_for(void)
{
	enum { WRITERS = 8 };
	const int rounds = unit_rounds(40);
	struct journal_reader reader;
	struct timespec nap = { 0, 2 * NS_PER_MS };
	uint64_t seen = 0, before;
	pid_t pids[WRITERS];
	int round, i;

	ring_make(16);
	journal_reader_oldest(&reader, &ring_journal);
	for (round = 0; round < rounds; round++) {
		for (i = 0; i < WRITERS; i++) {
			pids[i] = fork();
			if (pids[i] == 0)
				journal_lane_init(&ring_journal);
			for (before = 0; pids[i] == 0; before++)
				ring_put((uint64_t)getpid(), before % 700);
		}
		(void)nanosleep(&nap, NULL);
		for (i = 0; i < WRITERS; i++)
			(void)kill(pids[i], SIGKILL);
		for (i = 0; i < WRITERS; i++)
			(void)waitpid(pids[i], NULL, 0);
		for (; ring_next(&reader); seen++)
			CU_ASSERT_TRUE(ring_right(&ring_record.message));
	}
	CU_ASSERT_EQUAL(seen + reader.missed,
	    journal_next(&ring_journal));
	CU_ASSERT_TRUE(seen > 0);
	ring_end();
}

/* A hundred numbers that nobody will ever fill are waited for once. */
static void
many_dead_are_waited_for_once(void)
{
	struct journal_reader reader;
	int64_t begun_ns = when_mono_ns();

	ring_make(1);
	(void)atomic_fetch_add(&ring_journal.ring->next, 100);
	ring_put(1, 10);
	journal_reader_oldest(&reader, &ring_journal);
	CU_ASSERT_EQUAL(journal_read(&reader, begun_ns, &ring_record),
	    JOURNAL_UNFINISHED);
	CU_ASSERT_EQUAL(journal_read(&reader, begun_ns + JOURNAL_PATIENCE_NS -
	    1, &ring_record), JOURNAL_UNFINISHED);
	CU_ASSERT_EQUAL(journal_read(&reader, begun_ns + JOURNAL_PATIENCE_NS,
	    &ring_record), JOURNAL_RECORD);
	CU_ASSERT_EQUAL(reader.missed, 100);
	ring_end();
}

UNIT_MAIN("journal_killed", TEST(killed_anywhere_costs_one_record),
    TEST(killed_indeed_costs_one_record),
    TEST(stopped_and_overtaken_shows_nothing_mixed),
    TEST(killed_at_random_all_are_accounted_for),
    TEST(many_dead_are_waited_for_once))
