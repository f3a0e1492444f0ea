/*
 * A canvas: the back buffer of one drawing area, and what of it is to be
 * copied to the window.  toolkit/paint.h paints into it.
 */
#ifndef GUI_TOOLKIT_CANVAS_H
#define GUI_TOOLKIT_CANVAS_H

#include <X11/Intrinsic.h>
#include <X11/Xft/Xft.h>
#include <X11/extensions/Xrender.h>
#include <stdbool.h>

#include "gui/toolkit/app.h"

#define PAINT_DIRTY_MAX 24

struct canvas {
	struct app *app;
	Widget area;
	Pixmap pixmap;
	Picture picture;	/* None without RENDER, */
	XftDraw *letters;	/* NULL with it */
	GC gc;
	int width, height;
	XRectangle dirty[PAINT_DIRTY_MAX];
	int dirty_count;
	long cost;		/* bytes of requests, about, since asked */
};

struct area {
	int x, y, width, height;
};

#endif
