/* Heads that are written, and what reads them back. */
#include "tests/unit/unit.h"
#include "base/version.h"
#include "wire/http.h"

#define SATURDAY_NS INT64_C(1795248000000000000) /* 2026-11-21 08:00:00 UTC */
#define AGENT "barewire/" BAREWIRE_VERSION

static char out[HTTP_WRITTEN_MAX];

static const struct http_head created = {
	.status = 201, .host = "localhost:12080",
	.content_type = "text/plain; charset=utf-8", .content_length = 4,
	.wall_ns = SATURDAY_NS, .location = "/clients/alice",
};

static const struct http_head post = {
	.method = "POST", .target = "/wait", .host = "[::1]:12080",
	.content_type = "text/plain", .content_length = 1,
	.wall_ns = SATURDAY_NS, .accept = "text/plain",
};

static void
an_answer_carries_its_fields(void)
{
	size_t len = http_head_write(&created, out, sizeof(out));

	CU_ASSERT_STRING_EQUAL(out,
	    "HTTP/1.1 201 Created\r\n"
	    "Host: localhost:12080\r\n"
	    "User-Agent: " AGENT "\r\n"
	    "Server: " AGENT "\r\n"
	    "Date: Sat, 21 Nov 2026 08:00:00 GMT\r\n"
	    "Location: /clients/alice\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n"
	    "Content-Length: 4\r\n"
	    "Connection: keep-alive\r\n"
	    "\r\n");
	CU_ASSERT_EQUAL(len, strlen(out));
}

static void
a_request_carries_its_fields(void)
{
	size_t len = http_head_write(&post, out, sizeof(out));

	CU_ASSERT_STRING_EQUAL(out,
	    "POST /wait HTTP/1.1\r\n"
	    "Host: [::1]:12080\r\n"
	    "User-Agent: " AGENT "\r\n"
	    "Date: Sat, 21 Nov 2026 08:00:00 GMT\r\n"
	    "Accept: text/plain\r\n"
	    "Content-Type: text/plain\r\n"
	    "Content-Length: 1\r\n"
	    "\r\n");
	CU_ASSERT_EQUAL(len, strlen(out));
}

static void
optional_fields(void)
{
	struct http_head head = { .status = 405, .close = true,
	    .allow = "GET, HEAD", .retry_after = "5",
	    .wall_ns = SATURDAY_NS };

	CU_ASSERT(http_head_write(&head, out, sizeof(out)) > 0);
	CU_ASSERT_STRING_EQUAL(out,
	    "HTTP/1.1 405 Method Not Allowed\r\n"
	    "User-Agent: " AGENT "\r\n"
	    "Server: " AGENT "\r\n"
	    "Date: Sat, 21 Nov 2026 08:00:00 GMT\r\n"
	    "Allow: GET, HEAD\r\n"
	    "Retry-After: 5\r\n"
	    "Content-Length: 0\r\n"
	    "Connection: close\r\n"
	    "\r\n");
	head.status = 204;
	CU_ASSERT(http_head_write(&head, out, sizeof(out)) > 0);
	CU_ASSERT_PTR_NULL(strstr(out, "Content-Length"));
}

static void
no_value_can_end_its_line(void)
{
	static const char *const bad[] = { "a\r\nX: y", "a\nb", "\r", "\x7f",
	    "a\tb" };
	struct http_head head;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		head = created;
		head.location = bad[i];
		CU_ASSERT_EQUAL(http_head_write(&head, out, sizeof(out)), 0);
		head = created;
		head.host = bad[i];
		CU_ASSERT_EQUAL(http_head_write(&head, out, sizeof(out)), 0);
		head = post;
		head.target = bad[i];
		CU_ASSERT_EQUAL(http_head_write(&head, out, sizeof(out)), 0);
		head = post;
		head.method = bad[i];
		CU_ASSERT_EQUAL(http_head_write(&head, out, sizeof(out)), 0);
	}
	head = post;
	head.target = "/a b";
	CU_ASSERT_EQUAL(http_head_write(&head, out, sizeof(out)), 0);
}

static void
what_does_not_fit_is_not_written(void)
{
	size_t len = http_head_write(&created, out, sizeof(out)), size;

	for (size = 0; size <= len; size++) {
		char *small = unit_guard_copy(NULL, size);

		CU_ASSERT_EQUAL(http_head_write(&created, small, size), 0);
		unit_guard_free(small, size);
	}
	CU_ASSERT_EQUAL(http_head_write(&created, out, len + 1), len);
}

