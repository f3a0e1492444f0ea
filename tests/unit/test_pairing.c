/* watch/pairing.c: which message answers which. */
#include "watch/pairing.h"

#include "base/labs.h"
#include "tests/unit/unit.h"

static struct pairing *pairing;

static void
begin(void)
{
	pairing = pairing_new();
	CU_ASSERT_FATAL(pairing != NULL);
}

static struct feed_message
message(unsigned lab, uint64_t client, const char *text)
{
	return (struct feed_message){ .event = FEED_MESSAGE, .lab = lab,
	    .client = client, .name = client == 1 ? "al" : "bo", .peer = "",
	    .note = "", .bytes = text, .bytes_len = strlen(text),
	    .message_bytes = strlen(text) };
}

/* It asks, by that token. */
static void
asks(unsigned lab, uint64_t client, const char *text, uint64_t token)
{
	struct feed_message asked = message(lab, client, text);

	asked.direction = FEED_RECEIVED;
	CU_ASSERT_EQUAL(pairing_message(pairing, &asked, token).kind,
	    PAIRING_ASKS);
}

static void
says(unsigned lab, uint64_t client, const char *text)
{
	struct feed_message said = message(lab, client, text);

	said.direction = FEED_RECEIVED;
	CU_ASSERT_EQUAL(pairing_message(pairing, &said, 99).kind,
	    PAIRING_ALONE);
}

static void
sent(unsigned lab, uint64_t client, const char *text, int status,
    struct pairing_of expected)
{
	struct feed_message answer = message(lab, client, text);
	struct pairing_of of;

	answer.direction = FEED_SENT;
	answer.status = (int16_t)status;
	of = pairing_message(pairing, &answer, 1000);
	CU_ASSERT_EQUAL(of.kind, expected.kind);
	CU_ASSERT_EQUAL(of.token, expected.token);
}

static void
answers(unsigned lab, uint64_t client, const char *text, uint64_t token)
{
	sent(lab, client, text, 200, (struct pairing_of){ PAIRING_ANSWERS,
	    token });
}

static void
alone(unsigned lab, uint64_t client, const char *text)
{
	sent(lab, client, text, 0, (struct pairing_of){ PAIRING_ALONE, 0 });
}

static void
named(unsigned lab, uint64_t client, uint64_t token)
{
	struct feed_message record = message(lab, client, "");

	record.event = FEED_REGISTERED;
	CU_ASSERT_EQUAL(pairing_named(pairing, &record), token);
}

static void
pipelined_requests_are_answered_in_order(void)
{
	begin();
	asks(LAB_WAIT, 1, "GET / HTTP/1.1\r\n\r\n", 11);
	asks(LAB_WAIT, 1, "GET /a HTTP/1.1\r\n\r\n", 12);
	asks(LAB_WAIT, 257, "GET /b HTTP/1.1\r\n\r\n", 13);
	answers(LAB_WAIT, 257, "HTTP/1.1 200 OK\r\n\r\n", 13);
	answers(LAB_WAIT, 1, "HTTP/1.1 200 OK\r\n\r\n", 11);
	asks(LAB_WAIT, 1, "GET /c HTTP/1.1\r\n\r\n", 14);
	answers(LAB_WAIT, 1, "HTTP/1.1 200 OK\r\n\r\n", 12);
	answers(LAB_WAIT, 1, "HTTP/1.1 200 OK\r\n\r\n", 14);
	alone(LAB_WAIT, 1, "HTTP/1.1 408 Request Timeout\r\n\r\n");
	pairing_free(pairing);
}

static void
an_interim_answer_leaves_the_request_open(void)
{
	begin();
	asks(LAB_WAIT, 1, "POST /wait HTTP/1.1\r\n\r\n", 5);
	sent(LAB_WAIT, 1, "HTTP/1.1 100 Continue\r\n\r\n", 100,
	    (struct pairing_of){ PAIRING_INTERIM, 5 });
	answers(LAB_WAIT, 1, "HTTP/1.1 200 OK\r\n\r\n", 5);
	sent(LAB_WAIT, 1, "HTTP/1.1 100 Continue\r\n\r\n", 100,
	    (struct pairing_of){ PAIRING_ALONE, 0 });
	pairing_free(pairing);
}

/* Also behind one that was taken from the end of its bucket. */
static void
whoever_goes_leaves_what_was_open(void)
{
	begin();
	asks(LAB_WAIT, 257, "a", 1);
	asks(LAB_WAIT, 1, "b", 2);
	asks(LAB_WAIT, 1, "c", 3);
	CU_ASSERT_EQUAL(pairing_take(pairing, 1), 2);
	CU_ASSERT_EQUAL(pairing_take(pairing, 1), 3);
	CU_ASSERT_EQUAL(pairing_take(pairing, 1), 0);
	asks(LAB_WAIT, 1, "d", 4);
	answers(LAB_WAIT, 1, "HTTP/1.1 200 OK\r\n\r\n", 4);
	asks(LAB_WAIT, 2, "e", 5);
	CU_ASSERT_EQUAL(pairing_take_any(pairing) +
	    pairing_take_any(pairing), 6);
	CU_ASSERT_EQUAL(pairing_take_any(pairing), 0);
	alone(LAB_WAIT, 257, "HTTP/1.1 200 OK\r\n\r\n");
	pairing_free(pairing);
}

