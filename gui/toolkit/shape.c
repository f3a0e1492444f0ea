/* Shapes that wait, drawn one by one, and triangles by colour. */
#include "gui/toolkit/shape.h"

#include <math.h>

#include "gui/toolkit/colour.h"
#include "gui/toolkit/disc.h"
#include "gui/toolkit/fill.h"

#define SHAPES_MAX	96
#define ROUND_COST	36
#define REQUEST_COST	24
#define TRIANGLE_COST	24

struct shape {
	enum colour_id colour;
	struct area area;
	XTriangle triangle;
	int width, mask_x;	/* of what has rounded ends; width 0: it is a
				   triangle */
	bool drawn;
};

static struct shape shapes[SHAPES_MAX];
static unsigned shape_count;
static struct canvas *painted;	/* whose they are */

bool
shape_waits(const struct canvas *canvas, struct area area)
{
	const struct area *at;
	unsigned i;

	if (canvas != painted)
		return false;
	for (i = 0; i < shape_count; i++) {
		at = &shapes[i].area;
		if (at->x < area.x + area.width && area.x < at->x + at->width &&
		    at->y < area.y + area.height &&
		    area.y < at->y + at->height)
			return true;
	}
	return false;
}

static void
put(struct canvas *canvas, const struct shape *shape)
{
	if (painted != canvas || shape_count == SHAPES_MAX ||
	    shape_waits(canvas, shape->area))
		shape_flush();
	painted = canvas;
	shapes[shape_count++] = *shape;
}

void
shape_round(struct canvas *canvas, enum colour_id colour, struct area area,
    int width, int mask_x)
{
	struct shape shape = { .colour = colour, .area = area, .width = width,
	    .mask_x = mask_x };

	put(canvas, &shape);
}

static XPointFixed
fixed(XPointDouble point)
{
	return (XPointFixed){ XDoubleToFixed(point.x),
	    XDoubleToFixed(point.y) };
}

void
shape_triangle(struct canvas *canvas, enum colour_id colour,
    const XPointDouble corners[3])
{
	double left = fmin(corners[0].x, fmin(corners[1].x, corners[2].x));
	double top = fmin(corners[0].y, fmin(corners[1].y, corners[2].y));
	double right = fmax(corners[0].x, fmax(corners[1].x, corners[2].x));
	double bottom = fmax(corners[0].y, fmax(corners[1].y, corners[2].y));
	struct shape shape = { .colour = colour, .area = { (int)floor(left),
	    (int)floor(top), (int)(ceil(right) - floor(left)),
	    (int)(ceil(bottom) - floor(top)) }, .triangle = {
	    fixed(corners[0]), fixed(corners[1]), fixed(corners[2]) } };

	put(canvas, &shape);
}

/* Without a format each is drawn by itself: no mask as large as all of
 * them. */
static void
draw_triangles(enum colour_id colour, unsigned first)
{
	struct app *app = painted->app;
	XTriangle triangles[SHAPES_MAX];
	int count = 0;
	unsigned i;

	for (i = first; i < shape_count; i++)
		if (shapes[i].width == 0 && shapes[i].colour == colour) {
			triangles[count++] = shapes[i].triangle;
			shapes[i].drawn = true;
		}
	XRenderCompositeTriangles(app->display, PictOpOver,
	    colour_solid(app, app_colour(app, colour)), painted->picture,
	    NULL, 0, 0, triangles, count);
	painted->cost += REQUEST_COST + TRIANGLE_COST * count;
}

static void
draw_round(const struct shape *shape)
{
	struct app *app = painted->app;
	struct area at = shape->area;

	XRenderComposite(app->display, PictOpOver,
	    colour_solid(app, app_colour(app, shape->colour)),
	    disc_mask(app, shape->width, at.height), painted->picture, 0, 0,
	    shape->mask_x, 0, at.x, at.y, (unsigned)at.width,
	    (unsigned)at.height);
	painted->cost += ROUND_COST;
}

void
shape_flush(void)
{
	unsigned i;

	fill_flush();
	for (i = 0; i < shape_count; i++) {
		if (shapes[i].drawn)
			continue;
		if (shapes[i].width == 0)
			draw_triangles(shapes[i].colour, i);
		else
			draw_round(&shapes[i]);
	}
	shape_count = 0;
}
