/*
 * XftDrawGlyphs, XftDrawGlyphFontSpec and XftDrawRect with the colour that is
 * meant: see README.
 */
#include <X11/Xft/Xft.h>
#include <dlfcn.h>

typedef void draw_glyphs(XftDraw *, const XftColor *, XftFont *, int, int,
    const FT_UInt *, int);
typedef void draw_specs(XftDraw *, const XftColor *,
    const XftGlyphFontSpec *, int);
typedef void draw_rect(XftDraw *, const XftColor *, int, int, unsigned,
    unsigned);

static XftColor
meant(XftDraw *draw, const XftColor *color)
{
	XftColor found = *color;
	XColor asked = { .red = color->color.red,
	    .green = color->color.green, .blue = color->color.blue };
	Display *display = XftDrawDisplay(draw);

	if (!XftDefaultHasRender(display) && XftDrawColormap(draw) != None &&
	    XAllocColor(display, XftDrawColormap(draw), &asked))
		found.pixel = asked.pixel;
	return found;
}

void
XftDrawGlyphs(XftDraw *draw, const XftColor *color, XftFont *font, int x,
    int y, const FT_UInt *glyphs, int count)
{
	static draw_glyphs *real;
	XftColor found = meant(draw, color);

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "XftDrawGlyphs");
	if (real != NULL)
		real(draw, &found, font, x, y, glyphs, count);
}

void
XftDrawGlyphFontSpec(XftDraw *draw, const XftColor *color,
    const XftGlyphFontSpec *glyphs, int count)
{
	static draw_specs *real;
	XftColor found = meant(draw, color);

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "XftDrawGlyphFontSpec");
	if (real != NULL)
		real(draw, &found, glyphs, count);
}

void
XftDrawRect(XftDraw *draw, const XftColor *color, int x, int y,
    unsigned width, unsigned height)
{
	static draw_rect *real;
	XftColor found = meant(draw, color);

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "XftDrawRect");
	if (real != NULL)
		real(draw, &found, x, y, width, height);
}
