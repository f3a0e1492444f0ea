/*
 * Both ends of a conversation in one thread: a peer on loopback that the
 * test plays, and the client with a clock that the test moves.  Time passes
 * only in session_pass, so that no result depends on the machine's speed;
 * what really is waited for is loopback traffic, 5 s at most.
 */
#ifndef TESTS_UNIT_CLIENT_PEER_H
#define TESTS_UNIT_CLIENT_PEER_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/when.h"
#include "client/conversation.h"
#include "tests/unit/unit.h"

#define PATIENCE_MS	5000
#define SESSION_EVENTS	64

struct peer {
	int listener;
	int fd;
	char port[8];
	char got[8192];		/* since the last peer_expect, terminated */
	size_t got_len;
};

static inline void
peer_listen(struct peer *peer)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	socklen_t len = sizeof(address);

	memset(peer, 0, sizeof(*peer));
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	peer->fd = -1;
	peer->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	CU_ASSERT_EQUAL_FATAL(bind(peer->listener,
	    (struct sockaddr *)&address, sizeof(address)), 0);
	CU_ASSERT_EQUAL_FATAL(listen(peer->listener, 16), 0);
	getsockname(peer->listener, (struct sockaddr *)&address, &len);
	snprintf(peer->port, sizeof(peer->port), "%u",
	    ntohs(address.sin_port));
}

static inline bool
peer_readable(int fd)
{
	struct pollfd watched = { .fd = fd, .events = POLLIN };

	return poll(&watched, 1, PATIENCE_MS) == 1;
}

