/* The wait lab against a server that the test plays. */
#include "tests/unit/client_peer.h"

#include "client/random.h"
#include "wire/http.h"

static void
says_its_name(void)
{
	const struct session_event *event;
	struct session session;
	struct peer peer;

	peer_listen(&peer);
	session_init(&session, peer.port);
	session_start(&session);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_CONNECTED));
	peer_accept(&peer);
	event = session_until(&session, CONVERSATION_ON_SENT);
	CU_ASSERT(peer_expect(&peer, "\r\n\r\nalice"));
	/* What the listener is told is what went out, byte for byte. */
	CU_ASSERT_PTR_NOT_NULL_FATAL(event);
	CU_ASSERT_EQUAL(event->bytes_len, strlen(peer.got));
	CU_ASSERT_EQUAL(memcmp(event->bytes, peer.got, event->bytes_len), 0);
	CU_ASSERT_PTR_NOT_NULL(strstr(peer.got,
	    "POST /clients HTTP/1.1\r\nHost: 127.0.0.1:"));
	CU_ASSERT_PTR_NOT_NULL(strstr(peer.got, "\r\nContent-Length: 5\r\n"));
	peer_send(&peer, CREATED);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_REGISTERED,
	    "alice"));
	session_end(&session);
	peer_end(&peer);
}

static void
asks_and_is_answered(void)
{
	const struct session_event *event;
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	event = &session.events[session.seen - 1];
	CU_ASSERT_EQUAL(event->seconds, 7);
	CU_ASSERT_EQUAL(event->until_ns, session.now_ns + 7 * NS_PER_S);
	CU_ASSERT_EQUAL(conversation_state(session.conversation),
	    CONVERSATION_WAITING);
	session_pass(&session, 7 * NS_PER_S);
	peer_send(&peer, WAITED);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_ANSWER,
	    "Server waited 7 seconds for client alice."));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_WARNING), 0);
	session_end(&session);
	peer_end(&peer);
}

static void
ends_when_it_was_answered_often_enough(void)
{
	struct session session;
	struct peer peer;

	session_waiting_rounds(&session, &peer, 1);
	session_pass(&session, 7 * NS_PER_S);
	peer_send(&peer, WAITED);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_ANSWER));
	CU_ASSERT_EQUAL(conversation_state(session.conversation),
	    CONVERSATION_CLOSING);
	CU_ASSERT(peer_expect(&peer, ""));
	peer_close(&peer);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_FINISHED));
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
	session_end(&session);
	peer_end(&peer);
}

static void
goes_on_over_one_connection(void)
{
	struct session session;
	struct peer peer;
	int round;

	session_waiting(&session, &peer);
	for (round = 0; round < 3; round++) {
		session_pass(&session, 7 * NS_PER_S);
		peer_send(&peer, WAITED);
		CU_ASSERT_PTR_NOT_NULL(session_until(&session,
		    CONVERSATION_ON_PAUSE));
		CU_ASSERT(peer_expect(&peer, "\r\n\r\n7"));
	}
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_CONNECTED),
	    1);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_REGISTERED),
	    1);
	session_end(&session);
	peer_end(&peer);
}

static void
takes_an_answer_cut_anywhere(void)
{
	const char answer[] = WAITED;
	const struct session_event *event;
	struct session session;
	struct peer peer;
	char part[sizeof(answer)];
	size_t cut;

	session_waiting(&session, &peer);
	for (cut = 1; cut < sizeof(answer) - 1; cut++) {
		session.count = session.seen = 0;
		session_pass(&session, 7 * NS_PER_S);
		snprintf(part, sizeof(part), "%.*s", (int)cut, answer);
		peer_send(&peer, part);
		CU_ASSERT(session_turn(&session, PATIENCE_MS));
		CU_ASSERT_EQUAL(session.count, 0);
		peer_send(&peer, answer + cut);
		event = session_until(&session, CONVERSATION_ON_RECEIVED);
		CU_ASSERT_PTR_NOT_NULL_FATAL(event);
		CU_ASSERT_EQUAL(event->bytes_len, sizeof(answer) - 1);
		CU_ASSERT_EQUAL(memcmp(event->bytes, answer,
		    event->bytes_len), 0);
		CU_ASSERT_PTR_NOT_NULL(session_until(&session,
		    CONVERSATION_ON_PAUSE));
		CU_ASSERT(peer_expect(&peer, "\r\n\r\n7"));
	}
	session_end(&session);
	peer_end(&peer);
}

