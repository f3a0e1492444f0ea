/* wire/http_walk.h: heads line by line, right ones and others. */
#include "tests/unit/unit.h"

#include "wire/http_walk.h"

#define HEAD(text) http_walk_head(text, sizeof(text) - 1)

static void
a_head_ends_at_its_blank_line(void)
{
	CU_ASSERT_EQUAL(HEAD("GET / HTTP/1.1\r\n\r\nbody"), 18);
	CU_ASSERT_EQUAL(HEAD("GET / HTTP/1.1\n\nbody"), 16);
	CU_ASSERT_EQUAL(HEAD("GET /\r\n\nbody"), 8);
	CU_ASSERT_EQUAL(HEAD("\r\n\n\rGET /\r\nA: b\r\n\r\n\r\n"), 19);
	CU_ASSERT_EQUAL(HEAD("\0:\n\n"), 4);
}

static void
others_do_not_end(void)
{
	CU_ASSERT_EQUAL(HEAD(""), 0);
	CU_ASSERT_EQUAL(HEAD("\r\n\r\n"), 0);
	CU_ASSERT_EQUAL(HEAD("GET /"), 0);
	CU_ASSERT_EQUAL(HEAD("GET /\r\n"), 0);
	CU_ASSERT_EQUAL(HEAD("GET /\r\n\r"), 0);
	CU_ASSERT_EQUAL(HEAD("GET /\r\r"), 0);
	CU_ASSERT_EQUAL(HEAD("GET /\r\n \r\n"), 0);
}

static void
is_next(struct http_walk *walk, const char *line, bool ended)
{
	CU_ASSERT_TRUE_FATAL(http_walk_next(walk));
	CU_ASSERT_EQUAL(walk->line_len, strlen(line));
	CU_ASSERT_EQUAL(memcmp(walk->line, line, walk->line_len), 0);
	CU_ASSERT_EQUAL(walk->ended, ended);
}

static void
lines_come_in_turn(void)
{
	static const char text[] = "\r\nGET /\r\nA: b\n\r\nC\r\rd\r";
	struct http_walk walk;

	http_walk_begin(&walk, text, sizeof(text) - 1);
	is_next(&walk, "GET /", true);
	is_next(&walk, "A: b", true);
	is_next(&walk, "", true);
	is_next(&walk, "C\r\rd", false);
	CU_ASSERT_FALSE(http_walk_next(&walk));
	CU_ASSERT_FALSE(http_walk_next(&walk));
}

static void
fields_have_names(void)
{
	static const char text[] = "x\nContent-LENGTH: 1\nContent-Length : 2\n"
	    "Content-Lengths: 3\nContent-Length\ncontent-length:";
	static const bool is[] = { true, false, false, false, true };
	struct http_walk walk;
	size_t i;

	http_walk_begin(&walk, text, sizeof(text) - 1);
	CU_ASSERT_TRUE(http_walk_next(&walk));
	for (i = 0; i < sizeof(is) / sizeof(is[0]); i++) {
		CU_ASSERT_TRUE(http_walk_next(&walk));
		CU_ASSERT_EQUAL(http_walk_is(&walk, "content-length"), is[i]);
	}
}

UNIT_MAIN("http walk", TEST(a_head_ends_at_its_blank_line),
    TEST(others_do_not_end), TEST(lines_come_in_turn),
    TEST(fields_have_names))
