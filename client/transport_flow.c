/* The bytes of an open connection: out in whole messages, in as they come. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "client/reason.h"
#include "client/transport_private.h"

#define BUFFER_FIRST	2048	/* holds an answer of the usual size */
#define BUFFER_KEPT	16384	/* larger ones go back when they are empty */
#define DATAGRAM_MAX	65536

static bool
transport_reserve(struct transport_bytes *bytes, size_t more, size_t most)
{
	size_t size = bytes->size == 0 ? BUFFER_FIRST : bytes->size;
	char *data;

	while (size < bytes->len + more)
		size *= 2;
	if (size > most)
		size = most;
	if (size <= bytes->size)
		return bytes->len < bytes->size;
	data = realloc(bytes->data, size);
	if (data == NULL)
		return false;
	bytes->data = data;
	bytes->size = size;
	return true;
}

static void
transport_consume(struct transport_bytes *bytes, size_t len)
{
	bytes->len -= len;
	if (bytes->len != 0) {
		memmove(bytes->data, bytes->data + len, bytes->len);
	} else if (bytes->size > BUFFER_KEPT) {
		free(bytes->data);
		memset(bytes, 0, sizeof(*bytes));
	}
}

/* How many bytes the system took; what it refuses now may go later.  A
 * broken connection shows when it is read; that nobody took the datagram
 * before is said instead of sending this one, and once only: again, so that
 * it shows there as well. */
static size_t
transport_put(struct transport *transport, const void *bytes, size_t len)
{
	const int flags = MSG_NOSIGNAL | MSG_DONTWAIT;
	ssize_t sent = send(transport->fd, bytes, len, flags);

	if (sent == -1 && errno == ECONNREFUSED &&
	    transport->socket_type != SOCK_STREAM)
		sent = send(transport->fd, bytes, len, flags);
	return sent == -1 ? 0 : (size_t)sent;
}

/* Of datagrams the last; what there is no memory for is lost, as on the
 * way. */
static void
transport_keep(struct transport *transport, const void *bytes, size_t len)
{
	struct transport_bytes *again = &transport->again;

	again->len = 0;
	if (len == 0 || !transport_reserve(again, len, DATAGRAM_MAX))
		return;
	memcpy(again->data, bytes, len);
	again->len = len;
}

const char *
transport_send(struct transport *transport, const void *bytes, size_t len)
{
	if (transport->phase != TRANSPORT_OPEN)
		return NULL;
	return transport->mischief.kinds == 0 ?
	    transport_out(transport, bytes, len) :
	    transport_late_send(transport, bytes, len);
}

const char *
transport_out(struct transport *transport, const void *bytes, size_t len)
{
	struct transport_bytes *out = &transport->out;
	size_t sent = 0;

	if (out->len == 0)
		sent = transport_put(transport, bytes, len);
	if (transport_may_move(transport))
		transport_keep(transport, bytes, len);
	if (sent == len || transport->socket_type != SOCK_STREAM)
		return NULL;
	if (out->len + (len - sent) > TRANSPORT_SEND_MAX)
		return "the server does not read what it is sent";
	if (!transport_reserve(out, len - sent, SIZE_MAX))
		return "no memory for a message";
	memcpy(out->data + out->len, (const char *)bytes + sent, len - sent);
	out->len += len - sent;
	return NULL;
}

void
transport_flush(struct transport *transport)
{
	struct transport_bytes *out = &transport->out;

	if (out->len == 0)
		return;
	transport_consume(out, transport_put(transport, out->data, out->len));
	if (out->len == 0 && transport->phase == TRANSPORT_LEAVING &&
	    transport->late == NULL)
		(void)shutdown(transport->fd, SHUT_WR);
}

static void
transport_deliver(struct transport *transport, bool last)
{
	struct transport_listener *listener = &transport->listener;
	struct transport_bytes *in = &transport->in;
	size_t used;

	if (transport->phase != TRANSPORT_OPEN) {
		in->len = 0;	/* we have left: nobody listens any more */
		return;
	}
	do {
		used = listener->received(listener->context,
		    in->len == 0 ? "" : in->data, in->len, last);
		transport_consume(in, used);
	} while (used != 0 && in->len != 0);
	if (transport->socket_type != SOCK_STREAM)
		in->len = 0;	/* a datagram has no continuation */
}

/* One recv(); 1: go on, 0: that was all for now, -1: the connection ended
 * and *reason says how. */
static int
transport_read_some(struct transport *transport, const char **reason)
{
	bool stream = transport->socket_type == SOCK_STREAM;
	struct transport_bytes *in = &transport->in;
	ssize_t got;

	if (!transport_reserve(in, stream ? 1 : DATAGRAM_MAX,
	    transport->receive_max)) {
		*reason = in->size == transport->receive_max ?
		    "its message is too long" : reason_errno(ENOMEM);
		return -1;
	}
	got = recv(transport->fd, in->data + in->len, in->size - in->len,
	    MSG_DONTWAIT);
	if (got == -1 && (errno == EAGAIN || errno == EINTR))
		return 0;
	*reason = got == 0 ? NULL : reason_errno(errno);
	if (got == -1 && transport->phase == TRANSPORT_OPEN &&
	    transport_move(transport))
		return 0;
	if (got == -1 || (got == 0 && stream))
		return -1;
	in->len += (size_t)got;
	transport->heard = true;
	return 1;
}

void
transport_read(struct transport *transport)
{
	size_t before, read_len = 0;
	const char *reason;
	int result = 1;

	while (result == 1 && read_len < TRANSPORT_READ_MAX) {
		before = transport->in.len;
		result = transport_read_some(transport, &reason);
		if (result != 1)
			break;
		read_len += transport->in.len - before;
		transport_deliver(transport, false);
	}
	if (result != -1)
		return;
	transport_deliver(transport, true);
	transport_end(transport, reason);
}
