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
	no_result("", "the server is gone after alice: it closed the "
	    "connection without a result");
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

/* Whatever it is, it is told as the server's words, and no result. */
static void
what_comes_before_the_result_is_what_the_server_says(void)
{
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_ORDER);
	peer_send(&peer, "ACK\nhello \x1b[2J\n");
	CU_ASSERT(session_says(&session, CONVERSATION_ON_REMARK, "ACK"));
	CU_ASSERT(session_says(&session, CONVERSATION_ON_REMARK,
	    "hello \\x1B[2J"));
	session_pass(&session, NS_PER_S);
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	peer_send(&peer, "Alice, Bob\n");
	CU_ASSERT(session_answer(&session, "Alice, Bob"));
	session_over(&session, &peer);
}

static void
a_name_with_its_newline_is_put_together_and_warned_of(void)
{
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_ORDER);
	peer_send(&peer, "X: alice\n received before Y: bob\n");
	CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING,
	    "the server keeps the newline that ends our messages: try "
	    "--bare, or --bare-name if it reads the others in lines"));
	CU_ASSERT(session_answer(&session,
	    "X: alice\n received before Y: bob"));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_REMARK), 0);
	session_over(&session, &peer);

	/* The partner's newline, in pieces. */
	session_named(&session, &peer, LAB_ORDER);
	peer_send(&peer, "Y: bob\n");
	session_drain(&session);
	session_pass(&session, 200 * NS_PER_MS);
	peer_send(&peer, " received before X: alice\n");
	CU_ASSERT(session_answer(&session,
	    "Y: bob\n received before X: alice"));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_WARNING), 0);
	session_over(&session, &peer);
}

static void
a_beginning_without_an_end_is_said_by_the_server(void)
{
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_ORDER);
	peer_send(&peer, "X: alice\n");
	session_drain(&session);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_REMARK), 0);
	session_pass(&session, 301 * NS_PER_MS);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_REMARK, "X: alice"));
	peer_send(&peer, "X: alice\n");
	session_drain(&session);
	peer_close(&peer);
	session_drain(&session);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_REMARK, "X: alice"));
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED, "the server "
	    "is gone: it closed the connection without a result"));
	session_over(&session, &peer);
}

static void
a_result_about_others_is_none(void)
{
	static const char reason[] =
	    "no result: the server names Carol and Bob, not alice";
	struct session session;
	struct peer peer;

	no_result("X: Carol received before Y: Bob\n", reason);
	no_result("X received before Y\n", "no result: the server names "
	    "nobody, and has not told whether alice is X or Y");
	/* Nor does one that never closes make one of it. */
	session_named(&session, &peer, LAB_ORDER);
	peer_send(&peer, "X: Carol received before Y: Bob\n");
	CU_ASSERT(session_says(&session, CONVERSATION_ON_REMARK,
	    "X: Carol received before Y: Bob"));
	session_pass(&session, 1999 * NS_PER_MS);
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	session_pass(&session, 2 * NS_PER_MS);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED, reason));
	session_over(&session, &peer);
}

/* What it may be waiting for is said, once, and it is waited with. */
static void
two_names_without_an_order_are_none_a_silence_may_end(void)
{
	static const char note[] = "no result yet: perhaps the server waits "
	    "for another client";
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_ORDER);
	session_pass(&session, 3 * NS_PER_S);
	peer_send(&peer, "ACK\n");
	session_drain(&session);
	session_pass(&session, 4999 * NS_PER_MS);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_NOTE), 0);
	session_pass(&session, 2 * NS_PER_MS);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_NOTE, note));
	session_pass(&session, 60 * NS_PER_S);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_NOTE), 1);
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	peer_send(&peer, "X: alice Y: Bob\n");
	session_drain(&session);
	session_pass(&session, 2001 * NS_PER_MS);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED, "no result: "
	    "the server names alice and Bob, and not who was first"));
	session_over(&session, &peer);
}

static void
lost_names_are_understood_by_the_letter_the_server_gave_us(void)
{
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_ORDER);
	peer_send(&peer, "Client Y connected! X received before Y\n");
	CU_ASSERT(session_says(&session, CONVERSATION_ON_GREETING,
	    "Client Y connected"));
	CU_ASSERT(session_answer(&session, "X received before Y"));
	CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING,
	    "the result names nobody; the server had called us Y"));
	session_over(&session, &peer);
}

static void
a_server_that_does_not_know_names_is_said_to(void)
{
	struct session session;
	struct peer peer;

	session_named(&session, &peer, LAB_ORDER);
	peer_send(&peer, "INV_CMD\n");
	CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING, "the server "
	    "answers the name: INV_CMD: it seems to know no names"));
	session_over(&session, &peer);
}

static void
the_name_alone_can_go_without_a_newline(void)
{
	struct session session;
	struct peer peer;

	peer_listen(&peer);
	session_init(&session, peer.port);
	session.plan.lab = LAB_ORDER;
	session.plan.bare_name = true;
	session_again(&session);
	session_start(&session);
	session_until(&session, CONVERSATION_ON_SAID);
	peer_accept(&peer);
	CU_ASSERT(peer_expect(&peer, "alice"));
	peer_send(&peer, VERDICT "\n");
	CU_ASSERT(session_answer(&session, VERDICT));
	session_pass(&session, NS_PER_S);
	CU_ASSERT_PTR_NULL(session_type(&session, "hello"));
	CU_ASSERT(session_is(&session, CONVERSATION_CONNECTED));
	CU_ASSERT(peer_expect(&peer, "hello\n"));
	session_over(&session, &peer);
}

