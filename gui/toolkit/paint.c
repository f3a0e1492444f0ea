/* Painting through a back buffer. */
#include "gui/toolkit/paint.h"

#include <Xm/Xm.h>
#include <stdlib.h>
#include <string.h>

#include "gui/toolkit/core.h"
#include "gui/toolkit/fill.h"
#include "gui/toolkit/glyph.h"
#include "gui/toolkit/colour.h"
#include "gui/toolkit/shape.h"
#include "gui/toolkit/tip.h"

static void
release(struct canvas *canvas)
{
	Display *display = canvas->app->display;

	if (canvas->pixmap == None)
		return;
	core_close(canvas);
	if (canvas->picture != None)
		XRenderFreePicture(display, canvas->picture);
	canvas->picture = None;
	XFreePixmap(display, canvas->pixmap);
	canvas->pixmap = None;
}

static void
make_buffer(struct canvas *canvas, int width, int height)
{
	struct app *app = canvas->app;

	release(canvas);
	canvas->width = width;
	canvas->height = height;
	canvas->pixmap = XCreatePixmap(app->display, XtWindow(canvas->area),
	    (unsigned)width, (unsigned)height, (unsigned)app->depth);
	if (app->render)
		canvas->picture = XRenderCreatePicture(app->display,
		    canvas->pixmap, XRenderFindVisualFormat(app->display,
		    app->visual), 0, NULL);
	else
		core_open(canvas);
}

bool
paint_prepare(struct canvas *canvas, struct app *app, Widget area)
{
	Dimension width, height;
	XGCValues values = { .graphics_exposures = False };

	canvas->app = app;
	canvas->area = area;
	if (!XtIsRealized(area))
		return false;
	if (canvas->gc == NULL) {
		canvas->gc = XCreateGC(app->display, XtWindow(area),
		    GCGraphicsExposures, &values);
		tip_watch(canvas);
	}
	XtVaGetValues(area, XmNwidth, &width, XmNheight, &height, NULL);
	if (canvas->pixmap != None && canvas->width == (int)width &&
	    canvas->height == (int)height)
		return false;
	make_buffer(canvas, width, height);
	tip_forget_all(canvas);
	return true;
}

/* Everything that waits is drawn, the letters last. */
static void
draw_waiting(void)
{
	shape_flush();
	glyph_flush();
}

void
paint_close(struct canvas *canvas)
{
	if (canvas->app == NULL)
		return;
	draw_waiting();
	tip_close(canvas);
	release(canvas);
	if (canvas->gc != NULL)
		XFreeGC(canvas->app->display, canvas->gc);
	canvas->gc = NULL;
}

/* Rectangles go below the shapes that wait. */
static void
put_fill(struct canvas *canvas, enum colour_id colour, struct area area)
{
	if (shape_waits(canvas, area))
		shape_flush();
	fill_put(canvas, colour, area);
}

void
paint_fill(struct canvas *canvas, enum colour_id colour, struct area area)
{
	if (area.width <= 0 || area.height <= 0)
		return;
	tip_forget(canvas, area);
	put_fill(canvas, colour, area);
}

void
paint_capsule(struct canvas *canvas, enum colour_id colour, struct area area)
{
	if (canvas->app->render && area.height > 0 &&
	    area.width >= area.height)
		shape_round(canvas, colour, area, area.width, 0);
	else
		paint_round(canvas, colour, area);
}

/* Half a disc at either end, a rectangle between. */
void
paint_round(struct canvas *canvas, enum colour_id colour, struct area area)
{
	int radius = area.width < area.height ? area.width / 2 :
	    area.height / 2;
	struct area end = { area.x, area.y, radius, area.height };

	if (area.width <= 0 || area.height <= 0)
		return;
	if (!canvas->app->render) {
		fill_flush();
		core_round(canvas, colour, area);
		return;
	}
	if (area.width > 2 * radius)
		put_fill(canvas, colour, (struct area){ area.x + radius,
		    area.y, area.width - 2 * radius, area.height });
	if (radius == 0)
		return;
	shape_round(canvas, colour, end, area.height, 0);
	end.x = area.x + area.width - radius;
	shape_round(canvas, colour, end, area.height, area.height - radius);
}

void
paint_triangle(struct canvas *canvas, enum colour_id colour,
    const XPointDouble corners[3])
{
	XPointDouble points[4] = { corners[0], corners[1], corners[2],
	    corners[2] };

	if (canvas->app->render)
		shape_triangle(canvas, colour, corners);
	else
		paint_band(canvas, colour, points, 4);
}

void
paint_band(struct canvas *canvas, enum colour_id colour,
    const XPointDouble *points, int count)
{
	struct app *app = canvas->app;
	XPointFixed fixed[512];
	int i;

	if (count < 3)
		return;
	shape_flush();
	if (!app->render) {
		core_band(canvas, colour, points, count);
		return;
	}
	if (count > (int)XtNumber(fixed))
		count = XtNumber(fixed);
	for (i = 0; i < count; i++) {
		fixed[i].x = XDoubleToFixed(points[i].x);
		fixed[i].y = XDoubleToFixed(points[i].y);
	}
	XRenderCompositeTriStrip(app->display, PictOpOver,
	    colour_solid(app, app_colour(app, colour)), canvas->picture,
	    XRenderFindStandardFormat(app->display, PictStandardA8), 0, 0,
	    fixed, count);
	canvas->cost += 24 + 8 * count;
}

