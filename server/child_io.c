/* A child's socket: waiting, reading, writing, pausing, saying goodbye. */
#include "server/child_private.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "server/limits.h"

enum client_end
child_socket_end(int socket, int error)
{
	socklen_t len = sizeof(error);

	if (error == 0 && getsockopt(socket, SOL_SOCKET, SO_ERROR, &error,
	    &len) != 0)
		error = errno;
	switch (error) {
	case 0:
		return END_CLIENT;
	case ETIMEDOUT:
	case EHOSTUNREACH:
	case ENETUNREACH:
		return END_TIMEOUT;
	default:
		return END_RESET;
	}
}

/* One ppoll; a passed deadline is a result of 0, and so is, earlier, the time
 * to look after what is on its way. */
static int
child_poll(const struct child *child, struct pollfd *fds, nfds_t count,
    int64_t deadline_ns)
{
	struct timespec left = { 0, 0 };
	int64_t ns;

	if (child->flight_ns != 0 &&
	    (deadline_ns == 0 || child->flight_ns < deadline_ns))
		deadline_ns = child->flight_ns;
	if (deadline_ns != 0) {
		ns = deadline_ns - when_mono_ns();
		if (ns > 0) {
			left.tv_sec = ns / NS_PER_S;
			left.tv_nsec = ns % NS_PER_S;
		}
	}
	return ppoll(fds, count, deadline_ns != 0 ? &left : NULL,
	    &child_open_mask);
}

/* Was it a signal, or only the time to look? */
static bool
child_poll_again(int ready, int64_t deadline_ns)
{
	if (ready == -1)
		return errno == EINTR;
	return ready == 0 &&
	    (deadline_ns == 0 || when_mono_ns() < deadline_ns);
}

enum client_end
child_wait(struct child *child, short events, int64_t deadline_ns,
    int extra_fd, short *got, bool *extra_ready)
{
	struct pollfd fds[2] = {
		{ .fd = child->socket, .events = events },
		{ .fd = extra_fd, .events = POLLIN },
	};
	enum client_end end;
	int ready;

	*got = 0;
	if (extra_ready != NULL)
		*extra_ready = false;
	do {
		end = child_told();
		if (end == CHILD_OK)
			end = child_flight_look(child);
		if (end != CHILD_OK)
			return end;
		ready = child_poll(child, fds, extra_fd == -1 ? 1 : 2,
		    deadline_ns);
	} while (child_poll_again(ready, deadline_ns));
	if (ready == -1)
		return END_INTERNAL;
	if (ready > 0) {
		*got = fds[0].revents;
		if (extra_ready != NULL)
			*extra_ready = (fds[1].revents & POLLIN) != 0;
	}
	return CHILD_OK;
}

enum client_end
child_wait_finish(struct child *child, short events, int64_t deadline_ns,
    short *got)
{
	struct pollfd fd = { .fd = child->socket, .events = events };
	enum client_end told;
	int64_t until_ns;
	int ready;

	*got = 0;
	do {
		told = child_told();
		if (told != END_KICKED && child_flight_look(child) != CHILD_OK)
			told = END_TIMEOUT;
		if (told == END_KICKED || told == END_TIMEOUT)
			return told;
		until_ns = deadline_ns;
		if (told == END_SHUTDOWN) {
			until_ns = child_told_ns() + LIMIT_FINISH_NS;
			if (when_mono_ns() >= until_ns)
				return told;
			if (deadline_ns != 0 && deadline_ns < until_ns)
				until_ns = deadline_ns;
		}
		ready = child_poll(child, &fd, 1, until_ns);
	} while (child_poll_again(ready, until_ns));
	if (ready == -1)
		return END_INTERNAL;
	if (ready > 0)
		*got = fd.revents;
	return CHILD_OK;
}

enum client_end
child_receive(struct child *child, void *buffer, size_t size,
    int64_t deadline_ns, size_t *len)
{
	enum client_end end;
	ssize_t got;
	short events;

	*len = 0;
	end = child_told();
	if (end != CHILD_OK)
		return end;
	for (;;) {
		got = recv(child->socket, buffer, size, MSG_DONTWAIT);
		if (got > 0) {
			*len = (size_t)got;
			return CHILD_OK;
		}
		if (got == 0)
			return END_CLIENT;
		if (errno != EAGAIN && errno != EINTR)
			return child_socket_end(child->socket, errno);
		end = child_wait(child, POLLIN, deadline_ns, -1, &events,
		    NULL);
		if (end != CHILD_OK || events == 0)
			return end;
	}
}

enum client_end
child_send(struct child *child, const void *bytes, size_t len)
{
	const char *at = bytes;
	enum client_end end;
	ssize_t sent;
	short events;

	while (len > 0) {
		sent = send(child->socket, at, len,
		    MSG_DONTWAIT | MSG_NOSIGNAL);
		if (sent >= 0) {
			child_flight_sent(child);
			at += sent;
			len -= (size_t)sent;
			continue;
		}
		if (errno != EAGAIN && errno != EINTR)
			return child_socket_end(child->socket,
			    errno == EPIPE ? ECONNRESET : errno);
		end = child_wait_finish(child, POLLOUT,
		    when_mono_ns() + LIMIT_SEND_NS, &events);
		if (end != CHILD_OK)
			return end;
		if (events == 0)
			return END_TIMEOUT;
	}
	return CHILD_OK;
}

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
	case PEER_GONE:
		return true;
	case PEER_LISTENS:
		return false;
	case PEER_UNKNOWN:
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
		if (half && child_peer(child) == PEER_GONE)
			return END_CLIENT;
		half = true;
		look_ns = when_mono_ns() + LIMIT_PEER_LOOK_NS;
	}
}

enum client_end
child_pause(struct child *child, int64_t until_ns)
{
	enum client_end end;

	if (!child_timer_set(child, until_ns))
		return END_INTERNAL;
	child->row.pause_until_ns = until_ns;
	child_state(child, STATE_WAITING);
	end = child_pause_watch(child);
	child->row.pause_until_ns = 0;
	return end;
}

/* Takes what is there already, for a short while. */
static void
child_drain(const struct child *child)
{
	int64_t end_ns = when_mono_ns() + LIMIT_DRAIN_NS;
	char drain[65536];

	while (when_mono_ns() < end_ns &&
	    recv(child->socket, drain, sizeof(drain), MSG_DONTWAIT) > 0)
		continue;
}

void
child_close_gently(struct child *child)
{
	int64_t end_ns = when_mono_ns() + LIMIT_LINGER_NS, idle_ns;
	char drain[4096];
	size_t len;

	if (shutdown(child->socket, SHUT_WR) != 0)
		return;
	child_state(child, STATE_CLOSING);
	/* A child that was told to stop does no more than this. */
	child_drain(child);
	do {
		idle_ns = when_mono_ns() + LIMIT_LINGER_IDLE_NS;
		if (child_receive(child, drain, sizeof(drain),
		    idle_ns < end_ns ? idle_ns : end_ns, &len) != CHILD_OK)
			return;
	} while (len > 0 && when_mono_ns() < end_ns);
}
