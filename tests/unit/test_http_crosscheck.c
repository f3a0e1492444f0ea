/*
 * llhttp looks on: where it reads a message in another way than we do, the
 * test or fuzz target that fed it dies.  It never does, so here our own
 * state, or what llhttp was shown, is made wrong.
 */
#include "tests/unit/unit.h"
#include "wire/http_private.h"

static struct http_request request;
static struct http_state *const state =
    (struct http_state *)request.private_state;
static const char bytes[] = "POST /a HTTP/1.1\r\nHost: a\r\n"
    "Content-Length: 1\r\n\r\n7";
static char failure[80];	/* the first; "": they agree */
static unsigned failures;

static void
note(const char *why)
{
	if (failures++ == 0)
		(void)snprintf(failure, sizeof(failure), "%s", why);
}

static size_t
through(const char *text)
{
	return (size_t)(strstr(bytes, text) - bytes) + strlen(text);
}

static void
read_to(const char *text)
{
	struct http_policy policy = { .lenient = false };

	http_crosscheck_failed = note;
	failures = 0;
	failure[0] = '\0';
	http_request_init(&request, &policy);
	CU_ASSERT_EQUAL(http_request_feed(&request, bytes, through(text)),
	    HTTP_MORE);
}

/* The rest of the message: llhttp says that once, whatever we make of it. */
static void
differs(const char *why)
{
	http_request_feed(&request, bytes, strlen(bytes));
	CU_ASSERT_STRING_EQUAL(failure, why);
	CU_ASSERT_EQUAL(failures, 1);
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

/* As if it saw bytes we did not see. */
static void
show_more(const char *text)
{
	struct http_call call = call_on(text);

	http_crosscheck_enter(&call);
	http_crosscheck_show(&call, text, strlen(text));
	CU_ASSERT_EQUAL(failures, 0);
}

static void
they_agree(void)
{
	read_to("Length");
	CU_ASSERT_EQUAL(http_request_feed(&request, bytes, strlen(bytes)),
	    HTTP_COMPLETE);
	CU_ASSERT_EQUAL(failures, 0);
}

/* Once they disagree, it has no say in what comes of the message. */
static void
the_verdict_is_ours(void)
{
	read_to("1.1\r\n");
	show_more("X: y");
	CU_ASSERT_EQUAL(http_request_feed(&request, bytes, strlen(bytes)),
	    HTTP_COMPLETE);
	CU_ASSERT_EQUAL(failures, 1);
}

/* We: "/a".  llhttp: "//a". */
static void
another_target(void)
{
	static const char line[] = "POST //a HTTP/1.1\r\n";
	struct http_call call = call_on(line);
	struct http_policy policy = { .lenient = false };

	failures = 0;
	http_crosscheck_failed = note;
	http_request_init(&request, &policy);
	request.method = (struct http_slice){ 0, 4 };
	request.target = (struct http_slice){ 6, 2 };
	request.version_minor = 1;
	state->at = call.len;
	http_crosscheck_enter(&call);
	http_crosscheck_request_line(&call);
	CU_ASSERT_EQUAL(failures, 1);
	CU_ASSERT_STRING_EQUAL(failure, "another target");
}

/* Shows llhttp "Name: value" as a field with these slices. */
static bool
field_agrees(struct http_slice name, struct http_slice value)
{
	static const char line[] = "Name: value\r\n";
	struct http_call call = call_on(line);
	struct http_field field = { name, value };

	read_to("1.1\r\n");
	state->line_at = 0;
	state->at = call.len;
	http_crosscheck_enter(&call);
	http_crosscheck_field(&call, &field);
	if (failures != 0)
		CU_ASSERT_STRING_EQUAL(failure, "another field");
	return failures == 0;
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
	show_more("X: y");
	differs("another field");
}

static void
another_length(void)
{
	read_to("Length: 1\r\n");
	state->length = 2;
	differs("another length or version");
}

static void
another_framing(void)
{
	read_to("Length: 1\r\n");
	state->chunked = true;
	differs("another length or version");
}

static void
another_version(void)
{
	read_to("Length: 1\r\n");
	request.version_minor = 0;
	differs("another length or version");
}

static void
an_earlier_end(void)
{
	read_to("Length: 1\r\n\r\n");
	show_more("7");
	differs("the message had ended before");
}

/* We: one byte.  llhttp: two. */
static void
a_later_end(void)
{
	static const char head[] = "Content-Length: 2\r\n";
	struct http_call call;

	read_to("Host: a\r\n");
	show_more(head);
	call = call_on(bytes);
	http_crosscheck_enter(&call);
	state->length = 2;
	http_crosscheck_head_end(&call);
	CU_ASSERT_EQUAL(failures, 0);
	http_crosscheck_show(&call, "7", 1);
	http_crosscheck_done(&call);
	CU_ASSERT_STRING_EQUAL(failure, "the message goes on");
}

static void
its_own_refusal(void)
{
	read_to("1.1\r\n");
	show_more("Content-Length: 1\r\n");
	http_request_feed(&request, bytes, strlen(bytes));
	CU_ASSERT_EQUAL(failures, 1);
	CU_ASSERT_STRING_EQUAL(failure, "Duplicate Content-Length");
}

UNIT_MAIN("http crosscheck", TEST(they_agree), TEST(the_verdict_is_ours),
    TEST(another_target), TEST(another_field), TEST(another_length),
    TEST(another_framing), TEST(another_version), TEST(an_earlier_end),
    TEST(a_later_end), TEST(its_own_refusal))
