/*
 * Rectangles that wait for others of their colour: those travel together,
 * joined where they touch, as long as the picture is the same as if each had
 * been drawn at once.
 *
 * Only paint.c calls this, and what draws for it: core.c and shape.c.
 * Whatever else is painted comes after a flush.
 */
#ifndef GUI_TOOLKIT_FILL_H
#define GUI_TOOLKIT_FILL_H

#include "gui/toolkit/canvas.h"

void fill_put(struct canvas *canvas, enum colour_id colour,
    struct area area);
/* For drawing at once, in this colour. */
GC fill_gc(struct canvas *canvas, enum colour_id colour);
/* Draws what waits, of whichever canvas. */
void fill_flush(void);

#endif
