/* The interface of wire/http.h where tests/cases/http/ does not reach. */
#include <stdlib.h>

#include "tests/unit/unit.h"
#include "wire/http.h"

static const struct http_policy strict, lenient = { .lenient = true };
static struct http_request request;

static enum http_progress
read_request(const char *bytes, const struct http_policy *policy)
{
	http_request_init(&request, policy);
	return http_request_feed(&request, bytes, strlen(bytes));
}

static void
pipelined_requests_are_told_apart(void)
{
	static const char bytes[] =
	    "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
	    "GET /2 HTTP/1.1\r\nHost: b\r\n\r\n";
	size_t first = strstr(bytes, "GET") - bytes;
	char body[8];

	CU_ASSERT_EQUAL(read_request(bytes, &strict), HTTP_COMPLETE);
	CU_ASSERT_EQUAL(request.raw_len, first);
	CU_ASSERT_EQUAL(request.head_len, first - 3);
	CU_ASSERT_EQUAL(http_request_body(&request, bytes, body, 8), 3);
	CU_ASSERT_NSTRING_EQUAL(body, "abc", 3);
	CU_ASSERT_EQUAL(read_request(bytes + first, &strict), HTTP_COMPLETE);
	CU_ASSERT_EQUAL(request.raw_len, strlen(bytes) - first);
	CU_ASSERT(http_slice_is(bytes + first, request.path, "/2"));
	CU_ASSERT(http_slice_is(bytes + first, request.host, "b"));
}

static void
a_verdict_stays(void)
{
	static const char good[] = "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET";
	static const char bad[] = "GET\r\n\r\n";
	size_t len = strlen(good);

	CU_ASSERT_EQUAL(read_request(good, &strict), HTTP_COMPLETE);
	CU_ASSERT_EQUAL(http_request_feed(&request, good, len),
	    HTTP_COMPLETE);
	CU_ASSERT_EQUAL(http_request_end(&request, good, len),
	    HTTP_COMPLETE);
	CU_ASSERT_EQUAL(request.raw_len, len - 3);
	CU_ASSERT_EQUAL(read_request(bad, &strict), HTTP_BAD);
	CU_ASSERT_EQUAL(http_request_feed(&request, bad, strlen(bad)),
	    HTTP_BAD);
	CU_ASSERT_EQUAL(http_request_end(&request, bad, strlen(bad)),
	    HTTP_BAD);
	CU_ASSERT_EQUAL(request.fault.byte, 4);
	CU_ASSERT_EQUAL(request.fault.column, 4);
}

static void
a_client_is_told_to_go_on_once(void)
{
	static const char bytes[] = "POST / HTTP/1.1\r\nHost: a\r\n"
	    "Content-Length: 1\r\nExpect: 100-continue\r\n\r\n";
	size_t len = strlen(bytes);

	CU_ASSERT_EQUAL(read_request(bytes, &strict), HTTP_CONTINUE);
	CU_ASSERT(request.expect_continue);
	CU_ASSERT_EQUAL(http_request_feed(&request, bytes, len), HTTP_MORE);
	CU_ASSERT_EQUAL(http_request_end(&request, bytes, len), HTTP_BAD);
}

static void
fields_are_found_by_name(void)
{
	static const char bytes[] = "GET / HTTP/1.1\r\nHOST: a\r\n"
	    "Accept: x\r\naccept: y\r\nEmpty:\r\n\r\n";
	const struct http_slice *value;

	CU_ASSERT_EQUAL(read_request(bytes, &strict), HTTP_COMPLETE);
	CU_ASSERT_EQUAL(request.field_count, 4);
	value = http_request_field(&request, bytes, "host");
	CU_ASSERT(value != NULL && http_slice_is(bytes, *value, "a"));
	value = http_request_field(&request, bytes, "accept");
	CU_ASSERT(value != NULL && http_slice_is(bytes, *value, "x"));
	value = http_request_field(&request, bytes, "empty");
	CU_ASSERT(value != NULL && value->len == 0);
	CU_ASSERT_PTR_NULL(http_request_field(&request, bytes, "hos"));
	CU_ASSERT_PTR_NULL(http_request_field(&request, bytes, "hosts"));
}

