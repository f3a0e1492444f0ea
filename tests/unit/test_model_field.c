/* One line out of several. */
#include <string.h>

#include "gui/model/field.h"
#include "tests/unit/unit.h"

static const char *
joined(const char *text)
{
	static char out[64];
	int len;

	strcpy(out, text);
	len = field_join_lines(out, (int)strlen(out));
	out[len] = '\0';
	return out;
}

static void
line_ends_become_blanks(void)
{
	CU_ASSERT_STRING_EQUAL(joined("one\r\ntwo\nthree\rfour"),
	    "one two three four");
	CU_ASSERT_STRING_EQUAL(joined("a\n\nb\n\rc"), "a  b  c");
	CU_ASSERT_STRING_EQUAL(joined("\nalice"), " alice");
}

static void
those_at_the_end_go(void)
{
	CU_ASSERT_STRING_EQUAL(joined("alice\r\n\n"), "alice");
	CU_ASSERT_STRING_EQUAL(joined("\r\n"), "");
	CU_ASSERT_STRING_EQUAL(joined(""), "");
	CU_ASSERT_STRING_EQUAL(joined("as\tit is "), "as\tit is ");
}

static const char *
shown(const char *text, int *dropped)
{
	static char out[64];
	int len;

	strcpy(out, text);
	len = field_drop_hidden(out, (int)strlen(out), dropped);
	out[len] = '\0';
	return out;
}

static void
what_nobody_sees_goes(void)
{
	int dropped;

	CU_ASSERT_STRING_EQUAL(shown("al\x1aice\x7f\x1b[0m", &dropped),
	    "alice[0m");
	CU_ASSERT_EQUAL(dropped, 3);
	CU_ASSERT_STRING_EQUAL(shown("a\tb", &dropped), "a b");
	CU_ASSERT_EQUAL(dropped, 0);
	CU_ASSERT_STRING_EQUAL(shown("\xc2\x85z\xe2\x80\xae!", &dropped),
	    "z!");
	CU_ASSERT_EQUAL(dropped, 2);
	CU_ASSERT_STRING_EQUAL(shown("a\xff\xc3", &dropped), "a");
	CU_ASSERT_EQUAL(dropped, 2);
	CU_ASSERT_STRING_EQUAL(shown("\xe4\xbd\xa0\xc3\xa9", &dropped),
	    "\xe4\xbd\xa0\xc3\xa9");
	CU_ASSERT_EQUAL(dropped, 0);
}

static void
bytes_that_are_no_text_are_marked(void)
{
	char bytes[] = "tw\xc3\xb6\r\xff\n\0z\xc3";

	field_mark_no_text(bytes, sizeof(bytes) - 1);
	CU_ASSERT_STRING_EQUAL(bytes, "tw\xc3\xb6\r\x7f\n\x7fz\x7f");
}

UNIT_MAIN("model_field", TEST(line_ends_become_blanks),
    TEST(those_at_the_end_go), TEST(what_nobody_sees_goes),
    TEST(bytes_that_are_no_text_are_marked))
