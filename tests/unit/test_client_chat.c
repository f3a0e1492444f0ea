/* barewire chat, with servers of the test's own. */
#include "tests/unit/client_peer.h"

/* In the room. */
static void
session_joined(struct session *session, struct peer *peer)
{
	session_named(session, peer, LAB_CHAT);
	session_pass(session, 151 * NS_PER_MS);
	CU_ASSERT(session_is(session, CONVERSATION_CONNECTED));
}

static void
the_name_has_its_moment_before_lines(void)
{
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_CHAT);
	CU_ASSERT_STRING_EQUAL(session_type(&session, "hi"),
	    "the name has not been accepted yet");
	session_pass(&session, 149 * NS_PER_MS);
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	session_pass(&session, 2 * NS_PER_MS);
	CU_ASSERT(session_is(&session, CONVERSATION_CONNECTED));
	CU_ASSERT_PTR_NULL(session_type(&session, "hi"));
	CU_ASSERT(peer_expect(&peer, "hi\n"));
	/* An empty line says nothing. */
	CU_ASSERT_PTR_NULL(session_type(&session, "  "));
	CU_ASSERT_PTR_NULL(session_type(&session, "/list"));
	CU_ASSERT(peer_expect(&peer, "/list\n"));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_SENT), 3);
	session_over(&session, &peer);
}

/* Such a server refuses the name. */
static void
refusal(const char *said, const char *failure)
{
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_CHAT);
	peer_send(&peer, said);
	session_drain(&session);
	session_pass(&session, 140 * NS_PER_MS);
	peer_close(&peer);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED, failure));
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FAILED));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_ANSWER), 0);
	session_over(&session, &peer);
}

static void
what_a_server_says_first_and_closes_is_a_refusal(void)
{
	refusal("error: \"alice\" cannot be your name: it is taken\n",
	    "the server refused: \"alice\" cannot be your name: it is taken");
	refusal("ERROR name taken\n", "the server refused: name taken");
	refusal("Sorry, taken.", "the server refused: Sorry, taken.");
	refusal("no\x1b[2J\n", "the server refused: no\\x1B[2J");
	/* The server had escaped the name it refuses. */
	refusal("\"a\\x01b\" cannot be your name\n",
	    "the server refused: \"a\\x01b\" cannot be your name");
}

/* The end of the input need not be the last word of a busy server. */
static void
a_refusal_behind_our_goodbye_is_one(void)
{
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_CHAT);
	session_pass(&session, 160 * NS_PER_MS);
	CU_ASSERT(session_is(&session, CONVERSATION_CONNECTED));
	conversation_input_end(session.conversation, session.now_ns);
	peer_send(&peer, "error: \"alice\" is taken\n");
	CU_ASSERT(session_answer(&session, "error: \"alice\" is taken"));
	peer_close(&peer);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED,
	    "the server refused: error: \"alice\" is taken"));
	session_over(&session, &peer);
}

static void
an_error_has_a_second_longer_to_become_one(void)
{
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_CHAT);
	peer_send(&peer, "error: not you\n");
	session_drain(&session);
	session_pass(&session, 160 * NS_PER_MS);
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	peer_close(&peer);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED,
	    "the server refused: not you"));
	session_over(&session, &peer);

	session_named(&session, &peer, LAB_CHAT);
	peer_send(&peer, "error: no greeting today\n");
	session_drain(&session);
	session_pass(&session, 160 * NS_PER_MS);
	session_pass(&session, 1001 * NS_PER_MS);
	CU_ASSERT(session_answer(&session, "error: no greeting today"));
	CU_ASSERT(session_is(&session, CONVERSATION_CONNECTED));
	session_over(&session, &peer);
}

static void
what_comes_first_is_shown_in_its_order(void)
{
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_CHAT);
	peer_send(&peer, "Welcome\n");
	session_drain(&session);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_ANSWER), 0);
	session_pass(&session, 151 * NS_PER_MS);
	CU_ASSERT(session_answer(&session, "Welcome"));
	session_over(&session, &peer);

	/* Two messages are no refusal. */
	session_named(&session, &peer, LAB_CHAT);
	peer_send(&peer, "Welcome\nalice joined\n");
	CU_ASSERT(session_answer(&session, "Welcome"));
	CU_ASSERT(session_answer(&session, "alice joined"));
	session_over(&session, &peer);
}

