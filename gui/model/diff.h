/*
 * What two sequences have in common, in order: as much as can be, so that as
 * little as can be was taken out of the one and put into the other.  The
 * greedy algorithm of E. Myers, "An O(ND) difference algorithm and its
 * variations" (Algorithmica 1, 1986), with what begins and ends alike set
 * aside first.
 *
 * Pure but for memory.  Time and memory are bounded: where the two differ in
 * more than DIFF_MOST items, or a caller's steps are used up, what is between
 * the common begin and end is one difference, and given_up says so.
 */
#ifndef GUI_MODEL_DIFF_H
#define GUI_MODEL_DIFF_H

#include <stdbool.h>
#include <stdint.h>

#define DIFF_MOST	1000

/* A part of both, [at, at + len) of each: the same items, or others; then one
 * length may be 0. */
struct diff_run {
	uint32_t at[2], len[2];
	bool same;
};

/* Runs follow one another and cover both; same and others take turns. */
struct diff {
	struct diff_run *runs;
	uint32_t count, room;
	bool given_up;
};

/* Item a of the one, b of the other. */
typedef bool diff_equal(void *context, uint32_t a, uint32_t b);

struct diff_of {
	uint32_t len[2];
	diff_equal *equal;
	void *context;
	uint64_t *steps;	/* so many comparisons more, at most */
};

/* *diff is empty before; false: no memory, and it is empty again. */
bool diff_make(struct diff *diff, const struct diff_of *of);
void diff_free(struct diff *diff);

/* Adds a run behind the last one, or to it; false: no memory. */
bool diff_add(struct diff *diff, bool same, uint32_t a_len, uint32_t b_len);

#endif