/* Nothing goes out until a line is typed; the result is known by what was
 * typed, or by the name. */
static void
by_hand(const char *typed, const char *sent, const char *result)
{
	struct session session;
	struct peer peer;

	peer_listen(&peer);
	session_init(&session, peer.port);
	session.plan.lab = LAB_ORDER;
	session.plan.by_hand = true;
	session_again(&session);
	session_start(&session);
	session_until(&session, CONVERSATION_ON_CONNECTED);
	peer_accept(&peer);
	peer_send(&peer, "Client Y connected\n");
	CU_ASSERT(session_says(&session, CONVERSATION_ON_NOTE,
	    "you are Y, X is here"));
	session_pass(&session, NS_PER_S);
	CU_ASSERT(session_is(&session, CONVERSATION_CONNECTED));
	CU_ASSERT_PTR_NULL(session_type(&session, typed));
	CU_ASSERT(session_is(&session, CONVERSATION_WAITING));
	CU_ASSERT(peer_expect(&peer, sent));
	CU_ASSERT_STRING_EQUAL(session_type(&session, "more"),
	    "the result has not come yet");
	peer_send(&peer, result);
	peer_send(&peer, "\n");
	CU_ASSERT(session_answer(&session, result));
	session_over(&session, &peer);
}

static void
by_hand_the_first_line_is_the_message(void)
{
	by_hand("hello", "hello\n", "X: bob received before Y: hello");
	by_hand("Client Y: alice", "Client Y: alice\n",
	    "Y: alice received before X: bob");
	by_hand("", "alice\n", VERDICT);
}

static void
the_servers_last_words_are_the_reason(void)
{
	no_result("goodbye: the server is shutting down\n",
	    "the server is shutting down");
	no_result("Client X connected\ngoodbye: you were disconnected by the "
	    "teacher (kicked)", "kicked by the server");
}

static void
they_are_in_the_chat_too(void)
{
	struct session session;
	struct peer peer;

	session_chatting(&session, &peer);
	peer_send(&peer, "goodbye: the server is shutting down\n");
	peer_close(&peer);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED,
	    "the server is shutting down"));
	session_over(&session, &peer);

	/* Somebody says so, and goes on. */
	session_chatting(&session, &peer);
	peer_send(&peer, "goodbye: the server is shutting down\n"
	    "Client Y: ha!\n");
	peer_close(&peer);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_FINISHED));
	session_over(&session, &peer);
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
	CU_ASSERT_PTR_NULL(session_type(&session, "hello"));
	conversation_input_end(session.conversation, session.now_ns);
	CU_ASSERT(peer_expect(&peer, "hello\nBye\n"));
	session_over(&session, &peer);
}

static void
without_a_word_it_ends_two_seconds_behind_the_result(void)
{
	struct session session;
	struct peer peer;

	session_chatting(&session, &peer);
	conversation_input_end(session.conversation, session.now_ns);
	/* A second has passed. */
	peer_send(&peer, "Client Y: hello\n");
	CU_ASSERT(session_answer(&session, "Client Y: hello"));
	session_pass(&session, 999 * NS_PER_MS);
	CU_ASSERT(session_is(&session, CONVERSATION_CONNECTED));
	session_pass(&session, 2 * NS_PER_MS);
	CU_ASSERT(session_is(&session, CONVERSATION_CLOSING));
	CU_ASSERT(peer_expect(&peer, ""));
	peer_close(&peer);
	session_drain(&session);
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
	session_over(&session, &peer);

	/* Ctrl-D, later. */
	session_chatting(&session, &peer);
	session_pass(&session, 5 * NS_PER_S);
	CU_ASSERT(session_is(&session, CONVERSATION_CONNECTED));
	CU_ASSERT(strstr(conversation_invitation(session.conversation),
	    "Ctrl-D ends it") != NULL);
	conversation_input_end(session.conversation, session.now_ns);
	session_pass(&session, 0);
	CU_ASSERT(session_is(&session, CONVERSATION_CLOSING));
	session_over(&session, &peer);
}

UNIT_MAIN("client order",
    TEST(says_the_name_and_passes_on_the_result),
    TEST(bare_sends_no_newline),
    TEST(knows_greetings_also_in_one_segment_with_the_result),
    TEST(takes_padded_buffers_and_ends_without_a_newline),
    TEST(without_a_result_it_fails),
    TEST(what_comes_before_the_result_is_what_the_server_says),
    TEST(a_name_with_its_newline_is_put_together_and_warned_of),
    TEST(a_beginning_without_an_end_is_said_by_the_server),
    TEST(a_result_about_others_is_none),
    TEST(two_names_without_an_order_are_none_a_silence_may_end),
    TEST(lost_names_are_understood_by_the_letter_the_server_gave_us),
    TEST(a_server_that_does_not_know_names_is_said_to),
    TEST(by_hand_the_first_line_is_the_message),
    TEST(the_name_alone_can_go_without_a_newline),
    TEST(the_servers_last_words_are_the_reason),
    TEST(they_are_in_the_chat_too),
    TEST(a_reset_behind_the_result_is_an_end),
    TEST(a_reset_in_the_chat_is_a_failure),
    TEST(nothing_typed_is_sent_before_the_result),
    TEST(then_it_is_a_chat_until_bye),
    TEST(the_partners_bye_waits_for_the_servers_two_seconds),
    TEST(our_bye_waits_for_the_servers_two_seconds),
    TEST(the_end_of_the_input_is_a_bye_if_anything_was_typed),
    TEST(without_a_word_it_ends_two_seconds_behind_the_result))
