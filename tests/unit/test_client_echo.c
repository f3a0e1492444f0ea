/* barewire echo, with servers of the test's own. */
#include "tests/unit/client_datagrams.h"

/* Nobody has greeted. */
static void
session_quiet(struct session *session, struct peer *peer)
{
	session_in(session, peer, LAB_ECHO);
	CU_ASSERT_STRING_EQUAL(session_type(session, "early"),
	    "the server may be about to greet");
	session_pass(session, 151 * NS_PER_MS);
	CU_ASSERT(session_is(session, CONVERSATION_CONNECTED));
}

static void
compares_what_comes_back(void)
{
	struct session session;
	struct peer peer;

	session_quiet(&session, &peer);
	CU_ASSERT_PTR_NULL(session_type(&session, "hello"));
	CU_ASSERT(peer_expect(&peer, "hello\n"));
	CU_ASSERT_STRING_EQUAL(session_type(&session, "more"),
	    "the line before has not come back yet");
	peer_send(&peer, "hello\n");
	CU_ASSERT(session_answer(&session, "hello"));
	CU_ASSERT_PTR_NULL(session_type(&session, ""));
	peer_send(&peer, "\n");
	CU_ASSERT(session_answer(&session, ""));
	conversation_input_end(session.conversation, session.now_ns);
	CU_ASSERT(session_answer(&session,
	    "2 messages, 7 bytes: all came back as they were sent"));
	peer_close(&peer);
	session_drain(&session);
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_WARNING), 0);
	session_over(&session, &peer);
}

static void
takes_it_in_pieces(void)
{
	struct session session;
	struct peer peer;

	session_quiet(&session, &peer);
	CU_ASSERT_PTR_NULL(session_type(&session, "hello"));
	peer_send(&peer, "hel");
	session_drain(&session);
	peer_send(&peer, "lo");
	session_drain(&session);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_ANSWER), 0);
	peer_send(&peer, "\n");
	CU_ASSERT(session_answer(&session, "hello"));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_WARNING), 0);
	session_over(&session, &peer);
}

/* A segment that was lost again and again comes after seconds. */
static void
on_a_connection_late_is_not_lost(void)
{
	struct session session;
	struct peer peer;

	session_quiet(&session, &peer);
	CU_ASSERT_PTR_NULL(session_type(&session, "hello"));
	session_pass(&session, 6 * NS_PER_S);
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	CU_ASSERT_STRING_EQUAL(session_type(&session, "more"),
	    "the line before has not come back yet");
	peer_send(&peer, "hello\n");
	CU_ASSERT(session_answer(&session, "hello"));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_WARNING), 0);
	session_over(&session, &peer);
}

/* What comes back for "hello\n", the warning, and that it is a failure. */
static void
wrong(const char *back, const char *warning)
{
	struct session session;
	struct peer peer;

	session_quiet(&session, &peer);
	CU_ASSERT_PTR_NULL(session_type(&session, "hello"));
	peer_send(&peer, back);
	session_drain(&session);
	session_pass(&session, 10001 * NS_PER_MS);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING, warning));
	CU_ASSERT(session_is(&session, CONVERSATION_CONNECTED));
	conversation_input_end(session.conversation, session.now_ns);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED,
	    "1 of 1 messages did not come back as they were sent"));
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FAILED));
	session_over(&session, &peer);
}

static void
says_what_came_back_otherwise(void)
{
	wrong("HELLO\n", "byte 1 of 6 came back changed");
	wrong("hello ", "byte 6 of 6 came back changed");
	wrong("hello\nx", "7 bytes came back for 6, of which the first 6 are "
	    "the same");
	wrong("heL", "3 bytes came back for 6, of which the first 2 are the "
	    "same");
	wrong("hello", "only 5 of 6 bytes came back within 10 seconds");
	wrong("", "nothing came back within 10 seconds");
}

static void
tells_a_greeting_from_what_nobody_sent(void)
{
	struct session session;
	struct peer peer;

	session_in(&session, &peer, LAB_ECHO);
	peer_send(&peer, "Welcome\x1b\n");
	CU_ASSERT(session_says(&session, CONVERSATION_ON_GREETING,
	    "Welcome\\x1B"));
	session_pass(&session, 151 * NS_PER_MS);
	peer_send(&peer, "surprise\n");
	CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING, "9 bytes "
	    "came that nobody had sent, or too late: \"surprise\""));
	session_over(&session, &peer);
}

static void
the_end_of_the_input_awaits_the_last_message(void)
{
	struct session session;
	struct peer peer;

	session_quiet(&session, &peer);
	CU_ASSERT_PTR_NULL(session_type(&session, "hello"));
	conversation_input_end(session.conversation, session.now_ns);
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	peer_send(&peer, "hello\n");
	CU_ASSERT(session_answer(&session, "hello"));
	CU_ASSERT(session_is(&session, CONVERSATION_CLOSING));
	session_over(&session, &peer);
}

static void
a_server_that_goes_is_said_to_be_gone(void)
{
	struct session session;
	struct peer peer;

	session_quiet(&session, &peer);
	CU_ASSERT_PTR_NULL(session_type(&session, "hello"));
	CU_ASSERT(peer_expect(&peer, "hello\n"));
	peer_close(&peer);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED,
	    "the server is gone after hello: it closed the connection"));
	session_over(&session, &peer);
}

static void
the_longest_line_is_8192_bytes(void)
{
	static char line[8194];
	struct session session;
	struct peer peer;

	session_quiet(&session, &peer);
	memset(line, 'x', 8193);
	CU_ASSERT_STRING_EQUAL(session_type(&session, line),
	    "a line is at most 8192 bytes");
	line[8192] = '\0';
	CU_ASSERT_PTR_NULL(session_type(&session, line));
	session_over(&session, &peer);
}

static void
by_datagrams_a_lost_one_is_said(void)
{
	struct session session;
	struct post post;

	session_by_post(&session, &post, LAB_ECHO, 0);
	CU_ASSERT_PTR_NULL(session_type(&session, "hello"));
	CU_ASSERT_STRING_EQUAL(post_receive(&post), "hello\n");
	post_send(&post, "hello\n", 6);
	CU_ASSERT(session_answer(&session, "hello"));
	CU_ASSERT_PTR_NULL(session_type(&session, "lost"));
	session_pass(&session, 2001 * NS_PER_MS);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING, "nothing "
	    "came back within 2 seconds: a datagram was lost or is late"));
	/* A datagram is whole: half of it is all of it. */
	CU_ASSERT_PTR_NULL(session_type(&session, "half"));
	(void)post_receive(&post);
	CU_ASSERT_STRING_EQUAL(post_receive(&post), "half\n");
	post_send(&post, "ha", 2);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING, "2 bytes "
	    "came back for 5, of which the first 2 are the same"));
	conversation_input_end(session.conversation, session.now_ns);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED,
	    "2 of 3 messages did not come back as they were sent"));
	session_end(&session);
	close(post.fd);
}

UNIT_MAIN("client echo",
    TEST(compares_what_comes_back),
    TEST(takes_it_in_pieces),
    TEST(on_a_connection_late_is_not_lost),
    TEST(says_what_came_back_otherwise),
    TEST(tells_a_greeting_from_what_nobody_sent),
    TEST(the_end_of_the_input_awaits_the_last_message),
    TEST(a_server_that_goes_is_said_to_be_gone),
    TEST(the_longest_line_is_8192_bytes),
    TEST(by_datagrams_a_lost_one_is_said))
