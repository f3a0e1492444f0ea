/*
 * Characters that a font lacks come from other fonts, the same ones in what
 * is drawn (font.c) and in Motif's own texts (gui/shim/xtext.h).
 *
 * The thread of the Xt loop.  What was opened stays open.
 */
#ifndef GUI_TOOLKIT_FALLBACK_H
#define GUI_TOOLKIT_FALLBACK_H

#include <X11/Xft/Xft.h>

/* The font itself when it has the character, or when none has. */
XftFont *fallback_font(Display *display, XftFont *font, unsigned code);

#endif
