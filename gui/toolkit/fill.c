/* Rectangles that wait, drawn by colour. */
#include "gui/toolkit/fill.h"

#define FILLS_MAX	160
#define REQUEST_COST	12
#define RECTANGLE_COST	8

struct fill {
	enum colour_id colour;
	XRectangle at;
	bool drawn;
};

static struct fill fills[FILLS_MAX];
static unsigned fill_count;
static struct canvas *filled;	/* whose they are */

/* One a colour, for as long as the display: a change of colour would be
 * another request.  All canvases are of one depth. */
GC
fill_gc(struct canvas *canvas, enum colour_id colour)
{
	static GC gcs[COLOUR_COUNT];
	struct app *app = canvas->app;

	if (gcs[colour] == NULL)
		gcs[colour] = XCreateGC(app->display, canvas->pixmap, 0,
		    NULL);
	/* Sends something when the scheme is another one. */
	XSetForeground(app->display, gcs[colour],
	    app_colour(app, colour)->pixel);
	return gcs[colour];
}

static bool
overlap(const XRectangle *a, const XRectangle *b)
{
	return a->x < b->x + b->width && b->x < a->x + a->width &&
	    a->y < b->y + b->height && b->y < a->y + a->height;
}

/* Whether fills[next] can be drawn now: nothing that stays before it, of
 * another colour, is below it. */
static bool
can_go_ahead(unsigned first, unsigned next)
{
	unsigned i;

	for (i = first + 1; i < next; i++)
		if (!fills[i].drawn && overlap(&fills[i].at, &fills[next].at))
			return false;
	return true;
}

/* Makes one of two that stand side by side or on top of each other. */
static bool
join(XRectangle *into, const XRectangle *next)
{
	if (into->x == next->x && into->width == next->width &&
	    into->y + into->height == next->y) {
		into->height = (unsigned short)(into->height + next->height);
		return true;
	}
	if (into->y == next->y && into->height == next->height &&
	    into->x + into->width == next->x) {
		into->width = (unsigned short)(into->width + next->width);
		return true;
	}
	return false;
}

static bool
join_any(XRectangle *rectangles, int count, const XRectangle *next)
{
	while (count-- > 0)
		if (join(&rectangles[count], next))
			return true;
	return false;
}

/* The first one, and all of its colour that may come with it. */
static void
draw_from(unsigned first)
{
	XRectangle rectangles[FILLS_MAX];
	int count = 0;
	unsigned i;

	for (i = first; i < fill_count; i++) {
		if (fills[i].drawn || fills[i].colour != fills[first].colour ||
		    !can_go_ahead(first, i))
			continue;
		fills[i].drawn = true;
		if (!join_any(rectangles, count, &fills[i].at))
			rectangles[count++] = fills[i].at;
	}
	XFillRectangles(filled->app->display, filled->pixmap,
	    fill_gc(filled, fills[first].colour), rectangles, count);
	filled->cost += REQUEST_COST + RECTANGLE_COST * count;
}

void
fill_flush(void)
{
	unsigned i;

	for (i = 0; i < fill_count; i++)
		if (!fills[i].drawn)
			draw_from(i);
	fill_count = 0;
}

void
fill_put(struct canvas *canvas, enum colour_id colour, struct area area)
{
	if (filled != canvas || fill_count == FILLS_MAX)
		fill_flush();
	filled = canvas;
	fills[fill_count++] = (struct fill){ colour, { (short)area.x,
	    (short)area.y, (unsigned short)area.width,
	    (unsigned short)area.height }, false };
}
