/* The numbers and words of a date or a time. */
#include "wire/clock_token.h"

#include <string.h>
#include <strings.h>


static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	    (c & 0x80) != 0;
}

static void
token_number(struct clock_token *token, const char *text, const char *end)
{
	const char *at = token->at;

	token->number = true;
	for (; at < end && is_digit(*at); at++)
		if (at - token->at < 18)
			token->value = 10 * token->value + (*at - '0');
	token->len = (size_t)(at - token->at);
	token->timed = (at < end && *at == ':') ||
	    (token->at > text && token->at[-1] == ':');
}

static void
token_word(struct clock_token *token, const char *end)
{
	const char *at = token->at;

	while (at < end && is_letter(*at))
		at++;
	token->len = (size_t)(at - token->at);
}

void
clock_tokens_find(struct clock_tokens *tokens, const char *text, size_t len)
{
	const char *at = text, *end = text + len;
	struct clock_token *token;

	memset(tokens, 0, sizeof(*tokens));
	tokens->end = end;
	while (at < end && tokens->count < CLOCK_TOKENS_MAX) {
		if (!is_digit(*at) && !is_letter(*at)) {
			at++;
			continue;
		}
		token = &tokens->list[tokens->count++];
		token->at = at;
		if (is_digit(*at))
			token_number(token, text, end);
		else
			token_word(token, end);
		at += token->len;
		tokens->utc |= clock_token_is(token, "Z") ||
		    clock_token_is(token, "UTC") ||
		    clock_token_is(token, "GMT");
	}
}

bool
clock_token_is(const struct clock_token *token, const char *word)
{
	return !token->number && strlen(word) == token->len &&
	    strncasecmp(token->at, word, token->len) == 0;
}

bool
clock_token_epoch(const struct clock_token *token, int64_t now_s)
{
	int64_t apart;

	if (!token->number || token->len < 9)
		return false;
	apart = token->value - now_s;
	if (token->len == 13)
		apart = token->value / 1000 - now_s;
	return apart >= -CLOCK_APART_S && apart <= CLOCK_APART_S;
}
