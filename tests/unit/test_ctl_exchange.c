/* ctl/exchange.c: requests find their answers. */
#include "ctl/exchange.h"

#include "base/labs.h"
#include "tests/unit/unit.h"

static char seen[1024];
static struct exchanges *exchanges;

/* "client first-line-of-request>status;" */
static void
note(void *context, const struct exchange *exchange)
{
	const char *method = "-", *target = "";
	size_t at = 0, len = 1, target_len = 0, used = strlen(seen);

	(void)context;
	if (exchange->request.bytes != NULL) {
		len = exchange_word(&exchange->request, &at, &method);
		target_len = exchange_word(&exchange->request, &at, &target);
	}
	(void)snprintf(seen + used, sizeof(seen) - used, "%d %.*s %.*s>%d;",
	    (int)exchange->client, (int)len, method, (int)target_len, target,
	    exchange->answer.bytes == NULL ? -1 : exchange->status);
}

static void
begin(void)
{
	const struct exchange_sink sink = { NULL, note };

	seen[0] = '\0';
	exchanges = exchanges_new(&sink);
	CU_ASSERT_FATAL(exchanges != NULL);
}

static void
tell(enum feed_event event, unsigned lab, uint64_t client, int status,
    const char *text)
{
	const struct feed_message record = { .event = event, .lab = lab,
	    .client = client, .name = "alice", .peer = "127.0.0.1:4000",
	    .note = "", .status = (int16_t)status, .direction = status == 0 ?
	    FEED_RECEIVED : FEED_SENT, .bytes = text,
	    .bytes_len = strlen(text), .message_bytes = strlen(text) };

	exchanges_record(exchanges, &record, "");
}

static void
asks(uint64_t client, const char *text)
{
	tell(FEED_MESSAGE, LAB_WAIT, client, 0, text);
}

static void
answers(uint64_t client, int status)
{
	tell(FEED_MESSAGE, LAB_WAIT, client, status,
	    "HTTP/1.1 200 OK\r\n\r\nbody");
}

static void
seen_is(const char *expected)
{
	CU_ASSERT_STRING_EQUAL(seen, expected);
	exchanges_free(exchanges);
}

static void
each_client_has_its_own_in_order(void)
{
	begin();
	asks(1, "GET /a HTTP/1.1\r\n\r\n");
	asks(1, "GET /b HTTP/1.1\r\n\r\n");
	asks(2, "POST /c HTTP/1.1\r\n\r\nx");
	answers(2, 201);
	answers(1, 200);
	answers(1, 404);
	seen_is("2 POST /c>201;1 GET /a>200;1 GET /b>404;");
}

static void
an_interim_answer_is_none(void)
{
	begin();
	asks(1, "POST /a HTTP/1.1\r\nExpect: 100-continue\r\n\r\n");
	answers(1, 100);
	answers(1, 200);
	seen_is("1 POST /a>200;");
}

static void
what_has_no_answer_is_given_at_the_end(void)
{
	begin();
	asks(1, "GET /a HTTP/1.1\r\n\r\n");
	asks(2, "GET /b HTTP/1.1\r\n\r\n");
	tell(FEED_DISCONNECTED, LAB_WAIT, 1, 0, "");
	CU_ASSERT_STRING_EQUAL(seen, "1 GET /a>-1;");
	exchanges_end(exchanges);
	seen_is("1 GET /a>-1;2 GET /b>-1;");
}

static void
an_answer_to_nothing_is_one(void)
{
	begin();
	answers(1, 408);
	tell(FEED_MESSAGE, LAB_CALC, 3, 0, "1 + 1\n");
	CU_ASSERT_EQUAL(exchanges_others(exchanges), 1);
	seen_is("1 - >408;");
}

static void
fields_are_found_in_the_head(void)
{
	static const char text[] = "\r\nGET  /a HTTP/1.1\nHost:  x y \t\r\n"
	    "Empty:\r\n\r\nNot: here";
	struct exchange_side side = { .bytes = text, .len = strlen(text),
	    .head_len = strlen(text) - 9 };
	const char *word, *value;
	size_t at = 0, len = 7;

	CU_ASSERT_EQUAL(exchange_word(&side, &at, &word), 3);
	CU_ASSERT_EQUAL(exchange_word(&side, &at, &word), 2);
	CU_ASSERT_EQUAL(strncmp(word, "/a", 2), 0);
	CU_ASSERT_EQUAL(exchange_word(&side, &at, &word), 8);
	CU_ASSERT_EQUAL(exchange_word(&side, &at, &word), 0);
	value = exchange_field(&side, "host", &len);
	CU_ASSERT_FATAL(value != NULL);
	CU_ASSERT_EQUAL(len, 3);
	CU_ASSERT_EQUAL(strncmp(value, "x y", 3), 0);
	CU_ASSERT_PTR_NOT_NULL(exchange_field(&side, "Empty", &len));
	CU_ASSERT_EQUAL(len, 0);
	CU_ASSERT_PTR_NULL(exchange_field(&side, "Not", &len));
}

UNIT_MAIN("ctl_exchange", TEST(each_client_has_its_own_in_order),
    TEST(an_interim_answer_is_none),
    TEST(what_has_no_answer_is_given_at_the_end),
    TEST(an_answer_to_nothing_is_one), TEST(fields_are_found_in_the_head))
