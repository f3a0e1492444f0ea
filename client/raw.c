/* Bytes to a server and back. */
#include "client/raw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/text.h"
#include "client/transport.h"

struct raw {
	struct conversation_listener listener;
	struct transport transport;
	enum conversation_state state;
	char host[CONVERSATION_HOST_SIZE];
	uint16_t port;
	bool stopping;
	int64_t now_ns;
	int64_t quiet_ns;	/* what has come is told then; 0: nothing */
	int64_t latest_ns;	/* or then, if more keeps coming */
	char *in;		/* has come, not told yet */
	size_t in_len, in_size;
	char *kept;		/* to be sent when connected */
	size_t kept_len;
};

static void
tell(struct raw *raw, enum conversation_event_kind kind, const char *text,
    const void *bytes, size_t len)
{
	struct conversation_event event = { .kind = kind, .text = text,
	    .bytes = bytes, .bytes_len = len };

	raw->listener.event(raw->listener.context, &event);
}

static void
tell_received(struct raw *raw)
{
	size_t len = raw->in_len;

	raw->quiet_ns = 0;
	raw->in_len = 0;
	if (len != 0)
		tell(raw, CONVERSATION_ON_RECEIVED, "", raw->in, len);
}

static void
raw_end(struct raw *raw, enum conversation_state state, const char *text)
{
	raw->state = state;
	tell(raw, state == CONVERSATION_FAILED ? CONVERSATION_ON_FAILED :
	    CONVERSATION_ON_FINISHED, text, NULL, 0);
}

static void
send_now(struct raw *raw, const void *bytes, size_t len)
{
	const char *fault;

	tell(raw, CONVERSATION_ON_SENT, "", bytes, len);
	fault = transport_send(&raw->transport, bytes, len);
	if (fault == NULL)
		return;
	transport_close(&raw->transport);
	raw_end(raw, CONVERSATION_FAILED, fault);
}

static void
raw_trying(void *context, const char *address)
{
	struct raw *raw = context;

	raw->state = CONVERSATION_CONNECTING;
	tell(raw, CONVERSATION_ON_CONNECTING, address, NULL, 0);
}

static void
raw_connected(void *context, const char *address)
{
	struct raw *raw = context;
	char *kept = raw->kept;

	raw->state = CONVERSATION_CONNECTED;
	tell(raw, CONVERSATION_ON_CONNECTED, address, NULL, 0);
	raw->kept = NULL;
	if (raw->kept_len != 0)
		send_now(raw, kept, raw->kept_len);
	raw->kept_len = 0;
	free(kept);
}

static bool
reserve(struct raw *raw, size_t more)
{
	size_t size = raw->in_size == 0 ? 4096 : raw->in_size;
	char *grown;

	while (size < raw->in_len + more)
		size *= 2;
	if (size == raw->in_size)
		return true;
	grown = realloc(raw->in, size);
	if (grown == NULL)
		return false;
	raw->in = grown;
	raw->in_size = size;
	return true;
}

static size_t
raw_received(void *context, const char *bytes, size_t len, bool last)
{
	struct raw *raw = context;

	if (raw->in_len + len > RAW_RECEIVE_MAX || !reserve(raw, len))
		tell_received(raw);
	if (reserve(raw, len)) {
		memcpy(raw->in + raw->in_len, bytes, len);
		raw->in_len += len;
	}
	if (raw->quiet_ns == 0)
		raw->latest_ns = raw->now_ns + RAW_LATEST_NS;
	raw->quiet_ns = raw->now_ns + RAW_QUIET_NS;
	if (raw->quiet_ns > raw->latest_ns)
		raw->quiet_ns = raw->latest_ns;
	if (last)
		tell_received(raw);
	return len;
}

static void
raw_ended(void *context, const char *reason)
{
	struct raw *raw = context;
	char text[256];

	tell_received(raw);
	if (raw->stopping || reason == NULL) {
		raw_end(raw, CONVERSATION_FINISHED, raw->stopping ? "" :
		    "the server closed the connection");
		return;
	}
	(void)snprintf(text, sizeof(text), "the server is gone: %s", reason);
	raw_end(raw, CONVERSATION_FAILED, text);
}

