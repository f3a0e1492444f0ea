/* The wait lab and answers that come by halves, or with more behind
 * them: what came is told, once. */
#include "tests/unit/client_peer.h"

#define HALF	"HTTP/1.1 200 OK\r\n" DATE "Content-Length: 10\r\n\r\n"

/* What has come is told when the rest does not follow, and never twice. */
static void
shows_half_an_answer(void)
{
	const struct session_event *event;
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	session_pass(&session, 7 * NS_PER_S);
	peer_send(&peer, HALF "hello");
	session_drain(&session);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_RECEIVED),
	    1);
	session_pass(&session, NS_PER_S);
	event = session_until(&session, CONVERSATION_ON_RECEIVED);
	CU_ASSERT_PTR_NOT_NULL_FATAL(event);
	CU_ASSERT_EQUAL(event->bytes_len, strlen(HALF "hello"));
	CU_ASSERT_STRING_EQUAL(event->text, "");
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_WARNING), 1);
	peer_send(&peer, "again");
	CU_ASSERT(session_says(&session, CONVERSATION_ON_ANSWER,
	    "helloagain"));
	event = &session.events[session.seen - 2];
	CU_ASSERT_EQUAL(event->kind, CONVERSATION_ON_RECEIVED);
	CU_ASSERT_EQUAL(event->bytes_len, 5);
	CU_ASSERT_EQUAL(memcmp(event->bytes, "again", 5), 0);
	session_end(&session);
	peer_end(&peer);
}

/* However often a little more comes, it is not kept back for long. */
static void
shows_an_answer_that_trickles(void)
{
	struct session session;
	struct peer peer;
	int i;

	session_waiting(&session, &peer);
	session_pass(&session, 7 * NS_PER_S);
	peer_send(&peer, HALF);
	session_drain(&session);
	for (i = 0; i < 4; i++) {
		session_pass(&session, 300 * NS_PER_MS);
		peer_send(&peer, "x");
		session_drain(&session);
	}
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_RECEIVED),
	    2);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_WARNING), 0);
	session_end(&session);
	peer_end(&peer);
}

static void
shows_half_an_answer_when_it_is_stopped(void)
{
	const struct session_event *event;
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	peer_send(&peer, HALF "hello");
	session_drain(&session);
	conversation_stop(session.conversation, session.now_ns);
	conversation_stop(session.conversation, session.now_ns);
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_RECEIVED),
	    2);
	event = &session.events[session.count - 2];
	CU_ASSERT_EQUAL(event->kind, CONVERSATION_ON_RECEIVED);
	CU_ASSERT_EQUAL(event->bytes_len, strlen(HALF "hello"));
	session_end(&session);
	peer_end(&peer);
}

/* The doubt about a 200 ends, too. */
static void
gives_up_on_half_an_answer_behind_a_greeting(void)
{
	struct session session;
	struct peer peer;

	peer_listen(&peer);
	session_init(&session, peer.port);
	session_start(&session);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session, CONVERSATION_ON_SENT));
	peer_accept(&peer);
	peer_send(&peer, ANSWER("200 OK", "2", "hi") "HTTP/1.1 201");
	session_drain(&session);
	session_pass(&session, NS_PER_S);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_RECEIVED),
	    2);
	session_pass(&session, 10 * NS_PER_S);
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FAILED));
	session_end(&session);
	peer_end(&peer);
}

/* The patience with an interim answer that came by halves is not the patience
 * with the answer. */
static void
waits_on_after_half_an_interim_answer(void)
{
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	peer_send(&peer, "HTTP/1.1 102 Proc");
	session_drain(&session);
	peer_send(&peer, "essing\r\n\r\n");
	session_drain(&session);
	session_pass(&session, NS_PER_S);
	CU_ASSERT_FALSE(conversation_over(session.conversation));
	session_pass(&session, 6 * NS_PER_S);
	peer_send(&peer, WAITED);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_ANSWER));
	session_end(&session);
	peer_end(&peer);
}

static void
skips_interim_answers_and_line_ends(void)
{
	const struct session_event *event;
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	session_pass(&session, 7 * NS_PER_S);
	peer_send(&peer, "\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
	    ANSWER("200 OK", "2", "ok"));
	event = session_until(&session, CONVERSATION_ON_RECEIVED);
	CU_ASSERT_PTR_NOT_NULL_FATAL(event);
	CU_ASSERT_EQUAL(event->bytes_len, 4);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING,
	    "the server sent 4 bytes of line ends that its Content-Length "
	    "does not count"));
	CU_ASSERT(session_says(&session, CONVERSATION_ON_ANSWER, "ok"));
	session_end(&session);
	peer_end(&peer);
}

/* Nothing is judged any more, but what came is told. */
static void
shows_what_follows_the_last_answer(void)
{
	const struct session_event *event;
	struct session session;
	struct peer peer;

	session_waiting_rounds(&session, &peer, 1);
	session_pass(&session, 7 * NS_PER_S);
	peer_send(&peer, ANSWER("200 OK", "3", "hello"));
	CU_ASSERT(session_says(&session, CONVERSATION_ON_ANSWER, "hel"));
	event = session_until(&session, CONVERSATION_ON_RECEIVED);
	CU_ASSERT_PTR_NOT_NULL_FATAL(event);
	CU_ASSERT_EQUAL(event->bytes_len, 2);
	CU_ASSERT_EQUAL(memcmp(event->bytes, "lo", 2), 0);
	peer_close(&peer);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_FINISHED));
	session_end(&session);
	peer_end(&peer);
}

/* It came with the answer before: it cannot be the next one's. */
static void
takes_no_second_answer_for_the_next_ones(void)
{
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	session_pass(&session, 7 * NS_PER_S);
	peer_send(&peer, WAITED ANSWER("200 OK", "5", "again")
	    ANSWER("200 OK", "5", "twice"));
	CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING,
	    "an answer that nobody asked for: 200 OK: again"));
	CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING,
	    "an answer that nobody asked for: 200 OK: twice"));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_ANSWER), 1);
	session_pass(&session, 7 * NS_PER_S);
	peer_send(&peer, WAITED);
	session_drain(&session);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_ANSWER), 2);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_WARNING), 2);
	session_pass(&session, 16 * NS_PER_S);
	CU_ASSERT_FALSE(conversation_over(session.conversation));
	session_pass(&session, 2 * NS_PER_S);
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FAILED));
	session_end(&session);
	peer_end(&peer);
}

UNIT_MAIN("client_wait_half",
    TEST(takes_no_second_answer_for_the_next_ones),
    TEST(shows_half_an_answer),
    TEST(shows_an_answer_that_trickles),
    TEST(shows_half_an_answer_when_it_is_stopped),
    TEST(gives_up_on_half_an_answer_behind_a_greeting),
    TEST(waits_on_after_half_an_interim_answer),
    TEST(skips_interim_answers_and_line_ends),
    TEST(shows_what_follows_the_last_answer))
