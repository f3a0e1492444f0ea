/*
 * XQueryColor and XAllocColor by arithmetic, where the visual is TrueColor: see
 * README.
 */
#include <X11/Xlib.h>
#include <dlfcn.h>

static Visual *
true_colour(Display *display, Colormap colormap)
{
	int screen;

	for (screen = 0; screen < ScreenCount(display); screen++)
		if (DefaultColormap(display, screen) == colormap &&
		    DefaultVisual(display, screen)->class == TrueColor)
			return DefaultVisual(display, screen);
	return NULL;
}

static unsigned
mask_shift(unsigned long mask)
{
	unsigned shift = 0;

	while (mask != 0 && (mask >> shift & 1) == 0)
		shift++;
	return shift;
}

static unsigned short
channel_of(unsigned long pixel, unsigned long mask)
{
	unsigned shift = mask_shift(mask);
	unsigned long most = mask >> shift;

	return most == 0 ? 0 :
	    (unsigned short)((pixel >> shift & most) * 0xffff / most);
}

static unsigned long
bits_of(unsigned short value, unsigned long mask)
{
	unsigned shift = mask_shift(mask);
	unsigned long most = mask >> shift;

	return ((unsigned long)value * most + 0x7fff) / 0xffff << shift;
}

int
XQueryColor(Display *display, Colormap colormap, XColor *color)
{
	Visual *visual = true_colour(display, colormap);

	if (visual == NULL)
		return XQueryColors(display, colormap, color, 1);
	color->red = channel_of(color->pixel, visual->red_mask);
	color->green = channel_of(color->pixel, visual->green_mask);
	color->blue = channel_of(color->pixel, visual->blue_mask);
	color->flags = DoRed | DoGreen | DoBlue;
	return 1;
}

Status
XAllocColor(Display *display, Colormap colormap, XColor *color)
{
	static Status (*ask_server)(Display *, Colormap, XColor *);
	Visual *visual = true_colour(display, colormap);

	if (visual == NULL) {
		if (ask_server == NULL)
			*(void **)&ask_server = dlsym(RTLD_NEXT,
			    "XAllocColor");
		return ask_server == NULL ? 0 :
		    ask_server(display, colormap, color);
	}
	color->pixel = bits_of(color->red, visual->red_mask) |
	    bits_of(color->green, visual->green_mask) |
	    bits_of(color->blue, visual->blue_mask);
	return XQueryColor(display, colormap, color);
}
