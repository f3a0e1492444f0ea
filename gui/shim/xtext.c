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

#include <stdint.h>

#include "base/text.h"

#define GLYPHS_MAX	256
#define KNOWN_MAX	1024

static XftFont *(*ask)(Display *, XftFont *, unsigned);

void
xtext_ask(XftFont *(*font_of)(Display *, XftFont *, unsigned))
{
	ask = font_of;
}

/* A character in a font: Motif measures the same few again and again. */
struct known {
	XftFont *font;
	unsigned code;
	XftFont *has;		/* the font that has it */
	FT_UInt glyph;
	XGlyphInfo box;
};

static struct known known[KNOWN_MAX];

static const struct known *
xtext_known(Display *display, XftFont *font, unsigned code)
{
	struct known *one = &known[(code ^ (uintptr_t)font >> 5) %
	    KNOWN_MAX];

	if (one->font == font && one->code == code)
		return one;
	one->font = font;
	one->code = code;
	one->has = ask == NULL ? font : ask(display, font, code);
	one->glyph = XftCharIndex(display, one->has, code);
	XftGlyphExtents(display, one->has, &one->glyph, 1, &one->box);
	return one;
}

/* The character that stands there; *used: its bytes. */
static const struct known *
xtext_at(Display *display, XftFont *font, const FcChar8 *text, size_t len,
    size_t *used)
{
	unsigned code = text[0];

	*used = 1;
	if (code >= 0x80) {
		*used = text_utf8(text, len, &code);
		if (*used == 0) {
			*used = 1;
			code = 0xfffd;
		}
	}
	return xtext_known(display, font, code);
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
	size_t at, used, end = len < 0 ? 0 : (size_t)len;
	const struct known *one;

	*extents = (XGlyphInfo){ 0, 0, 0, 0, 0, 0 };
	for (at = 0; at < end; at += used) {
		one = xtext_at(display, font, text + at, end - at, &used);
		if (at == 0)
			*extents = one->box;
		else
			xtext_join(extents, &one->box);
	}
}

void
XftDrawStringUtf8(XftDraw *draw, const XftColor *colour, XftFont *font, int x,
    int y, const FcChar8 *text, int len)
{
	Display *display = XftDrawDisplay(draw);
	XftGlyphFontSpec specs[GLYPHS_MAX];
	const struct known *one;
	size_t at = 0, used, end = len < 0 ? 0 : (size_t)len;
	int count;

	while (at < end) {
		for (count = 0; at < end && count < GLYPHS_MAX; count++) {
			one = xtext_at(display, font, text + at, end - at,
			    &used);
			specs[count] = (XftGlyphFontSpec){ one->has,
			    one->glyph, (short)x, (short)y };
			x += one->box.xOff;
			at += used;
		}
		XftDrawGlyphFontSpec(draw, colour, specs, count);
	}
}
