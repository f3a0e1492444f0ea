/* Shapes and letters for an X server without RENDER. */
#include "gui/toolkit/core.h"

#include <math.h>

#include "gui/toolkit/fill.h"

#define POINTS_MAX	512
#define FULL_CIRCLE	(360 * 64)
/* What a sharp letter takes, in rectangles of 8 bytes; about. */
#define LETTER_COST	160

void
core_open(struct canvas *canvas)
{
	canvas->letters = XftDrawCreate(canvas->app->display, canvas->pixmap,
	    canvas->app->visual, canvas->app->colormap);
}

void
core_close(struct canvas *canvas)
{
	if (canvas->letters != NULL)
		XftDrawDestroy(canvas->letters);
	canvas->letters = NULL;
}

void
core_round(struct canvas *canvas, enum colour_id colour, struct area area)
{
	Display *display = canvas->app->display;
	GC gc = fill_gc(canvas, colour);
	int across = area.width < area.height ? area.width : area.height;
	int between = area.width - across;

	XFillArc(display, canvas->pixmap, gc, area.x, area.y,
	    (unsigned)across, (unsigned)area.height, 0, FULL_CIRCLE);
	canvas->cost += 24;
	if (between == 0)
		return;
	XFillArc(display, canvas->pixmap, gc, area.x + between, area.y,
	    (unsigned)across, (unsigned)area.height, 0, FULL_CIRCLE);
	XFillRectangle(display, canvas->pixmap, gc, area.x + across / 2,
	    area.y, (unsigned)between, (unsigned)area.height);
	canvas->cost += 44;
}

static XPoint
nearest(XPointDouble point)
{
	return (XPoint){ (short)lround(point.x), (short)lround(point.y) };
}

/* The upper edge there, the lower one back. */
void
core_band(struct canvas *canvas, enum colour_id colour,
    const XPointDouble *points, int count)
{
	XPoint edge[POINTS_MAX];
	int i, used = 0;

	if (count > POINTS_MAX)
		count = POINTS_MAX;
	for (i = 0; i < count; i += 2)
		edge[used++] = nearest(points[i]);
	for (i = count / 2 * 2 - 1; i > 0; i -= 2)
		edge[used++] = nearest(points[i]);
	XFillPolygon(canvas->app->display, canvas->pixmap,
	    fill_gc(canvas, colour), edge, used, Complex, CoordModeOrigin);
	canvas->cost += 16 + 4 * used;
}

void
core_glyphs(struct canvas *canvas, enum colour_id colour,
    const XftGlyphFontSpec *glyphs, int count)
{
	if (canvas->letters == NULL)
		return;
	XftDrawGlyphFontSpec(canvas->letters,
	    &app_colour(canvas->app, colour)->xft, glyphs, count);
	canvas->cost += (long)LETTER_COST * count;
}
