/*
 * How a child is told to stop: SIGTERM (shutdown, or the parent died),
 * SIGUSR1 (kick), SIGUSR2 (its place goes to another client).
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
static const struct {
	int number;
	enum client_end end;
} ours[] = {
	{ SIGUSR1, END_KICKED },
	{ SIGUSR2, END_GAVE_WAY },
	{ SIGTERM, END_SHUTDOWN },
};
#define OURS (sizeof(ours) / sizeof(ours[0]))
static volatile sig_atomic_t signalled[OURS] HOT_DATA;
static volatile sig_atomic_t reading HOT_DATA = -1; /* a socket, or -1 */
static int64_t shutdown_ns HOT_DATA;

static void
child_handle(int number)
{
	int saved = errno;
	size_t i;

	for (i = 0; i < OURS; i++)
		if (number == ours[i].number)
			signalled[i] = 1;
	if (reading != -1)
		(void)shutdown(reading, SHUT_RD);
	errno = saved;
}

void
child_signals_prepare(void)
{
	/* A wait within ppoll is never begun again; all else is. */
	struct sigaction action = { .sa_handler = child_handle,
	    .sa_flags = SA_RESTART };
	size_t i;

	(void)sigprocmask(SIG_SETMASK, NULL, &held_mask);
	for (i = 0; i < OURS; i++) {
		(void)sigaction(ours[i].number, &action, NULL);
		sigaddset(&held_mask, ours[i].number);
	}
	(void)sigprocmask(SIG_SETMASK, &held_mask, NULL);
	/* What else is blocked stays so: Ctrl-C reaches the whole terminal,
	 * and the parent decides. */
	child_open_mask = held_mask;
	for (i = 0; i < OURS; i++)
		sigdelset(&child_open_mask, ours[i].number);
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

/* The first that is noted. */
static enum client_end
child_signalled(void)
{
	size_t i;

	for (i = 0; i < OURS; i++)
		if (signalled[i])
			return ours[i].end;
	return CHILD_OK;
}

ssize_t
child_signals_recv(int socket, void *buffer, size_t size)
{
	ssize_t got;

	child_signals_open();
	reading = socket;
	got = child_signalled() != CHILD_OK ? 0 :
	    recv(socket, buffer, size, 0);
	reading = -1;
	return got;
}

/* Asks for what is pending: a child whose client never lets it wait would
 * not hear of it otherwise. */
enum client_end
child_end_asked(void)
{
	enum client_end end;
	sigset_t pending;
	size_t i;

	if (held && sigpending(&pending) == 0)
		for (i = 0; i < OURS; i++)
			if (sigismember(&pending, ours[i].number) == 1)
				signalled[i] = 1;
	end = child_signalled();
	if (end == END_SHUTDOWN && shutdown_ns == 0)
		shutdown_ns = when_mono_ns();
	return end;
}

int64_t
child_shutdown_ns(void)
{
	return shutdown_ns;
}
