/*
 * A canvas: the back buffer of one drawing area, and what of it is to be
 * copied to the window.  toolkit/paint.h paints into it.  The thread of the Xt
 * loop; a canvas is the member of a view, or of the window.
 */
#ifndef GUI_TOOLKIT_CANVAS_H
#define GUI_TOOLKIT_CANVAS_H

#include <X11/Intrinsic.h>
#include <X11/Xft/Xft.h>
#include <X11/extensions/Xrender.h>
#include <stdbool.h>

#include "gui/toolkit/app.h"

#define CANVAS_DIRTY_MAX 24

struct area {
	int x, y, width, height;
};

/* What is said of a part while the pointer rests there, see toolkit/tip.h. */
#define CANVAS_TIPS_MAX 160
struct canvas_tip {
	struct area area;
	char *text;
};

struct canvas {
	struct app *app;
	Widget area;
	Pixmap pixmap;
	Picture picture;	/* None without RENDER */
	XftDraw *letters;	/* NULL with RENDER */
	GC gc;
	int width, height;
	XRectangle dirty[CANVAS_DIRTY_MAX];
	int dirty_count;
	struct canvas_tip *tips;	/* CANVAS_TIPS_MAX, or NULL */
	int tip_count;
	long cost;		/* bytes of requests, about, since asked */
};

#endif