static void
a_line_is_answered_but_a_name_need_not_be(void)
{
	begin();
	asks(LAB_CALC, 1, "al\n", 1);
	named(LAB_CALC, 1, 1);
	asks(LAB_CALC, 1, "1 + 2\n", 2);
	asks(LAB_CALC, 1, "1 + 3\n", 3);
	answers(LAB_CALC, 1, "3\n", 2);
	answers(LAB_CALC, 1, "4\n", 3);
	asks(LAB_CALC, 2, "bo\n", 4);
	named(LAB_CALC, 2, 4);
	answers(LAB_CALC, 2, "Hello bo\n", 4);
	named(LAB_WAIT, 1, 0);
	pairing_free(pairing);
}

static void
in_a_chat_others_answer_nothing(void)
{
	begin();
	asks(LAB_CHAT, 1, "al\n", 1);
	named(LAB_CHAT, 1, 1);
	alone(LAB_CHAT, 1, "bo joined (2 members)\n");
	asks(LAB_CHAT, 1, "hi\n", 2);
	asks(LAB_CHAT, 1, "/list\n", 3);
	alone(LAB_CHAT, 1, "bo: hi\n");
	answers(LAB_CHAT, 1, "2 members: al, bo\n", 3);
	alone(LAB_CHAT, 1, "bo (private): psst\n");
	answers(LAB_CHAT, 1, "al: hi\n", 2);
	asks(LAB_CHAT, 1, "@bo hi\n", 4);
	alone(LAB_CHAT, 1, "You missed 2 messages\n");
	answers(LAB_CHAT, 1, "to bo (private): hi\n", 4);
	asks(LAB_CHAT, 1, "/who\n", 5);
	alone(LAB_CHAT, 1, "bo left (1 member)\n");
	answers(LAB_CHAT, 1, "error: there is no command /who\n", 5);
	says(LAB_CHAT, 1, "\n");
	says(LAB_CHAT, 1, "");
	pairing_free(pairing);
}

static void
a_pair_is_told_once_who_was_first(void)
{
	begin();
	alone(LAB_ORDER, 1, "Client X connected\n");
	asks(LAB_ORDER, 1, "X: al\n", 1);
	asks(LAB_ORDER, 2, "Y: bo\n", 2);
	answers(LAB_ORDER, 2, "X: al received before Y: bo\n", 2);
	answers(LAB_ORDER, 1, "X: al received before Y: bo\n", 1);
	says(LAB_ORDER, 1, "hi\n");
	alone(LAB_ORDER, 2, "Client X: hi\n");
	CU_ASSERT_EQUAL(pairing_take(pairing, 1), 0);
	asks(LAB_ORDER, 1, "X: al\n", 3);
	pairing_free(pairing);
}

static void
datagrams_are_answered(void)
{
	begin();
	asks(LAB_CLOCK, 1, "SEND_TIME", 1);
	asks(LAB_CLOCK, 2, "SEND_DATE", 2);
	answers(LAB_CLOCK, 2, "Sun Nov 29", 2);
	answers(LAB_CLOCK, 1, "20:43:08", 1);
	alone(LAB_CLOCK, 1, "20:43:09");
	pairing_free(pairing);
	pairing_free(NULL);
}

/* Many that nobody answers; what is answered then is not the next one's. */
static void
what_is_forgotten_still_waits_for_its_answer(void)
{
	uint64_t token;

	begin();
	for (token = 1; token <= 1000; token++) {
		asks(LAB_CALC, 1, "1\n", token);
		asks(LAB_CALC, 257, "1\n", token + 5000);
		pairing_forget(pairing, 1, token);
	}
	asks(LAB_CALC, 1, "2\n", 2000);
	for (token = 1; token <= 1000; token++)
		answers(LAB_CALC, 1, "1\n", 1);
	answers(LAB_CALC, 1, "2\n", 2000);
	alone(LAB_CALC, 1, "3\n");
	answers(LAB_CALC, 257, "1\n", 5001);
	pairing_forget(pairing, 257, 5002);
	pairing_forget(pairing, 257, 5003);
	pairing_forget(pairing, 257, 1);
	answers(LAB_CALC, 257, "1\n", 5002);
	answers(LAB_CALC, 257, "1\n", 5002);
	answers(LAB_CALC, 257, "1\n", 5004);
	for (token = 5005; token <= 6000; token++)
		CU_ASSERT_EQUAL(pairing_take(pairing, 257), token);
	CU_ASSERT_EQUAL(pairing_take(pairing, 257), 0);
	CU_ASSERT_EQUAL(pairing_take_any(pairing), 0);
	pairing_free(pairing);
}

UNIT_MAIN("pairing", TEST(pipelined_requests_are_answered_in_order),
    TEST(an_interim_answer_leaves_the_request_open),
    TEST(whoever_goes_leaves_what_was_open),
    TEST(a_line_is_answered_but_a_name_need_not_be),
    TEST(in_a_chat_others_answer_nothing),
    TEST(a_pair_is_told_once_who_was_first), TEST(datagrams_are_answered),
    TEST(what_is_forgotten_still_waits_for_its_answer))
