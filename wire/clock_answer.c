/* Does a clock server's answer hold today's date? */
#include "wire/clock_answer.h"

#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/when.h"
#include "wire/clock_token.h"

/* What a date is made of: numbers without those of a time, and the name of
 * the month, or what may be one in another language. */
struct date_parts {
	const struct clock_token *numbers[CLOCK_TOKENS_MAX];
	size_t count;
	const struct clock_token *word;
	int month;		/* that the word names in English; -1 */
};

static int
month_of(const struct clock_token *token)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	int i;

	for (i = 0; token->len >= 3 && i < 12; i++)
		if (strncasecmp(months + 3 * i, token->at, 3) == 0)
			return i;
	return -1;
}

static bool
is_weekday(const struct clock_token *token)
{
	static const char days[] = "sunmontuewedthufrisat";
	int i;

	for (i = 0; token->len >= 3 && i < 7; i++)
		if (strncasecmp(days + 3 * i, token->at, 3) == 0)
			return true;
	return token->len < 3;
}

static void
parts_find(struct date_parts *parts, const struct clock_tokens *tokens)
{
	const struct clock_token *token = tokens->list;
	size_t i;

	memset(parts, 0, sizeof(*parts));
	parts->month = -1;
	for (i = 0; i < tokens->count; i++, token++) {
		if (token->number && !token->timed) {
			parts->numbers[parts->count++] = token;
		} else if (!token->number && !is_weekday(token) &&
		    parts->month == -1) {
			parts->word = token;
			parts->month = month_of(token);
		}
	}
}

static bool
is_year(const struct clock_token *token, const struct tm *day)
{
	return token->value == (token->len == 4 ? day->tm_year + 1900 :
	    token->len == 2 ? day->tm_year % 100 : -1);
}

/* Are two or three of the numbers those, each its own? */
static bool
parts_have(const struct date_parts *parts, const struct tm *day,
    bool month_too, bool year_too)
{
	size_t d, m, y;

	for (d = 0; d < parts->count; d++) {
		if (parts->numbers[d]->value != day->tm_mday)
			continue;
		for (m = 0; m < parts->count; m++) {
			if (month_too && (m == d ||
			    parts->numbers[m]->value != day->tm_mon + 1))
				continue;
			if (!year_too)
				return true;
			for (y = 0; y < parts->count; y++)
				if (y != d && (!month_too || y != m) &&
				    is_year(parts->numbers[y], day))
					return true;
		}
	}
	return false;
}

/* "20261128", "28112026", "281126"... */
static bool
is_compact(const struct clock_token *token, const struct tm *day)
{
	int64_t year = day->tm_year + 1900, month = day->tm_mon + 1;
	int64_t date = day->tm_mday, value = token->value;

	if (token->len == 8)
		return value == year * 10000 + month * 100 + date ||
		    value == date * 1000000 + month * 10000 + year ||
		    value == month * 1000000 + date * 10000 + year;
	year %= 100;
	return token->len == 6 &&
	    (value == year * 10000 + month * 100 + date ||
	    value == date * 10000 + month * 100 + year ||
	    value == month * 10000 + date * 100 + year);
}

static bool
holds_day(const struct date_parts *parts, const struct tm *day)
{
	bool worded = parts->month == day->tm_mon;
	/* Foreign words are believed. */
	bool foreign = parts->word != NULL && parts->month == -1;
	size_t i;

	for (i = 0; i < parts->count; i++)
		if (is_compact(parts->numbers[i], day))
			return true;
	if (worded && parts->count == 1)
		return parts_have(parts, day, false, false);
	if (worded || (foreign && parts->count == 2))
		return parts_have(parts, day, false, true) ||
		    (foreign && parts_have(parts, day, true, false));
	if (parts->month != -1)
		return false;
	return parts_have(parts, day, true, parts->count > 2);
}

/* Is there any date at all? */
static bool
holds_some(const struct date_parts *parts)
{
	size_t i;

	for (i = 0; i < parts->count; i++)
		if (parts->numbers[i]->len == 8)
			return true;
	return parts->count >= 3 || (parts->month != -1 && parts->count != 0);
}

enum clock_answer
clock_answer_date(const char *text, size_t len, int64_t wall_ns)
{
	struct clock_tokens tokens;
	struct date_parts parts;
	struct tm day;
	time_t at;
	int i;

	clock_tokens_find(&tokens, text, len);
	parts_find(&parts, &tokens);
	for (i = -1; i <= 1; i++) {
		at = wall_ns / NS_PER_S + i * CLOCK_APART_S;
		if (localtime_r(&at, &day) != NULL && holds_day(&parts, &day))
			return CLOCK_HOLDS;
		if (tokens.utc && gmtime_r(&at, &day) != NULL &&
		    holds_day(&parts, &day))
			return CLOCK_HOLDS;
	}
	for (i = 0; i < (int)parts.count; i++)
		if (clock_token_epoch(parts.numbers[i], wall_ns / NS_PER_S))
			return CLOCK_HOLDS;
	return holds_some(&parts) ? CLOCK_DIFFERS : CLOCK_NOTHING;
}
