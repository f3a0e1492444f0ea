/* Giving back what was inherited. */
#include "server/inherit.h"

#include <ctype.h>
#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define KEEP_MAX 8
#define FDS_LIKELY 65536

static int
inherit_compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
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
	int sorted[KEEP_MAX];
	unsigned from = 3;
	size_t i;

	if (count > KEEP_MAX)
		abort();
	memcpy(sorted, fds, count * sizeof(sorted[0]));
	qsort(sorted, count, sizeof(sorted[0]), inherit_compare);
	for (i = 0; i < count; i++) {
		if (sorted[i] < 3 || (unsigned)sorted[i] < from)
			continue;
		inherit_close(from, (unsigned)sorted[i] - 1);
		from = (unsigned)sorted[i] + 1;
	}
	inherit_close(from, ~0u);
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
