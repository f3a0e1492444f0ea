/* Pictures that the server keeps, and rectangles that are filled with them. */
#include "gui/toolkit/stamps_private.h"

#include "gui/toolkit/paint.h"
#include "gui/toolkit/shape.h"
#include "gui/toolkit/sheet.h"

#define REQUEST_COST	36	/* with the change to another picture */
#define CELL_COST	8

void
stamps_forget(struct stamps *stamps)
{
	unsigned kind;

	for (kind = 0; kind < STAMPS_KINDS; kind++) {
		if (stamps->pictures[kind].pixmap != None)
			sheet_close(&stamps->pictures[kind]);
		stamps->pictures[kind].pixmap = None;
	}
	stamps_line_close(stamps);
}

void
stamps_begin(struct stamps *stamps, struct canvas *canvas, struct area first)
{
	if (stamps->first.width != first.width ||
	    stamps->first.height != first.height)
		stamps_forget(stamps);
	stamps->canvas = canvas;
	stamps->first = first;
}

static void
make_picture(struct stamps *stamps, unsigned kind)
{
	struct canvas *picture = &stamps->pictures[kind];
	XRenderPictureAttributes attributes = { .repeat = RepeatNormal };

	if (stamps->cells == None)
		stamps_line_open(stamps);
	sheet_open(picture, stamps->canvas->app, stamps->first.width,
	    stamps->first.height);
	stamps->paint(stamps->context, kind, picture, (struct area){ 0, 0,
	    stamps->first.width, stamps->first.height });
	paint_show(picture);	/* nowhere, but what waits is drawn */
	if (picture->picture != None)
		XRenderChangePicture(picture->app->display, picture->picture,
		    CPRepeat, &attributes);
	stamps->canvas->cost += picture->cost;
}

static GC
stamp_gc(const struct stamps *stamps, unsigned kind)
{
	static GC gc;		/* all canvases are of one depth */
	struct canvas *canvas = stamps->canvas;
	Display *display = canvas->app->display;
	XGCValues values = { .fill_style = FillTiled,
	    .graphics_exposures = False };

	if (gc == NULL)
		gc = XCreateGC(display, canvas->pixmap, GCFillStyle |
		    GCGraphicsExposures, &values);
	XSetTile(display, gc, stamps->pictures[kind].pixmap);
	XSetTSOrigin(display, gc, stamps->first.x, stamps->first.y);
	return gc;
}

static void
draw(struct stamps *stamps, unsigned kind)
{
	struct canvas *canvas = stamps->canvas;

	XFillRectangles(canvas->app->display, canvas->pixmap,
	    stamp_gc(stamps, kind), stamps->held[kind], stamps->counts[kind]);
	canvas->cost += REQUEST_COST + CELL_COST * stamps->counts[kind];
}

/* Makes the last one wider, if this one stands right of it. */
static bool
join(struct stamps *stamps, unsigned kind, int x, int y)
{
	XRectangle *last;

	if (stamps->counts[kind] == 0)
		return false;
	last = &stamps->held[kind][stamps->counts[kind] - 1];
	if (last->y != y || last->x + last->width != x)
		return false;
	last->width = (unsigned short)(last->width + stamps->first.width);
	return true;
}

void
stamps_put(struct stamps *stamps, unsigned kind, int x, int y)
{
	struct area cell = stamps->first;

	if (cell.width <= 0 || cell.height <= 0 || kind >= STAMPS_KINDS ||
	    join(stamps, kind, x, y))
		return;
	if (stamps->pictures[kind].pixmap == None)
		make_picture(stamps, kind);
	if (stamps->counts[kind] == STAMPS_HELD)
		stamps_end(stamps);
	stamps->held[kind][stamps->counts[kind]++] = (XRectangle){ (short)x,
	    (short)y, (unsigned short)cell.width, (unsigned short)cell.height
	    };
}

void
stamps_end(struct stamps *stamps)
{
	unsigned kind;

	shape_flush();	/* what is below */
	for (kind = 0; kind < STAMPS_KINDS; kind++) {
		if (stamps->counts[kind] == 0)
			continue;
		if (stamps->cells != None)
			stamps_line_draw(stamps, kind);
		else
			draw(stamps, kind);
		stamps->counts[kind] = 0;
	}
}
