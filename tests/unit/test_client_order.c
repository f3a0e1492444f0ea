/* barewire order, with servers of the test's own. */
#include "tests/unit/client_peer.h"

#define VERDICT "X: alice received before Y: bob"

/* With the result, ready to chat. */
static void
session_chatting(struct session *session, struct peer *peer)
{
	session_named(session, peer, LAB_ORDER);
	peer_send(peer, VERDICT "\n");
	CU_ASSERT(session_answer(session, VERDICT));
	session_pass(session, NS_PER_S);
	CU_ASSERT(session_is(session, CONVERSATION_CONNECTED));
}

static void
says_the_name_and_passes_on_the_result(void)
{
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_ORDER);
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	peer_send(&peer, VERDICT "\n");
	CU_ASSERT(session_answer(&session, VERDICT));
	/* It may close now: not yet the time to type. */
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	peer_close(&peer);
	session_drain(&session);
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
	session_over(&session, &peer);
}

static void
bare_sends_no_newline(void)
{
	struct session session;
	struct peer peer;

	peer_listen(&peer);
	session_init(&session, peer.port);
	session.plan.lab = LAB_ORDER;
	session.plan.line_end = LINE_END_NONE;
	session_again(&session);
	session_start(&session);
	session_until(&session, CONVERSATION_ON_SAID);
	peer_accept(&peer);
	CU_ASSERT(peer_expect(&peer, "alice"));
	session_over(&session, &peer);
}

static void
knows_greetings_also_in_one_segment_with_the_result(void)
{
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_ORDER);
	peer_send(&peer, "Client X connected\n" VERDICT);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_GREETING,
	    "Client X connected"));
	session_drain(&session);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_ANSWER), 0);
	/* A server that ends its lines has a second for one. */
	session_pass(&session, 999 * NS_PER_MS);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_ANSWER), 0);
	session_pass(&session, 2 * NS_PER_MS);
	CU_ASSERT(session_answer(&session, VERDICT));
	session_over(&session, &peer);
}

static void
takes_padded_buffers_and_ends_without_a_newline(void)
{
	static const char padded[256] = "client y connected";
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_ORDER);
	CU_ASSERT_EQUAL(send(peer.fd, padded, sizeof(padded), MSG_NOSIGNAL),
	    (ssize_t)sizeof(padded));
	CU_ASSERT(session_says(&session, CONVERSATION_ON_GREETING,
	    "client y connected"));
	peer_send(&peer, VERDICT);
	peer_close(&peer);
	CU_ASSERT(session_answer(&session, VERDICT));
	session_drain(&session);
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
	session_over(&session, &peer);
}

/* Such a server says that and nothing else. */
static void
no_result(const char *said, const char *failure)
{
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_ORDER);
	peer_send(&peer, said);
	peer_close(&peer);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED, failure));
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FAILED));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_ANSWER), 0);
	session_over(&session, &peer);
}

static void
without_a_result_it_fails(void)
{
	no_result("", "the server is gone: it closed the connection without "
	    "a result");
	no_result("Client X connected\n", "the server is gone: it closed the "
	    "connection without a result");
	no_result("Client Y left early: there is no order to tell\n",
	    "no result: the server says: Client Y left early: there is no "
	    "order to tell");
	no_result("No partner came within 300 seconds\n", "no result: the "
	    "server says: No partner came within 300 seconds");
	no_result("error: full \x1b[2J\n",
	    "no result: the server says: error: full \\x1B[2J");
}

static void
a_reset_behind_the_result_is_an_end(void)
{
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_ORDER);
	peer_send(&peer, VERDICT "\n");
	CU_ASSERT(session_answer(&session, VERDICT));
	peer_reset(&peer);
	session_drain(&session);
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
	session_over(&session, &peer);
}

static void
a_reset_in_the_chat_is_a_failure(void)
{
	struct session session;
	struct peer peer;

	session_chatting(&session, &peer);
	peer_send(&peer, "Client Y: hello\n");
	CU_ASSERT(session_answer(&session, "Client Y: hello"));
	peer_reset(&peer);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED,
	    "the server is gone: connection reset by peer"));
	session_over(&session, &peer);
}

static void
nothing_typed_is_sent_before_the_result(void)
{
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_ORDER);
	CU_ASSERT_STRING_EQUAL(session_type(&session, "hello"),
	    "the result has not come yet");
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_SENT), 1);
	session_over(&session, &peer);
}

static void
then_it_is_a_chat_until_bye(void)
{
	struct session session;
	struct peer peer;

	session_chatting(&session, &peer);
	CU_ASSERT_PTR_NULL(session_type(&session, "hello"));
	CU_ASSERT(peer_expect(&peer, "hello\n"));
	peer_send(&peer, "Client Y: bye\n");
	CU_ASSERT(session_answer(&session, "Client Y: bye"));
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	peer_send(&peer, "Bye");
	session_drain(&session);
	session_pass(&session, 1001 * NS_PER_MS);
	CU_ASSERT(session_answer(&session, "Bye"));
	CU_ASSERT(peer_expect(&peer, ""));
	peer_close(&peer);
	session_drain(&session);
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
	session_over(&session, &peer);
}

static void
the_partners_bye_waits_for_the_servers_two_seconds(void)
{
	struct session session;
	struct peer peer;

	session_chatting(&session, &peer);
	peer_send(&peer, "Client Y: Bye\n");
	CU_ASSERT(session_answer(&session, "Client Y: Bye"));
	session_pass(&session, 1999 * NS_PER_MS);
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	session_pass(&session, 2 * NS_PER_MS);
	CU_ASSERT(session_is(&session, CONVERSATION_CLOSING));
	session_over(&session, &peer);
}

static void
our_bye_waits_for_the_servers_two_seconds(void)
{
	struct session session;
	struct peer peer;

	session_chatting(&session, &peer);
	CU_ASSERT_PTR_NULL(session_type(&session, "BYE"));
	CU_ASSERT(peer_expect(&peer, "BYE\n"));
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	session_pass(&session, 1999 * NS_PER_MS);
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	session_pass(&session, 2 * NS_PER_MS);
	CU_ASSERT(session_is(&session, CONVERSATION_CLOSING));
	peer_close(&peer);
	session_drain(&session);
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
	session_over(&session, &peer);
}

static void
the_end_of_the_input_is_a_bye_if_anything_was_typed(void)
{
	struct session session;
	struct peer peer;

	session_chatting(&session, &peer);
	conversation_input_end(session.conversation, session.now_ns);
	CU_ASSERT(session_is(&session, CONVERSATION_CONNECTED));
	session_over(&session, &peer);

	session_chatting(&session, &peer);
	CU_ASSERT_PTR_NULL(session_type(&session, "hello"));
	conversation_input_end(session.conversation, session.now_ns);
	CU_ASSERT(peer_expect(&peer, "hello\nBye\n"));
	session_over(&session, &peer);
}

UNIT_MAIN("client order",
    TEST(says_the_name_and_passes_on_the_result),
    TEST(bare_sends_no_newline),
    TEST(knows_greetings_also_in_one_segment_with_the_result),
    TEST(takes_padded_buffers_and_ends_without_a_newline),
    TEST(without_a_result_it_fails),
    TEST(a_reset_behind_the_result_is_an_end),
    TEST(a_reset_in_the_chat_is_a_failure),
    TEST(nothing_typed_is_sent_before_the_result),
    TEST(then_it_is_a_chat_until_bye),
    TEST(the_partners_bye_waits_for_the_servers_two_seconds),
    TEST(our_bye_waits_for_the_servers_two_seconds),
    TEST(the_end_of_the_input_is_a_bye_if_anything_was_typed))
