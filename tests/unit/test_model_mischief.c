/* One kind of mischief more or less, and which kinds can be. */
#include "gui/model/mischief_choice.h"
#include "tests/unit/unit.h"

static struct mischief
of(const char *text)
{
	char fault[MISCHIEF_FAULT_SIZE];
	struct mischief mischief;

	CU_ASSERT_FATAL(mischief_read(&mischief, text, fault));
	return mischief;
}

static const char *
chosen(const char *now, enum mischief_kind kind, const char *as)
{
	static char text[MISCHIEF_TEXT_SIZE];
	struct mischief mischief = of(now);

	mischief_choose(text, &mischief, kind, as);
	return text;
}

static void
kinds_come_and_go(void)
{
	CU_ASSERT_STRING_EQUAL(chosen("off", MISCHIEF_SPLIT, "split"),
	    "split");
	CU_ASSERT_STRING_EQUAL(chosen("split,seed=7", MISCHIEF_DELAY,
	    "delay=500"), "split,delay=500,seed=7");
	CU_ASSERT_STRING_EQUAL(chosen("split,delay=300,seed=7",
	    MISCHIEF_SPLIT, "split"), "delay=300,seed=7");
	CU_ASSERT_STRING_EQUAL(chosen("split,seed=7", MISCHIEF_SPLIT,
	    "split"), "off");
}

static void
a_number_that_is_none_is_the_least(void)
{
	CU_ASSERT_STRING_EQUAL(chosen("off", MISCHIEF_DELAY, "delay"),
	    "delay=1");
	CU_ASSERT_STRING_EQUAL(chosen("off", MISCHIEF_SLOW, "delay=7"),
	    "slow=8");
	CU_ASSERT_STRING_EQUAL(chosen("off", MISCHIEF_JITTER,
	    "jitter=99999999"), "jitter=1");
	CU_ASSERT_STRING_EQUAL(chosen("off", MISCHIEF_SPLIT, "nonsense"),
	    "split");
}

static void
what_fits_is_possible(void)
{
	struct row_data row = { .client = 7, .state = STATE_IDLE };
	struct mischief split = of("split,seed=3");

	CU_ASSERT(mischief_possible(&row, MISCHIEF_SPLIT));
	CU_ASSERT(mischief_possible(&row, MISCHIEF_DELAY));
	CU_ASSERT_FALSE(mischief_possible(&row, MISCHIEF_DROP));
	CU_ASSERT_EQUAL(mischief_of(&row).kinds, 0);
	mischief_pack(row.mischief, &split, 7);
	CU_ASSERT_EQUAL(mischief_of(&row).kinds,
	    MISCHIEF_BIT(MISCHIEF_SPLIT));
	row.flags = ROW_DATAGRAM;
	CU_ASSERT_FALSE(mischief_possible(&row, MISCHIEF_SPLIT));
	CU_ASSERT(mischief_possible(&row, MISCHIEF_DROP));
	row.state = STATE_ENDED;
	CU_ASSERT_FALSE(mischief_possible(&row, MISCHIEF_DROP));
}

UNIT_MAIN("model_mischief", TEST(kinds_come_and_go),
    TEST(a_number_that_is_none_is_the_least), TEST(what_fits_is_possible))
