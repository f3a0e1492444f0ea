/* Dates and times of clock servers, in the forms people use. */
#include "tests/unit/unit.h"

#include <time.h>

#include "base/when.h"
#include "wire/clock_answer.h"

/* Saturday, 2026-11-28 17:45:34 in Berlin, 16:45:34 UTC. */
#define NOW_S	INT64_C(1795884334)

static void
in_zone(const char *zone)
{
	setenv("TZ", zone, 1);
	tzset();
}

static enum clock_answer
date_at(const char *text, int64_t wall_s)
{
	size_t len = strlen(text);
	char *page = unit_guard_copy(text, len);
	enum clock_answer answer = clock_answer_date(page, len,
	    wall_s * NS_PER_S);

	unit_guard_free(page, len);
	return answer;
}

static enum clock_answer
time_at(const char *text, int64_t wall_s, long *ahead_s)
{
	size_t len = strlen(text);
	char *page = unit_guard_copy(text, len);
	enum clock_answer answer = clock_answer_time(page, len,
	    wall_s * NS_PER_S, ahead_s);

	unit_guard_free(page, len);
	return answer;
}

static void
dates_are(enum clock_answer answer, const char *const *texts)
{
	in_zone("CET-1");
	for (; *texts != NULL; texts++) {
		CU_ASSERT_EQUAL(date_at(*texts, NOW_S), answer);
		if (date_at(*texts, NOW_S) != answer)
			printf("\n    \"%s\" is %d\n", *texts,
			    date_at(*texts, NOW_S));
	}
}

static void
times_are(enum clock_answer answer, const char *const *texts)
{
	long ahead_s;

	in_zone("CET-1");
	for (; *texts != NULL; texts++) {
		CU_ASSERT_EQUAL(time_at(*texts, NOW_S, &ahead_s), answer);
		if (time_at(*texts, NOW_S, &ahead_s) != answer)
			printf("\n    \"%s\" is %d\n", *texts,
			    time_at(*texts, NOW_S, &ahead_s));
	}
}

static void
a_date_is_today_in_any_form(void)
{
	static const char *const texts[] = {
		"2026-11-28", "28-11-2026", "11-28-2026", "28/11/2026",
		"11/28/26", "28.11.2026", "28.11.26", "2026/11/28",
		"2026 11 28", "20261128", "28112026", "281126", "261128",
		"Sat Nov 28 17:45:34 2026", "Sat Nov 28 17:45:34 CET 2026",
		"Sat, 28 Nov 2026 17:45:34 +0100", "28 November 2026",
		"November 28th, 2026", "Saturday, November 28, 2026",
		"28. November", "28/11", "Date: 28-11-2026",
		"The date is 2026-11-28.", "2026-11-28T17:45:34",
		"2026-11-28T16:45:34Z", "2026-11-28 17:45:34.123456",
		"28 novembre 2026", "28 d\xc3\xa9" "cembre 2026",
		"1795884334", "1795884334.5", "1795884334123",
		"17:45:34 28/11/2026", "date=28;month=11;year=2026",
		"datetime.date(2026, 11, 28)", "Today is the 28th of Nov, 2026",
		NULL
	};

	dates_are(CLOCK_HOLDS, texts);
}

static void
another_day_is_none_of_today(void)
{
	static const char *const others[] = {
		"2026-11-27", "27/11/2026", "2025-11-28", "28.11.25",
		"Sat Oct 28 17:45:34 2026", "28 October 2026", "20261127",
		"2026-12-28", "28-11-1926", "126-11-28", NULL
	}, *const none[] = {
		"", "ERROR", "17:45:34", "SEND_DATE", "28", "error 28",
		"11:28:26", NULL
	};

	dates_are(CLOCK_DIFFERS, others);
	dates_are(CLOCK_NOTHING, none);
}

