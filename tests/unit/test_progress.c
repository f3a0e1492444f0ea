/* server/child_progress.c: who still takes what it is sent. */
#include "server/child_progress.h"

#include "server/limits.h"

#include "tests/unit/unit.h"

#define START_NS	(1000 * NS_PER_S)

/* Looks when it says so, taken bytes less each time; when it gave up, in
 * seconds from the start; -1: not within an hour. */
static int
gives_up_s(int queued, int taken, int after_looks)
{
	struct child_progress progress;
	int64_t now_ns = START_NS;
	int looks = 0;

	child_progress_begin(&progress, queued, now_ns);
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

/* A byte a second is little, but it is taken. */
static void
something_taken(void)
{
	CU_ASSERT_EQUAL(gives_up_s(4000000, 10000, 0), -1);
	CU_ASSERT_EQUAL(gives_up_s(4000000, 1, 0), -1);
	/* It begins to read before the time is over, or a moment later. */
	CU_ASSERT_EQUAL(gives_up_s(4000000, 1,
	    (int)((LIMIT_SEND_NS - NS_PER_S) / LIMIT_SEND_LOOK_NS)), -1);
	CU_ASSERT_EQUAL(gives_up_s(4000000, 1,
	    (int)(LIMIT_SEND_NS / LIMIT_SEND_LOOK_NS)), 60);
}

/* The time begins anew with what was taken last; looks that come earlier than
 * it asked for change nothing; more in the queue is no progress. */
static void
stops_later(void)
{
	struct child_progress progress;

	child_progress_begin(&progress, 100, START_NS);
	CU_ASSERT(child_progress_look(&progress, 99, START_NS +
	    40 * NS_PER_S));
	CU_ASSERT(child_progress_look(&progress, 99, START_NS +
	    40 * NS_PER_S + 1));
	CU_ASSERT(child_progress_look(&progress, 100, START_NS +
	    100 * NS_PER_S - 1));
	CU_ASSERT(progress.look_ns == START_NS + 100 * NS_PER_S);
	CU_ASSERT_FALSE(child_progress_look(&progress, 100, START_NS +
	    100 * NS_PER_S));
}

UNIT_MAIN("progress", TEST(nothing_taken), TEST(something_taken),
    TEST(stops_later))
