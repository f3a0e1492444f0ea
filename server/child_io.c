/* A child's socket: waiting, reading, closing. */
#include "server/child_private.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <time.h>

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

int
child_poll(const struct child *child, struct pollfd *fds, nfds_t count,
    int64_t deadline_ns)
{
	struct timespec left = { 0, 0 };
	int64_t ns;

	deadline_ns = when_sooner(deadline_ns,
	    when_sooner(child->flight_ns, child->held_ns));
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
	child_signals_hold();
	do {
		end = child_end_asked();
		if (end == CHILD_OK)
			end = child_flight_look(child);
		if (end == CHILD_OK && child->held_ns != 0)
			end = child_held_look(child);
		if (end != CHILD_OK)
			return end;
		child_silent_look(child);
		ready = child_poll(child, fds, extra_fd == -1 ? 1 : 2,
		    when_sooner(deadline_ns, child->silent_ns));
	} while (child_poll_again(ready, deadline_ns));
	if (ready == -1)
		return END_INTERNAL;
	if (ready > 0)
		*got = fds[0].revents;
	if (extra_ready != NULL)
		*extra_ready = ready > 0 && (fds[1].revents & POLLIN) != 0;
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
	end = child_end_asked();
	if (end != CHILD_OK)
		return end;
	for (;;) {
		got = recv(child->socket, buffer, size, MSG_DONTWAIT);
		if (got > 0) {
			*len = (size_t)got;
			child->silent_ns = 0;
			child->reads++;
			return CHILD_OK;
		}
		if (got == 0) {
			child_note_fin(child);
			return END_CLIENT;
		}
		if (errno != EAGAIN && errno != EINTR)
			return child_socket_end(child->socket, errno);
		end = child_wait(child, POLLIN, deadline_ns, -1, &events,
		    NULL);
		if (end != CHILD_OK || events == 0)
			return end;
	}
}

/* The socket's own time limit is that, as the listening one's. */
enum client_end
child_receive_idle(struct child *child, void *buffer, size_t size,
    size_t *len)
{
	enum client_end end;
	ssize_t got;

	/* There is more to look after. */
	if (child->silent_ns != 0 || child->flight_ns != 0 ||
	    child->held_ns != 0)
		return child_receive(child, buffer, size,
		    when_mono_ns() + child_idle_ns(child), len);
	*len = 0;
	do
		got = child_signals_recv(child->socket, buffer, size);
	while (got == -1 && errno == EINTR);
	if (got > 0) {
		*len = (size_t)got;
		child->reads++;
		return CHILD_OK;
	}
	if (got == -1)
		return errno == EAGAIN ? child_end_asked() :
		    child_socket_end(child->socket, errno);
	end = child_end_asked();
	if (end != CHILD_OK)
		return end;
	child_note_fin(child);
	return END_CLIENT;
}

/* Takes what is there already, for a short while: a child that was told to stop
 * does no more. */
static void
child_drain(const struct child *child)
{
	int64_t end_ns = when_mono_ns() + LIMIT_DRAIN_NS;
	char drain[2048];

	while (when_mono_ns() < end_ns &&
	    recv(child->socket, drain, sizeof(drain), MSG_DONTWAIT) > 0)
		continue;
}

void
child_close_gently(struct child *child)
{
	int64_t end_ns = when_mono_ns() + LIMIT_LINGER_NS, idle_ns;
	char drain[2048];
	size_t len;

	if (shutdown(child->socket, SHUT_WR) != 0)
		return;
	if (child_end_asked() != CHILD_OK) {
		child_drain(child);
		return;
	}
	do {
		idle_ns = when_mono_ns() + LIMIT_LINGER_IDLE_NS;
		if (child_receive(child, drain, sizeof(drain),
		    idle_ns < end_ns ? idle_ns : end_ns, &len) != CHILD_OK)
			return;
	} while (len > 0 && when_mono_ns() < end_ns);
}
