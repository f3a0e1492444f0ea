/*
 * XftFontClose that does not close.
 *
 * Motif's renditions share the fonts they open but close them once for each
 * copy of themselves (2.3.8: a dialog, a change of the size, and a count is
 * below zero); Xft then frees fonts that are in use, some sizes later.  So
 * here nobody closes any, us included (libXm binds to this one, as ELF has
 * it): Xft gives the same font again for the same size, and what stays is a
 * few fonts for each size that was ever shown.
 */
#include <X11/Xft/Xft.h>

void
XftFontClose(Display *display, XftFont *font)
{
	(void)display;
	(void)font;
}
