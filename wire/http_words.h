/*
 * A line of a head as words between white space, for those who name what is
 * wrong with it: wire/http_*.c only.
 */
#ifndef WIRE_HTTP_WORDS_H
#define WIRE_HTTP_WORDS_H

#include "wire/http_private.h"

#define WORDS_MAX 3	/* of a request line */

struct http_words {
	struct http_slice line;		/* without its end */
	struct http_slice word[WORDS_MAX];
	uint32_t count;			/* of all words */
	struct http_slice last;
	uint32_t body_end;		/* of the word before the last */
	bool blank_first;
	bool blank_last;
};

/* Of the bytes from there to there. */
struct http_slice http_slice_to(uint32_t from, uint32_t to);
void http_words_of(const char *buffer, struct http_slice line,
    struct http_words *words);

/* Where "HTTP/", in any case, begins in the slice; or the slice's end. */
uint32_t http_version_at(const char *buffer, struct http_slice slice);

/* Is it a request line that somebody meant to write? */
bool http_words_meant(const struct http_call *call,
    const struct http_words *words);

/* http_judge.c.  Names what is wrong, by state->odd_rule; false. */
bool http_words_judge(struct http_call *call,
    const struct http_words *words);
/* No request line at all: the rest of a body, or no HTTP; false. */
bool http_words_unmeant(struct http_call *call, struct http_slice line);

/* A known method behind something else: "7POST". */
bool http_method_ends(const char *buffer, struct http_slice word);

#endif
