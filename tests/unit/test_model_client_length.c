/* The Content-Length of a request written by hand. */
#include "gui/model/length.h"

#include "tests/unit/unit.h"

#define HEAD	"POST / HTTP/1.1\\r\\n\n"
#define BLANK	"\\r\\n\n"

static void
fixed(const char *text, const char *expected)
{
	const char *reason;
	char *out = length_fix(text, &reason);

	CU_ASSERT_PTR_NOT_NULL_FATAL(out);
	CU_ASSERT_PTR_NULL(reason);
	CU_ASSERT_STRING_EQUAL(out, expected);
	free(out);
	/* What has been fixed is right. */
	CU_ASSERT_PTR_NULL(length_fix(expected, &reason));
	CU_ASSERT_PTR_NOT_NULL_FATAL(reason);
	CU_ASSERT_PTR_NOT_NULL(strstr(reason, "is right"));
}

static void
left_alone(const char *text, const char *why)
{
	const char *reason = NULL;

	CU_ASSERT_PTR_NULL(length_fix(text, &reason));
	CU_ASSERT_PTR_NOT_NULL_FATAL(reason);
	if (strstr(reason, why) == NULL)
		printf("\n      \"%s\" is not about \"%s\"", reason, why);
	CU_ASSERT_PTR_NOT_NULL(strstr(reason, why));
}

static void
replaces_the_value(void)
{
	fixed(HEAD "content-length:  99" BLANK BLANK "al\\x41ice",
	    HEAD "content-length:  6" BLANK BLANK "al\\x41ice");
	fixed("A\\n\nContent-Length:\\n\n\\n\nxyz",
	    "A\\n\nContent-Length:3\\n\n\\n\nxyz");
	fixed(HEAD "content-length:abc" BLANK BLANK "hello",
	    HEAD "content-length:5" BLANK BLANK "hello");
	fixed(HEAD "Content-Length: -5 x " BLANK "A: b" BLANK BLANK "hello",
	    HEAD "Content-Length: 5" BLANK "A: b" BLANK BLANK "hello");
	fixed(HEAD "Content-Length: 7" BLANK BLANK,
	    HEAD "Content-Length: 0" BLANK BLANK);
}

static void
adds_a_field(void)
{
	fixed(HEAD "Host: h" BLANK BLANK "hello", HEAD "Host: h" BLANK
	    "Content-Length: 5" BLANK BLANK "hello");
	fixed("POST / HTTP/1.1\\n\n\\n\nhello",
	    "POST / HTTP/1.1\\n\nContent-Length: 5\\n\n\\n\nhello");
	/* All in one line of the editor. */
	fixed("POST / HTTP/1.1\\r\\n\\r\\nab",
	    "POST / HTTP/1.1\\r\\nContent-Length: 2\\r\\n\\r\\nab");
}

static void
leaves_one_of_several(void)
{
	fixed(HEAD "Content-Length: 1" BLANK "A: b" BLANK
	    "content-length: 2" BLANK "C: d" BLANK BLANK "7",
	    HEAD "Content-Length: 1" BLANK "A: b" BLANK "C: d" BLANK BLANK
	    "7");
}

static void
looks_at_the_head_only(void)
{
	fixed(HEAD BLANK "\\r\\n\nContent-Length: 3\\r\\n\n", HEAD
	    "Content-Length: 21" BLANK BLANK
	    "\\r\\n\nContent-Length: 3\\r\\n\n");
}

static void
says_why_nothing_is_done(void)
{
	left_alone(HEAD "Content-Length: 005" BLANK BLANK "hello",
	    "is right");
	left_alone("GET / HTTP/1.1" BLANK "Host: h" BLANK, "blank line");
	left_alone("GET / HTTP/1.1", "blank line");
	left_alone("hello\\n\n", "no request line");
	left_alone("", "no request line");
	left_alone("Content-Length: 3", "no request line");
	left_alone("GET / HTTP/1.1" BLANK BLANK, "no body");
	left_alone(HEAD "Transfer-Encoding: chunked" BLANK BLANK
	    "0" BLANK BLANK, "Transfer-Encoding");
	left_alone("GET / HTTP/1.1" BLANK BLANK "GET / HTTP/1.1" BLANK BLANK,
	    "another request");
	left_alone(HEAD BLANK "a\\q", "backslash");
}

UNIT_MAIN("model_client_length", TEST(replaces_the_value),
    TEST(adds_a_field), TEST(leaves_one_of_several),
    TEST(looks_at_the_head_only), TEST(says_why_nothing_is_done))
