/* Glyphs that wait, drawn by colour. */
#include "gui/toolkit/glyph.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gui/model/bidi.h"
#include "gui/toolkit/colour.h"
#include "gui/toolkit/core.h"
#include "gui/toolkit/shape.h"

#define GLYPHS_MAX	(2 * BIDI_MAX)
#define RUNS_MAX	192
/* Bytes of a request, of a piece at a place of its own, and of its glyphs'
 * set when it is another one; a glyph itself is a byte. */
#define REQUEST_COST	28
#define PIECE_COST	8
#define SET_COST	12

/* What one call put: glyphs beside each other. */
struct run {
	enum colour_id colour;
	const XftFont *font;	/* of the first */
	unsigned first, count;
};

static XftGlyphFontSpec glyphs[GLYPHS_MAX];
static struct run runs[RUNS_MAX];
static unsigned glyph_count, run_count;
static struct canvas *painted;	/* whose they are */

/* By colour, then by font: changing that costs, too. */
static int
compare(const void *a, const void *b)
{
	const struct run *one = a, *other = b;

	if (one->colour != other->colour)
		return one->colour < other->colour ? -1 : 1;
	if (one->font != other->font)
		return (uintptr_t)one->font < (uintptr_t)other->font ? -1 : 1;
	return one->first < other->first ? -1 : one->first > other->first;
}

static void
draw(const XftGlyphFontSpec *specs, int count, enum colour_id colour)
{
	struct app *app = painted->app;

	if (!app->render) {
		core_glyphs(painted, colour, specs, count);
		return;
	}
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

	qsort(runs, run_count, sizeof(runs[0]), compare);
	for (i = 0; i < run_count; i++) {
		memcpy(specs + count, glyphs + runs[i].first,
		    runs[i].count * sizeof(specs[0]));
		count += runs[i].count;
		if (i + 1 < run_count && runs[i + 1].colour == runs[i].colour)
			continue;
		draw(specs, (int)count, runs[i].colour);
		count = 0;
	}
	glyph_count = run_count = 0;
}

/* Of this canvas, and room for text of that length, or all that is put in
 * order at once. */
static void
begin(struct canvas *canvas, size_t len)
{
	if (painted == canvas && GLYPHS_MAX - glyph_count >= (len < BIDI_MAX ?
	    len : BIDI_MAX) && run_count < RUNS_MAX)
		return;
	shape_flush();	/* what is below */
	glyph_flush();
	painted = canvas;
}

int
glyph_put(struct canvas *canvas, enum font_role role, enum colour_id colour,
    int x, int baseline, const char *text, size_t len)
{
	struct font_pen pen = { x, baseline, 0 };
	size_t at;
	unsigned count;

	for (at = 0; at < len; at += pen.placed) {
		begin(canvas, len - at);
		count = (unsigned)font_place(canvas->app->fonts, role,
		    text + at, len - at, &pen, glyphs + glyph_count,
		    GLYPHS_MAX - glyph_count);
		runs[run_count++] = (struct run){ colour,
		    glyphs[glyph_count].font, glyph_count, count };
		glyph_count += count;
	}
	canvas->cost += PIECE_COST + (long)len;
	return pen.x - x;
}
