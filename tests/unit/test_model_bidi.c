/* Text in the order in which its letters stand. */
#include <stdlib.h>
#include <string.h>

#include "gui/model/bidi.h"
#include "tests/unit/unit.h"

/* Hebrew, whose letters are not joined: alef, bet, gimel. */
#define ALEF	"\xd7\x90"
#define BET	"\xd7\x91"
#define GIMEL	"\xd7\x92"
/* Arabic: meem, reh, lam, alef. */
#define MEEM	"\xd9\x85"
#define REH	"\xd8\xb1"
#define LAM	"\xd9\x84"
#define ARABIC_ALEF "\xd8\xa7"

static bool
shows(const char *text, const char *expected)
{
	char *visual = bidi_visual(text);
	bool same = visual != NULL && strcmp(visual, expected) == 0;

	free(visual);
	return same;
}

static void
most_text_is_plain(void)
{
	CU_ASSERT_TRUE(bidi_is_plain("", 0));
	CU_ASSERT_TRUE(bidi_is_plain("alice", 5));
	CU_ASSERT_TRUE(bidi_is_plain("\xc3\xa9\xe4\xbd\xa0\xf0\x9f\x98\x80",
	    9));
	CU_ASSERT_FALSE(bidi_is_plain("a" ALEF, 3));
	CU_ASSERT_FALSE(bidi_is_plain(MEEM, 2));
	/* Cut in the middle, and bytes that are no text. */
	CU_ASSERT_TRUE(bidi_is_plain(ALEF, 1));
	CU_ASSERT_TRUE(bidi_is_plain("\xff\xd7", 2));
	CU_ASSERT_TRUE(shows("alice \xe4\xbd\xa0", "alice \xe4\xbd\xa0"));
}

static void
it_is_turned_round(void)
{
	CU_ASSERT_TRUE(shows(ALEF BET GIMEL, GIMEL BET ALEF));
	CU_ASSERT_TRUE(shows("bob: " ALEF BET " ok", "bob: " BET ALEF " ok"));
	/* Numbers are not, and the line is one from left to right. */
	CU_ASSERT_TRUE(shows("bob: " ALEF BET " 123", "bob: " "123 " BET ALEF));
	CU_ASSERT_TRUE(shows(ALEF " x " BET, ALEF " x " BET));
	CU_ASSERT_TRUE(shows("(" ALEF BET ")", "(" BET ALEF ")"));
	/* What is escaped stays readable. */
	CU_ASSERT_TRUE(shows(ALEF BET "\\x1A", BET ALEF "\\x1A"));
}

static void
arabic_letters_are_joined(void)
{
	struct bidi_char chars[BIDI_MAX];
	size_t used, count;

	count = bidi_order(MEEM REH, 4, BIDI_MAX, chars, &used);
	CU_ASSERT_EQUAL(count, 2);
	CU_ASSERT_EQUAL(used, 4);
	CU_ASSERT_EQUAL(chars[0].code, 0xfeae);	/* reh, at the end */
	CU_ASSERT_EQUAL(chars[0].plain, 0x631);
	CU_ASSERT_EQUAL(chars[0].at, 2);
	CU_ASSERT_EQUAL(chars[1].code, 0xfee3);	/* meem, at the beginning */
	CU_ASSERT_EQUAL(chars[1].plain, 0x645);
	CU_ASSERT_EQUAL(chars[1].at, 0);
	/* Two that become one. */
	count = bidi_order(LAM ARABIC_ALEF, 4, BIDI_MAX, chars, &used);
	CU_ASSERT_EQUAL(count, 1);
	CU_ASSERT_EQUAL(used, 4);
	CU_ASSERT_EQUAL(chars[0].code, 0xfefb);
}

/* No more than there is room for, and every byte is somewhere. */
static void
a_long_text_goes_in_pieces(void)
{
	static struct bidi_char chars[BIDI_MAX];
	static char text[2 * BIDI_MAX + 200];
	size_t used, i;

	for (i = 0; i < BIDI_MAX + 100; i++)
		memcpy(text + 2 * i, ALEF, 2);
	CU_ASSERT_EQUAL(bidi_order(text, sizeof(text), sizeof(text), chars,
	    &used), BIDI_MAX);
	CU_ASSERT_EQUAL(used, 2 * BIDI_MAX);
	CU_ASSERT_EQUAL(bidi_order(text, sizeof(text), 3, chars, &used), 3);
	CU_ASSERT_EQUAL(used, 6);
	CU_ASSERT_EQUAL(chars[0].at, 4);
	CU_ASSERT_EQUAL(bidi_order(text, 0, 3, chars, &used), 0);
	CU_ASSERT_EQUAL(used, 0);
	CU_ASSERT_EQUAL(bidi_order("\xff" ALEF "\xd7", 4, 9, chars, &used),
	    3);
	CU_ASSERT_EQUAL(used, 4);
}

UNIT_MAIN("model_bidi", TEST(most_text_is_plain), TEST(it_is_turned_round),
    TEST(arabic_letters_are_joined), TEST(a_long_text_goes_in_pieces))
