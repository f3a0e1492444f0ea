/*
 * How a child is told to stop: SIGTERM (shutdown, or the parent died),
 * SIGUSR1 (kick); and to look again: SIGUSR2 (its bell may be gone).  All are
 * blocked except within ppoll, so a handler never interrupts anything but a
 * wait; child_end_asked looks for the first two besides.
 */
#include "server/child_private.h"

#include <stddef.h>

#include "base/when.h"

sigset_t child_open_mask;
static volatile sig_atomic_t shutdown_signalled;
static volatile sig_atomic_t kick_signalled;
static volatile sig_atomic_t look_signalled;
static int64_t shutdown_ns;

static void
child_handle(int number)
{
	if (number == SIGUSR1)
		kick_signalled = 1;
	else if (number == SIGUSR2)
		look_signalled = 1;
	else
		shutdown_signalled = 1;
}

void
child_signals_init(void)
{
	struct sigaction action = { .sa_handler = child_handle };
	sigset_t blocked;

	(void)sigaction(SIGTERM, &action, NULL);
	(void)sigaction(SIGUSR1, &action, NULL);
	(void)sigaction(SIGUSR2, &action, NULL);
	/* Ctrl-C reaches the whole terminal; the parent decides. */
	(void)signal(SIGINT, SIG_IGN);
	(void)signal(SIGHUP, SIG_IGN);
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGCHLD, SIG_DFL);
	sigemptyset(&child_open_mask);
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGTERM);
	sigaddset(&blocked, SIGUSR1);
	sigaddset(&blocked, SIGUSR2);
	(void)sigprocmask(SIG_SETMASK, &blocked, NULL);
}

/* Asks for what is pending: a child whose client never lets it wait would
 * not hear of it otherwise. */
enum client_end
child_end_asked(void)
{
	sigset_t pending;

	if (sigpending(&pending) == 0) {
		if (sigismember(&pending, SIGUSR1) == 1)
			kick_signalled = 1;
		if (sigismember(&pending, SIGTERM) == 1)
			shutdown_signalled = 1;
	}
	if (kick_signalled)
		return END_KICKED;
	if (!shutdown_signalled)
		return CHILD_OK;
	if (shutdown_ns == 0)
		shutdown_ns = when_mono_ns();
	return END_SHUTDOWN;
}

bool
child_look_asked(void)
{
	bool asked = look_signalled != 0;

	look_signalled = 0;
	return asked;
}

int64_t
child_shutdown_ns(void)
{
	return shutdown_ns;
}
