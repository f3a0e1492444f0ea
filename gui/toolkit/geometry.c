/* How large a window is when it opens, and where. */
#include "gui/toolkit/geometry.h"

#include <X11/StringDefs.h>
#include <X11/Shell.h>
#include <X11/Xutil.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "gui/toolkit/scale.h"
#include "gui/toolkit/screen.h"

static int
at_most(int size, int most)
{
	return size > most ? most : size;
}

static void
default_size(const struct app *app, int *width, int *height)
{
	*width = at_most(scale_window_px(app_number(app, "windowWidth",
	    "WindowWidth", 1000)), screen_most_width(app->screen));
	*height = at_most(scale_window_px(app_number(app, "windowHeight",
	    "WindowHeight", 700)), screen_most_height(app->screen));
}

/* Nothing is asked for below what a small screen shows of it. */
static void
decide_least(const struct app *app)
{
	char number[16];

	(void)snprintf(number, sizeof(number), "%d", at_most(
	    scale_px(app_number(app, "windowMinWidth",
	    "WindowMinWidth", 560)), screen_most_width(app->screen)));
	app_put_resource(app, XtNminWidth, number);
	(void)snprintf(number, sizeof(number), "%d", at_most(
	    scale_px(app_number(app, "windowMinHeight",
	    "WindowMinHeight", 380)), screen_most_height(app->screen)));
	app_put_resource(app, XtNminHeight, number);
}

/* A place that was remembered may be of another screen. */
static int
moved_in(int at, int size, int most)
{
	if (at + size > most)
		at = most - size;
	return at < 0 ? 0 : at;
}

struct geometry {
	int flags;		/* of XParseGeometry */
	int x, y, width, height;
};

/* What a text leaves open is the default's. */
static struct geometry
understand(const struct app *app, const char *text)
{
	struct geometry geometry = { 0, 0, 0, 0, 0 };
	unsigned width = 0, height = 0;

	default_size(app, &geometry.width, &geometry.height);
	if (text != NULL)
		geometry.flags = XParseGeometry(text, &geometry.x,
		    &geometry.y, &width, &height);
	if (geometry.flags & WidthValue && width > 0 && width < SHRT_MAX)
		geometry.width = at_most((int)width,
		    screen_most_width(app->screen));
	if (geometry.flags & HeightValue && height > 0 && height < SHRT_MAX)
		geometry.height = at_most((int)height,
		    screen_most_height(app->screen));
	return geometry;
}

void
geometry_decide(const struct app *app)
{
	const char *asked = app_resource(app, XtNgeometry, XtCGeometry);
	struct geometry is = understand(app, asked != NULL ? asked :
	    app_resource(app, "windowGeometry", "WindowGeometry"));
	char text[2 * GEOMETRY_SIZE];
	size_t used;

	decide_least(app);
	if (asked == NULL) {
		is.x = moved_in(is.x, is.width,
		    screen_most_width(app->screen));
		is.y = moved_in(is.y, is.height,
		    screen_most_height(app->screen));
	}
	used = (size_t)snprintf(text, sizeof(text), "%dx%d", is.width,
	    is.height);
	if (is.flags & XValue && is.flags & YValue)
		(void)snprintf(text + used, sizeof(text) - used, "%c%d%c%d",
		    is.flags & XNegative ? '-' : '+', abs(is.x),
		    is.flags & YNegative ? '-' : '+', abs(is.y));
	app_put_resource(app, XtNgeometry, text);
}

void
geometry_reset(const struct app *app)
{
	int width, height;

	default_size(app, &width, &height);
	XtVaSetValues(app->shell, XtNwidth, width, XtNheight, height, NULL);
}

/* Of the window's own, and of what its manager put around it. */
static Window
outermost(Display *display, Window window)
{
	Window root = None, parent = None, *children = NULL;
	unsigned count;

	while (XQueryTree(display, window, &root, &parent, &children,
	    &count) != 0) {
		if (children != NULL)
			XFree(children);
		children = NULL;
		if (parent == None || parent == root)
			break;
		window = parent;
	}
	return window;
}

bool
geometry_now(const struct app *app, char out[GEOMETRY_SIZE])
{
	Display *display = app->display;
	Dimension width = 0, height = 0;
	Window root;
	int x = 0, y = 0;
	unsigned frame_width, frame_height, border, depth;

	if (!XtIsRealized(app->shell) || XGetGeometry(display,
	    outermost(display, XtWindow(app->shell)), &root, &x, &y,
	    &frame_width, &frame_height, &border, &depth) == 0)
		return false;
	XtVaGetValues(app->shell, XtNwidth, &width, XtNheight, &height, NULL);
	(void)snprintf(out, GEOMETRY_SIZE, "%dx%d+%d+%d", width, height,
	    x < 0 ? 0 : x, y < 0 ? 0 : y);
	return true;
}