/* Up to the point where the registration has gone out. */
static void
registering(struct session *session, struct peer *peer)
{
	peer_listen(peer);
	session_init(session, peer->port);
	session_start(session);
	CU_ASSERT_PTR_NOT_NULL(session_until(session, CONVERSATION_ON_SENT));
	peer_accept(peer);
	CU_ASSERT(peer_expect(peer, "\r\n\r\nalice"));
}

static void
knows_a_greeting(void)
{
	struct session session;
	struct peer peer;

	registering(&session, &peer);
	peer_send(&peer, ANSWER("200 OK", "6", "Hello\n"));
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_RECEIVED));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_REGISTERED),
	    0);
	peer_send(&peer, ANSWER("200 OK", "0", ""));
	CU_ASSERT(session_says(&session, CONVERSATION_ON_GREETING,
	    "200 OK: Hello"));
	CU_ASSERT(session_says(&session, CONVERSATION_ON_REGISTERED,
	    "alice"));
	session_end(&session);
	peer_end(&peer);
}

static void
knows_a_greeting_in_the_same_segment(void)
{
	struct session session;
	struct peer peer;

	registering(&session, &peer);
	peer_send(&peer, ANSWER("200 OK", "6", "Hello\n") CREATED);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_GREETING,
	    "200 OK: Hello"));
	CU_ASSERT(session_says(&session, CONVERSATION_ON_REGISTERED,
	    "alice"));
	session_end(&session);
	peer_end(&peer);
}

static void
knows_a_refusal_behind_a_greeting(void)
{
	struct session session;
	struct peer peer;

	registering(&session, &peer);
	peer_send(&peer, ANSWER("200 OK", "6", "Hello\n")
	    ANSWER("409 Conflict", "5", "taken"));
	CU_ASSERT(session_says(&session, CONVERSATION_ON_GREETING,
	    "200 OK: Hello"));
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED,
	    "the name alice is taken: 409 Conflict: taken"));
	session_end(&session);
	peer_end(&peer);
}

static void
takes_a_lonely_200_for_the_answer(void)
{
	struct session session;
	struct peer peer;

	registering(&session, &peer);
	peer_send(&peer, ANSWER("200 OK", "0", ""));
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_RECEIVED));
	session_pass(&session, 500 * NS_PER_MS - 1);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_REGISTERED),
	    0);
	session_pass(&session, 1);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_REGISTERED),
	    1);
	CU_ASSERT(peer_expect(&peer, "\r\n\r\n7"));
	/* It was a greeting after all: this is what it was taken for. */
	peer_send(&peer, CREATED);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_GREETING, "200 OK"));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_ANSWER), 0);
	session_pass(&session, 7 * NS_PER_S);
	peer_send(&peer, WAITED);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_ANSWER));
	session_end(&session);
	peer_end(&peer);
}

/* Sends an answer to the registration and checks how it fails. */
static void
fails_registering(const char *answer, const char *reason)
{
	struct session session;
	struct peer peer;

	registering(&session, &peer);
	peer_send(&peer, answer);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED, reason));
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FAILED));
	session_end(&session);
	peer_end(&peer);
}

static void
says_why_it_was_refused(void)
{
	fails_registering(ANSWER("409 Conflict", "11", "in use\nmore"),
	    "the name alice is taken: 409 Conflict: in use");
	fails_registering(ANSWER("400 Bad Request", "8", "bad\x1b[2J\xff"),
	    "the server did not register alice: 400 Bad Request: "
	    "bad\\x1B[2J\\xFF");
	fails_registering(ANSWER("302 Found", "0", ""),
	    "the server did not register alice: 302 Found");
	fails_registering(ANSWER("799 Whatever", "0", ""),
	    "the server did not register alice: 799 Whatever");
	/* The server's words, harmless; ours where it has none. */
	fails_registering(ANSWER("500  Oops\xff ", "0", ""),
	    "the server did not register alice: 500 Oops\\xFF");
	fails_registering(ANSWER("500 ", "0", ""),
	    "the server did not register alice: 500 Internal Server Error");
	fails_registering(ANSWER("799", "0", ""),
	    "the server did not register alice: 799 Unknown");
}

