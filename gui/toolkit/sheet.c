/* A canvas without a drawing area. */
#include "gui/toolkit/sheet.h"

#include <X11/Xutil.h>
#include <stdlib.h>
#include <string.h>

#include "gui/toolkit/core.h"
#include "gui/toolkit/glyph.h"
#include "gui/toolkit/shape.h"
#include "gui/toolkit/tip.h"

void
sheet_open(struct canvas *canvas, struct app *app, int width, int height)
{
	memset(canvas, 0, sizeof(*canvas));
	canvas->app = app;
	canvas->width = width;
	canvas->height = height;
	canvas->pixmap = XCreatePixmap(app->display, XtWindow(app->shell),
	    (unsigned)width, (unsigned)height, (unsigned)app->depth);
	canvas->gc = XCreateGC(app->display, canvas->pixmap, 0, NULL);
	if (app->render)
		canvas->picture = XRenderCreatePicture(app->display,
		    canvas->pixmap, XRenderFindVisualFormat(app->display,
		    app->visual), 0, NULL);
	else
		core_open(canvas);
}

static void
draw_waiting(void)
{
	shape_flush();
	glyph_flush();
}

void
sheet_close(struct canvas *canvas)
{
	Display *display = canvas->app->display;

	draw_waiting();
	tip_forget_all(canvas);
	free(canvas->tips);
	core_close(canvas);
	if (canvas->picture != None)
		XRenderFreePicture(display, canvas->picture);
	XFreeGC(display, canvas->gc);
	XFreePixmap(display, canvas->pixmap);
}

/* A channel of a pixel, as 0 to 255; there are such masks. */
static unsigned char
channel(unsigned long pixel, unsigned long mask)
{
	unsigned long most = mask / (mask & -mask);

	return (unsigned char)((pixel & mask) / (mask & -mask) * 255 / most);
}

bool
sheet_read(struct canvas *canvas, int rows, unsigned char *rgb)
{
	const Visual *visual = canvas->app->visual;
	unsigned long pixel;
	XImage *image;
	int x, y;

	draw_waiting();
	if (visual->red_mask == 0 || visual->green_mask == 0 ||
	    visual->blue_mask == 0)
		return false;
	image = XGetImage(canvas->app->display, canvas->pixmap, 0, 0,
	    (unsigned)canvas->width, (unsigned)rows, AllPlanes, ZPixmap);
	if (image == NULL)
		return false;
	for (y = 0; y < rows; y++)
		for (x = 0; x < canvas->width; x++) {
			pixel = XGetPixel(image, x, y);
			*rgb++ = channel(pixel, visual->red_mask);
			*rgb++ = channel(pixel, visual->green_mask);
			*rgb++ = channel(pixel, visual->blue_mask);
		}
	XDestroyImage(image);
	return true;
}
