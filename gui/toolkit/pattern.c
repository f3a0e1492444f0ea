/* Patterns: stipples that the server keeps, one request a colour. */
#include "gui/toolkit/pattern.h"

#include <string.h>

#include "gui/toolkit/scale.h"
#include "gui/toolkit/shape.h"

#define SIDE		8	/* pixels of a pattern at 96 dots an inch */
#define SCALE_MOST	4
#define REQUEST_COST	40
#define RECTANGLE_COST	8

static const unsigned char rows[PATTERN_COUNT][SIDE] = {
	[PATTERN_RISING] = { 0xc0, 0x60, 0x30, 0x18, 0x0c, 0x06, 0x03, 0x81 },
	[PATTERN_FALLING] = { 0x11, 0x22, 0x44, 0x88, 0x11, 0x22, 0x44, 0x88 },
	[PATTERN_UPRIGHT] = { 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11 },
	[PATTERN_LEVEL] = { 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0 },
	[PATTERN_DOTS] = { 0x11, 0, 0x44, 0, 0x11, 0, 0x44, 0 },
	[PATTERN_GRID] = { 0xff, 0x11, 0x11, 0x11, 0xff, 0x11, 0x11, 0x11 },
};

static Pixmap
make_stipple(struct canvas *canvas, enum pattern pattern, int times)
{
	char bits[SIDE * SCALE_MOST * SCALE_MOST];
	int side = SIDE * times, x, y;

	memset(bits, 0, sizeof(bits));
	for (y = 0; y < side; y++)
		for (x = 0; x < side; x++)
			if ((rows[pattern][y / times] >> x / times & 1) != 0)
				bits[y * times + x / 8] |=
				    (char)(1 << x % 8);
	return XCreateBitmapFromData(canvas->app->display, canvas->pixmap,
	    bits, (unsigned)side, (unsigned)side);
}

/* One a pattern, made anew where letters and so pixels are others. */
static GC
pattern_gc(struct canvas *canvas, enum pattern pattern)
{
	static GC gcs[PATTERN_COUNT];
	static int made_for[PATTERN_COUNT];
	Display *display = canvas->app->display;
	int times = scale_px(SIDE) / SIDE;
	Pixmap stipple;

	if (times < 1 || times > SCALE_MOST)
		times = times < 1 ? 1 : SCALE_MOST;
	if (gcs[pattern] == NULL) {
		gcs[pattern] = XCreateGC(display, canvas->pixmap, 0, NULL);
		XSetFillStyle(display, gcs[pattern], FillStippled);
	}
	if (made_for[pattern] != times) {
		stipple = make_stipple(canvas, pattern, times);
		XSetStipple(display, gcs[pattern], stipple);
		XFreePixmap(display, stipple);
		made_for[pattern] = times;
	}
	return gcs[pattern];
}

void
pattern_fill(struct canvas *canvas, enum pattern pattern,
    enum colour_id colour, XRectangle *at, int count, int origin_x)
{
	struct app *app = canvas->app;
	GC gc;

	if (count <= 0)
		return;
	shape_flush();
	gc = pattern_gc(canvas, pattern);
	XSetForeground(app->display, gc, app_colour(app, colour)->pixel);
	XSetTSOrigin(app->display, gc, origin_x, 0);
	XFillRectangles(app->display, canvas->pixmap, gc, at, count);
	canvas->cost += REQUEST_COST + RECTANGLE_COST * count;
}
