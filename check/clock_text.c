/* Dates and times in an answer. */
#include "check/clock_text.h"

#include <stdlib.h>
#include <time.h>

#include "base/when.h"
#include "check/words.h"
#include "wire/clock_answer.h"

#define DAY_NS		(INT64_C(86400) * NS_PER_S)
#define QUARTER_S	900
#define NEAR_S		3	/* what may be a date is a time so near ours */
#define BETWEEN		12	/* bytes between two of its numbers */

/* One or two digits at *at, and where they end; -1: none. */
static int
take_two(const char *text, size_t len, size_t *at, unsigned *digits)
{
	int value = 0;

	for (*digits = 0; *at < len && text[*at] >= '0' && text[*at] <= '9' &&
	    *digits < 3; (*at)++, (*digits)++)
		value = 10 * value + (text[*at] - '0');
	return *digits == 0 || *digits > 2 ? -1 : value;
}

/* A time that begins here; its length, 0: none does. */
static size_t
time_at(const char *text, size_t len, size_t from, struct clock_text *clock)
{
	size_t at = from;
	unsigned digits[3] = { 0 }, parts = 0;
	int values[3] = { 0 };

	while (parts < 3) {
		values[parts] = take_two(text, len, &at, &digits[parts]);
		if (values[parts] == -1)
			return 0;
		parts++;
		if (parts == 3 || at >= len || text[at] != ':')
			break;
		at++;
	}
	if (parts < 2 || values[0] > 24 || values[1] > 59 || values[2] > 60)
		return 0;
	clock->form = parts == 3 && digits[0] == 2 && digits[1] == 2 &&
	    digits[2] == 2 ? CLOCK_TEXT_TIME : CLOCK_TEXT_OTHER;
	clock->second = values[0] * 3600L + values[1] * 60L + values[2];
	clock->seconds = parts == 3;
	return at - from;
}

static bool
is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Three numbers that begin here with anything but digits between them, such as
 * "17 hrs 45 min 34 s" and "17-45-34"; the length, 0: no such thing. */
static size_t
three_at(const char *text, size_t len, size_t from, long *second)
{
	size_t at = from, gap;
	unsigned digits, part;
	int values[3];

	for (part = 0; part < 3; part++) {
		values[part] = take_two(text, len, &at, &digits);
		if (values[part] == -1)
			return 0;
		for (gap = 0; part < 2 && at < len && !is_digit(text[at]);
		    gap++)
			at++;
		if (part < 2 && (gap == 0 || gap > BETWEEN))
			return 0;
	}
	if (values[0] > 24 || values[1] > 59 || values[2] > 60)
		return 0;
	*second = values[0] * 3600L + values[1] * 60L + values[2];
	return at - from;
}

/* A time of another form may look like a date; it is a time if it is now. */
static void
three_find(struct clock_text *clock, const char *text, size_t len,
    int64_t wall_ns)
{
	size_t at, one;
	long second;

	for (at = 0; at < len; at++) {
		if (!is_digit(text[at]) || (at > 0 && is_digit(text[at - 1])))
			continue;
		one = three_at(text, len, at, &second);
		if (one == 0 || labs(clock_text_off(second, wall_ns)) > NEAR_S)
			continue;
		*clock = (struct clock_text){ .form = CLOCK_TEXT_OTHER,
		    .at = at, .len = one, .second = second, .seconds = true };
		return;
	}
}

static void
time_find(struct clock_text *clock, const char *text, size_t len)
{
	size_t at, before, one;

	for (at = 0; at < len; at++) {
		/* Not within a longer number, nor a longer time. */
		before = at > 0 && text[at - 1] == ':' ? at - 1 : at;
		if (before > 0 && text[before - 1] >= '0' &&
		    text[before - 1] <= '9')
			continue;
		one = time_at(text, len, at, clock);
		if (one == 0)
			continue;
		clock->at = at;
		clock->len = one;
		if (words_find_whole(text, len, at, "PM") != WORDS_NONE ||
		    words_find_whole(text, len, at, "AM") != WORDS_NONE)
			clock->form = CLOCK_TEXT_OTHER;
		return;
	}
}

void
clock_text_read(struct clock_text *clock, const char *text, size_t len,
    int64_t wall_ns)
{
	enum clock_answer answer;
	int day;

	*clock = (struct clock_text){ .form = CLOCK_TEXT_NONE };
	time_find(clock, text, len);
	for (day = -1; day <= 1; day++) {
		answer = clock_answer_date(text, len, wall_ns + day * DAY_NS);
		clock->dated |= answer != CLOCK_NOTHING;
		clock->today |= answer == CLOCK_HOLDS;
	}
	if (clock->form == CLOCK_TEXT_NONE && !clock->today)
		three_find(clock, text, len, wall_ns);
}

long
clock_text_off(long second, int64_t wall_ns)
{
	time_t now = (time_t)(wall_ns / NS_PER_S);
	long off = (second - (long)(now % 86400)) % QUARTER_S;

	if (off > QUARTER_S / 2)
		off -= QUARTER_S;
	if (off < -QUARTER_S / 2)
		off += QUARTER_S;
	return off;
}
