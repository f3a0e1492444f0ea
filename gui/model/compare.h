/*
 * Two messages side by side: line against line, and which bytes differ.
 *
 * Pure but for memory; the bytes stay the caller's and are read only during
 * compare_make.  Lines are those that \n ends.  Equal ones stand side by side,
 * in order, then those that begin with the same word (a header's name); in two
 * lines that differ the bytes are compared.  Matches of a byte or two between
 * differences are no help to anybody, and count as different.
 */
#ifndef GUI_MODEL_COMPARE_H
#define GUI_MODEL_COMPARE_H

#include "gui/model/align.h"

struct compare_bytes {
	const unsigned char *bytes;
	uint32_t len;
};

struct compare_row {
	uint32_t at[2], len[2];	/* the line of each; len 0: it has none */
	bool differs;
};

struct compare {
	struct diff bytes;	/* of all bytes of both, in order */
	struct compare_row *rows;
	uint32_t row_count;
	uint32_t differences;	/* runs of bytes that differ */
	bool given_up;		/* of some it is only said that they differ */
};

/* *steps: so many comparisons more, at most; they are shared by several.
 * *compare is empty before; false: no memory, and it is empty again. */
bool compare_make(struct compare *compare, const struct compare_bytes of[2],
    uint64_t *steps);
void compare_free(struct compare *compare);

/* The run with that byte of one side; the count behind the last. */
uint32_t compare_run_of(const struct compare *compare, unsigned side,
    uint32_t at);

#endif
