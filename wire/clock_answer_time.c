/* Does a clock server's answer hold the time that it is? */
#include "wire/clock_answer.h"

#include <stdlib.h>
#include <time.h>

#include "base/when.h"
#include "wire/clock_token.h"

#define DAY_S	86400

/* What a time was found at: seconds since midnight, and where it ends. */
struct found {
	long second;
	size_t next;		/* the token behind it */
};

static char
behind(const struct clock_token *token)
{
	return token->at[token->len];
}

/* Are these two numbers joined by such a byte alone? */
static bool
joined(const struct clock_tokens *tokens, size_t i, const char *by)
{
	const struct clock_token *token = &tokens->list[i];

	if (i + 1 >= tokens->count || !token[1].number ||
	    token[1].at != token->at + token->len + 1)
		return false;
	for (; *by != '\0'; by++)
		if (behind(token) == *by)
			return true;
	return false;
}

/* "17h45" */
static bool
joined_by_h(const struct clock_tokens *tokens, size_t i)
{
	return i + 2 < tokens->count && tokens->list[i + 2].number &&
	    clock_token_is(&tokens->list[i + 1], "h");
}

static bool
time_of(struct found *found, int64_t hour, int64_t minute, int64_t second,
    size_t next)
{
	/* Before it is reckoned with: a number may have 18 digits. */
	if (hour >= 24 || minute >= 60 || second > 60)
		return false;
	found->second = (long)(hour * 3600 + minute * 60 + second);
	found->next = next;
	return true;
}

/* A time that begins with that token; by: what may stand between. */
static bool
time_at(const struct clock_tokens *tokens, size_t i, const char *by,
    struct found *found)
{
	const struct clock_token *token = &tokens->list[i];

	/* The rest of "25:00:00" is none. */
	if (!token->number || (i > 0 && joined(tokens, i - 1, ":")))
		return false;
	if (joined(tokens, i, by) && joined(tokens, i + 1, by))
		return time_of(found, token->value, token[1].value,
		    token[2].value, i + 3);
	if (joined(tokens, i, ":"))
		return time_of(found, token->value, token[1].value, 0, i + 2);
	if (joined_by_h(tokens, i))
		return time_of(found, token->value, token[2].value, 0, i + 3);
	return token->len == 6 && time_of(found, token->value / 10000,
	    token->value / 100 % 100, token->value % 100, i + 1);
}

/* "PM", "p.m." behind it. */
static void
half_of_day(const struct clock_tokens *tokens, struct found *found)
{
	const struct clock_token *token = &tokens->list[found->next];
	bool pm, am;

	if (found->next >= tokens->count || found->second >= 13 * 3600)
		return;
	pm = clock_token_is(token, "pm") || clock_token_is(token, "p");
	am = clock_token_is(token, "am") || clock_token_is(token, "a");
	if (pm || am)
		found->second = found->second % (DAY_S / 2) +
		    (pm ? DAY_S / 2 : 0);
}

/* "+01:00" or "-0330" behind it, in seconds; false: none. */
static bool
zone_of(const struct clock_tokens *tokens, const struct found *found,
    long *zone_s)
{
	const struct clock_token *token = &tokens->list[found->next];
	const struct clock_token *last = token - 1;
	int64_t value;

	if (found->next >= tokens->count || !token->number ||
	    (token->at[-1] != '+' && token->at[-1] != '-') ||
	    token->at - (last->at + last->len) > 2)
		return false;
	value = token->value;
	if (token->len == 2)
		value = value * 100 + (joined(tokens, found->next, ":") ?
		    token[1].value : 0);
	else if (token->len != 4)
		return false;
	/* Of minutes that are none. */
	if (value > 9999)
		return false;
	*zone_s = (long)(value / 100 * 3600 + value % 100 * 60);
	if (token->at[-1] == '-')
		*zone_s = -*zone_s;
	return true;
}

static long
second_of_day(const struct tm *when)
{
	return when->tm_hour * 3600L + when->tm_min * 60L + when->tm_sec;
}

/* How far ahead, between -half a day and half a day. */
static long
ahead_of(long second, long now)
{
	long ahead = (second - now) % DAY_S;

	if (ahead > DAY_S / 2)
		return ahead - DAY_S;
	return ahead <= -DAY_S / 2 ? ahead + DAY_S : ahead;
}

/* The time that was found, against the clock of its zone. */
static long
found_ahead(const struct clock_tokens *tokens, struct found *found,
    int64_t wall_ns)
{
	time_t now_s = wall_ns / NS_PER_S;
	long zone_s = 0, utc_s = (long)(now_s % DAY_S);
	struct tm local;

	half_of_day(tokens, found);
	if (zone_of(tokens, found, &zone_s) || tokens->utc)
		return ahead_of(found->second, utc_s + zone_s);
	if (localtime_r(&now_s, &local) == NULL)
		return ahead_of(found->second, utc_s);
	return ahead_of(found->second, second_of_day(&local));
}

/* The first time with these separators is the one, unless another is
 * right. */
static enum clock_answer
answer_by(const struct clock_tokens *tokens, const char *by, int64_t wall_ns,
    long *ahead_s)
{
	enum clock_answer answer = CLOCK_NOTHING;
	struct found found;
	long ahead;
	size_t i;

	for (i = 0; i < tokens->count; i++) {
		if (clock_token_epoch(&tokens->list[i], wall_ns / NS_PER_S))
			return CLOCK_HOLDS;
		if (!time_at(tokens, i, by, &found))
			continue;
		ahead = found_ahead(tokens, &found, wall_ns);
		if (labs(ahead) <= CLOCK_APART_S)
			return CLOCK_HOLDS;
		if (answer == CLOCK_NOTHING)
			*ahead_s = ahead;
		answer = CLOCK_DIFFERS;
	}
	return answer;
}

enum clock_answer
clock_answer_time(const char *text, size_t len, int64_t wall_ns,
    long *ahead_s)
{
	enum clock_answer answer, dotted;
	struct clock_tokens tokens;
	long other_s = 0;

	*ahead_s = 0;
	clock_tokens_find(&tokens, text, len);
	answer = answer_by(&tokens, ":", wall_ns, ahead_s);
	if (answer == CLOCK_HOLDS)
		return answer;
	/* "17.45.34"; but "11.12.26" may be a date. */
	dotted = answer_by(&tokens, ".-_ ", wall_ns, &other_s);
	if (dotted == CLOCK_HOLDS || answer == CLOCK_DIFFERS ||
	    clock_answer_date(text, len, wall_ns) == CLOCK_HOLDS)
		return dotted == CLOCK_HOLDS ? dotted : answer;
	*ahead_s = other_s;
	return dotted;
}