static const char *
malformed_length(void)
{
	static char reason[256];
	const struct http_rule_info *rule =
	    http_rule_info(HTTP_RULE_LENGTH_REPEATED);

	snprintf(reason, sizeof(reason), "the server's answer is malformed: "
	    "%s, line 3, column 17, byte 58 of the message (%s): 2",
	    rule->text, rule->reference);
	return reason;
}

static void
says_what_is_not_http(void)
{
	fails_registering("220 mail.example ESMTP\r\n",
	    "the server's answer is not HTTP: \"220 mail.example ESMTP\"");
	fails_registering("HTTP/1.1 201 Created\r\nContent-Length: 1\r\n"
	    "Content-Length: 2\r\n\r\n", malformed_length());
	fails_registering(CREATED CREATED "ice.\n",
	    "what follows the last answer is not HTTP (or its "
	    "Content-Length was too small): \"ice.\"");
}

static void
refuses_what_never_ends(void)
{
	static char field[9000] = "HTTP/1.1 201 Created\r\nX: ";
	struct session session;
	struct peer peer;

	memset(field + strlen(field), 'x', sizeof(field) - 1 - strlen(field));
	registering(&session, &peer);
	peer_send(&peer, field);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_FAILED));
	session_end(&session);
	peer_end(&peer);
}

/* The server ends the connection with what it had sent. */
static void
fails_waiting(const char *sent, bool reset, int64_t after_ns,
    const char *reason)
{
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	session_pass(&session, after_ns);
	peer_send(&peer, sent);
	if (reset)
		peer_reset(&peer);
	else
		peer_close(&peer);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED, reason));
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FAILED));
	session_end(&session);
	peer_end(&peer);
}

static void
says_that_the_server_is_gone(void)
{
	fails_waiting("", false, 3200 * NS_PER_MS,
	    "the server is gone: it closed the connection 3.2 seconds into a "
	    "pause of 7");
	fails_waiting("", true, 3200 * NS_PER_MS,
	    "the server is gone: connection reset by peer 3.2 seconds into a "
	    "pause of 7");
	fails_waiting("HTTP/1.1 2", false, 0,
	    "the server is gone: it closed the connection in the middle of "
	    "its answer, after 10 bytes");
	fails_waiting("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nServ",
	    false, 0, "the server is gone: it closed the connection in the "
	    "middle of its answer, after 42 bytes");
}

static void
gives_up_on_an_answer_that_never_comes(void)
{
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	session_pass(&session, 17 * NS_PER_S - 1);
	CU_ASSERT_FALSE(conversation_over(session.conversation));
	session_pass(&session, 1);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED,
	    "no answer from the server within 17 seconds"));
	session_end(&session);
	peer_end(&peer);
}

static void
gives_up_on_an_answer_that_does_not_end(void)
{
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	peer_send(&peer, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nServ");
	CU_ASSERT(session_turn(&session, PATIENCE_MS));
	session_pass(&session, 1 * NS_PER_S);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING, "42 bytes "
	    "of an answer came, and no more since: the body ends before it "
	    "is as long as announced; the last of them: "
	    "\"ontent-Length: 9\\r\\n\\r\\nServ\""));
	session_pass(&session, 16 * NS_PER_S);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED,
	    "the answer is not complete after 17 seconds: 42 bytes came"));
	/* The registration's, and what came: that was shown at the warning. */
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_RECEIVED),
	    2);
	session_end(&session);
	peer_end(&peer);
}

static void
gives_up_on_the_registration(void)
{
	struct session session;
	struct peer peer;

	registering(&session, &peer);
	session_pass(&session, 10 * NS_PER_S - 1);
	CU_ASSERT_FALSE(conversation_over(session.conversation));
	session_pass(&session, 1);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED,
	    "no answer from the server within 10 seconds to the "
	    "registration"));
	session_end(&session);
	peer_end(&peer);
}

static void
warns_of_a_pause_cut_short(void)
{
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	session_pass(&session, 7 * NS_PER_S - 1);
	peer_send(&peer, WAITED);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING,
	    "the server paused 7.0 seconds instead of 7"));
	session_end(&session);
	peer_end(&peer);
}

