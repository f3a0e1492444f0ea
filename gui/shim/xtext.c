/*
 * XftDrawStringUtf8 and XftTextExtentsUtf8 with characters from several
 * fonts.
 *
 * Motif's labels, lists and text fields draw and measure by these two, with
 * one font (2.3.8): what it lacks is a box, where what we draw ourselves shows
 * the character.  libXm binds to these, as ELF has it.  Left out, there are
 * boxes, and nothing else is different.  Letters stand in the order of the
 * text, as a field's cursor needs it.
 */
#include "gui/shim/xtext.h"

#include "base/text.h"

#define GLYPHS_MAX	256

static XftFont *(*ask)(Display *, XftFont *, unsigned);

void
xtext_ask(XftFont *(*font_of)(Display *, XftFont *, unsigned))
{
	ask = font_of;
}

/* The character that stands there, its font and glyph; bytes used. */
static size_t
xtext_glyph(Display *display, XftFont *font, const FcChar8 *text, size_t len,
    XftGlyphFontSpec *spec)
{
	unsigned code;
	size_t used = text_utf8(text, len, &code);

	if (used == 0) {
		used = 1;
		code = 0xfffd;
	}
	spec->font = ask == NULL ? font : ask(display, font, code);
	spec->glyph = XftCharIndex(display, spec->font, code);
	return used;
}

/* The box around both, the second one being moved by what the first takes. */
static void
xtext_join(XGlyphInfo *all, const XGlyphInfo *one)
{
	int left = all->xOff - one->x, top = all->yOff - one->y;
	int right = left + one->width, bottom = top + one->height;

	if (left > -all->x)
		left = -all->x;
	if (top > -all->y)
		top = -all->y;
	if (right < all->width - all->x)
		right = all->width - all->x;
	if (bottom < all->height - all->y)
		bottom = all->height - all->y;
	all->x = (short)-left;
	all->y = (short)-top;
	all->width = (unsigned short)(right - left);
	all->height = (unsigned short)(bottom - top);
	all->xOff = (short)(all->xOff + one->xOff);
	all->yOff = (short)(all->yOff + one->yOff);
}

void
XftTextExtentsUtf8(Display *display, XftFont *font, const FcChar8 *text,
    int len, XGlyphInfo *extents)
{
	XftGlyphFontSpec spec;
	XGlyphInfo one;
	size_t at, end = len < 0 ? 0 : (size_t)len;

	*extents = (XGlyphInfo){ 0, 0, 0, 0, 0, 0 };
	for (at = 0; at < end; ) {
		at += xtext_glyph(display, font, text + at, end - at, &spec);
		XftGlyphExtents(display, spec.font, &spec.glyph, 1, &one);
		if (extents->xOff == 0 && extents->width == 0)
			*extents = one;
		else
			xtext_join(extents, &one);
	}
}

void
XftDrawStringUtf8(XftDraw *draw, const XftColor *colour, XftFont *font, int x,
    int y, const FcChar8 *text, int len)
{
	Display *display = XftDrawDisplay(draw);
	XftGlyphFontSpec specs[GLYPHS_MAX];
	XGlyphInfo one;
	size_t at = 0, end = len < 0 ? 0 : (size_t)len;
	int count;

	while (at < end) {
		for (count = 0; at < end && count < GLYPHS_MAX; count++) {
			at += xtext_glyph(display, font, text + at, end - at,
			    &specs[count]);
			specs[count].x = (short)x;
			specs[count].y = (short)y;
			XftGlyphExtents(display, specs[count].font,
			    &specs[count].glyph, 1, &one);
			x += one.xOff;
		}
		XftDrawGlyphFontSpec(draw, colour, specs, count);
	}
}
