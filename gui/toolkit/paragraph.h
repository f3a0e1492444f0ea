/*
 * Words in as many lines as they need: what an empty pane says.
 *
 * UTF-8 that has been escaped.  The thread of the Xt loop.
 */
#ifndef GUI_TOOLKIT_PARAGRAPH_H
#define GUI_TOOLKIT_PARAGRAPH_H

#include "gui/toolkit/paint.h"

/* From the area's top on, each line as high as the font and a little; words
 * that are longer than the area's height end in an ellipsis.  Marks nothing.
 * Returns the height that was taken. */
int paragraph_paint(struct canvas *canvas, enum font_role role,
    enum colour_id colour, struct area area, enum paint_align align,
    const char *words);

/* How many lines the words take in that width, at most so many. */
int paragraph_lines(const struct app *app, enum font_role role,
    const char *words, int width, int most);
int paragraph_line_height(const struct app *app, enum font_role role);

#endif
