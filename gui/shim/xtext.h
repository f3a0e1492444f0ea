/*
 * XftDrawStringUtf8 and XftTextExtentsUtf8 with characters from several
 * fonts; see xtext.c.  The thread of the Xt loop.
 */
#ifndef GUI_SHIM_XTEXT_H
#define GUI_SHIM_XTEXT_H

#include <X11/Xft/Xft.h>

/* Says which font has a character, instead of one that lacks it. */
void xtext_ask(XftFont *(*font_of)(Display *, XftFont *, unsigned));

#endif
