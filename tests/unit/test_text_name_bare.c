/* base/text_name.c on a machine without the C library's Unicode tables. */
#include "base/text.h"

#include <locale.h>

#include "tests/unit/unit.h"

static int asked;

/* In the C library's place. */
locale_t
newlocale(int mask, const char *name, locale_t base)
{
	(void)mask;
	(void)base;
	asked += strcmp(name, "C.UTF-8") == 0;
	return (locale_t)0;
}

static bool
good(const char *name)
{
	return text_name_fault(name, strlen(name)) == NULL;
}

static void
what_is_known_for_sure(void)
{
	CU_ASSERT(good("alice-7.b_c"));
	CU_ASSERT(good("Jörg"));
	CU_ASSERT(good("e\xcc\x81lodie"));
	CU_ASSERT(good("Ελένη"));
	CU_ASSERT(good("Наталья"));
	CU_ASSERT_FALSE(good("×"));
	CU_ASSERT_FALSE(good("÷"));
	CU_ASSERT_FALSE(good("\xcc\x81" "a"));
	CU_ASSERT_FALSE(good("a\xcd\x8f"));	/* U+034F shows nothing */
	CU_ASSERT_FALSE(good("\xd2\x82"));	/* a Cyrillic sign */
	CU_ASSERT_FALSE(good("a b"));
	CU_ASSERT_FALSE(good("\xf0\x9f\x98\x80"));
}

static void
the_rest_is_refused(void)
{
	CU_ASSERT_FALSE(good("李雷"));
	CU_ASSERT_FALSE(good("प्रिया"));
	CU_ASSERT_EQUAL(asked, 1);
}

UNIT_MAIN("text_name without tables", TEST(what_is_known_for_sure),
    TEST(the_rest_is_refused))