static void
bodies_fit_where_they_go(void)
{
	static const char bytes[] = "POST / HTTP/1.1\r\nHost: a\r\n"
	    "Transfer-Encoding: chunked\r\n\r\n"
	    "3;x=\"\\\"\"\r\nabc\r\n2\r\nde\r\n0\r\nT: v\r\n\r\n";
	char *body;
	size_t size;

	CU_ASSERT_EQUAL(read_request(bytes, &strict), HTTP_COMPLETE);
	CU_ASSERT_EQUAL(request.body_len, 5);
	for (size = 0; size < 8; size++) {
		body = unit_guard_copy(NULL, size);
		CU_ASSERT_EQUAL(http_request_body(&request, bytes, body,
		    size), size < 5 ? size : 5);
		CU_ASSERT_NSTRING_EQUAL(body, "abcde", size < 5 ? size : 5);
		unit_guard_free(body, size);
	}
}

/* Sends a body that is as long as can be, in segments of a size. */
static enum http_progress
read_long(const char *head, size_t body_len, size_t segment)
{
	size_t head_len = strlen(head), len = head_len + body_len, have = 0;
	enum http_progress progress = HTTP_MORE;
	char *bytes = malloc(len);

	memcpy(bytes, head, head_len);
	memset(bytes + head_len, 'x', body_len);
	http_request_init(&request, &strict);
	while (progress == HTTP_MORE && have < len) {
		have = len - have < segment ? len : have + segment;
		progress = http_request_feed(&request, bytes, have);
	}
	free(bytes);
	return progress;
}

static void
the_longest_body_is_read(void)
{
	static const char plain[] = "POST / HTTP/1.1\r\nHost: a\r\n"
	    "Content-Length: 1048576\r\n\r\n";
	static const char chunk[] = "POST / HTTP/1.1\r\nHost: a\r\n"
	    "Transfer-Encoding: chunked\r\n\r\n100000\r\n";

	CU_ASSERT_EQUAL(read_long(plain, HTTP_BODY_MAX, 65536),
	    HTTP_COMPLETE);
	CU_ASSERT_EQUAL(request.body_len, HTTP_BODY_MAX);
	CU_ASSERT_EQUAL(read_long(plain, HTTP_BODY_MAX - 1, 1448), HTTP_MORE);
	CU_ASSERT_EQUAL(read_long(chunk, HTTP_BODY_MAX, 1448), HTTP_MORE);
	CU_ASSERT_EQUAL(request.body_len, HTTP_BODY_MAX);
	CU_ASSERT_EQUAL(read_long(chunk, HTTP_BODY_MAX + 1, 1448), HTTP_BAD);
	CU_ASSERT_EQUAL(request.fault.rule, HTTP_RULE_CHUNK_END);
}

static void
an_answer_until_close_is_bounded(void)
{
	static const char head[] = "HTTP/1.1 200 OK\r\n\r\n";
	static char bytes[sizeof(head) + HTTP_BODY_MAX];
	struct http_response response;
	size_t len = strlen(head) + HTTP_BODY_MAX;

	memcpy(bytes, head, sizeof(head));
	http_response_init(&response, false);
	CU_ASSERT_EQUAL(http_response_feed(&response, bytes, len), HTTP_MORE);
	CU_ASSERT_EQUAL(response.body_len, HTTP_BODY_MAX);
	CU_ASSERT_EQUAL(http_response_feed(&response, bytes, len + 1),
	    HTTP_BAD);
	CU_ASSERT_EQUAL(response.fault.rule, HTTP_RULE_BODY_LONG);
	CU_ASSERT_EQUAL(response.fault.byte, len + 1);
}

