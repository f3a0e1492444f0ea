/*
 * The colours by name: what the windows paint with, one palette a scheme.
 *
 * Values only; toolkit/colour.h fills them.
 */
#ifndef GUI_TOOLKIT_PALETTE_H
#define GUI_TOOLKIT_PALETTE_H

#include <X11/Xft/Xft.h>
#include <X11/extensions/Xrender.h>

#include "shm/table.h"

enum colour_id {
#define COLOUR(symbol, name) COLOUR_##symbol,
#include "gui/toolkit/colours.def"
#undef COLOUR
#define STATE(symbol, word, meaning) COLOUR_INK_##symbol, COLOUR_FILL_##symbol,
#include "shm/states.def"
#undef STATE
	COLOUR_COUNT
};

/* The two colours of a client state's pill. */
#define COLOUR_STATE_INK(state)  ((enum colour_id)(COLOUR_INK_FREE + \
	2 * ((state) < STATE_COUNT ? (int)(state) : 0)))
#define COLOUR_STATE_FILL(state) ((enum colour_id)(COLOUR_FILL_FREE + \
	2 * ((state) < STATE_COUNT ? (int)(state) : 0)))

struct colour {
	unsigned long pixel;
	XftColor xft;
	Picture solid;		/* 0 until it is needed */
};

struct palette {
	struct colour colours[COLOUR_COUNT];
};

#endif
