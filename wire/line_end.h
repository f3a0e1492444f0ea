/*
 * How a message ends in the labs that talk in lines, by name and in bytes.
 *
 * Any process; pure; no X.  One list, wire/line_ends.def: the enum, the words
 * of --line-end, and the man pages.
 */
#ifndef WIRE_LINE_END_H
#define WIRE_LINE_END_H

#include <stdbool.h>
#include <stddef.h>

enum line_end {
#define LINE_END(symbol, word, help) LINE_END_##symbol,
#include "wire/line_ends.def"
#undef LINE_END
	LINE_END_COUNT
};

#define LINE_END_MAX	2	/* bytes of the longest */

/* What is appended, and its length: nothing for NONE; for MIRROR LF, as to
 * somebody who has not spoken. */
const char *line_end_bytes(enum line_end end, size_t *len);

/* By its word; false: there is no such one. */
bool line_end_find(const char *word, enum line_end *end);

/* All the words, "mirror, none, lf, ...": for a message that refuses one. */
#define LINE_END_WORDS_SIZE	64
const char *line_end_words(char out[LINE_END_WORDS_SIZE]);

#endif
