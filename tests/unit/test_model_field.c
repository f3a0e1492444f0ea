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

UNIT_MAIN("model_field", TEST(line_ends_become_blanks),
    TEST(those_at_the_end_go))