/* However a client cuts its chunks, no message outgrows HTTP_RAW_MAX. */
static void
tiny_chunks_are_bounded(void)
{
	static const char head[] = "POST / HTTP/1.1\r\nHost: a\r\n"
	    "Transfer-Encoding: chunked\r\n\r\n";
	static char bytes[HTTP_RAW_MAX];
	enum http_progress progress = HTTP_MORE;
	size_t len = strlen(head), have;

	memcpy(bytes, head, len);
	for (; len < sizeof(bytes); len++)
		bytes[len] = "1\r\nx\r\n"[(len - strlen(head)) % 6];
	http_request_init(&request, &strict);
	for (have = 0; progress == HTTP_MORE && have < HTTP_RAW_MAX;) {
		have = HTTP_RAW_MAX - have < 1000 ? HTTP_RAW_MAX :
		    have + 1000;
		progress = http_request_feed(&request, bytes, have);
	}
	CU_ASSERT_EQUAL(progress, HTTP_BAD);
	CU_ASSERT_EQUAL(have, HTTP_RAW_MAX);
	CU_ASSERT_EQUAL(request.fault.rule, HTTP_RULE_CHUNKS_SMALL);
}

static void
faults_explain_themselves(void)
{
	char text[512], cut[20];

	CU_ASSERT_EQUAL(read_request("GET / HTTP/1.1\r\nHost: a\n\r\n",
	    &strict), HTTP_BAD);
	CU_ASSERT_EQUAL(http_fault_explain(&request.fault, text,
	    sizeof(text)), strlen(text));
	CU_ASSERT_STRING_EQUAL(text,
	    "a line ends in a bare LF instead of CRLF\n"
	    "where: line 2, column 8, byte 24 of the message: Host: a\\n\n"
	    "rule: RFC 9112 section 2.2\n"
	    "instead: end every line with \"\\r\\n\"\n");
	CU_ASSERT_EQUAL(http_fault_explain(&request.fault, cut, sizeof(cut)),
	    sizeof(cut) - 1);
	CU_ASSERT_STRING_EQUAL(cut, "a line ends in a ba");
	CU_ASSERT_EQUAL(read_request("GET / HTTP/1.1\r\n\r\n", &strict),
	    HTTP_BAD);
	http_fault_explain(&request.fault, text, sizeof(text));
	CU_ASSERT_STRING_EQUAL(text,
	    "an HTTP/1.1 request must have a Host field\n"
	    "where: line 2, column 1, byte 17 of the message\n"
	    "rule: RFC 9112 section 3.2\n"
	    "instead: Host: localhost\n");
}

/* What was there is told once, in the sentence or behind it. */
static void
sentences_hold_what_was_there(void)
{
	char text[512];

	CU_ASSERT_EQUAL(read_request("hello \\ world\r\n", &strict),
	    HTTP_BAD);
	http_fault_explain(&request.fault, text, sizeof(text));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"hello \\\\ world\" is not a "
	    "request line\nwhere: line 1, column 1, byte 1 of the "
	    "message\n"));
	CU_ASSERT_EQUAL(read_request("GET /5%s HTTP/1.1\r\n", &strict),
	    HTTP_BAD);
	http_fault_explain(&request.fault, text, sizeof(text));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "a % is not followed by two hex "
	    "digits\nwhere: line 1, column 8, byte 8 of the message: "
	    "GET /5%s\n"));
}

/* A line a byte that needs four characters, and still the end is shown. */
static void
details_show_the_end_of_long_lines(void)
{
	static char bytes[HTTP_LINE_MAX];
	char shown[96];
	size_t i;

	memset(bytes, '\xff', sizeof(bytes));
	memcpy(bytes, "GET / HTTP/1.1\r\nX: ", 19);
	bytes[400] = '\x01';
	http_request_init(&request, &strict);
	CU_ASSERT_EQUAL(http_request_feed(&request, bytes, 401), HTTP_BAD);
	for (i = 0; i < 21; i++)
		strcpy(shown + 4 * i, "\\xFF");
	strcpy(shown + 4 * i, "\\x01");
	CU_ASSERT_STRING_EQUAL(request.fault.detail, shown);
}

