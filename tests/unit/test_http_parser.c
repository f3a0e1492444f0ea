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
	struct http_policy policy = { false };

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

static void
llhttp_slip(const char *text)
{
	/* As a parser would that saw bytes we did not see. */
	struct http_call call;

	memset(&call, 0, sizeof(call));
	call.state = state;
	call.buffer = bytes;
	call.version_minor = &request.version_minor;
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

static void
another_target(void)
{
	read_to("PO");
	llhttp_slip("POST /x");
	request.method.len = 0;
	CU_ASSERT_EQUAL(http_request_feed(&request, bytes, strlen(bytes)),
	    HTTP_BAD);
	CU_ASSERT_EQUAL(request.fault.rule, HTTP_RULE_PARSER);
}

static void
another_field(void)
{
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
