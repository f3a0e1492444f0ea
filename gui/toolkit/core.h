/*
 * Shapes and letters for an X server without RENDER: what paint.h promises,
 * with the core protocol's requests and without smooth edges.
 *
 * Only paint.c and glyph.c call this, where app.render is false.
 */
#ifndef GUI_TOOLKIT_CORE_H
#define GUI_TOOLKIT_CORE_H

#include "gui/toolkit/canvas.h"

void core_open(struct canvas *canvas);
void core_close(struct canvas *canvas);

/* Half a disc at either end, a rectangle between. */
void core_round(struct canvas *canvas, enum colour_id colour,
    struct area area);
/* A band between pairs of points. */
void core_band(struct canvas *canvas, enum colour_id colour,
    const XPointDouble *points, int count);
void core_glyphs(struct canvas *canvas, enum colour_id colour,
    const XftGlyphFontSpec *glyphs, int count);

#endif
