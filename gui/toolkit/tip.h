/*
 * Tips: words beside the pointer when it rests on something drawn, what a
 * column or a figure means, or a text that had to be cut.
 *
 * Painting notes what there is to say, where (paint_label does for what it
 * cuts); painting over it takes that away again.  Words that explain are
 * resources, text.tip.NAME.  The thread of the Xt loop.
 */
#ifndef GUI_TOOLKIT_TIP_H
#define GUI_TOOLKIT_TIP_H

#include "gui/toolkit/canvas.h"

/* Of that part of the canvas; the text is copied. */
void tip_note(struct canvas *canvas, struct area area, const char *text);
/* The part is painted over: what has its middle there. */
void tip_forget(struct canvas *canvas, struct area area);
/* Part of the picture has moved down by so many pixels. */
void tip_move(struct canvas *canvas, struct area from, int by);
void tip_forget_all(struct canvas *canvas);

/* Once a canvas: shows its tips. */
void tip_watch(struct canvas *canvas);
/* The canvas goes. */
void tip_close(struct canvas *canvas);

/* The one that is shown goes, and nothing is kept of it; while the app is
 * shut none comes. */
void tip_shut(struct app *app);

#endif