static void
raw_failed(void *context, const char *reason)
{
	struct raw *raw = context;
	bool v6 = strchr(raw->host, ':') != NULL;
	char host[CONVERSATION_HOST_SIZE], text[2 * sizeof(host)];

	(void)text_escape(host, sizeof(host), raw->host, strlen(raw->host));
	if (raw->state == CONVERSATION_LOOKING_UP)
		(void)snprintf(text, sizeof(text), "could not find the "
		    "address of %s: %s", host, reason);
	else
		(void)snprintf(text, sizeof(text), "could not connect to "
		    "%s%s%s:%u: %s", v6 ? "[" : "", host, v6 ? "]" : "",
		    raw->port, reason);
	raw_end(raw, CONVERSATION_FAILED, text);
}

struct raw *
raw_new(const char *host, uint16_t port,
    const struct conversation_listener *listener)
{
	struct raw *raw = calloc(1, sizeof(*raw));
	struct transport_listener from_transport = {
		.context = raw, .trying = raw_trying,
		.connected = raw_connected, .received = raw_received,
		.ended = raw_ended, .failed = raw_failed,
	};

	if (raw == NULL)
		return NULL;
	raw->listener = *listener;
	raw->port = port;
	raw->state = CONVERSATION_NEW;
	(void)text_copy(raw->host, sizeof(raw->host), host);
	transport_init(&raw->transport, SOCK_STREAM, RAW_RECEIVE_MAX,
	    &from_transport);
	return raw;
}

void
raw_free(struct raw *raw)
{
	if (raw == NULL)
		return;
	transport_close(&raw->transport);
	free(raw->in);
	free(raw->kept);
	free(raw);
}

static bool
keep(struct raw *raw, const void *bytes, size_t len)
{
	char *grown = realloc(raw->kept, raw->kept_len + len + 1);

	if (grown == NULL)
		return false;
	raw->kept = grown;
	memcpy(grown + raw->kept_len, bytes, len);
	raw->kept_len += len;
	return true;
}

bool
raw_send(struct raw *raw, const void *bytes, size_t len, int64_t now_ns)
{
	raw->now_ns = now_ns;
	if (raw->state == CONVERSATION_CONNECTED) {
		send_now(raw, bytes, len);
		return true;
	}
	if (!keep(raw, bytes, len))
		return false;
	if (raw->state != CONVERSATION_NEW)
		return true;
	raw->state = CONVERSATION_LOOKING_UP;
	transport_open(&raw->transport, raw->host, raw->port, now_ns);
	if (raw->transport.phase == TRANSPORT_LOOKUP)
		tell(raw, CONVERSATION_ON_LOOKUP, raw->host, NULL, 0);
	return true;
}

void
raw_stop(struct raw *raw, int64_t now_ns)
{
	if (raw_over(raw) || raw->state == CONVERSATION_NEW)
		return;
	raw->now_ns = now_ns;
	tell_received(raw);
	if (raw->stopping) {
		transport_close(&raw->transport);
		raw_end(raw, CONVERSATION_FINISHED, "");
		return;
	}
	raw->stopping = true;
	raw->state = CONVERSATION_CLOSING;
	transport_close_gently(&raw->transport, now_ns);
}

void
raw_wants(const struct raw *raw, struct conversation_wants *wants)
{
	wants->fd = transport_wants(&raw->transport, &wants->events,
	    &wants->deadline_ns);
	if (raw->quiet_ns != 0 && (wants->deadline_ns == 0 ||
	    raw->quiet_ns < wants->deadline_ns))
		wants->deadline_ns = raw->quiet_ns;
}

void
raw_ready(struct raw *raw, short revents, int64_t now_ns)
{
	raw->now_ns = now_ns;
	transport_ready(&raw->transport, revents, now_ns);
}

void
raw_tick(struct raw *raw, int64_t now_ns)
{
	raw->now_ns = now_ns;
	transport_tick(&raw->transport, now_ns);
	if (raw->quiet_ns != 0 && now_ns >= raw->quiet_ns)
		tell_received(raw);
}

bool
raw_over(const struct raw *raw)
{
	return raw->state == CONVERSATION_FINISHED ||
	    raw->state == CONVERSATION_FAILED;
}

enum conversation_state
raw_state(const struct raw *raw)
{
	return raw->state;
}
