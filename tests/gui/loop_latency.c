/*
 * Turns of a window's event loop, measured where they begin and end: in
 * poll(), which this stands in for when it is preloaded (LD_PRELOAD).
 *
 * "No call blocks the window for more than 50 ms" is measured, not believed.
 * Whenever a turn was the longest yet, the file that LOOP_LATENCY names gets
 * the longest time between two looks at what is to be done, and the longest
 * work of the thread in one turn: milliseconds, rounded up, on one line.  A
 * turn that waits for an answer of the X server has not ended; one that is
 * put aside by a busy machine has taken long, but has not worked long.
 *
 * Only the program LOOP_LATENCY_OF, and of its threads only the first one.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define NS_PER_MS	1000000
#define NS_PER_S	1000000000

struct turn {
	int64_t begun_ns, work_ns;	/* when it began */
	int64_t longest_ns, longest_work_ns;
};

static struct turn turn;

static int64_t
clock_ns(clockid_t clock)
{
	struct timespec now;

	(void)clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * NS_PER_S + now.tv_nsec;
}

static void
turn_write(void)
{
	const char *path = getenv("LOOP_LATENCY");
	char line[64];
	int fd;

	if (path == NULL)
		return;
	(void)snprintf(line, sizeof(line), "%20ld %20ld\n",
	    (long)((turn.longest_ns + NS_PER_MS - 1) / NS_PER_MS),
	    (long)((turn.longest_work_ns + NS_PER_MS - 1) / NS_PER_MS));
	/* Always as long, so that a reader finds a whole line. */
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd == -1)
		return;
	(void)!write(fd, line, strlen(line));
	(void)close(fd);
}

static void
turn_end(void)
{
	int64_t took = clock_ns(CLOCK_MONOTONIC) - turn.begun_ns;
	int64_t work = clock_ns(CLOCK_THREAD_CPUTIME_ID) - turn.work_ns;

	if (turn.begun_ns == 0 ||
	    (took <= turn.longest_ns && work <= turn.longest_work_ns))
		return;
	if (took > turn.longest_ns)
		turn.longest_ns = took;
	if (work > turn.longest_work_ns)
		turn.longest_work_ns = work;
	turn_write();
}

static bool
turn_counts(nfds_t count)
{
	const char *program = getenv("LOOP_LATENCY_OF");

	/* Xlib waits for an answer with one descriptor, the loop has more. */
	return count > 1 && gettid() == getpid() && program != NULL &&
	    strcmp(program_invocation_short_name, program) == 0;
}

/* With no time to wait the loop only looks what to do next: that, too, ends a
 * turn. */
int
poll(struct pollfd *fds, nfds_t count, int timeout_ms)
{
	bool counts = turn_counts(count);
	struct timespec timeout = { timeout_ms / 1000,
	    (long)timeout_ms % 1000 * NS_PER_MS };
	int result, saved;

	if (counts)
		turn_end();
	result = ppoll(fds, count, timeout_ms < 0 ? NULL : &timeout, NULL);
	if (counts) {
		saved = errno;
		turn.begun_ns = clock_ns(CLOCK_MONOTONIC);
		turn.work_ns = clock_ns(CLOCK_THREAD_CPUTIME_ID);
		errno = saved;
	}
	return result;
}
