/* Signals into a flag. */
#include "ctl/stop.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>

static volatile sig_atomic_t stopped;

static void
stop_handler(int number)
{
	(void)number;
	stopped = 1;
}

void
stop_init(void)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
	struct sigaction action;
	size_t i;

	memset(&action, 0, sizeof(action));
	/* No SA_RESTART: a write that waits for a slow reader ends, too. */
	action.sa_handler = stop_handler;
	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		(void)sigaction(numbers[i], &action, NULL);
	action.sa_handler = SIG_IGN;
	(void)sigaction(SIGPIPE, &action, NULL);
}

bool
stop_wanted(void)
{
	return stopped != 0;
}
