/* Words that somebody may have replaced. */
#include <string.h>

#include "base/wording.h"
#include "tests/unit/unit.h"

static const char *
shouted(void *context, const char *name, const char *otherwise)
{
	return strcmp(name, "form.noName") == 0 ? context : otherwise;
}

static void
says_what_stands_in_the_code_or_what_replaces_it(void)
{
	char other[] = "NO NAME";

	CU_ASSERT_STRING_EQUAL(wording_of("form.noName", "none"), "none");
	wording_set(shouted, other);
	CU_ASSERT_STRING_EQUAL(wording_of("form.noName", "none"), "NO NAME");
	CU_ASSERT_STRING_EQUAL(wording_of("form.noHost", "none"), "none");
	wording_set(NULL, NULL);
	CU_ASSERT_STRING_EQUAL(wording_of("form.noName", "none"), "none");
}

static void
expands_in_any_order(void)
{
	const char *const args[] = { "one", "%1" };
	char out[32];

	wording_expand(out, sizeof(out), "%2 %1 %1", args, 2);
	CU_ASSERT_STRING_EQUAL(out, "%1 one one");
	/* What is not an argument stays. */
	wording_expand(out, sizeof(out), "100% %3 %x %", args, 2);
	CU_ASSERT_STRING_EQUAL(out, "100% %3 %x %");
	wording_put(out, sizeof(out), "%2, %1", "a", "b", NULL);
	CU_ASSERT_STRING_EQUAL(out, "b, a");
	wording_put(out, sizeof(out), "%1", NULL);
	CU_ASSERT_STRING_EQUAL(out, "%1");
}

static void
is_cut_and_terminated(void)
{
	char out[6], number[WORDING_NUMBER_SIZE];

	memset(out, 'x', sizeof(out));
	wording_put(out, 5, "ab%1cd", "12345", NULL);
	CU_ASSERT_STRING_EQUAL(out, "ab12");
	CU_ASSERT_EQUAL(out[5], 'x');
	/* Not in the middle of a character. */
	wording_put(out, 5, "abc%1", "\xc3\xab", NULL);
	CU_ASSERT_STRING_EQUAL(out, "abc");
	CU_ASSERT_STRING_EQUAL(wording_number(number, UINT64_MAX),
	    "18446744073709551615");
}

UNIT_MAIN("wording", TEST(says_what_stands_in_the_code_or_what_replaces_it),
    TEST(expands_in_any_order), TEST(is_cut_and_terminated))
