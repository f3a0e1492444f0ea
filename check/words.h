/*
 * Names and numbers in what a foreign server said, in whatever wording.
 *
 * Pure, bounded; any thread; no X.  Texts are untrusted, not terminated, and
 * may hold NULs.  A word is a run of letters, digits and bytes beyond ASCII.
 * Colours and other control sequences of terminals (ECMA-48, "ESC [ 1 m") are
 * blanks.
 */
#ifndef CHECK_WORDS_H
#define CHECK_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#define WORDS_NONE	((size_t)-1)

/* The length of a control sequence that begins there, or that ends there; 0:
 * none does. */
size_t words_escape(const char *text, size_t len, size_t at);
size_t words_escape_before(const char *text, size_t at);

/* Where the text stands in it, in any case of ASCII letters, from `from` on;
 * WORDS_NONE: nowhere. */
size_t words_find(const char *text, size_t len, size_t from,
    const char *sought);
bool words_has(const char *text, size_t len, const char *sought);
/* The same, as whole words: "Bob" is not in "Bobby".  Ends of what is sought
 * that are no letters need no border. */
size_t words_find_whole(const char *text, size_t len, size_t from,
    const char *sought);

/* As it was written, case and all. */
size_t words_find_exact(const char *text, size_t len, size_t from,
    const void *sought, size_t sought_len);

/* Numbers: the next one from *at on, with its value; "12", "-3.5", "0,75",
 * "1e3".  *comma: it was written with a decimal comma.  False: none. */
struct words_number {
	size_t at, len;
	double value;
	bool comma;
	bool whole;		/* digits alone */
};
bool words_number(const char *text, size_t len, size_t *at,
    struct words_number *number);
/* Does some number in it lie within 0.0051 + 1e-6 of the value? */
bool words_has_value(const char *text, size_t len, double value,
    struct words_number *found);

/* The letter that stands next before a place, as a word of its own ("X: ",
 * "Client X ") or glued to "Client"; 0: none. */
char words_letter_before(const char *text, size_t at);

/* Are they the same, token for token: words and marks, whatever blanks and
 * line ends lie between, in any case? */
bool words_same(const char *a, size_t a_len, const char *b, size_t b_len);

/* Without blanks, line ends and NULs at both ends. */
void words_trim(const char **text, size_t *len);

/* Does one of the names hold another? */
bool words_part(const char *a, const char *b);

#endif
