/* Giving back what was inherited. */
#include "server/inherit.h"

#include <ctype.h>
#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#define FDS_LIKELY 65536

/* The smallest from that number on, or -1. */
static int
inherit_next(const int *fds, size_t count, int from)
{
	int next = -1;
	size_t i;

	for (i = 0; i < count; i++)
		if (fds[i] >= from && (next == -1 || fds[i] < next))
			next = fds[i];
	return next;
}

/* One by one, those that are open; without /proc, those that may well be. */
static void
inherit_close_each(unsigned from, unsigned to)
{
	DIR *dir = opendir("/proc/self/fd");
	const struct dirent *entry;
	unsigned fd;

	if (dir == NULL) {
		for (fd = from; fd <= to && fd < FDS_LIKELY; fd++)
			(void)close((int)fd);
		return;
	}
	while ((entry = readdir(dir)) != NULL) {
		if (!isdigit((unsigned char)entry->d_name[0]))
			continue;
		fd = (unsigned)strtoul(entry->d_name, NULL, 10);
		if (fd >= from && fd <= to && fd != (unsigned)dirfd(dir))
			(void)close((int)fd);
	}
	(void)closedir(dir);
}

/* A kernel before 5.9 does not know close_range, and the filter of an old
 * container refuses what it does not know. */
static void
inherit_close(unsigned from, unsigned to)
{
	if (from <= to && close_range(from, to, 0) != 0)
		inherit_close_each(from, to);
}

void
inherit_keep_fds(const int *fds, size_t count)
{
	int from = STDERR_FILENO + 1, next;

	while ((next = inherit_next(fds, count, from)) != -1) {
		inherit_close((unsigned)from, (unsigned)next - 1);
		from = next + 1;
	}
	inherit_close((unsigned)from, ~0u);
}

void
inherit_signals_ignored(void)
{
	static const int ignored[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT,
	    SIGPIPE, SIGUSR1, SIGUSR2, SIGXFSZ };
	sigset_t none;
	size_t i;

	for (i = 0; i < sizeof(ignored) / sizeof(ignored[0]); i++)
		(void)signal(ignored[i], SIG_IGN);
	sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
}
