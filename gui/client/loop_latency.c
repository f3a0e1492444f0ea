/*
 * Turns of the event loop, measured where they begin and end: in poll().
 *
 * Xt has a hook before it waits but none after, so this program defines
 * poll() itself (libXt binds to it, as ELF has it) and passes it on.
 */
#include "gui/client/loop_latency.h"

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "base/when.h"

struct turn {
	int64_t begun_ns, work_ns;	/* when it began */
	int64_t longest_ns, longest_work_ns;
};

static _Thread_local bool counted;
static struct turn turn;

static int64_t
work_ns(void)
{
	struct timespec work;

	(void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &work);
	return work.tv_sec * NS_PER_S + work.tv_nsec;
}

static void
turn_start(void)
{
	turn.begun_ns = when_mono_ns();
	turn.work_ns = work_ns();
}

static void
turn_end(void)
{
	int64_t took = when_mono_ns() - turn.begun_ns;
	int64_t work = work_ns() - turn.work_ns;

	if (took > turn.longest_ns)
		turn.longest_ns = took;
	if (work > turn.longest_work_ns)
		turn.longest_work_ns = work;
}

void
turn_begin(void)
{
	counted = true;
	turn_start();
}

/* Xlib waits for an answer with one descriptor, the loop has more.  With no
 * time to wait it only looks what to do next: that, too, ends a turn. */
int
poll(struct pollfd *fds, nfds_t count, int timeout_ms)
{
	bool loop = counted && count > 1;
	struct timespec timeout = { timeout_ms / 1000,
	    timeout_ms % 1000 * NS_PER_MS };
	int result;

	if (loop)
		turn_end();
	result = ppoll(fds, count, timeout_ms < 0 ? NULL : &timeout, NULL);
	if (loop)
		turn_start();
	return result;
}

static long
milliseconds(int64_t ns)
{
	return (long)((ns + NS_PER_MS - 1) / NS_PER_MS);
}

long
turn_longest_ms(void)
{
	return milliseconds(turn.longest_ns);
}

long
turn_longest_work_ms(void)
{
	return milliseconds(turn.longest_work_ns);
}
