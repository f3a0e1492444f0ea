/*
 * Shapes that wait: rectangles below them travel together meanwhile, and
 * triangles of one colour do.  What waits never overlaps: whatever would be
 * above or below it draws it first.
 *
 * Only paint.c, sheet.c and stamps.c call this, and what draws for them:
 * glyph.c and pattern.c.  There are shapes with RENDER only.
 */
#ifndef GUI_TOOLKIT_SHAPE_H
#define GUI_TOOLKIT_SHAPE_H

#include "gui/toolkit/canvas.h"

/* A part of what stands in that area, with rounded ends and so wide, from
 * mask_x on. */
void shape_round(struct canvas *canvas, enum colour_id colour,
    struct area area, int width, int mask_x);
void shape_triangle(struct canvas *canvas, enum colour_id colour,
    const XPointDouble corners[3]);
/* Does one wait there? */
bool shape_waits(const struct canvas *canvas, struct area area);
/* Draws what waits, of whichever canvas: rectangles, then these. */
void shape_flush(void);

#endif
