/*
 * Text that waits until everything below it is painted: glyphs of one colour
 * travel in one request, wherever in the canvas they stand, which is less
 * than half of what a request for each word takes.
 *
 * Only paint.c calls this.  One canvas is painted at a time; beginning
 * another, moving and showing draw what waits.
 */
#ifndef GUI_TOOLKIT_GLYPH_H
#define GUI_TOOLKIT_GLYPH_H

#include "gui/toolkit/canvas.h"
#include "gui/toolkit/font.h"

/* Returns the width; text too long for the queue draws what waits. */
int glyph_put(struct canvas *canvas, enum font_role role,
    enum colour_id colour, int x, int baseline, const char *text, size_t len);
/* Draws what waits, of whichever canvas. */
void glyph_flush(void);

#endif
