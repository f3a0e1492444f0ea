/*
 * XftFontClose that does not close: see README.  Xft gives the same font again
 * for the same size, so what stays is a few fonts for each size ever shown.
 */
#include <X11/Xft/Xft.h>

void
XftFontClose(Display *display, XftFont *font)
{
	(void)display;
	(void)font;
}