static void
both_days_are_right_at_midnight(void)
{
	/* 2026-11-28 23:59:50 UTC. */
	int64_t before = INT64_C(1795910390);

	in_zone("UTC");
	CU_ASSERT_EQUAL(date_at("2026-11-28", before), CLOCK_HOLDS);
	CU_ASSERT_EQUAL(date_at("2026-11-29", before), CLOCK_HOLDS);
	CU_ASSERT_EQUAL(date_at("2026-11-28", before + 20), CLOCK_HOLDS);
	CU_ASSERT_EQUAL(date_at("2026-11-29", before + 20), CLOCK_HOLDS);
	CU_ASSERT_EQUAL(date_at("2026-11-29", before - 120), CLOCK_DIFFERS);
	CU_ASSERT_EQUAL(date_at("2026-11-28", before + 200), CLOCK_DIFFERS);
	CU_ASSERT_EQUAL(date_at("2026-11-27", before), CLOCK_DIFFERS);
	/* A date that says whose it is. */
	in_zone("CET-1");
	CU_ASSERT_EQUAL(date_at("2026-11-28T23:59:50Z", before),
	    CLOCK_HOLDS);
	CU_ASSERT_EQUAL(date_at("2026-11-28 23:59:50", before),
	    CLOCK_DIFFERS);
}

static void
a_time_is_now_in_any_form(void)
{
	static const char *const texts[] = {
		"17:45:34", "17:45", "17:45:34.567", "17:44:00", "17:47:33",
		"05:45:34 PM", "5:45pm", "5:45 p.m.", "17.45.34", "17-45-34",
		"174534", "17h45", "17 45 34", "Sat Nov 28 17:45:34 2026",
		"2026-11-28T16:45:34Z", "16:45:34 UTC", "16:45 GMT",
		"2026-11-28T18:45:34+02:00", "15:15:34 -0130",
		"Time: 17:45:34", "The time is 17:45.", "20261128T164534Z",
		"1795884334", "1795884334123", "17:45:34\t28.11.2026",
		"{\"time\": \"17:45:34\"}", NULL
	};

	times_are(CLOCK_HOLDS, texts);
}

static void
another_time_is_told_how_far_off_it_is(void)
{
	static const char *const none[] = {
		"", "ERROR", "2026-11-28", "SEND_TIME", "17", "25:00:00",
		"17:61", NULL
	};
	long ahead_s;

	times_are(CLOCK_NOTHING, none);
	CU_ASSERT_EQUAL(time_at("16:45:34", NOW_S, &ahead_s), CLOCK_DIFFERS);
	CU_ASSERT_EQUAL(ahead_s, -3600);
	CU_ASSERT_EQUAL(time_at("17:55:35", NOW_S, &ahead_s), CLOCK_DIFFERS);
	CU_ASSERT_EQUAL(ahead_s, 601);
	CU_ASSERT_EQUAL(time_at("05:45:34", NOW_S, &ahead_s), CLOCK_DIFFERS);
	CU_ASSERT_EQUAL(ahead_s, 43200);
	CU_ASSERT_EQUAL(time_at("17.55.35", NOW_S, &ahead_s), CLOCK_DIFFERS);
	CU_ASSERT_EQUAL(ahead_s, 601);
	in_zone("UTC");
	/* Over midnight. */
	CU_ASSERT_EQUAL(time_at("23:59:30", NOW_S + 26096, &ahead_s),
	    CLOCK_HOLDS);
	CU_ASSERT_EQUAL(time_at("12:00:30 AM", NOW_S + 26096, &ahead_s),
	    CLOCK_HOLDS);
}

static void
any_text_is_read_within_its_bounds(void)
{
	static const char bits[] = "17:45-28.Nov +Zh 2026pm\xc3\xa9";
	char text[300];
	long ahead_s;
	size_t len;
	int i;

	for (i = 0; i < 300; i++)
		text[i] = bits[(i * 3 + i / 25) % 25];
	for (len = 0; len < sizeof(text); len++) {
		char *page = unit_guard_copy(text, len);

		(void)clock_answer_date(page, len, NOW_S * NS_PER_S);
		(void)clock_answer_time(page, len, NOW_S * NS_PER_S,
		    &ahead_s);
		unit_guard_free(page, len);
	}
}

UNIT_MAIN("clock answer",
    TEST(a_date_is_today_in_any_form), TEST(another_day_is_none_of_today),
    TEST(both_days_are_right_at_midnight), TEST(a_time_is_now_in_any_form),
    TEST(another_time_is_told_how_far_off_it_is),
    TEST(any_text_is_read_within_its_bounds))