static inline void
peer_accept(struct peer *peer)
{
	int on = 1;

	if (peer->fd != -1)
		close(peer->fd);
	CU_ASSERT_FATAL(peer_readable(peer->listener));
	peer->fd = accept(peer->listener, NULL, NULL);
	/* Small pieces, one after the other, without delay. */
	setsockopt(peer->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	peer->got_len = 0;
}

/* Reads until what came ends in that text; "" is the client's goodbye. */
static inline bool
peer_expect(struct peer *peer, const char *text)
{
	size_t text_len = strlen(text);
	ssize_t got = 1;

	while (got > 0 && peer_readable(peer->fd)) {
		got = recv(peer->fd, peer->got + peer->got_len,
		    sizeof(peer->got) - 1 - peer->got_len, 0);
		if (got > 0)
			peer->got_len += (size_t)got;
		peer->got[peer->got_len] = '\0';
		if (text_len != 0 && peer->got_len >= text_len &&
		    strcmp(peer->got + peer->got_len - text_len, text) == 0)
			break;
	}
	peer->got_len = 0;
	return text_len == 0 ? got == 0 : got > 0;
}

static inline void
peer_send(struct peer *peer, const char *text)
{
	ssize_t len = (ssize_t)strlen(text);

	CU_ASSERT_EQUAL(send(peer->fd, text, (size_t)len, MSG_NOSIGNAL), len);
}

static inline void
peer_close(struct peer *peer)
{
	if (peer->fd != -1)
		close(peer->fd);
	peer->fd = -1;
}

static inline void
peer_reset(struct peer *peer)
{
	struct linger linger = { .l_onoff = 1 };

	setsockopt(peer->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
	peer_close(peer);
}

static inline void
peer_end(struct peer *peer)
{
	peer_close(peer);
	close(peer->listener);
}

struct session_event {
	enum conversation_event_kind kind;
	char text[256];
	char bytes[512];
	size_t bytes_len;
	uint64_t missing;
	long seconds;
	int64_t until_ns;
};

struct session {
	struct conversation_plan plan;
	struct conversation *conversation;
	int64_t now_ns;
	struct session_event events[SESSION_EVENTS];
	unsigned count;
	unsigned seen;		/* events that session_until has passed */
	/* Stops the conversation from inside the listener at that event. */
	int stop_at;
};

static inline void
session_event(void *context, const struct conversation_event *event)
{
	struct session *session = context;
	struct session_event *kept;

	if (session->count == SESSION_EVENTS)
		return;
	kept = &session->events[session->count++];
	kept->kind = event->kind;
	snprintf(kept->text, sizeof(kept->text), "%s", event->text);
	kept->bytes_len = event->bytes_len;
	if (event->bytes != NULL)
		memcpy(kept->bytes, event->bytes, event->bytes_len <
		    sizeof(kept->bytes) ? event->bytes_len :
		    sizeof(kept->bytes));
	kept->missing = event->missing;
	kept->seconds = event->seconds;
	kept->until_ns = event->until_ns;
	if (session->stop_at == (int)event->kind)
		conversation_stop(session->conversation, session->now_ns);
}

/* alice, who asks for 7 seconds each time. */
static inline void
session_init(struct session *session, const char *port)
{
	struct conversation_listener listener = {
		.context = session, .event = session_event
	};
	char server[32];

	memset(session, 0, sizeof(*session));
	session->stop_at = -1;
	/* Any time will do; this one shows where ns were taken for ms. */
	session->now_ns = 1000 * NS_PER_S;
	conversation_plan_init(&session->plan, LAB_WAIT);
	snprintf(server, sizeof(server), ":%s", port);
	CU_ASSERT_PTR_NULL(conversation_plan_server(&session->plan, server));
	snprintf(session->plan.name, sizeof(session->plan.name), "alice");
	session->plan.min_seconds = session->plan.max_seconds = 7;
	session->conversation = conversation_new(&session->plan, &listener);
	CU_ASSERT_PTR_NOT_NULL_FATAL(session->conversation);
}

/* With the plan as it is now. */
static inline void
session_again(struct session *session)
{
	struct conversation_listener listener = {
		.context = session, .event = session_event
	};

	conversation_free(session->conversation);
	session->conversation = conversation_new(&session->plan, &listener);
}

static inline void
session_start(struct session *session)
{
	conversation_start(session->conversation, session->now_ns);
}

/* One turn of an event loop; false when nothing was ready in time. */
static inline bool
session_turn(struct session *session, int timeout_ms)
{
	struct conversation_wants wants;
	struct pollfd watched;

	conversation_wants(session->conversation, &wants);
	watched = (struct pollfd){ .fd = wants.fd, .events = wants.events };
	if (wants.fd == -1 || poll(&watched, 1, timeout_ms) != 1)
		return false;
	conversation_ready(session->conversation, watched.revents,
	    session->now_ns);
	conversation_tick(session->conversation, session->now_ns);
	return true;
}

/* Turns until an event of that kind; it, or NULL. */
static inline const struct session_event *
session_until(struct session *session, enum conversation_event_kind kind)
{
	do {
		while (session->seen < session->count)
			if (session->events[session->seen++].kind == kind)
				return &session->events[session->seen - 1];
	} while (session_turn(session, PATIENCE_MS));
	return NULL;
}

static inline bool
session_says(struct session *session, enum conversation_event_kind kind,
    const char *text)
{
	const struct session_event *event = session_until(session, kind);

	if (event != NULL && strcmp(event->text, text) == 0)
		return true;
	printf("\n    wanted \"%s\", got \"%s\"\n", text,
	    event == NULL ? "nothing" : event->text);
	return false;
}

/* Takes what has come by now, without an end to wait for. */
static inline void
session_drain(struct session *session)
{
	while (session_turn(session, 100))
		continue;
}

static inline void
session_pass(struct session *session, int64_t ns)
{
	session->now_ns += ns;
	conversation_tick(session->conversation, session->now_ns);
}

/* How many events of the kind there were so far. */
static inline unsigned
session_number(const struct session *session,
    enum conversation_event_kind kind)
{
	unsigned i, number = 0;

	for (i = 0; i < session->count; i++)
		number += session->events[i].kind == kind;
	return number;
}

/* Exactly one end, and it is the last event. */
static inline bool
session_ended(const struct session *session,
    enum conversation_event_kind kind)
{
	struct conversation_wants wants;

	conversation_wants(session->conversation, &wants);
	return session->count != 0 &&
	    session->events[session->count - 1].kind == kind &&
	    session_number(session, CONVERSATION_ON_FAILED) +
	    session_number(session, CONVERSATION_ON_FINISHED) == 1 &&
	    conversation_over(session->conversation) &&
	    wants.fd == -1 && wants.deadline_ns == 0;
}

static inline void
session_end(struct session *session)
{
	conversation_free(session->conversation);
}

/* alice has connected, in another lab. */
static inline void
session_in(struct session *session, struct peer *peer, unsigned lab)
{
	peer_listen(peer);
	session_init(session, peer->port);
	session->plan.lab = lab;
	session_again(session);
	session_start(session);
	CU_ASSERT_PTR_NOT_NULL(session_until(session,
	    CONVERSATION_ON_CONNECTED));
	peer_accept(peer);
}

/* The same, of those labs that begin with the name. */
static inline void
session_named(struct session *session, struct peer *peer, unsigned lab)
{
	session_in(session, peer, lab);
	CU_ASSERT(peer_expect(peer, "alice\n"));
	CU_ASSERT(session_says(session, CONVERSATION_ON_SAID, "alice"));
}

static inline const char *
session_type(struct session *session, const char *line)
{
	return conversation_input(session->conversation, line, strlen(line),
	    session->now_ns);
}

/* The server's next words. */
static inline bool
session_answer(struct session *session, const char *text)
{
	const struct session_event *event = session_until(session,
	    CONVERSATION_ON_ANSWER);

	if (event != NULL && event->bytes_len == strlen(text) &&
	    memcmp(event->bytes, text, event->bytes_len) == 0)
		return true;
	printf("\n    wanted \"%s\", got \"%.*s\"\n", text, event == NULL ?
	    7 : (int)event->bytes_len, event == NULL ? "nothing" :
	    event->bytes);
	return false;
}

static inline bool
session_is(const struct session *session, enum conversation_state state)
{
	return conversation_state(session->conversation) == state;
}

static inline void
session_over(struct session *session, struct peer *peer)
{
	session_end(session);
	peer_end(peer);
}

/* Long ago: a clock that is wrong is not warned of. */
#define DATE "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
#define ANSWER(status, body_len, body)					\
	"HTTP/1.1 " status "\r\n" DATE					\
	"Content-Length: " body_len "\r\n\r\n" body
#define CREATED ANSWER("201 Created", "0", "")
#define WAITED ANSWER("200 OK", "42",					\
	"Server waited 7 seconds for client alice.\n")

/* Connected, registered, 7 s asked for, of so many rounds. */
static inline void
session_waiting_rounds(struct session *session, struct peer *peer, long count)
{
	peer_listen(peer);
	session_init(session, peer->port);
	session->plan.count = count;
	session_again(session);
	session_start(session);
	CU_ASSERT_PTR_NOT_NULL(session_until(session,
	    CONVERSATION_ON_CONNECTED));
	peer_accept(peer);
	CU_ASSERT(peer_expect(peer, "\r\n\r\nalice"));
	peer_send(peer, CREATED);
	CU_ASSERT_PTR_NOT_NULL(session_until(session, CONVERSATION_ON_PAUSE));
	CU_ASSERT(peer_expect(peer, "\r\n\r\n7"));
}

static inline void
session_waiting(struct session *session, struct peer *peer)
{
	session_waiting_rounds(session, peer, 0);
}

#endif
