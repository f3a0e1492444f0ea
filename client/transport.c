/* A connection's life: addresses, connecting, goodbye.  What flows over it
 * while it is open is transport_flow.c's. */
#include "client/transport.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/when.h"
#include "client/reason.h"
#include "client/transport_private.h"

/* A pulled cable is noticed after idle + count * interval = 9 s: a teacher
 * who pulls it wants to see that, and a pause is longer than most tests. */
#define KEEPALIVE_IDLE_S	3
#define KEEPALIVE_INTERVAL_S	2
#define KEEPALIVE_COUNT		3
#define SILENCE_MAX_MS		9000

void
transport_init(struct transport *transport, int socket_type,
    size_t receive_max, const struct transport_listener *listener)
{
	memset(transport, 0, sizeof(*transport));
	transport->listener = *listener;
	transport->socket_type = socket_type;
	transport->receive_max = receive_max;
	transport->fd = -1;
}

void
transport_close(struct transport *transport)
{
	if (transport->lookup != NULL)
		lookup_drop(transport->lookup);
	transport->lookup = NULL;
	if (transport->fd != -1)
		close(transport->fd);
	transport->fd = -1;
	transport_late_forget(transport);
	free(transport->in.data);
	free(transport->out.data);
	memset(&transport->in, 0, sizeof(transport->in));
	free(transport->again.data);
	memset(&transport->out, 0, sizeof(transport->out));
	memset(&transport->again, 0, sizeof(transport->again));
	transport->phase = TRANSPORT_CLOSED;
	transport->deadline_ns = 0;
}

static void
transport_fail(struct transport *transport, const char *reason)
{
	transport_close(transport);
	transport->listener.failed(transport->listener.context, reason);
}

void
transport_end(struct transport *transport, const char *reason)
{
	transport_close(transport);
	transport->listener.ended(transport->listener.context, reason);
}

static void
transport_opened(struct transport *transport)
{
	transport->phase = TRANSPORT_OPEN;
	transport->deadline_ns = 0;
	transport->listener.connected(transport->listener.context,
	    transport->address);
}

static void
transport_set(int fd, int level, int option, int value)
{
	/* Each is a help, none is a condition. */
	(void)setsockopt(fd, level, option, &value, sizeof(value));
}

static int
transport_socket(int family, int type)
{
	int fd = socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd == -1 || type != SOCK_STREAM)
		return fd;
	transport_set(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
	transport_set(fd, IPPROTO_TCP, TCP_KEEPIDLE, KEEPALIVE_IDLE_S);
	transport_set(fd, IPPROTO_TCP, TCP_KEEPINTVL, KEEPALIVE_INTERVAL_S);
	transport_set(fd, IPPROTO_TCP, TCP_KEEPCNT, KEEPALIVE_COUNT);
	transport_set(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, SILENCE_MAX_MS);
	/* A message is one segment, now, not when the last is confirmed. */
	transport_set(fd, IPPROTO_TCP, TCP_NODELAY, 1);
	return fd;
}

/* A socket for the next address instead of the one before. */
static const struct sockaddr_storage *
transport_take_next(struct transport *transport)
{
	const struct sockaddr_storage *address =
	    &transport->addresses.list[transport->next++];

	if (transport->fd != -1)
		close(transport->fd);
	address_format(transport->address, (const struct sockaddr *)address);
	transport->fd = transport_socket(address->ss_family,
	    transport->socket_type);
	return address;
}

/* Starts connecting to one address; 0 when it is under way or done. */
static int
transport_try(struct transport *transport)
{
	const struct sockaddr_storage *address =
	    transport_take_next(transport);
	unsigned left = transport->addresses.count - transport->next;
	int error = errno;

	transport->listener.trying(transport->listener.context,
	    transport->address);
	if (transport->fd == -1)
		return error;
	/* An address that swallows packets must leave time for the rest. */
	transport->deadline_ns = transport->now_ns +
	    (transport->give_up_ns - transport->now_ns) / (int64_t)(left + 1);
	transport->phase = TRANSPORT_CONNECTING;
	if (connect(transport->fd, (const struct sockaddr *)address,
	    resolved_len(address)) == 0) {
		transport_opened(transport);
		return 0;
	}
	return errno == EINPROGRESS ? 0 : errno;
}

/* Goes on with the next address; error is what became of the last one. */
static void
transport_try_next(struct transport *transport, int error)
{
	do {
		if (transport->next == transport->addresses.count) {
			transport_fail(transport, reason_errno(error));
			return;
		}
		error = transport_try(transport);
	} while (error != 0);
}

bool
transport_may_move(const struct transport *transport)
{
	return transport->socket_type != SOCK_STREAM && !transport->heard &&
	    transport->next < transport->addresses.count;
}

