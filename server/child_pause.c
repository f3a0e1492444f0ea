/* A child's pauses: exact, and over when the client goes. */
#include "server/child_private.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <sys/timerfd.h>

#include "server/limits.h"

/* poll's own timeout may fire 0.1 % late; a timer descriptor does not. */
static bool
child_timer_set(struct child *child, int64_t until_ns)
{
	struct itimerspec timer = { .it_value = {
	    .tv_sec = until_ns / NS_PER_S, .tv_nsec = until_ns % NS_PER_S } };

	if (child->timer_fd == -1)
		child->timer_fd = timerfd_create(CLOCK_MONOTONIC,
		    TFD_NONBLOCK | TFD_CLOEXEC);
	return child->timer_fd != -1 && timerfd_settime(child->timer_fd,
	    TFD_TIMER_ABSTIME, &timer, NULL) == 0;
}

/* The client closed its sending side in a pause: is it gone, or does it only
 * have no more to say?  See child_peer.c. */
static bool
child_gone(const struct child *child, int64_t begun_ns)
{
	switch (child_peer(child)) {
	case CHILD_PEER_GONE:
		return true;
	case CHILD_PEER_LISTENS:
		return false;
	case CHILD_PEER_UNKNOWN:
		break;
	}
	return when_mono_ns() - begun_ns > LIMIT_HALF_CLOSE_NS;
}

/* Waits for the timer and watches the client.  Only for the end of the
 * connection: what a client sends ahead may wait, and must not wake us over
 * and over. */
static enum client_end
child_pause_watch(struct child *child)
{
	const int64_t begun_ns = when_mono_ns();
	enum client_end end;
	int64_t look_ns = 0;
	bool half = false, rang;
	short events;

	for (;;) {
		end = child_wait(child, half ? 0 : POLLRDHUP, look_ns,
		    child->timer_fd, &events, &rang);
		if (end != CHILD_OK)
			return end;
		if (events & (POLLHUP | POLLERR))
			return child_socket_end(child->socket, 0);
		if (rang)
			return CHILD_OK;
		if (!half && child_gone(child, begun_ns))
			return END_CLIENT;
		if (half && child_peer(child) == CHILD_PEER_GONE)
			return END_CLIENT;
		half = true;
		look_ns = when_mono_ns() + LIMIT_PEER_LOOK_NS;
	}
}

/* What a client sends ahead waits, and would look as if it had come when it is
 * read. */
static void
child_note_early(struct child *child)
{
	int waiting = 0;

	child->early = ioctl(child->socket, FIONREAD, &waiting) == 0 &&
	    waiting > 0;
}

enum client_end
child_pause(struct child *child, int64_t until_ns)
{
	enum client_end end;

	/* A timer that has passed would ring after the poll had begun. */
	if (until_ns <= when_mono_ns())
		return child_end_asked();
	if (!child_timer_set(child, until_ns))
		return END_INTERNAL;
	child->row.pause_until_ns = until_ns;
	child_state(child, STATE_WAITING);
	end = child_pause_watch(child);
	if (end == CHILD_OK)
		child_note_early(child);
	child->row.pause_until_ns = 0;
	return end;
}
