/* Dates and times in a clock server's answer. */
#include "tests/unit/unit.h"

#include <time.h>

#include "base/when.h"
#include "check/clock_text.h"

/* Sat Nov 28 17:45:34 2026. */
#define NOW_NS	(INT64_C(1795887934) * NS_PER_S)

static struct clock_text
reading(const char *text)
{
	struct clock_text clock;
	size_t len = strlen(text);
	char *copy = unit_guard_copy(text, len);

	(void)setenv("TZ", "UTC", 1);
	tzset();
	clock_text_read(&clock, copy, len, NOW_NS);
	unit_guard_free(copy, len);
	return clock;
}

static void
a_date_may_stand_in_any_order(void)
{
	static const char *const dates[] = { "2026-11-28", "28/11/2026",
	    "28-11-26", "11/28/2026", "Nov 28, 2026", "28 November 2026" };
	size_t i;

	for (i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
		CU_ASSERT_TRUE(reading(dates[i]).today);
		CU_ASSERT_EQUAL(reading(dates[i]).form, CLOCK_TEXT_NONE);
	}
	/* Elsewhere it is a day sooner or later. */
	CU_ASSERT_TRUE(reading("2026-11-27").today);
	CU_ASSERT_TRUE(reading("2026-11-29").today);
}

static void
another_day_is_a_date_and_not_today(void)
{
	CU_ASSERT_TRUE(reading("2026-10-28").dated);
	CU_ASSERT_FALSE(reading("2026-10-28").today);
	CU_ASSERT_FALSE(reading("2026-11-25").today);
	CU_ASSERT_FALSE(reading("hello").dated);
	CU_ASSERT_FALSE(reading("").dated);
}

static void
a_time_has_six_digits(void)
{
	struct clock_text clock = reading("it is 17:45:34 now");

	CU_ASSERT_EQUAL(clock.form, CLOCK_TEXT_TIME);
	CU_ASSERT_EQUAL(clock.second, 17 * 3600 + 45 * 60 + 34);
	CU_ASSERT_EQUAL(clock.at, 6);
	CU_ASSERT_EQUAL(clock.len, 8);
	CU_ASSERT_FALSE(clock.dated);
	CU_ASSERT_EQUAL(reading("8:4:5").form, CLOCK_TEXT_OTHER);
	CU_ASSERT_EQUAL(reading("08:04").form, CLOCK_TEXT_OTHER);
	CU_ASSERT_EQUAL(reading("05:45:34 PM").form, CLOCK_TEXT_OTHER);
	CU_ASSERT_EQUAL(reading("25:00:00").form, CLOCK_TEXT_NONE);
	CU_ASSERT_EQUAL(reading("123:45:34").form, CLOCK_TEXT_NONE);
	CU_ASSERT_EQUAL(reading("17:45:").form, CLOCK_TEXT_NONE);
}

static void
a_time_may_have_other_marks_when_it_is_now(void)
{
	struct clock_text clock = reading("17 hrs 45 min 34 sec");

	CU_ASSERT_EQUAL(clock.form, CLOCK_TEXT_OTHER);
	CU_ASSERT_EQUAL(clock.second, 17 * 3600 + 45 * 60 + 34);
	CU_ASSERT_TRUE(clock.seconds);
	CU_ASSERT_FALSE(clock.dated);
	CU_ASSERT_EQUAL(reading("17-45-33").form, CLOCK_TEXT_OTHER);
	CU_ASSERT_EQUAL(reading("17.45.34").form, CLOCK_TEXT_OTHER);
	CU_ASSERT_EQUAL(reading("17-41-33").form, CLOCK_TEXT_NONE);
	CU_ASSERT_EQUAL(reading("17 45").form, CLOCK_TEXT_NONE);
	CU_ASSERT_EQUAL(reading("28/11/2026").form, CLOCK_TEXT_NONE);
	/* Seconds that are not said do not move. */
	CU_ASSERT_FALSE(reading("17:45").seconds);
	CU_ASSERT_TRUE(reading("17:45:34").seconds);
}

static void
both_are_seen_in_one_answer(void)
{
	struct clock_text clock = reading("Sat Nov 28 17:45:34 2026");

	CU_ASSERT_TRUE(clock.today);
	CU_ASSERT_EQUAL(clock.form, CLOCK_TEXT_TIME);
}

static void
zones_are_quarters_of_an_hour(void)
{
	long now = (long)(NOW_NS / NS_PER_S % 86400);

	CU_ASSERT_EQUAL(clock_text_off(now, NOW_NS), 0);
	CU_ASSERT_EQUAL(clock_text_off(now + 2, NOW_NS), 2);
	CU_ASSERT_EQUAL(clock_text_off(now - 3600 - 5, NOW_NS), -5);
	CU_ASSERT_EQUAL(clock_text_off((now + 20700) % 86400, NOW_NS), 0);
	CU_ASSERT_EQUAL(clock_text_off((now + 450) % 86400, NOW_NS), 450);
	/* Before and after midnight. */
	CU_ASSERT_EQUAL(clock_text_off(86399, INT64_C(86400) * NS_PER_S),
	    -1);
}

UNIT_MAIN("check_clock_text", TEST(a_date_may_stand_in_any_order),
    TEST(another_day_is_a_date_and_not_today), TEST(a_time_has_six_digits),
    TEST(a_time_may_have_other_marks_when_it_is_now),
    TEST(both_are_seen_in_one_answer), TEST(zones_are_quarters_of_an_hour))
