/* Cells that are small, a byte each: lines of glyphs, of which one is a whole
 * cell and the others are so many cells that are left out, through which the
 * picture is seen. */
#include "gui/toolkit/stamps_private.h"

#include <stdlib.h>
#include <string.h>

#define PIXELS_MAX	1024	/* of a cell: its glyph is sent once */
#define SKIPS		63	/* cells that are left out at once */
#define CELL		0	/* the glyph; others: so many left out */
#define CHARS_MAX	2048
#define LINES_MAX	128
#define REQUEST_COST	36
#define LINE_COST	10

struct lines {
	XGlyphElt8 all[LINES_MAX];
	char chars[CHARS_MAX];
	int count, used;
	int x, y;		/* where the pen stands */
};

/* Nothing is drawn where cells are left out. */
static void
add_skips(struct stamps *stamps)
{
	Glyph ids[SKIPS];
	XGlyphInfo infos[SKIPS];
	int i;

	memset(infos, 0, sizeof(infos));
	for (i = 0; i < SKIPS; i++) {
		ids[i] = (Glyph)i + 1;
		infos[i].xOff = (short)((i + 1) * stamps->first.width);
	}
	XRenderAddGlyphs(stamps->canvas->app->display, stamps->cells, ids,
	    infos, SKIPS, NULL, 0);
}

void
stamps_line_open(struct stamps *stamps)
{
	Display *display = stamps->canvas->app->display;
	int width = stamps->first.width, height = stamps->first.height;
	size_t size = (size_t)((width + 3) / 4 * 4) * (size_t)height;
	XGlyphInfo info = { .width = (unsigned short)width,
	    .height = (unsigned short)height, .xOff = (short)width };
	Glyph id = CELL;
	char *image;

	if (!stamps->canvas->app->render || width <= 0 || height <= 0 ||
	    width * height > PIXELS_MAX || (image = malloc(size)) == NULL)
		return;
	memset(image, 0xff, size);
	stamps->cells = XRenderCreateGlyphSet(display,
	    XRenderFindStandardFormat(display, PictStandardA8));
	XRenderAddGlyphs(display, stamps->cells, &id, &info, 1, image,
	    (int)size);
	free(image);
	add_skips(stamps);
}

void
stamps_line_close(struct stamps *stamps)
{
	if (stamps->cells != None)
		XRenderFreeGlyphSet(stamps->canvas->app->display,
		    stamps->cells);
	stamps->cells = None;
}

/* The pen goes elsewhere, from where it stands. */
static void
start_line(const struct stamps *stamps, struct lines *lines, int x, int y)
{
	lines->all[lines->count++] = (XGlyphElt8){ stamps->cells,
	    lines->chars + lines->used, 0, x - lines->x, y - lines->y };
	lines->x = x;
	lines->y = y;
}

static void
put(const struct stamps *stamps, struct lines *lines, int glyph)
{
	lines->chars[lines->used++] = (char)glyph;
	lines->all[lines->count - 1].nchars++;
	lines->x += stamps->first.width * (glyph == CELL ? 1 : glyph);
}

static void
put_cells(const struct stamps *stamps, struct lines *lines,
    const XRectangle *at)
{
	int width = stamps->first.width, skip;

	if (lines->count == 0 || at->y != lines->y || at->x < lines->x)
		start_line(stamps, lines, at->x, at->y);
	while (lines->x < at->x) {
		skip = (at->x - lines->x) / width;
		put(stamps, lines, skip > SKIPS ? SKIPS : skip);
	}
	while (lines->x < at->x + at->width)
		put(stamps, lines, CELL);
}

static void
draw(const struct stamps *stamps, unsigned kind, struct lines *lines)
{
	struct canvas *canvas = stamps->canvas;

	if (lines->count > 0)
		XRenderCompositeText8(canvas->app->display, PictOpOver,
		    stamps->pictures[kind].picture, canvas->picture, NULL, 0,
		    0, 0, 0, lines->all, lines->count);
	canvas->cost += REQUEST_COST + LINE_COST * lines->count + lines->used;
	memset(lines, 0, sizeof(*lines));
}

/* Cells from one end of a line to the other, and what is left out. */
static bool
has_room(const struct stamps *stamps, const struct lines *lines,
    const XRectangle *at)
{
	int most = (stamps->canvas->width + at->width) / stamps->first.width +
	    2;

	return lines->count < LINES_MAX && CHARS_MAX - lines->used > most;
}

void
stamps_line_draw(const struct stamps *stamps, unsigned kind)
{
	struct lines lines;
	int i;

	memset(&lines, 0, sizeof(lines));
	for (i = 0; i < stamps->counts[kind]; i++) {
		if (!has_room(stamps, &lines, &stamps->held[kind][i]))
			draw(stamps, kind, &lines);
		put_cells(stamps, &lines, &stamps->held[kind][i]);
	}
	draw(stamps, kind, &lines);
}