static void
every_rule_is_whole(void)
{
	unsigned rule;

	for (rule = 1; rule < HTTP_RULE_COUNT; rule++) {
		const struct http_rule_info *info = http_rule_info(rule);

		CU_ASSERT(info->status >= 400 && info->status < 600);
		CU_ASSERT(info->text[0] != '\0' && info->symbol[0] != '\0');
		CU_ASSERT(strncmp(info->reference, "RFC ", 4) == 0);
		CU_ASSERT_STRING_NOT_EQUAL(http_status_reason(info->status),
		    "Unknown");
		/* Only where the end of the message is certain. */
		CU_ASSERT_EQUAL(info->close, info->status != 417 &&
		    rule != HTTP_RULE_METHOD_UNKNOWN &&
		    rule != HTTP_RULE_METHOD_CASE);
	}
	CU_ASSERT_EQUAL(http_rule_info(HTTP_RULE_COUNT)->status, 0);
}

/* A mistake in every line takes one repair; more than fit are forgotten. */
static void
repairs_are_bounded(void)
{
	char bytes[2048] = "GET / http/1.1\n";
	size_t i;

	for (i = 0; i < 90; i++)
		strcat(bytes, "X : y\n");
	strcat(bytes, "\n");
	CU_ASSERT_EQUAL(read_request(bytes, &lenient), HTTP_COMPLETE);
	CU_ASSERT_EQUAL(request.repair_count, 4);
	CU_ASSERT_EQUAL(request.repairs[0].rule, HTTP_RULE_VERSION_FORM);
	CU_ASSERT_EQUAL(request.repairs[1].rule, HTTP_RULE_BARE_LF);
	CU_ASSERT_EQUAL(request.repairs[2].rule, HTTP_RULE_FIELD_NAME_SPACE);
	CU_ASSERT_EQUAL(request.repairs[3].rule, HTTP_RULE_HOST_MISSING);
	CU_ASSERT_EQUAL(request.repairs[3].line, 92);
}

static bool
reason_is(const char *line, const char *wanted)
{
	struct http_response response;
	char bytes[HTTP_LINE_MAX], reason[HTTP_REASON_SIZE];

	(void)snprintf(bytes, sizeof(bytes),
	    "%s\r\nContent-Length: 0\r\n\r\n", line);
	http_response_init(&response, false);
	if (http_response_feed(&response, bytes, strlen(bytes)) !=
	    HTTP_COMPLETE)
		return false;
	http_response_reason(&response, bytes, reason);
	return strcmp(reason, wanted) == 0;
}

static void
reasons_are_the_servers(void)
{
	char line[120] = "HTTP/1.1 404 ";
	char wanted[HTTP_REASON_SIZE];

	CU_ASSERT(reason_is("HTTP/1.1 404 Not here", "Not here"));
	CU_ASSERT(reason_is("HTTP/1.1 404 \t Gone\\ \t", "Gone\\"));
	CU_ASSERT(reason_is("HTTP/1.1 404 ", "Not Found"));
	CU_ASSERT(reason_is("HTTP/1.1 404 \xff", "\\xFF"));
	memset(line + 13, 'x', 100);
	line[113] = '\0';
	memset(wanted, 'x', sizeof(wanted));
	memcpy(wanted + sizeof(wanted) - 4, "...", 4);
	CU_ASSERT(reason_is(line, wanted));
}

UNIT_MAIN("http", TEST(pipelined_requests_are_told_apart),
    TEST(a_verdict_stays), TEST(a_client_is_told_to_go_on_once),
    TEST(fields_are_found_by_name), TEST(bodies_fit_where_they_go),
    TEST(the_longest_body_is_read),
    TEST(an_answer_until_close_is_bounded),
    TEST(tiny_chunks_are_bounded), TEST(faults_explain_themselves),
    TEST(sentences_hold_what_was_there),
    TEST(details_show_the_end_of_long_lines), TEST(every_rule_is_whole),
    TEST(repairs_are_bounded), TEST(reasons_are_the_servers))
