/* server/child_progress.c: who still takes what it is sent. */
#include "server/child_progress.h"

#include "server/limits.h"

#include "tests/unit/unit.h"

#define START_NS	(1000 * NS_PER_S)
#define WINDOW_NS	(LIMIT_SEND_S * NS_PER_S)

/* Looks when it says so, taken bytes less each time; when it gave up, in
 * seconds from the start; -1: not within an hour. */
static int
gives_up_s(int queued, int taken, int after_looks)
{
	struct child_progress progress;
	int64_t now_ns = START_NS;
	int looks = 0;

	child_progress_begin(&progress, queued, WINDOW_NS, now_ns);
	while (now_ns < START_NS + 3600 * NS_PER_S) {
		CU_ASSERT(progress.look_ns > now_ns);
		now_ns = progress.look_ns;
		if (++looks > after_looks)
			queued -= taken;
		if (!child_progress_look(&progress, queued, now_ns))
			return (int)((now_ns - START_NS) / NS_PER_S);
	}
	return -1;
}

static void
nothing_taken(void)
{
	CU_ASSERT_EQUAL(gives_up_s(4000000, 0, 0), 60);
	CU_ASSERT_EQUAL(gives_up_s(0, 0, 0), 60);
}

/* So much a second is enough, whenever in the window it comes; less is not,
 * and a byte now and then is nothing. */
static void
enough_taken(void)
{
	CU_ASSERT_EQUAL(gives_up_s(40000000, 10000, 0), -1);
	CU_ASSERT_EQUAL(gives_up_s(40000000, LIMIT_RATE, 0), -1);
	CU_ASSERT_EQUAL(gives_up_s(40000000, LIMIT_RATE - 1, 0), 60);
	CU_ASSERT_EQUAL(gives_up_s(40000000, 1, 0), 60);
	CU_ASSERT_EQUAL(gives_up_s(40000000, 60 * LIMIT_RATE,
	    (int)((WINDOW_NS - NS_PER_S) / LIMIT_SEND_LOOK_NS)), -1);
	CU_ASSERT_EQUAL(gives_up_s(40000000, 60 * LIMIT_RATE,
	    (int)(WINDOW_NS / LIMIT_SEND_LOOK_NS)), 60);
}

/* Another window begins when enough has left; looks that come earlier than
 * asked for change nothing; more in the queue is no progress; where all of it
 * leaves, that is enough. */
static void
stops_later(void)
{
	const int much = 60 * LIMIT_RATE;
	struct child_progress progress;

	child_progress_begin(&progress, 2 * much, WINDOW_NS, START_NS);
	CU_ASSERT(child_progress_look(&progress, much, START_NS +
	    40 * NS_PER_S));
	CU_ASSERT(child_progress_look(&progress, much, START_NS +
	    40 * NS_PER_S + 1));
	CU_ASSERT(child_progress_look(&progress, much + 1, START_NS +
	    100 * NS_PER_S - 1));
	CU_ASSERT(progress.look_ns == START_NS + 100 * NS_PER_S);
	CU_ASSERT_FALSE(child_progress_look(&progress, much + 1, START_NS +
	    100 * NS_PER_S));
	child_progress_begin(&progress, 100, WINDOW_NS, START_NS);
	CU_ASSERT(child_progress_look(&progress, 0, START_NS + WINDOW_NS));
	CU_ASSERT(progress.give_up_ns == START_NS + 2 * WINDOW_NS);
}

UNIT_MAIN("progress", TEST(nothing_taken), TEST(enough_taken),
    TEST(stops_later))