/* An answer 0.1 s after each request: the next one comes a second later. */
static void
takes_its_time_with_a_hasty_server(void)
{
	struct session session;
	struct peer peer;
	int round;

	session_waiting(&session, &peer);
	for (round = 1; round <= 3; round++) {
		session_pass(&session, 100 * NS_PER_MS);
		peer_send(&peer, WAITED);
		CU_ASSERT_PTR_NOT_NULL(session_until(&session,
		    CONVERSATION_ON_WARNING));
		CU_ASSERT_EQUAL(conversation_state(session.conversation),
		    CONVERSATION_CONNECTED);
		session_pass(&session, 900 * NS_PER_MS - 1);
		CU_ASSERT_EQUAL(session_number(&session,
		    CONVERSATION_ON_PAUSE), (unsigned)round);
		session_pass(&session, 1);
		CU_ASSERT_EQUAL(session_number(&session,
		    CONVERSATION_ON_PAUSE), (unsigned)round + 1);
	}
	session_end(&session);
	peer_end(&peer);
}

/* However late in that second: nothing was asked, so nothing is lost. */
static void
connects_again_to_a_hasty_server(void)
{
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	peer_send(&peer, WAITED);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_WARNING));
	session_pass(&session, 800 * NS_PER_MS);
	peer_close(&peer);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_CONNECTED));
	session_end(&session);
	peer_end(&peer);
}

/* Its close long after that second is no matter of its haste. */
static void
misses_a_hasty_server_that_left(void)
{
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	conversation_pause(session.conversation);
	peer_send(&peer, WAITED);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_WARNING));
	session_pass(&session, 60 * NS_PER_S);
	peer_close(&peer);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED,
	    "the server is gone: it closed the connection"));
	session_end(&session);
	peer_end(&peer);
}

static void
connects_again_when_told_to(void)
{
	struct session session;
	struct peer peer;

	/* After the registration: the name cannot belong to a connection. */
	registering(&session, &peer);
	peer_send(&peer, "HTTP/1.0 201 Created\r\n" DATE "\r\n");
	peer_close(&peer);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_REGISTERED,
	    "alice"));
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_PAUSE));
	peer_accept(&peer);
	CU_ASSERT(peer_expect(&peer, "\r\n\r\n7"));
	CU_ASSERT_PTR_NOT_NULL(strstr(peer.got, "POST /wait"));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_REGISTERED),
	    1);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_WARNING), 1);
	session_end(&session);
	peer_end(&peer);
}

static void
registers_again_where_names_are_the_connections(void)
{
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	session_pass(&session, 7 * NS_PER_S);
	peer_send(&peer, "HTTP/1.1 200 OK\r\nConnection: close\r\n"
	    "Content-Length: 0\r\n\r\n");
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_CONNECTED));
	peer_accept(&peer);
	CU_ASSERT(peer_expect(&peer, "\r\n\r\nalice"));
	/* "Taken" by itself is no reason to give up. */
	peer_send(&peer, ANSWER("409 Conflict", "0", ""));
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_PAUSE));
	CU_ASSERT(peer_expect(&peer, "\r\n\r\n7"));
	session_end(&session);
	peer_end(&peer);
}

static void
asks_again_when_the_server_left_without_a_word(void)
{
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	session_pass(&session, 7 * NS_PER_S);
	peer_send(&peer, WAITED);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_PAUSE));
	session_pass(&session, 499 * NS_PER_MS);
	peer_reset(&peer);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_CONNECTED));
	peer_accept(&peer);
	CU_ASSERT(peer_expect(&peer, "\r\n\r\nalice"));
	session_end(&session);
	peer_end(&peer);
}

/* A pause the server has not paused is asked for once more, not another. */
static void
asks_for_the_same_pause_again(void)
{
	const struct session_event *event;
	struct session session;
	struct peer peer;
	long seconds;

	peer_listen(&peer);
	session_init(&session, peer.port);
	session.plan.min_seconds = 0;
	session.plan.max_seconds = 3600;
	session_again(&session);
	session_start(&session);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session, CONVERSATION_ON_SENT));
	peer_accept(&peer);
	peer_send(&peer, CREATED);
	event = session_until(&session, CONVERSATION_ON_PAUSE);
	CU_ASSERT_PTR_NOT_NULL_FATAL(event);
	seconds = event->seconds;
	peer_reset(&peer);
	event = session_until(&session, CONVERSATION_ON_PAUSE);
	CU_ASSERT_PTR_NOT_NULL_FATAL(event);
	CU_ASSERT_EQUAL(event->seconds, seconds);
	session_end(&session);
	peer_end(&peer);
}

