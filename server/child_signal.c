/*
 * How a child is told to stop: SIGTERM (shutdown, or the parent died),
 * SIGUSR1 (kick).
 *
 * Its handlers are the parent's, who has these signals blocked and so never
 * runs them.  A child lets them in while it works: a handler only notes, which
 * costs whoever looks for it a load.  Before a ppoll they are held back but
 * for the time within it, so that none is missed between the last look and
 * the wait, and they are until the next read.  A read that waits needs no
 * such care: the handler ends it, and one that begins a moment later too, by
 * shutting the socket's reading side, of which a child that is about to end
 * has no more need.
 */
#include "server/child_private.h"

#include <errno.h>
#include <stddef.h>
#include <sys/socket.h>

#include "base/hot.h"
#include "base/when.h"

sigset_t child_open_mask;
static sigset_t held_mask;
static bool held HOT_DATA = true;
static volatile sig_atomic_t shutdown_signalled HOT_DATA;
static volatile sig_atomic_t kick_signalled HOT_DATA;
static volatile sig_atomic_t reading HOT_DATA = -1; /* a socket, or -1 */
static int64_t shutdown_ns HOT_DATA;

static void
child_handle(int number)
{
	int saved = errno;

	if (number == SIGUSR1)
		kick_signalled = 1;
	else
		shutdown_signalled = 1;
	if (reading != -1)
		(void)shutdown(reading, SHUT_RD);
	errno = saved;
}

void
child_signals_prepare(void)
{
	static const int ours[] = { SIGTERM, SIGUSR1 };
	/* A wait within ppoll is never begun again; all else is. */
	struct sigaction action = { .sa_handler = child_handle,
	    .sa_flags = SA_RESTART };
	size_t i;

	(void)sigprocmask(SIG_SETMASK, NULL, &held_mask);
	for (i = 0; i < sizeof(ours) / sizeof(ours[0]); i++) {
		(void)sigaction(ours[i], &action, NULL);
		sigaddset(&held_mask, ours[i]);
	}
	(void)sigprocmask(SIG_SETMASK, &held_mask, NULL);
	/* What else is blocked stays so: Ctrl-C reaches the whole terminal,
	 * and the parent decides. */
	child_open_mask = held_mask;
	for (i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
		sigdelset(&child_open_mask, ours[i]);
}

void
child_signals_open(void)
{
	if (held)
		(void)sigprocmask(SIG_SETMASK, &child_open_mask, NULL);
	held = false;
}

void
child_signals_hold(void)
{
	if (!held)
		(void)sigprocmask(SIG_SETMASK, &held_mask, NULL);
	held = true;
}

ssize_t
child_signals_recv(int socket, void *buffer, size_t size)
{
	ssize_t got;

	child_signals_open();
	reading = socket;
	got = kick_signalled || shutdown_signalled ? 0 :
	    recv(socket, buffer, size, 0);
	reading = -1;
	return got;
}

/* Asks for what is pending: a child whose client never lets it wait would
 * not hear of it otherwise. */
enum client_end
child_end_asked(void)
{
	sigset_t pending;

	if (held && sigpending(&pending) == 0) {
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

int64_t
child_shutdown_ns(void)
{
	return shutdown_ns;
}
