/* Giving back what was inherited. */
#include "server/inherit.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define KEEP_MAX 8

static int
inherit_compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
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
		if ((unsigned)sorted[i] > from)
			(void)close_range(from, (unsigned)sorted[i] - 1, 0);
		from = (unsigned)sorted[i] + 1;
	}
	(void)close_range(from, ~0u, 0);
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
