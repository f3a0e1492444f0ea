/* Clocks and the written forms of time, without the locale's words. */
#include "base/when.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static int64_t
clock_ns(clockid_t clock)
{
	struct timespec now;

	/* Cannot fail for the two clocks every Linux has. */
	(void)clock_gettime(clock, &now);
	return now.tv_sec * NS_PER_S + now.tv_nsec;
}

int64_t
when_mono_ns(void)
{
	return clock_ns(CLOCK_MONOTONIC);
}

int64_t
when_wall_ns(void)
{
	return clock_ns(CLOCK_REALTIME);
}

int64_t
when_sooner(int64_t a_ns, int64_t b_ns)
{
	return a_ns == 0 || (b_ns != 0 && b_ns < a_ns) ? b_ns : a_ns;
}

int
when_left_ms(int64_t deadline_ns)
{
	int64_t now_ns = when_mono_ns(), left_ms;

	if (deadline_ns <= now_ns)
		return 0;
	/* Divided first: a deadline of "never" must not overflow. */
	left_ms = (deadline_ns - now_ns - 1) / NS_PER_MS + 1;
	return left_ms > INT_MAX ? INT_MAX : (int)left_ms;
}

/* Whole seconds, rounded down before 1970 as well. */
static time_t
split(int64_t wall_ns, unsigned *ms)
{
	int64_t seconds = wall_ns / NS_PER_S, rest = wall_ns % NS_PER_S;

	if (rest < 0) {
		rest += NS_PER_S;
		seconds--;
	}
	*ms = (unsigned)(rest / NS_PER_MS) % 1000;
	return (time_t)seconds;
}

static void
put_two(char *out, unsigned number)
{
	out[0] = (char)('0' + number / 10 % 10);
	out[1] = (char)('0' + number % 10);
}

/* The date of a day since 1970, in years that begin in March: then a leap day
 * is the last of its year.  A child that asked the C library would fetch its
 * time zones, too. */
static void
date_of(int64_t day, unsigned *year, unsigned *month, unsigned *date)
{
	int64_t since = day + 719468;	/* 1 March of the year 0 */
	int64_t era = (since >= 0 ? since : since - 146096) / 146097;
	unsigned in_era = (unsigned)(since - era * 146097);
	unsigned in_year, of_era;

	of_era = (in_era - in_era / 1460 + in_era / 36524 -
	    in_era / 146096) / 365;
	in_year = in_era - (365 * of_era + of_era / 4 - of_era / 100);
	*month = (5 * in_year + 2) / 153;	/* 0 is March */
	*date = in_year - (153 * *month + 2) / 5 + 1;
	*month = *month < 10 ? *month + 3 : *month - 9;
	*year = (unsigned)(of_era + (unsigned)era * 400 + (*month <= 2));
}

void
when_imf(char out[WHEN_IMF_SIZE], int64_t wall_ns)
{
	static const char days[7][4] = { "Sun", "Mon", "Tue", "Wed", "Thu",
	    "Fri", "Sat" };
	static const char months[12][4] = { "Jan", "Feb", "Mar", "Apr", "May",
	    "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	unsigned ms;
	time_t seconds = split(wall_ns, &ms);
	int64_t day = seconds / 86400 - (seconds % 86400 < 0);
	int64_t of_day = seconds - day * 86400;
	unsigned year, month, date;

	date_of(day, &year, &month, &date);
	memcpy(out, "Sun, 00 Jan 0000 00:00:00 GMT", WHEN_IMF_SIZE);
	/* 1970 began on a Thursday. */
	memcpy(out, days[((day + 4) % 7 + 7) % 7], 3);
	memcpy(out + 8, months[month - 1], 3);
	put_two(out + 5, date);
	put_two(out + 12, year / 100);
	put_two(out + 14, year % 100);
	put_two(out + 17, (unsigned)(of_day / 3600));
	put_two(out + 20, (unsigned)(of_day / 60 % 60));
	put_two(out + 23, (unsigned)(of_day % 60));
}

void
when_rfc3339(char out[WHEN_RFC3339_SIZE], int64_t wall_ns)
{
	unsigned ms;
	time_t seconds = split(wall_ns, &ms);
	struct tm tm;
	size_t len;

	memset(&tm, 0, sizeof(tm));
	(void)gmtime_r(&seconds, &tm);
	len = strftime(out, WHEN_RFC3339_SIZE, "%Y-%m-%dT%H:%M:%S", &tm);
	(void)snprintf(out + len, WHEN_RFC3339_SIZE - len, ".%03uZ", ms);
}

void
when_clock(char out[WHEN_CLOCK_SIZE], int64_t wall_ns)
{
	unsigned ms;
	time_t seconds = split(wall_ns, &ms);
	struct tm tm;
	size_t len;

	memset(&tm, 0, sizeof(tm));
	(void)localtime_r(&seconds, &tm);
	len = strftime(out, WHEN_CLOCK_SIZE, "%H:%M:%S", &tm);
	(void)snprintf(out + len, WHEN_CLOCK_SIZE - len, ".%03u", ms);
}

void
when_duration(char out[WHEN_LONG_SIZE], int64_t ns)
{
	int64_t seconds = ns > 0 ? ns / NS_PER_S : 0;
	int64_t days = seconds / 86400;
	int hours = (int)(seconds / 3600 % 24);
	int minutes = (int)(seconds / 60 % 60);

	if (days > 0)
		(void)snprintf(out, WHEN_LONG_SIZE, "%lldd %02d:%02d",
		    (long long)days, hours, minutes);
	else if (hours > 0)
		(void)snprintf(out, WHEN_LONG_SIZE, "%d:%02d:%02d", hours,
		    minutes, (int)(seconds % 60));
	else
		(void)snprintf(out, WHEN_LONG_SIZE, "%d:%02d", minutes,
		    (int)(seconds % 60));
}