int
paint_text(struct canvas *canvas, enum font_role role, enum colour_id colour,
    int x, int baseline, const char *text, size_t len)
{
	return glyph_put(canvas, role, colour, x, baseline, text, len);
}

void
paint_label(struct canvas *canvas, enum font_role role,
    enum colour_id colour, struct area area, enum paint_align align,
    const char *text)
{
	static const char ellipsis[] = "\xe2\x80\xa6";
	struct font_set *fonts = canvas->app->fonts;
	size_t len = strlen(text);
	int width = font_width(fonts, role, text, len);
	int dots = 0, x = area.x;
	int baseline = area.y + font_ascent(fonts, role) +
	    (area.height - font_height(fonts, role)) / 2;

	if (width > area.width) {
		tip_note(canvas, area, text);
		dots = font_width(fonts, role, ellipsis, sizeof(ellipsis) - 1);
		len = font_fit(fonts, role, text, len, area.width - dots,
		    &width);
	} else if (align != ALIGN_LEFT)
		x += align == ALIGN_RIGHT ? area.width - width :
		    (area.width - width) / 2;
	paint_text(canvas, role, colour, x, baseline, text, len);
	if (dots != 0 && width + dots <= area.width)
		paint_text(canvas, role, colour, x + width, baseline, ellipsis,
		    sizeof(ellipsis) - 1);
}

void
paint_found(struct canvas *canvas, struct area area, bool now)
{
	if (now) {
		paint_fill(canvas, COLOUR_FOUND_EDGE, area);
		area = (struct area){ area.x + 1, area.y + 1, area.width - 2,
		    area.height - 2 };
	}
	paint_fill(canvas, now ? COLOUR_FOUND_NOW : COLOUR_FOUND, area);
}

void
paint_move(struct canvas *canvas, struct area from, int to_y)
{
	draw_waiting();
	tip_move(canvas, from, to_y - from.y);
	XCopyArea(canvas->app->display, canvas->pixmap, canvas->pixmap,
	    canvas->gc, from.x, from.y, (unsigned)from.width,
	    (unsigned)from.height, from.x, to_y);
	canvas->cost += 28;
}

void
paint_shift(struct canvas *canvas, struct area from, int to_x)
{
	if (from.width <= 0 || from.height <= 0)
		return;
	draw_waiting();
	XCopyArea(canvas->app->display, canvas->pixmap, canvas->pixmap,
	    canvas->gc, from.x, from.y, (unsigned)from.width,
	    (unsigned)from.height, to_x, from.y);
	canvas->cost += 28;
}

static bool
merge(XRectangle *into, struct area area)
{
	if (into->x != area.x || into->width != area.width ||
	    area.y > into->y + into->height || area.y + area.height < into->y)
		return false;
	if (area.y + area.height > into->y + into->height)
		into->height = (unsigned short)(area.y + area.height -
		    into->y);
	if (area.y < into->y) {
		into->height = (unsigned short)(into->height + into->y -
		    area.y);
		into->y = (short)area.y;
	}
	return true;
}

void
paint_mark(struct canvas *canvas, struct area area)
{
	if (area.width <= 0 || area.height <= 0)
		return;
	if (canvas->dirty_count > 0 &&
	    merge(&canvas->dirty[canvas->dirty_count - 1], area))
		return;
	if (canvas->dirty_count == CANVAS_DIRTY_MAX) {
		paint_mark_all(canvas);
		return;
	}
	canvas->dirty[canvas->dirty_count++] = (XRectangle){ (short)area.x,
	    (short)area.y, (unsigned short)area.width,
	    (unsigned short)area.height };
}

void
paint_mark_all(struct canvas *canvas)
{
	canvas->dirty[0] = (XRectangle){ 0, 0, (unsigned short)canvas->width,
	    (unsigned short)canvas->height };
	canvas->dirty_count = 1;
}

static void
copy_out(struct canvas *canvas, int x, int y, int width, int height)
{
	if (canvas->pixmap != None)
		XCopyArea(canvas->app->display, canvas->pixmap,
		    XtWindow(canvas->area), canvas->gc, x, y, (unsigned)width,
		    (unsigned)height, x, y);
	canvas->cost += 28;
}

void
paint_show(struct canvas *canvas)
{
	int i;

	draw_waiting();
	for (i = 0; i < canvas->dirty_count; i++)
		copy_out(canvas, canvas->dirty[i].x, canvas->dirty[i].y,
		    canvas->dirty[i].width, canvas->dirty[i].height);
	canvas->dirty_count = 0;
}

void
paint_expose(struct canvas *canvas, const XExposeEvent *event)
{
	copy_out(canvas, event->x, event->y, event->width, event->height);
}
