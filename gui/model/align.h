/*
 * Two lists side by side, each item against its counterpart: first those that
 * are equal, in order, as many as can be; between them those that are alike;
 * and between those the first against the first, as far as they may.  What is
 * left has no counterpart.
 *
 * Pure but for memory; bounded as gui/model/diff.h is.
 */
#ifndef GUI_MODEL_ALIGN_H
#define GUI_MODEL_ALIGN_H

#include "gui/model/diff.h"

#define ALIGN_NONE	UINT32_MAX

struct align_pair {
	uint32_t item[2];	/* one may be ALIGN_NONE */
	bool equal;
};

struct align {
	struct align_pair *pairs;
	uint32_t count, room;
	bool given_up;		/* some may have another counterpart */
};

struct align_of {
	uint32_t len[2];
	diff_equal *equal, *alike;
	diff_equal *may;	/* stand side by side at all; NULL: any two */
	void *context;
	uint64_t *steps;
};

/* *align is empty before; false: no memory, and it is empty again. */
bool align_make(struct align *align, const struct align_of *of);
void align_free(struct align *align);

#endif
