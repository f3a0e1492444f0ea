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

void
when_imf(char out[WHEN_IMF_SIZE], int64_t wall_ns)
{
	static const char days[7][4] = { "Sun", "Mon", "Tue", "Wed", "Thu",
	    "Fri", "Sat" };
	static const char months[12][4] = { "Jan", "Feb", "Mar", "Apr", "May",
	    "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	unsigned ms;
	time_t seconds = split(wall_ns, &ms);
	struct tm tm;

	memset(&tm, 0, sizeof(tm));
	(void)gmtime_r(&seconds, &tm);
	/* The numbers are the same in every locale, the words are not. */
	(void)strftime(out, WHEN_IMF_SIZE, "Sun, %d Jan %Y %H:%M:%S GMT",
	    &tm);
	memcpy(out, days[tm.tm_wday], 3);
	memcpy(out + 8, months[tm.tm_mon], 3);
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
