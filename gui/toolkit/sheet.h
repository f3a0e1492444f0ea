/*
 * A canvas without a drawing area: painted as every other one, then read back,
 * to be saved as a picture.
 *
 * toolkit/paint.h paints into it; paint_show and paint_close are not for it.
 * Reading waits for the X server.  The thread of the Xt loop.
 */
#ifndef GUI_TOOLKIT_SHEET_H
#define GUI_TOOLKIT_SHEET_H

#include "gui/toolkit/canvas.h"

/* Each side at most as large. */
#define SHEET_SIDE_MAX	30000

/* Once the window is realized.  canvas is set anew. */
void sheet_open(struct canvas *canvas, struct app *app, int width,
    int height);
void sheet_close(struct canvas *canvas);

/* Its upper rows: a byte each of red, green and blue.  False: no memory, or
 * pixels whose colours are not known. */
bool sheet_read(struct canvas *canvas, int rows, unsigned char *rgb);

#endif