static void
messages_end_as_people_end_them(void)
{
	static const char padded[80] = "bob: two";
	struct session session;
	struct peer peer;

	session_joined(&session, &peer);
	peer_send(&peer, "bob: one\r\n");
	CU_ASSERT(session_answer(&session, "bob: one"));
	CU_ASSERT_EQUAL(send(peer.fd, padded, sizeof(padded), MSG_NOSIGNAL),
	    (ssize_t)sizeof(padded));
	CU_ASSERT(session_answer(&session, "bob: two"));
	peer_send(&peer, "bob: three\nbob: four\nbob: five");
	CU_ASSERT(session_answer(&session, "bob: three"));
	CU_ASSERT(session_answer(&session, "bob: four"));
	session_drain(&session);
	session_pass(&session, 999 * NS_PER_MS);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_ANSWER), 4);
	session_pass(&session, 2 * NS_PER_MS);
	CU_ASSERT(session_answer(&session, "bob: five"));
	session_over(&session, &peer);
}

/* A server that never pauses, and ends no line. */
static void
what_has_no_end_is_told_at_the_end(void)
{
	const struct session_event *event;
	struct session session;
	struct peer peer;

	session_joined(&session, &peer);
	peer_send(&peer, "hel");
	session_drain(&session);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_RECEIVED),
	    0);
	conversation_stop(session.conversation, session.now_ns);
	event = session_until(&session, CONVERSATION_ON_RECEIVED);
	CU_ASSERT_PTR_NOT_NULL_FATAL(event);
	CU_ASSERT_EQUAL(event->bytes_len, 3);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_ANSWER), 0);
	session_end(&session);
	peer_end(&peer);
}

/* The listener may stop at a message, which stays as it came. */
static void
stopping_at_a_message_keeps_it(void)
{
	struct session session;
	struct peer peer;

	session_joined(&session, &peer);
	session.stop_at = CONVERSATION_ON_RECEIVED;
	peer_send(&peer, "bob: one\nunfinished");
	CU_ASSERT(session_answer(&session, "bob: one"));
	session_end(&session);
	peer_end(&peer);
}

static void
a_message_that_is_too_long_is_cut_and_said_to_be(void)
{
	static char line[6000];
	const struct session_event *event;
	struct session session;
	struct peer peer;

	session_joined(&session, &peer);
	memset(line, 'x', sizeof(line) - 2);
	line[sizeof(line) - 2] = '\n';
	peer_send(&peer, line);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING,
	    "the next message had 5999 bytes and was cut"));
	/* The line end does not seem to follow what was kept. */
	event = &session.events[session.seen - 2];
	CU_ASSERT_EQUAL(event->kind, CONVERSATION_ON_RECEIVED);
	CU_ASSERT_TRUE(event->missing > 1000);
	CU_ASSERT_EQUAL(event->bytes_len + event->missing, 5999);
	event = session_until(&session, CONVERSATION_ON_ANSWER);
	CU_ASSERT_PTR_NOT_NULL_FATAL(event);
	CU_ASSERT_EQUAL(event->bytes_len, 4096);
	peer_send(&peer, "next\n");
	CU_ASSERT(session_answer(&session, "next"));
	session_over(&session, &peer);
}

static void
a_server_that_speaks_utf16_is_answered_in_it(void)
{
	static const char hello[] = "\xff\xfeh\0i\0\n";
	static const char reply[] = "\xff\xfe\xf6\0\n";
	char got[16];
	struct session session;
	struct peer peer;

	session_joined(&session, &peer);
	CU_ASSERT_EQUAL(send(peer.fd, hello, sizeof(hello), MSG_NOSIGNAL),
	    (ssize_t)sizeof(hello));
	CU_ASSERT(session_answer(&session, "hi"));
	CU_ASSERT_PTR_NULL(session_type(&session, "\xc3\xb6"));
	CU_ASSERT(peer_readable(peer.fd));
	CU_ASSERT_EQUAL(recv(peer.fd, got, sizeof(got), 0),
	    (ssize_t)sizeof(reply));
	CU_ASSERT_EQUAL(memcmp(got, reply, sizeof(reply)), 0);
	session_over(&session, &peer);
}

