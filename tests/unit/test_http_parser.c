/*
 * llhttp has the last word: where it reads a message in another way than we
 * do, the message is refused.  It never does, so here our own state, or
 * llhttp's, is made wrong.
 */
#include "tests/unit/unit.h"
#include "wire/http_private.h"

static struct http_request request;
static struct http_state *const state =
    (struct http_state *)request.private_state;
static const char bytes[] = "POST /a HTTP/1.1\r\nHost: a\r\n"
    "Content-Length: 1\r\n\r\n7";

static size_t
through(const char *text)
{
	return (size_t)(strstr(bytes, text) - bytes) + strlen(text);
}

static void
read_to(const char *text)
{
	struct http_policy policy = { .lenient = false };

	http_request_init(&request, &policy);
	CU_ASSERT_EQUAL(http_request_feed(&request, bytes, through(text)),
	    HTTP_MORE);
}

static void
refused(const char *why)
{
	CU_ASSERT_EQUAL(http_request_feed(&request, bytes, strlen(bytes)),
	    HTTP_BAD);
	CU_ASSERT_EQUAL(request.fault.rule, HTTP_RULE_PARSER);
	CU_ASSERT_STRING_EQUAL(request.fault.detail, why);
	CU_ASSERT_FALSE(request.keep_alive);
}

/* A call as our steps make one, on text that begins at state->at. */
static struct http_call
call_on(const char *text)
{
	struct http_call call;

	memset(&call, 0, sizeof(call));
	call.state = state;
	call.buffer = text;
	call.len = (uint32_t)strlen(text);
	call.request = &request;
	call.fault = &request.fault;
	call.version_minor = &request.version_minor;
	call.keep_alive = &request.keep_alive;
	return call;
}

/* As a parser would that saw bytes we did not see. */
static void
llhttp_slip(const char *text)
{
	struct http_call call = call_on(text);

	state->parser.data = &call;
	CU_ASSERT_EQUAL(llhttp_execute(&state->parser, text, strlen(text)),
	    HPE_OK);
}

static void
nothing_is_wrong(void)
{
	read_to("Length");
	CU_ASSERT_EQUAL(http_request_feed(&request, bytes, strlen(bytes)),
	    HTTP_COMPLETE);
}

/* We: "/a".  llhttp: "//a". */
static void
another_target(void)
{
	static const char line[] = "POST //a HTTP/1.1\r\n";
	struct http_call call = call_on(line);
	struct http_policy policy = { .lenient = false };

	http_request_init(&request, &policy);
	request.method = (struct http_slice){ 0, 4 };
	request.target = (struct http_slice){ 6, 2 };
	request.version_minor = 1;
	state->at = call.len;
	state->parser.data = &call;
	CU_ASSERT_FALSE(http_parser_request_line(&call));
	CU_ASSERT_STRING_EQUAL(request.fault.detail, "another target");
}

/* Shows llhttp "Name: value" as a field with these slices. */
static bool
field_agrees(struct http_slice name, struct http_slice value)
{
	static const char line[] = "Name: value\r\n";
	struct http_call call = call_on(line);
	struct http_field field = { name, value };
	bool agrees;

	read_to("1.1\r\n");
	state->line_at = 0;
	state->at = call.len;
	state->parser.data = &call;
	agrees = http_parser_field(&call, &field);
	if (!agrees)
		CU_ASSERT_STRING_EQUAL(request.fault.detail, "another field");
	return agrees;
}

static void
another_field(void)
{
	static const struct http_slice name = { 0, 4 }, value = { 6, 5 };
	static const struct http_slice short_name = { 0, 3 };
	static const struct http_slice short_value = { 6, 4 };
	static const struct http_slice later_value = { 7, 4 };

	CU_ASSERT(field_agrees(name, value));
	CU_ASSERT_FALSE(field_agrees(short_name, value));
	CU_ASSERT_FALSE(field_agrees(name, short_value));
	CU_ASSERT_FALSE(field_agrees(name, later_value));
	read_to("1.1\r\n");
	llhttp_slip("X: y");
	refused("another field");
}

static void
another_length(void)
{
	read_to("Length: 1\r\n");
	state->length = 2;
	refused("another length or version");
}

static void
another_framing(void)
{
	read_to("Length: 1\r\n");
	state->chunked = true;
	refused("another length or version");
}

static void
another_version(void)
{
	read_to("Length: 1\r\n");
	request.version_minor = 0;
	refused("another length or version");
}

static void
an_earlier_end(void)
{
	read_to("Length: 1\r\n\r\n");
	llhttp_slip("7");
	refused("the message had ended before");
}

static void
a_later_end(void)
{
	read_to("Length: 1\r\n\r\n");
	state->parser.content_length = 2;
	CU_ASSERT_EQUAL(http_request_feed(&request, bytes, strlen(bytes)),
	    HTTP_BAD);
	CU_ASSERT_EQUAL(request.fault.rule, HTTP_RULE_PARSER);
}

static void
llhttps_own_refusal(void)
{
	read_to("1.1\r\n");
	llhttp_slip("Content-Length: 1\r\n");
	CU_ASSERT_EQUAL(http_request_feed(&request, bytes, strlen(bytes)),
	    HTTP_BAD);
	CU_ASSERT_EQUAL(request.fault.rule, HTTP_RULE_PARSER);
	CU_ASSERT_STRING_EQUAL(request.fault.detail,
	    llhttp_get_error_reason(&state->parser));
}

UNIT_MAIN("http parser", TEST(nothing_is_wrong), TEST(another_target),
    TEST(another_field), TEST(another_length), TEST(another_framing),
    TEST(another_version), TEST(an_earlier_end), TEST(a_later_end),
    TEST(llhttps_own_refusal))