static void
we_read_what_we_write(void)
{
	struct http_policy policy = { .lenient = false };
	struct http_request request;
	struct http_response response;
	size_t len = http_head_write(&post, out, sizeof(out));

	out[len] = '7';
	http_request_init(&request, &policy);
	CU_ASSERT_EQUAL(http_request_feed(&request, out, len + 1),
	    HTTP_COMPLETE);
	CU_ASSERT_EQUAL(request.field_count, 6);
	CU_ASSERT(http_slice_is(out, *http_request_field(&request, out,
	    "date"), "Sat, 21 Nov 2026 08:00:00 GMT"));
	len = http_head_write(&created, out, sizeof(out));
	memcpy(out + len, "done", 4);
	http_response_init(&response, false);
	CU_ASSERT_EQUAL(http_response_feed(&response, out, len + 4),
	    HTTP_COMPLETE);
	CU_ASSERT_EQUAL(response.status, 201);
	CU_ASSERT_EQUAL(response.body_len, 4);
	CU_ASSERT(response.keep_alive);
	http_response_init(&response, false);
	CU_ASSERT_EQUAL(http_response_feed(&response, http_continue_100,
	    strlen(http_continue_100)), HTTP_COMPLETE);
	CU_ASSERT_EQUAL(response.status, 100);
}

static void
statuses_have_reasons(void)
{
	CU_ASSERT_STRING_EQUAL(http_status_reason(100), "Continue");
	CU_ASSERT_STRING_EQUAL(http_status_reason(404), "Not Found");
	CU_ASSERT_STRING_EQUAL(http_status_reason(431),
	    "Request Header Fields Too Large");
	CU_ASSERT_STRING_EQUAL(http_status_reason(418), "Unknown");
	CU_ASSERT_STRING_EQUAL(http_status_reason(-1), "Unknown");
}

static void
allow_lists_methods(void)
{
	char allow[32];

	http_allow(METHOD_OPTIONS | METHOD_GET | METHOD_HEAD, allow,
	    sizeof(allow));
	CU_ASSERT_STRING_EQUAL(allow, "GET, HEAD, OPTIONS");
	http_allow(METHOD_GET | METHOD_HEAD | METHOD_POST | METHOD_OPTIONS |
	    METHOD_OTHER, allow, sizeof(allow));
	CU_ASSERT_STRING_EQUAL(allow, "GET, HEAD, POST, OPTIONS");
	http_allow(0, allow, sizeof(allow));
	CU_ASSERT_STRING_EQUAL(allow, "");
	http_allow(METHOD_GET | METHOD_HEAD, allow, 9);
	CU_ASSERT_STRING_EQUAL(allow, "GET");
	http_allow(METHOD_GET | METHOD_HEAD, allow, 10);
	CU_ASSERT_STRING_EQUAL(allow, "GET, HEAD");
}

static void
methods_have_bits(void)
{
	static const char text[] = "GETHEADPUTFOOgetPOST";
	static const struct {
		struct http_slice slice;
		unsigned bit;
	} methods[] = {
		{ { 0, 3 }, METHOD_GET }, { { 3, 4 }, METHOD_HEAD },
		{ { 7, 3 }, METHOD_OTHER }, { { 10, 3 }, METHOD_UNKNOWN },
		{ { 13, 3 }, METHOD_UNKNOWN }, { { 16, 4 }, METHOD_POST },
		{ { 0, 2 }, METHOD_UNKNOWN }, { { 0, 0 }, METHOD_UNKNOWN },
		{ { 0, 4 }, METHOD_UNKNOWN },
	};
	size_t i;

	for (i = 0; i < sizeof(methods) / sizeof(methods[0]); i++)
		CU_ASSERT_EQUAL(http_method_bit(text, methods[i].slice),
		    methods[i].bit);
}

UNIT_MAIN("http writing", TEST(an_answer_carries_its_fields),
    TEST(a_request_carries_its_fields), TEST(optional_fields),
    TEST(no_value_can_end_its_line), TEST(what_does_not_fit_is_not_written),
    TEST(we_read_what_we_write), TEST(statuses_have_reasons),
    TEST(allow_lists_methods), TEST(methods_have_bits))
