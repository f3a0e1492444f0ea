/* Giving back what was inherited. */
#include "server/inherit.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "server/limits.h"

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

/* One by one, whether open or not: there is no more than that. */
static void
inherit_close_each(unsigned from, unsigned to)
{
	unsigned fd;

	for (fd = from; fd <= to && fd < LIMIT_DESCRIPTORS; fd++)
		(void)close((int)fd);
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
inherit_close_strays(void)
{
	DIR *dir;
	const struct dirent *entry;
	int fd;

	if (close_range(LIMIT_DESCRIPTORS, ~0u, 0) == 0 ||
	    (dir = opendir("/proc/self/fd")) == NULL)
		return;
	while ((entry = readdir(dir)) != NULL) {
		fd = (int)strtol(entry->d_name, NULL, 10);
		if (fd >= LIMIT_DESCRIPTORS && fd != dirfd(dir))
			(void)close(fd);
	}
	(void)closedir(dir);
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
