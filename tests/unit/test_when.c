/* base/when.c: the written forms of time. */
#include "base/when.h"

#include <limits.h>
#include <stdio.h>
#include <time.h>

#include "tests/unit/unit.h"

/* Each buffer is as large as the header says and ends at a guard page. */
#define FORM(function, size, ns, want) do {				\
	char *form_ = unit_guard_copy(NULL, size);			\
									\
	function(form_, ns);						\
	if (strcmp(form_, want) != 0)					\
		printf("\n      \"%s\" where \"%s\" was expected",	\
		    form_, want);					\
	CU_ASSERT_STRING_EQUAL(form_, want);				\
	unit_guard_free(form_, size);					\
} while (0)

static void
imf_fixdate(void)
{
	FORM(when_imf, WHEN_IMF_SIZE, 0, "Thu, 01 Jan 1970 00:00:00 GMT");
	/* the example of RFC 9110 section 5.6.7 */
	FORM(when_imf, WHEN_IMF_SIZE, 784111777 * NS_PER_S,
	    "Sun, 06 Nov 1994 08:49:37 GMT");
	FORM(when_imf, WHEN_IMF_SIZE, 1795248000 * NS_PER_S + 999999999,
	    "Sat, 21 Nov 2026 08:00:00 GMT");
	FORM(when_imf, WHEN_IMF_SIZE, 1709251199 * NS_PER_S,
	    "Thu, 29 Feb 2024 23:59:59 GMT");
	FORM(when_imf, WHEN_IMF_SIZE, INT64_MAX,
	    "Fri, 11 Apr 2262 23:47:16 GMT");
	FORM(when_imf, WHEN_IMF_SIZE, -1, "Wed, 31 Dec 1969 23:59:59 GMT");
	FORM(when_imf, WHEN_IMF_SIZE, INT64_MIN,
	    "Tue, 21 Sep 1677 00:12:43 GMT");
}

static void
the_nearer_deadline(void)
{
	CU_ASSERT_EQUAL(when_sooner(3, 5), 3);
	CU_ASSERT_EQUAL(when_sooner(5, 3), 3);
	CU_ASSERT_EQUAL(when_sooner(0, 5), 5);
	CU_ASSERT_EQUAL(when_sooner(5, 0), 5);
	CU_ASSERT_EQUAL(when_sooner(0, 0), 0);
}

/* Every day of a leap year against the C library's own. */
static void
imf_words(void)
{
	char ours[WHEN_IMF_SIZE], theirs[40];
	struct tm tm;
	time_t day;
	int i;

	for (i = 0; i < 366; i++) {
		day = 1704067200 + i * (time_t)86400 + i;
		when_imf(ours, day * NS_PER_S);
		(void)gmtime_r(&day, &tm);
		(void)strftime(theirs, sizeof(theirs),
		    "%a, %d %b %Y %H:%M:%S GMT", &tm);
		CU_ASSERT_STRING_EQUAL(ours, theirs);
	}
}

static void
rfc3339(void)
{
	FORM(when_rfc3339, WHEN_RFC3339_SIZE, 0, "1970-01-01T00:00:00.000Z");
	FORM(when_rfc3339, WHEN_RFC3339_SIZE,
	    1795248053 * NS_PER_S + 120 * NS_PER_MS,
	    "2026-11-21T08:00:53.120Z");
	/* rounded down, so that no time is before what led to it */
	FORM(when_rfc3339, WHEN_RFC3339_SIZE,
	    1795248053 * NS_PER_S + 999999999, "2026-11-21T08:00:53.999Z");
	FORM(when_rfc3339, WHEN_RFC3339_SIZE, -1,
	    "1969-12-31T23:59:59.999Z");
	FORM(when_rfc3339, WHEN_RFC3339_SIZE, INT64_MAX,
	    "2262-04-11T23:47:16.854Z");
}

static void
local_clock(void)
{
	int64_t eight_ns = 1795248053 * NS_PER_S + 7 * NS_PER_MS;

	(void)setenv("TZ", "UTC0", 1);
	tzset();
	FORM(when_clock, WHEN_CLOCK_SIZE, eight_ns, "08:00:53.007");
	(void)setenv("TZ", "EST5", 1);
	tzset();
	FORM(when_clock, WHEN_CLOCK_SIZE, eight_ns, "03:00:53.007");
}

static void
durations(void)
{
	static const struct {
		int64_t seconds;
		const char *want;
	} cases[] = {
		{ 0, "0:00" }, { 5, "0:05" }, { 59, "0:59" }, { 60, "1:00" },
		{ 760, "12:40" }, { 3599, "59:59" }, { 3600, "1:00:00" },
		{ 3723, "1:02:03" }, { 86399, "23:59:59" },
		{ 86400, "1d 00:00" }, { 273900, "3d 04:05" },
		{ 864000, "10d 00:00" }, { -1, "0:00" },
		{ -100000, "0:00" },
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		FORM(when_duration, WHEN_LONG_SIZE,
		    cases[i].seconds * NS_PER_S, cases[i].want);
	FORM(when_duration, WHEN_LONG_SIZE, 5 * NS_PER_S - 1, "0:04");
	FORM(when_duration, WHEN_LONG_SIZE, INT64_MAX, "106751d 23:47");
	FORM(when_duration, WHEN_LONG_SIZE, INT64_MIN, "0:00");
}

static void
time_left(void)
{
	int64_t now_ns = when_mono_ns();
	int left_ms;

	CU_ASSERT_EQUAL(when_left_ms(now_ns), 0);
	CU_ASSERT_EQUAL(when_left_ms(0), 0);
	CU_ASSERT_EQUAL(when_left_ms(INT64_MIN), 0);
	CU_ASSERT_EQUAL(when_left_ms(INT64_MAX), INT_MAX);
	left_ms = when_left_ms(when_mono_ns() + 3600 * NS_PER_S);
	CU_ASSERT(left_ms > 3500000 && left_ms <= 3600000);
}

/* A deadline a nanosecond away is a millisecond, not none.  On a busy
 * machine it may be over before it is looked at, so it is tried again. */
static void
time_left_rounds_up(void)
{
	int64_t deadline_ns;
	int left_ms, tries;

	for (tries = 0; tries < 100; tries++) {
		deadline_ns = when_mono_ns() + NS_PER_MS / 2;
		left_ms = when_left_ms(deadline_ns);
		if (when_mono_ns() < deadline_ns)
			break;
	}
	CU_ASSERT(tries < 100);
	CU_ASSERT_EQUAL(left_ms, 1);
}

static void
clocks(void)
{
	int64_t mono_ns = when_mono_ns(), wall_ns = when_wall_ns();

	CU_ASSERT(mono_ns > 0);
	CU_ASSERT(when_mono_ns() >= mono_ns);
	/* 2020 and no year in which this would not fit */
	CU_ASSERT(wall_ns > 1577836800 * NS_PER_S);
	CU_ASSERT(llabs((long long)(time(NULL) - wall_ns / NS_PER_S)) < 60);
}

UNIT_MAIN("when", TEST(imf_fixdate), TEST(imf_words), TEST(rfc3339),
    TEST(local_clock), TEST(durations), TEST(time_left),
    TEST(time_left_rounds_up), TEST(the_nearer_deadline), TEST(clocks))
