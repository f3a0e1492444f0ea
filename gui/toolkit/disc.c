/* Discs as coverage masks. */
#include "gui/toolkit/disc.h"

#include <X11/Xutil.h>
#include <stdlib.h>

#include "gui/toolkit/app.h"

#define DISCS_MAX	64	/* sizes in use; a few a font size and kind */
#define FINE		4	/* samples a pixel and axis */

static struct { int width, height; Picture mask; } discs[DISCS_MAX];
static unsigned disc_count;

/* How much of the pixel the disc covers, 0 to 255; what is between its
 * halves is as its middle is. */
static unsigned char
coverage(int x, int y, int width, int diameter)
{
	double radius = diameter / 2.0, dx, dy;
	int i, j, inside = 0;

	if (x >= diameter / 2)
		x = x < width - diameter / 2 ? diameter / 2 :
		    x - (width - diameter);
	for (i = 0; i < FINE; i++)
		for (j = 0; j < FINE; j++) {
			dx = x + (i + 0.5) / FINE - radius;
			dy = y + (j + 0.5) / FINE - radius;
			inside += dx * dx + dy * dy <= radius * radius;
		}
	return (unsigned char)(inside * 255 / (FINE * FINE));
}

static Picture
make_disc(struct app *app, int width, int height)
{
	Display *display = app->display;
	int stride = (width + 3) / 4 * 4, x, y;
	char *data = calloc((size_t)stride, (size_t)height);
	Pixmap pixmap = XCreatePixmap(display,
	    RootWindowOfScreen(app->screen), (unsigned)width,
	    (unsigned)height, 8);
	GC gc = XCreateGC(display, pixmap, 0, NULL);
	XImage *image;
	Picture mask;

	for (y = 0; data != NULL && y < height; y++)
		for (x = 0; x < width; x++)
			data[y * stride + x] = (char)coverage(x, y, width,
			    height);
	image = XCreateImage(display, app->visual, 8, ZPixmap, 0, data,
	    (unsigned)width, (unsigned)height, 32, stride);
	if (image != NULL && data != NULL) {
		/* The image has the data by now, and frees it. */
		/* NOLINTNEXTLINE(clang-analyzer-unix.Malloc) */
		XPutImage(display, pixmap, gc, image, 0, 0, 0, 0,
		    (unsigned)width, (unsigned)height);
		XDestroyImage(image);
	} else {
		free(data);
	}
	mask = XRenderCreatePicture(display, pixmap,
	    XRenderFindStandardFormat(display, PictStandardA8), 0, NULL);
	XFreeGC(display, gc);
	XFreePixmap(display, pixmap);
	return mask;
}

Picture
disc_mask(struct app *app, int width, int height)
{
	unsigned i;

	for (i = 0; i < disc_count; i++)
		if (discs[i].width == width && discs[i].height == height)
			return discs[i].mask;
	if (disc_count == DISCS_MAX) {
		disc_count--;
		XRenderFreePicture(app->display, discs[disc_count].mask);
	}
	discs[disc_count].width = width;
	discs[disc_count].height = height;
	discs[disc_count].mask = make_disc(app, width, height);
	return discs[disc_count++].mask;
}
