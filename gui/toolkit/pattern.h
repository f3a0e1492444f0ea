/*
 * Patterns over what has been painted, so that nothing is told by its colour
 * alone.  The thread of the Xt loop.
 */
#ifndef GUI_TOOLKIT_PATTERN_H
#define GUI_TOOLKIT_PATTERN_H

#include "gui/toolkit/canvas.h"

enum pattern {
	PATTERN_RISING,		/* from the lower left, broad */
	PATTERN_FALLING, PATTERN_UPRIGHT, PATTERN_LEVEL, PATTERN_DOTS,
	PATTERN_GRID, PATTERN_COUNT
};

/* Its lines in that colour, in all of the rectangles; they go on from one to
 * the other.  origin_x is a place that moves with what is below. */
void pattern_fill(struct canvas *canvas, enum pattern pattern,
    enum colour_id colour, XRectangle *at, int count, int origin_x);

#endif