/* Such a line ends it. */
static void
leaves(const char *line)
{
	char sent[16];
	struct session session;
	struct peer peer;

	session_joined(&session, &peer);
	CU_ASSERT_PTR_NULL(session_type(&session, line));
	(void)snprintf(sent, sizeof(sent), "%s\n", line);
	CU_ASSERT(peer_expect(&peer, sent));
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	CU_ASSERT_STRING_EQUAL(session_type(&session, "more"),
	    "the goodbye has been said");
	peer_send(&peer, "Bye\n");
	CU_ASSERT(session_answer(&session, "Bye"));
	peer_close(&peer);
	session_drain(&session);
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
	session_over(&session, &peer);
}

static void
leaves_with_any_of_the_words(void)
{
	leaves("/quit");
	leaves("q");
	leaves("bye");
}

static void
a_goodbye_nobody_answers_takes_two_seconds(void)
{
	struct session session;
	struct peer peer;

	session_joined(&session, &peer);
	conversation_input_end(session.conversation, session.now_ns);
	CU_ASSERT(peer_expect(&peer, "/quit\n"));
	session_pass(&session, 1999 * NS_PER_MS);
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	session_pass(&session, 2 * NS_PER_MS);
	CU_ASSERT(session_is(&session, CONVERSATION_CLOSING));
	session_over(&session, &peer);
}

static void
a_server_that_goes_is_said_to_be_gone(void)
{
	struct session session;
	struct peer peer;

	session_joined(&session, &peer);
	peer_send(&peer, "last words");
	peer_close(&peer);
	CU_ASSERT(session_answer(&session, "last words"));
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED,
	    "the server is gone: it closed the connection"));
	session_over(&session, &peer);

	session_joined(&session, &peer);
	peer_reset(&peer);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED,
	    "the server is gone: connection reset by peer"));
	session_over(&session, &peer);
}

static void
bare_lines_keep_a_distance(void)
{
	struct session session;
	struct peer peer;

	peer_listen(&peer);
	session_init(&session, peer.port);
	session.plan.lab = LAB_CHAT;
	session.plan.line_end = LINE_END_NONE;
	session_again(&session);
	session_start(&session);
	session_until(&session, CONVERSATION_ON_SAID);
	peer_accept(&peer);
	CU_ASSERT(peer_expect(&peer, "alice"));
	/* The name ends 100 ms after its last byte. */
	session_pass(&session, 249 * NS_PER_MS);
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	session_pass(&session, 2 * NS_PER_MS);
	CU_ASSERT(session_is(&session, CONVERSATION_CONNECTED));
	CU_ASSERT_PTR_NULL(session_type(&session, "hi"));
	CU_ASSERT(peer_expect(&peer, "hi"));
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	session_pass(&session, 151 * NS_PER_MS);
	CU_ASSERT(session_is(&session, CONVERSATION_CONNECTED));
	session_over(&session, &peer);
}

UNIT_MAIN("client chat",
    TEST(the_name_has_its_moment_before_lines),
    TEST(what_a_server_says_first_and_closes_is_a_refusal),
    TEST(a_refusal_behind_our_goodbye_is_one),
    TEST(an_error_has_a_second_longer_to_become_one),
    TEST(what_comes_first_is_shown_in_its_order),
    TEST(messages_end_as_people_end_them),
    TEST(what_has_no_end_is_told_at_the_end),
    TEST(stopping_at_a_message_keeps_it),
    TEST(a_message_that_is_too_long_is_cut_and_said_to_be),
    TEST(a_server_that_speaks_utf16_is_answered_in_it),
    TEST(leaves_with_any_of_the_words),
    TEST(a_goodbye_nobody_answers_takes_two_seconds),
    TEST(a_server_that_goes_is_said_to_be_gone),
    TEST(bare_lines_keep_a_distance))
