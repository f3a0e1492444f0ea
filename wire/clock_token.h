/*
 * The numbers and words of a date or a time, for wire/clock_answer.c and
 * client/clock_answer_time.c only.
 */
#ifndef WIRE_CLOCK_TOKEN_H
#define WIRE_CLOCK_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CLOCK_TOKENS_MAX 32

/* Two clocks that people set may be so far apart, and at midnight both days
 * are right. */
#define CLOCK_APART_S	120

struct clock_token {
	bool number;
	bool timed;		/* a number beside a colon */
	int64_t value;		/* of its digits, up to 18 */
	size_t len;		/* bytes */
	const char *at;
};

struct clock_tokens {
	struct clock_token list[CLOCK_TOKENS_MAX];
	size_t count;
	const char *end;	/* of the text */
	bool utc;		/* it says so */
};

void clock_tokens_find(struct clock_tokens *tokens, const char *text,
    size_t len);

/* Is the word that, in any case? */
bool clock_token_is(const struct clock_token *token, const char *word);

/* Seconds since 1970, or thousandths of them, and that is now? */
bool clock_token_epoch(const struct clock_token *token, int64_t now_s);

#endif
