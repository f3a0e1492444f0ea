/*
 * Painting into a drawing area through a back buffer: nothing flickers and
 * nothing is asked of the server.
 *
 * A canvas belongs to one drawing area.  What changed is remembered as
 * rectangles and copied to the window by paint_show, once a tick.  Sizes are
 * pixels, texts UTF-8 that has been escaped (base/text.h).  The thread of the
 * Xt loop.
 */
#ifndef GUI_TOOLKIT_PAINT_H
#define GUI_TOOLKIT_PAINT_H

#include "gui/toolkit/canvas.h"
#include "gui/toolkit/font.h"

/* Follows the drawing area's size; true when everything must be painted. */
bool paint_prepare(struct canvas *canvas, struct app *app, Widget area);
void paint_close(struct canvas *canvas);

void paint_fill(struct canvas *canvas, enum colour_id colour,
    struct area area);
/* Rounded ends, anti-aliased: pills, bars, dots. */
void paint_round(struct canvas *canvas, enum colour_id colour,
    struct area area);
/* One whose size is one of few: a shape that the server keeps. */
void paint_capsule(struct canvas *canvas, enum colour_id colour,
    struct area area);
void paint_triangle(struct canvas *canvas, enum colour_id colour,
    const XPointDouble corners[3]);
/* A band between pairs of points (upper, lower, upper, lower, ...). */
void paint_band(struct canvas *canvas, enum colour_id colour,
    const XPointDouble *points, int count);

/* Text, on a base line; returns its width.  It is drawn last, above all else
 * that is painted until paint_move or paint_show. */
int paint_text(struct canvas *canvas, enum font_role role,
    enum colour_id colour, int x, int baseline, const char *text, size_t len);

enum paint_align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE };
/* Text inside an area, vertically centred, cut with an ellipsis. */
void paint_label(struct canvas *canvas, enum font_role role,
    enum colour_id colour, struct area area, enum paint_align align,
    const char *text);

/* Behind text that was looked for; now: what was found last, in a frame. */
void paint_found(struct canvas *canvas, struct area area, bool now);

/* Moves part of the picture; marks nothing. */
void paint_move(struct canvas *canvas, struct area from, int to_y);
/* The same to the side; tips stay. */
void paint_shift(struct canvas *canvas, struct area from, int to_x);

void paint_mark(struct canvas *canvas, struct area area);
void paint_mark_all(struct canvas *canvas);
/* Copies what is marked to the window. */
void paint_show(struct canvas *canvas);
/* Copies a part, for an Expose event. */
void paint_expose(struct canvas *canvas, const XExposeEvent *event);

#endif