bool
transport_move(struct transport *transport)
{
	const struct transport_bytes *again = &transport->again;
	const struct sockaddr_storage *address;

	while (transport_may_move(transport)) {
		address = transport_take_next(transport);
		if (transport->fd == -1 ||
		    connect(transport->fd, (const struct sockaddr *)address,
		    resolved_len(address)) != 0)
			continue;
		transport->listener.moved(transport->listener.context,
		    transport->address);
		if (again->len != 0)
			(void)send(transport->fd, again->data, again->len,
			    MSG_NOSIGNAL | MSG_DONTWAIT);
		return true;
	}
	return false;
}

void
transport_open(struct transport *transport, const char *host,
    uint16_t port, int64_t now_ns)
{
	transport->now_ns = now_ns;
	transport->give_up_ns = now_ns + TRANSPORT_CONNECT_NS;
	transport->next = 0;
	transport->heard = false;
	transport->sent = 0;
	transport->silenced = false;
	if (lookup_at_once(host, port, &transport->addresses)) {
		transport_try_next(transport, EADDRNOTAVAIL);
		return;
	}
	transport->lookup = lookup_start(host, port);
	if (transport->lookup == NULL) {
		transport_fail(transport, reason_errno(errno));
		return;
	}
	transport->phase = TRANSPORT_LOOKUP;
	transport->deadline_ns = transport->give_up_ns;
}

static void
transport_looked_up(struct transport *transport)
{
	struct lookup *lookup = transport->lookup;
	const char *fault;

	transport->lookup = NULL;
	fault = lookup_take(lookup, &transport->addresses);
	if (fault != NULL)
		transport_fail(transport, reason_lower(fault));
	else
		transport_try_next(transport, EADDRNOTAVAIL);
}

/* The socket says it is ready: connected, refused, or neither (a caller that
 * could not tell). */
static void
transport_answered(struct transport *transport)
{
	struct sockaddr_storage peer;
	socklen_t len = sizeof(int);
	int error = 0;

	if (getsockopt(transport->fd, SOL_SOCKET, SO_ERROR, &error, &len) == -1)
		error = errno;
	if (error != 0) {
		transport_try_next(transport, error);
		return;
	}
	len = sizeof(peer);
	if (getpeername(transport->fd, (struct sockaddr *)&peer, &len) == 0)
		transport_opened(transport);
}

void
transport_close_gently(struct transport *transport, int64_t now_ns)
{
	transport->now_ns = now_ns;
	if (transport->phase != TRANSPORT_OPEN ||
	    transport->socket_type != SOCK_STREAM) {
		transport_end(transport, NULL);
		return;
	}
	transport->phase = TRANSPORT_LEAVING;
	/* What is kept back goes first, in its time. */
	if (transport->late != NULL)
		return;
	transport->deadline_ns = now_ns + TRANSPORT_LINGER_NS;
	if (transport->out.len == 0)
		(void)shutdown(transport->fd, SHUT_WR);
}

int
transport_wants(const struct transport *transport, short *events,
    int64_t *deadline_ns)
{
	*deadline_ns = when_sooner(transport->deadline_ns,
	    transport_late_due(transport));
	*events = POLLIN;
	if (transport->phase == TRANSPORT_LOOKUP)
		return lookup_fd(transport->lookup);
	if (transport->phase == TRANSPORT_CONNECTING)
		*events = POLLOUT;
	else if (transport->out.len != 0)
		*events |= POLLOUT;
	return transport->fd;
}

void
transport_ready(struct transport *transport, short revents, int64_t now_ns)
{
	transport->now_ns = now_ns;
	switch (transport->phase) {
	case TRANSPORT_CLOSED:
		break;
	case TRANSPORT_LOOKUP:
		if (lookup_ready(transport->lookup))
			transport_looked_up(transport);
		break;
	case TRANSPORT_CONNECTING:
		transport_answered(transport);
		break;
	case TRANSPORT_OPEN:
	case TRANSPORT_LEAVING:
		if ((revents & POLLOUT) != 0)
			transport_flush(transport);
		transport_late_step(transport);
		if (transport->phase != TRANSPORT_CLOSED &&
		    (revents & (POLLIN | POLLHUP | POLLERR)) != 0)
			transport_read(transport);
		break;
	}
}

void
transport_tick(struct transport *transport, int64_t now_ns)
{
	transport->now_ns = now_ns;
	transport_late_step(transport);
	if (transport->deadline_ns == 0 || now_ns < transport->deadline_ns)
		return;
	switch (transport->phase) {
	case TRANSPORT_LOOKUP:
		transport_fail(transport, "no answer from the name service");
		break;
	case TRANSPORT_CONNECTING:
		transport_try_next(transport, ETIMEDOUT);
		break;
	case TRANSPORT_LEAVING:
		transport_end(transport, NULL);
		break;
	case TRANSPORT_CLOSED:
	case TRANSPORT_OPEN:
		break;
	}
}
