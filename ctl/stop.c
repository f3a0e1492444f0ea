/* Signals into a flag. */
#include "ctl/stop.h"

#include <stddef.h>
#include <string.h>

static const int numbers[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
#define NUMBER_COUNT (sizeof(numbers) / sizeof(numbers[0]))

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
	struct sigaction action;
	size_t i;

	memset(&action, 0, sizeof(action));
	/* No SA_RESTART: a write that waits for a slow reader ends, too. */
	action.sa_handler = stop_handler;
	for (i = 0; i < NUMBER_COUNT; i++)
		(void)sigaction(numbers[i], &action, NULL);
	action.sa_handler = SIG_IGN;
	(void)sigaction(SIGPIPE, &action, NULL);
}

void
stop_block(sigset_t *open_mask)
{
	sigset_t blocked;
	size_t i;

	(void)sigemptyset(&blocked);
	(void)sigaddset(&blocked, SIGWINCH);
	for (i = 0; i < NUMBER_COUNT; i++)
		(void)sigaddset(&blocked, numbers[i]);
	(void)sigprocmask(SIG_BLOCK, &blocked, open_mask);
}

bool
stop_wanted(void)
{
	return stopped != 0;
}
