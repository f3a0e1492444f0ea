/* Glyphs that wait, drawn by colour. */
#include "gui/app_glyph.h"

#include <stdlib.h>

#include "gui/app_fill.h"

#define GLYPHS_MAX	1024
/* Bytes of a request, of a piece at a place of its own, and of its glyphs'
 * set when it is another one; a glyph itself is a byte. */
#define REQUEST_COST	28
#define PIECE_COST	8
#define SET_COST	12

struct glyph {
	XftGlyphFontSpec spec;
	unsigned short colour;
	unsigned short order;	/* in which they came */
};

static struct glyph glyphs[GLYPHS_MAX];
static unsigned glyph_count;
static struct canvas *painted;	/* whose they are */

/* By colour, then by font: changing that costs, too. */
static int
compare(const void *a, const void *b)
{
	const struct glyph *one = a, *other = b;

	if (one->colour != other->colour)
		return one->colour < other->colour ? -1 : 1;
	if (one->spec.font != other->spec.font)
		return one->spec.font < other->spec.font ? -1 : 1;
	return one->order - other->order;
}

static void
draw(const XftGlyphFontSpec *specs, int count, enum colour_id colour)
{
	struct app *app = painted->app;

	XftGlyphFontSpecRender(app->display, PictOpOver,
	    colour_solid(app, app_colour(app, colour)), painted->picture, 0,
	    0, specs, count);
	painted->cost += REQUEST_COST + SET_COST;
}

void
glyph_flush(void)
{
	static XftGlyphFontSpec specs[GLYPHS_MAX];
	unsigned i, count = 0;

	qsort(glyphs, glyph_count, sizeof(glyphs[0]), compare);
	for (i = 0; i < glyph_count; i++) {
		specs[count++] = glyphs[i].spec;
		if (i + 1 < glyph_count &&
		    glyphs[i + 1].colour == glyphs[i].colour)
			continue;
		draw(specs, (int)count, glyphs[i].colour);
		count = 0;
	}
	glyph_count = 0;
}

int
glyph_put(struct canvas *canvas, enum font_role role, enum colour_id colour,
    int x, int baseline, const char *text, size_t len)
{
	struct font_pen pen = { x, baseline, 0 };
	XftGlyphFontSpec specs[256];
	size_t at, count, i;

	if (painted != canvas)
		glyph_flush();
	painted = canvas;
	for (at = 0; at < len; at += pen.placed) {
		count = font_place(canvas->app->fonts, role, text + at,
		    len - at, &pen, specs, XtNumber(specs));
		if (glyph_count + count > GLYPHS_MAX) {
			fill_flush();	/* what is below them */
			glyph_flush();
		}
		for (i = 0; i < count; i++, glyph_count++)
			glyphs[glyph_count] = (struct glyph){ specs[i],
			    (unsigned short)colour,
			    (unsigned short)glyph_count };
	}
	canvas->cost += PIECE_COST + (long)len;
	return pen.x - x;
}
