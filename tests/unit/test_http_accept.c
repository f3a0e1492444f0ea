/* Plain text or JSON: what a request's Accept prefers. */
#include "tests/unit/unit.h"
#include "wire/http.h"

static void
prefers_json(const char *accept, bool expected)
{
	struct http_policy policy = { .lenient = false };
	struct http_request request;
	char bytes[512];

	snprintf(bytes, sizeof(bytes), "GET / HTTP/1.1\r\nHost: a\r\n"
	    "%s\r\n", accept);
	http_request_init(&request, &policy);
	CU_ASSERT_EQUAL(http_request_feed(&request, bytes, strlen(bytes)),
	    HTTP_COMPLETE);
	if (http_accepts_json(&request, bytes) != expected)
		printf("%s ", accept);
	CU_ASSERT_EQUAL(http_accepts_json(&request, bytes), expected);
}

static void
json_is_named(void)
{
	prefers_json("Accept: application/json\r\n", true);
	prefers_json("ACCEPT: Application/JSON\r\n", true);
	prefers_json("Accept: application/json, */*\r\n", true);
	prefers_json("Accept: */*, application/json\r\n", true);
	prefers_json("Accept: application/*\r\n", true);
	prefers_json("Accept: , ,application/json ; q=1.000 ,\r\n", true);
	prefers_json("Accept: text/html\r\nAccept: application/json\r\n",
	    true);
}

static void
json_is_not_named(void)
{
	prefers_json("", false);
	prefers_json("Accept:\r\n", false);
	prefers_json("Accept: */*\r\n", false);
	prefers_json("Accept: */*, text/plain\r\n", false);
	prefers_json("Accept: text/html\r\n", false);
	prefers_json("Accept: application/json;v=2\r\n", false);
	prefers_json("Accept: application/jsonx\r\n", false);
}

static void
the_first_of_equals_wins(void)
{
	prefers_json("Accept: application/json, text/plain, */*\r\n", true);
	prefers_json("Accept: text/plain, application/json\r\n", false);
}

static void
weights_count(void)
{
	prefers_json("Accept: text/plain;q=0.5, application/json\r\n", true);
	prefers_json("Accept: application/json;q=0.5, text/plain\r\n", false);
	prefers_json("Accept: application/json;q=0\r\n", false);
	prefers_json("Accept: application/json;q=0.0, */*\r\n", false);
	prefers_json("Accept: application/json;Q=0.001\r\n", true);
	prefers_json("Accept: text/plain;q=0.9, application/json;q=0.x\r\n",
	    true);
	prefers_json("Accept: text/*, application/json;q=0.9\r\n", false);
	prefers_json("Accept: text/*;q=0.1, */*\r\n", true);
	prefers_json("Accept: text/plain\r\n"
	    "Accept: application/json;q=0.2\r\n", false);
}

UNIT_MAIN("http accept", TEST(json_is_named), TEST(json_is_not_named),
    TEST(the_first_of_equals_wins), TEST(weights_count))
