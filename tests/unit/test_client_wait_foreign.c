/* The wait lab with servers that are not ours: what they say that is not true,
 * what is missing, and how they part. */
#include "tests/unit/client_peer.h"

#include <time.h>

#define OLD	"Content-Length: 0\r\n\r\n"

/* alice, who waits 7 seconds, is answered so after so long. */
static void
waited(struct session *session, struct peer *peer, int64_t after_ns,
    const char *answer)
{
	session_waiting_rounds(session, peer, 1);
	session_pass(session, after_ns);
	peer_send(peer, answer);
	CU_ASSERT_PTR_NOT_NULL(session_until(session,
	    CONVERSATION_ON_ANSWER));
}

/* It is warned of that, or of nothing, and the count is full. */
static void
warned(const char *answer, int64_t after_ns, const char *warning)
{
	struct session session;
	struct peer peer;

	waited(&session, &peer, after_ns, answer);
	if (warning != NULL)
		CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING,
		    warning));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_WARNING),
	    warning != NULL);
	CU_ASSERT(session_is(&session, CONVERSATION_CLOSING));
	session_over(&session, &peer);
}

static void
warns_of_a_pause_that_is_too_long(void)
{
	warned(WAITED, 7 * NS_PER_S + 900 * NS_PER_MS, NULL);
	warned(WAITED, 8 * NS_PER_S,
	    "the server paused 8.0 seconds instead of 7");
}

static void
warns_of_the_wrong_number_or_name(void)
{
	warned(ANSWER("200 OK", "41",
	    "Server waited 8 seconds for client alice."), 7 * NS_PER_S,
	    "the server was asked for 7 seconds, and says 8");
	warned(ANSWER("200 OK", "39",
	    "Server waited 7 seconds for client bob."), 7 * NS_PER_S,
	    "the server's answer names bob, not alice");
	warned(ANSWER("200 OK", "36",
	    "Server waited 7 seconds for client ."), 7 * NS_PER_S,
	    "the server's answer names no client, not alice");
	warned(ANSWER("200 OK", "7", "Thanks!"), 7 * NS_PER_S, NULL);
}

/* The registration's answer; dated is the whole line, or "". */
static void
dated(const char *dated, const char *warning)
{
	struct session session;
	struct peer peer;
	char answer[256];

	peer_listen(&peer);
	session_init(&session, peer.port);
	session_start(&session);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session, CONVERSATION_ON_SENT));
	peer_accept(&peer);
	snprintf(answer, sizeof(answer), "HTTP/1.1 201 Created\r\n%s"
	    "Content-Length: 0\r\n\r\n", dated);
	peer_send(&peer, answer);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_PAUSE));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_WARNING),
	    warning != NULL);
	session.seen = 0;
	if (warning != NULL)
		CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING,
		    warning));
	session_over(&session, &peer);
}

/* Such a line, so many minutes from now. */
static const char *
date_at(long minutes)
{
	static char line[64];
	time_t at = time(NULL) + minutes * 60;
	struct tm when;

	strftime(line, sizeof(line), "Date: %a, %d %b %Y %H:%M:%S GMT\r\n",
	    gmtime_r(&at, &when));
	return line;
}

static void
warns_of_a_date_that_is_missing_or_none(void)
{
	dated("", "the server's answer has no Date (RFC 9110 section 6.6.1)");
	dated("date:Sun, 06 Nov 1994 08:49:37 GMT\r\n", NULL);
	dated("Date: 2026-11-28 12:00:00\r\n", "the server's Date is not like "
	    "\"Sun, 06 Nov 1994 08:49:37 GMT\": \"2026-11-28 12:00:00\" (RFC "
	    "9110 section 5.6.7)");
	dated("Date: Mon, 06 Nov 1994 08:49:37 GMT\r\n", "the server's Date "
	    "was on another day of the week: \"Mon, 06 Nov 1994 08:49:37 "
	    "GMT\" (RFC 9110 section 5.6.7)");
	dated("Date: Sun Nov  6 08:49:37 1994\r\n", "the server's Date is in "
	    "an obsolete form: \"Sun Nov  6 08:49:37 1994\" (RFC 9110 section "
	    "5.6.7)");
}

static void
warns_of_local_time(void)
{
	dated(date_at(0), NULL);
	dated(date_at(7), NULL);
	dated(date_at(-13), NULL);
	dated(date_at(-14), "the server's Date is 14 minutes behind the "
	    "clock here: is it local time, instead of GMT?");
	dated(date_at(120), "the server's Date is 120 minutes ahead of the "
	    "clock here: is it local time, instead of GMT?");
	dated(date_at(-330), "the server's Date is 330 minutes behind the "
	    "clock here: is it local time, instead of GMT?");
}

static void
warns_of_a_date_once(void)
{
	struct session session;
	struct peer peer;
	int round;

	session_waiting(&session, &peer);
	for (round = 0; round < 2; round++) {
		session_pass(&session, 7 * NS_PER_S);
		peer_send(&peer, "HTTP/1.1 200 OK\r\n" OLD);
		CU_ASSERT_PTR_NOT_NULL(session_until(&session,
		    CONVERSATION_ON_ANSWER));
	}
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_WARNING), 1);
	session_over(&session, &peer);
}