static void
does_not_ask_again_in_mid_pause(void)
{
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	session_pass(&session, 7 * NS_PER_S);
	peer_send(&peer, WAITED);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_PAUSE));
	CU_ASSERT(peer_expect(&peer, "\r\n\r\n7"));
	session_pass(&session, 500 * NS_PER_MS);
	peer_close(&peer);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED,
	    "the server is gone: it closed the connection 0.5 seconds into a "
	    "pause of 7"));
	session_end(&session);
	peer_end(&peer);
}

static void
says_that_it_cannot_connect_again(void)
{
	struct session session;
	struct peer peer;
	char reason[128];

	registering(&session, &peer);
	peer_send(&peer, "HTTP/1.0 201 Created\r\n" DATE "\r\n");
	close(peer.listener);
	peer.listener = -1;
	peer_close(&peer);
	snprintf(reason, sizeof(reason), "the server is gone: could not "
	    "connect again to 127.0.0.1:%s: connection refused", peer.port);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED, reason));
	session_end(&session);
}

static void
warns_of_malformed_answers_once(void)
{
	struct session session;
	struct peer peer;
	int round;

	session_waiting(&session, &peer);
	for (round = 0; round < 2; round++) {
		session_pass(&session, 7 * NS_PER_S);
		peer_send(&peer, "HTTP/1.1 200 OK\n" DATE
		    "Content-Length: 1\n\nx");
		CU_ASSERT(session_says(&session, CONVERSATION_ON_ANSWER,
		    "x"));
	}
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_WARNING), 1);
	session_end(&session);
	peer_end(&peer);
}

static void
joins_chunks(void)
{
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	session_pass(&session, 7 * NS_PER_S);
	peer_send(&peer, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
	    "\r\n4\r\nServ\r\n5;a=b\r\ner\r\nx\r\n0\r\n\r\n");
	CU_ASSERT(session_says(&session, CONVERSATION_ON_ANSWER,
	    "Server\r\nx"));
	session_end(&session);
	peer_end(&peer);
}

static void
draws_every_number_and_no_other(void)
{
	unsigned seen[11] = { 0 };
	int i;

	for (i = 0; i < 11000; i++) {
		long number = random_between(5, 15);

		CU_ASSERT_FATAL(number >= 5 && number <= 15);
		seen[number - 5]++;
	}
	/* 1000 each; less than 700 happens once in 10^20 runs. */
	for (i = 0; i < 11; i++)
		CU_ASSERT(seen[i] > 700);
	CU_ASSERT_EQUAL(random_between(3, 3), 3);
	CU_ASSERT(random_between(-2, -1) < 0);
}

UNIT_MAIN("client_wait", TEST(says_its_name), TEST(asks_and_is_answered),
    TEST(ends_when_it_was_answered_often_enough),
    TEST(goes_on_over_one_connection), TEST(takes_an_answer_cut_anywhere),
    TEST(knows_a_greeting), TEST(knows_a_greeting_in_the_same_segment),
    TEST(knows_a_refusal_behind_a_greeting),
    TEST(takes_a_lonely_200_for_the_answer), TEST(says_why_it_was_refused),
    TEST(says_what_is_not_http), TEST(refuses_what_never_ends),
    TEST(says_that_the_server_is_gone),
    TEST(gives_up_on_an_answer_that_never_comes),
    TEST(gives_up_on_an_answer_that_does_not_end),
    TEST(gives_up_on_the_registration), TEST(warns_of_a_pause_cut_short),
    TEST(takes_its_time_with_a_hasty_server),
    TEST(connects_again_to_a_hasty_server),
    TEST(misses_a_hasty_server_that_left),
    TEST(connects_again_when_told_to),
    TEST(registers_again_where_names_are_the_connections),
    TEST(asks_again_when_the_server_left_without_a_word),
    TEST(asks_for_the_same_pause_again),
    TEST(does_not_ask_again_in_mid_pause),
    TEST(says_that_it_cannot_connect_again),
    TEST(warns_of_malformed_answers_once),
    TEST(joins_chunks),
    TEST(draws_every_number_and_no_other))
