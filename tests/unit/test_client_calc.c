/* barewire calc, with servers of the test's own. */
#include "tests/unit/client_peer.h"

/* Named, and no greeting came. */
static void
session_ready(struct session *session, struct peer *peer)
{
	session_named(session, peer, LAB_CALC);
	session_pass(session, 151 * NS_PER_MS);
	CU_ASSERT(session_is(session, CONVERSATION_CONNECTED));
}

static void
asks_and_passes_on_the_answer(void)
{
	struct session session;
	struct peer peer;

	session_ready(&session, &peer);
	CU_ASSERT_PTR_NULL(session_type(&session, "12 + 42"));
	CU_ASSERT(peer_expect(&peer, "12 + 42\n"));
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	CU_ASSERT_STRING_EQUAL(session_type(&session, "1+1"),
	    "the answer to the line before has not come yet");
	peer_send(&peer, "54.0");
	session_drain(&session);
	session_pass(&session, 101 * NS_PER_MS);
	CU_ASSERT(session_answer(&session, "54.0"));
	CU_ASSERT(session_is(&session, CONVERSATION_CONNECTED));
	CU_ASSERT_PTR_NULL(session_type(&session, "1+1"));
	CU_ASSERT(peer_expect(&peer, "1+1\n"));
	session_over(&session, &peer);
}

static void
what_is_no_expression_is_not_sent(void)
{
	struct session session;
	struct peer peer;

	session_ready(&session, &peer);
	CU_ASSERT_STRING_EQUAL(session_type(&session, "4 + x"),
	    "at character 5: a number should stand here, not \"x\"");
	CU_ASSERT_STRING_EQUAL(session_type(&session, ""), "there is no "
	    "expression: send a number, + - * or /, and a number");
	CU_ASSERT_STRING_EQUAL(session_type(&session, "4 + \x1b[2J"),
	    "at character 5: a number should stand here, not \"\\x1B[2J\"");
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_SENT), 1);
	CU_ASSERT(session_is(&session, CONVERSATION_CONNECTED));
	session_over(&session, &peer);
}

static void
what_has_no_number_is_sent_with_a_warning(void)
{
	struct session session;
	struct peer peer;

	session_ready(&session, &peer);
	CU_ASSERT_PTR_NULL(session_type(&session, "1/0"));
	CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING,
	    "no number will come back: at character 3: division by zero"));
	CU_ASSERT(peer_expect(&peer, "1/0\n"));
	peer_send(&peer, "inf\n");
	CU_ASSERT(session_answer(&session, "inf"));
	CU_ASSERT_PTR_NULL(session_type(&session, "1e308*10"));
	CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING,
	    "no number will come back: overflow: the result is larger than "
	    "1.8e308, where a double ends"));
	session_over(&session, &peer);
}

static void
a_greeting_is_no_answer(void)
{
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_CALC);
	peer_send(&peer, "Hello alice\n");
	session_drain(&session);
	session_pass(&session, 151 * NS_PER_MS);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_GREETING,
	    "Hello alice"));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_ANSWER), 0);
	session_over(&session, &peer);
}

static void
a_refused_name_is_said(void)
{
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_CALC);
	peer_send(&peer, "error: \"alice\" cannot be your name: it is taken\n");
	peer_close(&peer);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED, "the server "
	    "refused: \"alice\" cannot be your name: it is taken"));
	session_over(&session, &peer);
}

static void
an_answer_in_lines_is_shown_whole(void)
{
	struct session session;
	struct peer peer;

	session_ready(&session, &peer);
	CU_ASSERT_PTR_NULL(session_type(&session, "6*9"));
	peer_send(&peer, "Result:\n54\n");
	CU_ASSERT(session_answer(&session, "Result:"));
	CU_ASSERT(session_answer(&session, "54"));
	session_over(&session, &peer);
}

static void
silence_is_warned_of_after_ten_seconds(void)
{
	struct session session;
	struct peer peer;

	session_ready(&session, &peer);
	CU_ASSERT_PTR_NULL(session_type(&session, "6*9"));
	session_pass(&session, 9 * NS_PER_S);
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	session_pass(&session, 2 * NS_PER_S);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING,
	    "the server has not answered for 10 seconds"));
	CU_ASSERT_PTR_NULL(session_type(&session, "6*9"));
	/* An answer stops that clock. */
	peer_send(&peer, "54\n");
	CU_ASSERT(session_answer(&session, "54"));
	session_pass(&session, 20 * NS_PER_S);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_WARNING), 1);
	session_over(&session, &peer);
}

static void
q_and_the_end_of_the_input_end_it(void)
{
	static const char *const words[] = { "q", "QUIT", "exit", "/bye" };
	struct session session;
	struct peer peer;
	size_t i;

	/* The server is told in the word that servers know. */
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		session_ready(&session, &peer);
		CU_ASSERT_PTR_NULL(session_type(&session, words[i]));
		CU_ASSERT(peer_expect(&peer, "q\n"));
		peer_send(&peer, "Bye\n");
		CU_ASSERT(session_answer(&session, "Bye"));
		peer_close(&peer);
		session_drain(&session);
		CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
		session_over(&session, &peer);
	}

	session_ready(&session, &peer);
	conversation_input_end(session.conversation, session.now_ns);
	CU_ASSERT(peer_expect(&peer, "q\n"));
	session_pass(&session, 2001 * NS_PER_MS);
	CU_ASSERT(session_is(&session, CONVERSATION_CLOSING));
	session_over(&session, &peer);
}

static void
a_server_that_goes_is_said_to_be_gone(void)
{
	struct session session;
	struct peer peer;

	session_ready(&session, &peer);
	CU_ASSERT_PTR_NULL(session_type(&session, "6*9"));
	peer_close(&peer);
	CU_ASSERT(session_until(&session, CONVERSATION_ON_FAILED) != NULL);
	CU_ASSERT_STRING_EQUAL_FATAL(session.events[session.count - 1].text,
	    "the server is gone after 6*9: connection reset by peer");
	session_over(&session, &peer);

	session_ready(&session, &peer);
	peer_close(&peer);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED,
	    "the server is gone: it closed the connection"));
	session_over(&session, &peer);
}

UNIT_MAIN("client calc",
    TEST(asks_and_passes_on_the_answer),
    TEST(what_is_no_expression_is_not_sent),
    TEST(what_has_no_number_is_sent_with_a_warning),
    TEST(a_greeting_is_no_answer),
    TEST(a_refused_name_is_said),
    TEST(an_answer_in_lines_is_shown_whole),
    TEST(silence_is_warned_of_after_ten_seconds),
    TEST(q_and_the_end_of_the_input_end_it),
    TEST(a_server_that_goes_is_said_to_be_gone))
