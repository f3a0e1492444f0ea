/* Names that are one, and names that only look like others. */
#include "base/text.h"

#include <string.h>

#include "tests/unit/unit.h"

static bool
same(const char *a, const char *b)
{
	bool is = text_name_same(a, strlen(a), b, strlen(b));

	/* The order does not matter, and what is one has one hash. */
	CU_ASSERT_EQUAL(text_name_same(b, strlen(b), a, strlen(a)), is);
	if (is)
		CU_ASSERT_EQUAL(text_name_hash(a, 7), text_name_hash(b, 7));
	return is;
}

static void
composed_or_not(void)
{
	CU_ASSERT_TRUE(same("alice", "alice"));
	CU_ASSERT_TRUE(same("", ""));
	CU_ASSERT_FALSE(same("alice", "Alice"));
	CU_ASSERT_FALSE(same("alice", "alic"));
	CU_ASSERT_TRUE(same("Andr\xc3\xa9", "Andre\xcc\x81"));
	CU_ASSERT_FALSE(same("Andre", "Andr\xc3\xa9"));
	/* Two marks, in the four ways to write them; U+1EAD is of both. */
	CU_ASSERT_TRUE(same("\xe1\xba\xad", "a\xcc\xa3\xcc\x82"));
	CU_ASSERT_TRUE(same("a\xcc\x82\xcc\xa3", "a\xcc\xa3\xcc\x82"));
	CU_ASSERT_TRUE(same("\xc3\xa2\xcc\xa3", "\xe1\xba\xa1\xcc\x82"));
	/* Marks in one place have an order. */
	CU_ASSERT_FALSE(same("a\xcc\x82\xcc\x81", "a\xcc\x81\xcc\x82"));
	/* Hangul; the sign for angstrom; a CJK letter for compatibility. */
	CU_ASSERT_TRUE(same("\xea\xb0\x81",
	    "\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8"));
	CU_ASSERT_TRUE(same("\xea\xb0\x80", "\xe1\x84\x80\xe1\x85\xa1"));
	CU_ASSERT_TRUE(same("\xe2\x84\xab", "A\xcc\x8a"));
	CU_ASSERT_TRUE(same("\xef\xa4\x80", "\xe8\xb1\x88"));
	/* Only what is one letter, not what means one: fi ligature. */
	CU_ASSERT_FALSE(same("\xef\xac\x81", "fi"));
}

static void
what_is_no_name_is_only_itself(void)
{
	char a[200], b[200];

	CU_ASSERT_FALSE(same("\xe9", "\xc3\xa9"));
	CU_ASSERT_TRUE(same("\xe9\xff", "\xe9\xff"));
	memset(a, 'x', sizeof(a));
	memset(b, 'x', sizeof(b));
	CU_ASSERT_TRUE(text_name_same(a, sizeof(a), b, sizeof(b)));
	b[199] = 'y';
	CU_ASSERT_FALSE(text_name_same(a, sizeof(a), b, sizeof(b)));
}

static void
the_hash_depends_on_the_key(void)
{
	int differ = 0, i;

	for (i = 0; i < 100; i++)
		differ += text_name_hash("alice", (uint64_t)i) % 64 !=
		    text_name_hash("alice", (uint64_t)i + 1) % 64;
	CU_ASSERT(differ > 80);
	CU_ASSERT(text_name_hash("alice", 1) != text_name_hash("alicf", 1));
}

static void
look_alikes_are_seen(void)
{
	static const struct {
		const char *name;
		bool mixed;
	} cases[] = {
		{ "alice", false }, { "\xd0\xb0lice", true },
		{ "\xd0\xb0\xd0\xbd\xd0\xbd\xd0\xb0", false },
		{ "\xd0\xb0\xd0\xbd\xd0\xbd\xd0\xb0-7", false },
		{ "Andr\xc3\xa9", false }, { "Andre\xcc\x81", false },
		{ "\xce\xbf" "k", true }, { "\xce\xb1\xce\xb2", false },
		{ "\xef\xbd\x81lice", true },
		{ "\xe5\xbc\xa0wei", false }, { "\xd7\x90" "b", false },
		{ "", false }, { "7", false },
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CU_ASSERT_EQUAL(text_name_mixed(cases[i].name,
		    strlen(cases[i].name)), cases[i].mixed);
}

static const char *
fault(const char *name)
{
	return text_name_fault(name, strlen(name));
}

static void
nothing_unseen_no_towers(void)
{
	CU_ASSERT_PTR_NOT_NULL(fault("a\xe3\x85\xa4"));
	CU_ASSERT_PTR_NOT_NULL(fault("\xe1\x85\xa0" "a"));
	CU_ASSERT_PTR_NOT_NULL(fault("a\xcd\x8f" "b"));
	CU_ASSERT_PTR_NOT_NULL(fault("a\xef\xb8\x8f"));
	CU_ASSERT_PTR_NOT_NULL(fault("\xef\xbe\xa0"));
	CU_ASSERT_PTR_NOT_NULL(fault("\xe2\x80\x8b"));
	CU_ASSERT_PTR_NULL(fault("a\xcc\x81\xcc\x82\xcc\x83\xcc\x84"));
	CU_ASSERT_PTR_NOT_NULL(
	    fault("a\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85"));
	CU_ASSERT_PTR_NULL(fault("a\xcc\x81\xcc\x82\xcc\x83" "b\xcc\x84\xcc"
	    "\x85\xcc\x86"));
	CU_ASSERT_PTR_NOT_NULL(fault("\xcc\x81" "a"));
	CU_ASSERT_PTR_NOT_NULL(fault("a.\xcc\x81"));
}

UNIT_MAIN("text same", TEST(composed_or_not),
    TEST(what_is_no_name_is_only_itself), TEST(the_hash_depends_on_the_key),
    TEST(look_alikes_are_seen), TEST(nothing_unseen_no_towers))
