/* client/line_client: how our messages end, servers that speak otherwise. */
#include "tests/unit/client_peer.h"

/* Connected to the chat with that line end; what the name is sent as. */
static void
session_told(struct session *session, struct peer *peer, enum line_end end,
    const char *name, size_t len)
{
	char got[64];

	peer_listen(peer);
	session_init(session, peer->port);
	session->plan.lab = LAB_CHAT;
	session->plan.line_end = end;
	session_again(session);
	session_start(session);
	session_until(session, CONVERSATION_ON_SAID);
	peer_accept(peer);
	CU_ASSERT(peer_readable(peer->fd));
	CU_ASSERT_EQUAL(recv(peer->fd, got, sizeof(got), 0), (ssize_t)len);
	CU_ASSERT_EQUAL(memcmp(got, name, len), 0);
	session_pass(session, 251 * NS_PER_MS);
	CU_ASSERT(session_is(session, CONVERSATION_CONNECTED));
}

/* The server says these bytes, which are that answer. */
static void
server_says(struct session *session, struct peer *peer, const char *bytes,
    size_t len, const char *answer)
{
	CU_ASSERT_EQUAL(send(peer->fd, bytes, len, MSG_NOSIGNAL),
	    (ssize_t)len);
	session_drain(session);
	session_pass(session, 1001 * NS_PER_MS);
	CU_ASSERT(session_answer(session, answer));
}

/* What the user types goes out as these bytes. */
static void
goes_out(struct session *session, struct peer *peer, const char *line,
    const char *bytes, size_t len)
{
	char got[64];

	CU_ASSERT_PTR_NULL(session_type(session, line));
	CU_ASSERT(peer_readable(peer->fd));
	CU_ASSERT_EQUAL(recv(peer->fd, got, sizeof(got), 0), (ssize_t)len);
	CU_ASSERT_EQUAL(memcmp(got, bytes, len), 0);
	session_pass(session, 151 * NS_PER_MS);
	CU_ASSERT(session_is(session, CONVERSATION_CONNECTED));
}

#define BYTES(literal) literal, sizeof(literal) - 1

static void
a_message_ends_as_it_is_told(void)
{
	static const struct {
		enum line_end end;
		const char *name, *line;
		size_t end_len;
	} cases[] = {
		{ LINE_END_MIRROR, "alice\n", "hi\n", 1 },
		{ LINE_END_NONE, "alice", "hi", 0 },
		{ LINE_END_LF, "alice\n", "hi\n", 1 },
		{ LINE_END_CRLF, "alice\r\n", "hi\r\n", 2 },
		{ LINE_END_NUL, "alice", "hi", 1 },
	};
	struct session session;
	struct peer peer;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		session_told(&session, &peer, cases[i].end, cases[i].name,
		    5 + cases[i].end_len);
		goes_out(&session, &peer, "hi", cases[i].line,
		    2 + cases[i].end_len);
		session_over(&session, &peer);
	}
}

static void
mirror_ends_as_the_server_does(void)
{
	struct session session;
	struct peer peer;

	session_told(&session, &peer, LINE_END_MIRROR, BYTES("alice\n"));
	server_says(&session, &peer, BYTES("one"), "one");
	goes_out(&session, &peer, "hi", BYTES("hi"));
	server_says(&session, &peer, BYTES("two\r\n"), "two");
	goes_out(&session, &peer, "hi", BYTES("hi\r\n"));
	server_says(&session, &peer, BYTES("three\0"), "three");
	goes_out(&session, &peer, "hi", BYTES("hi\0"));
	session_over(&session, &peer);
}

static void
servers_that_speak_otherwise_are_answered_so(void)
{
	struct session session;
	struct peer peer;

	/* Java's writeUTF: frames have their end. */
	session_told(&session, &peer, LINE_END_LF, BYTES("alice\n"));
	server_says(&session, &peer, BYTES("\0\3one\0\3two"), "one");
	CU_ASSERT(session_answer(&session, "two"));
	goes_out(&session, &peer, "hi", BYTES("\0\2hi"));
	session_over(&session, &peer);
	/* .NET's Unicode: the end is still ours. */
	session_told(&session, &peer, LINE_END_LF, BYTES("alice\n"));
	server_says(&session, &peer, BYTES("o\0n\0e\0"), "one");
	goes_out(&session, &peer, "hi", BYTES("h\0i\0\n\0"));
	session_over(&session, &peer);
	/* A telnet daemon's negotiation is no answer. */
	session_told(&session, &peer, LINE_END_LF, BYTES("alice\n"));
	server_says(&session, &peer, BYTES("\xFF\xFD\x18one\r\n"), "one");
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_ANSWER), 1);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_RECEIVED),
	    2);
	session_over(&session, &peer);
}

UNIT_MAIN("client lines", TEST(a_message_ends_as_it_is_told),
    TEST(mirror_ends_as_the_server_does),
    TEST(servers_that_speak_otherwise_are_answered_so))