/* What the server sends to the pause that was asked for. */
static void
fails(const char *sent, const char *reason)
{
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	session_pass(&session, 7 * NS_PER_S);
	peer_send(&peer, sent);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED, reason));
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FAILED));
	session_over(&session, &peer);
}

static void
a_request_is_no_answer(void)
{
	fails("POST /test HTTP/1.1\r\n\r\n", "the server sends a request, "
	    "where an answer belongs: \"POST /test HTTP/1.1\"");
	fails("HEAD / HTTP/1.1\r\n", "the server sends a request, where an "
	    "answer belongs: \"HEAD / HTTP/1.1\"");
	fails("POSTED\r\n", "the server's answer is not HTTP: \"POSTED\"");
}

/* It is not what was left of the first one. */
static void
a_second_answer_is_an_answer(void)
{
	fails("hello\r\n", "the server's answer is not HTTP: \"hello\"");
	fails(WAITED "lice.\n", "what follows the last answer is not HTTP (or "
	    "its Content-Length was too small): \"lice.\"");
	fails(WAITED "\r\nlice.\n", "what follows the last answer is not "
	    "HTTP (or its Content-Length was too small): \"lice.\"");
}

static void
last_words_are_the_reason_of_a_503(void)
{
	fails("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n"
	    "Content-Length: 55\r\n\r\n"
	    "goodbye: you were disconnected by the teacher (kicked)\n",
	    "kicked by the server");
	fails("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n"
	    "Content-Length: 45\r\n\r\nSorry.\r\n"
	    "goodbye: the server is shutting down\r\n",
	    "the server is shutting down");
	fails("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n"
	    "Content-Length: 6\r\n\r\nfull!\n", "the server refused to wait 7 "
	    "seconds: 503 Service Unavailable: full!");
	/* In an answer that is none of it, it is a joke. */
	fails("HTTP/1.1 400 No\r\nContent-Length: 36\r\n\r\n"
	    "goodbye: the server is shutting down", "the server refused to "
	    "wait 7 seconds: 400 No: goodbye: the server is shutting down");
}

/* The next connection begins with that request. */
static void
begins_with(struct session *session, struct peer *peer, const char *request,
    const char *body)
{
	CU_ASSERT_PTR_NOT_NULL(session_until(session,
	    CONVERSATION_ON_CONNECTED));
	peer_accept(peer);
	CU_ASSERT(peer_expect(peer, body));
	CU_ASSERT_PTR_NOT_NULL(strstr(peer->got, request));
}

/* Name, pause, name, pause: each on a connection of its own. */
static void
closes_after_each(const char *created, const char *paused)
{
	struct session session;
	struct peer peer;
	int round;

	peer_listen(&peer);
	session_init(&session, peer.port);
	session_start(&session);
	for (round = 0; round < 3; round++) {
		begins_with(&session, &peer, "POST /clients",
		    "\r\n\r\nalice");
		peer_send(&peer, created);
		peer_close(&peer);
		begins_with(&session, &peer, "POST /wait", "\r\n\r\n7");
		session_pass(&session, 7 * NS_PER_S);
		peer_send(&peer, paused);
		peer_close(&peer);
	}
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_FAILED), 0);
	session_over(&session, &peer);
}

static void
registers_again_where_each_answer_ends_the_connection(void)
{
	closes_after_each("HTTP/1.0 201 Created\r\n" DATE "\r\n",
	    "HTTP/1.0 200 OK\r\n" DATE "\r\nfine");
	closes_after_each("HTTP/1.1 201 Created\r\nConnection: close\r\n" DATE
	    OLD, "HTTP/1.1 200 OK\r\nConnection: close\r\n" DATE OLD);
}

/* It says nothing of closing, and does. */
static void
registers_again_where_it_is_not_said(void)
{
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	peer_close(&peer);
	begins_with(&session, &peer, "POST /wait", "\r\n\r\n7");
	session_pass(&session, 7 * NS_PER_S);
	peer_send(&peer, WAITED);
	/* This one stays open, and knows nobody by a name. */
	CU_ASSERT(peer_expect(&peer, "\r\n\r\nalice"));
	peer_close(&peer);
	begins_with(&session, &peer, "POST /clients", "\r\n\r\nalice");
	session_over(&session, &peer);
}

UNIT_MAIN("client wait foreign",
    TEST(warns_of_a_pause_that_is_too_long),
    TEST(warns_of_the_wrong_number_or_name),
    TEST(warns_of_a_date_that_is_missing_or_none),
    TEST(warns_of_local_time), TEST(warns_of_a_date_once),
    TEST(a_request_is_no_answer), TEST(a_second_answer_is_an_answer),
    TEST(last_words_are_the_reason_of_a_503),
    TEST(registers_again_where_each_answer_ends_the_connection),
    TEST(registers_again_where_it_is_not_said))
