/* base/text_mend.c: what is passed on to other people's programs. */
#include "base/text.h"

#include <stdio.h>

#include "tests/unit/unit.h"

#define BYTES(literal) literal, sizeof(literal) - 1

/* Into a buffer of exactly that size, bytes and buffer both against a guard
 * page. */
static void
mends(size_t size, const char *bytes, size_t len, const char *want,
    bool whole)
{
	char *in = unit_guard_copy(bytes, len);
	char *out = unit_guard_copy(NULL, size);
	bool cut;

	CU_ASSERT_EQUAL(text_mend(out, size, in, len, &cut), strlen(want));
	if (strcmp(out, want) != 0)
		printf("\n      \"%s\" where \"%s\" was expected", out, want);
	CU_ASSERT_STRING_EQUAL(out, want);
	CU_ASSERT_EQUAL(cut, !whole);
	unit_guard_free(out, size);
	unit_guard_free(in, len);
}

static void
good_text_stays(void)
{
	mends(64, BYTES(""), "", true);
	mends(64, BYTES("a\\b \t\"c\""), "a\\b \t\"c\"", true);
	mends(64, BYTES("Jörg, Ελένη, 李雷, अनीता, שלום"),
	    "Jörg, Ελένη, 李雷, अनीता, שלום", true);
	/* A heart that asks for colour, a family of joiners, a hard space. */
	mends(64, BYTES("\xe2\x9d\xa4\xef\xb8\x8f \xf0\x9f\x91\xa9\xe2\x80\x8d"
	    "\xf0\x9f\x91\xa7 5\xc2\xa0km"), "\xe2\x9d\xa4\xef\xb8\x8f "
	    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 5\xc2\xa0km", true);
}

static void
bad_bytes_are_escaped(void)
{
	mends(64, BYTES("caf\xe9"), "caf\\xE9", true);
	mends(64, BYTES("\xff\xfe"), "\\xFF\\xFE", true);
	mends(64, BYTES("\xc0\xaf\xe0\x80\xaf"), "\\xC0\\xAF\\xE0\\x80\\xAF",
	    true);
	mends(64, BYTES("\xed\xa0\xbd\xed\xb8\x80"),
	    "\\xED\\xA0\\xBD\\xED\\xB8\\x80", true);
	mends(64, BYTES("\xf4\x90\x80\x80"), "\\xF4\\x90\\x80\\x80", true);
	mends(64, BYTES("a\xe2\x82"), "a\\xE2\\x82", true);
	mends(64, BYTES("\xe2\x82z"), "\\xE2\\x82z", true);
	mends(64, BYTES("\xc3\xc3\xa9"), "\\xC3\xc3\xa9", true);
}

static void
harmful_characters_are_escaped(void)
{
	mends(64, BYTES("\x1b[2J\a\b\x7f"), "\\x1B[2J\\x07\\x08\\x7F", true);
	mends(64, BYTES("a\0b"), "a\\x00b", true);
	/* CSI and NEXT LINE of C1, the line and paragraph separators */
	mends(64, BYTES("\xc2\x9b\xc2\x85"), "\\xC2\\x9B\\xC2\\x85", true);
	mends(64, BYTES("\xe2\x80\xa8\xe2\x80\xa9"),
	    "\\xE2\\x80\\xA8\\xE2\\x80\\xA9", true);
	/* RIGHT-TO-LEFT OVERRIDE, an isolate */
	mends(64, BYTES("\xe2\x80\xae\xe2\x81\xa6"),
	    "\\xE2\\x80\\xAE\\xE2\\x81\\xA6", true);
	/* One line for one line. */
	mends(64, BYTES("hi\nbob: no\r"), "hi bob: no ", true);
	mends(64, BYTES("hi\v\fbob"), "hi\\x0B\\x0Cbob", true);
}

static void
cut_at_units(void)
{
	mends(1, BYTES(""), "", true);
	mends(1, BYTES("a"), "", false);
	mends(4, BYTES("abc"), "abc", true);
	mends(3, BYTES("abc"), "ab", false);
	mends(4, BYTES("aéé"), "aé", false);
	mends(3, BYTES("aéé"), "a", false);
	mends(5, BYTES("\xff\xff"), "\\xFF", false);
	mends(8, BYTES("\xff\xff"), "\\xFF", false);
	mends(9, BYTES("\xff\xff"), "\\xFF\\xFF", true);
	mends(4, BYTES("\xf0\x9f\x98\x80"), "", false);
}

UNIT_MAIN("text_mend", TEST(good_text_stays), TEST(bad_bytes_are_escaped),
    TEST(harmful_characters_are_escaped), TEST(cut_at_units))
