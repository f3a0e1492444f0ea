/* How a line of the ladder looks, in a pane and in a picture. */
#include <string.h>

#include "gui/pane/ladder_private.h"
#include "gui/toolkit/pattern.h"
#include "gui/toolkit/scale.h"

int
ladder_sheet_gutter(const struct app *app)
{
	return scale_px(8) + 13 * font_digit(app->fonts, FONT_SMALL);
}

static int
gutter(const struct ladder_sheet *sheet)
{
	return ladder_sheet_gutter(sheet->canvas->app);
}

static int
column_width(const struct ladder_sheet *sheet)
{
	int room = sheet->canvas->width - gutter(sheet);

	return sheet->columns == 0 || room < 0 ? 0 :
	    room / (int)sheet->columns;
}

static int
column_x(const struct ladder_sheet *sheet, unsigned column)
{
	return gutter(sheet) + column_width(sheet) / 2 +
	    (int)column * column_width(sheet);
}

/* What there is no room for, beside the titles. */
static void
paint_left_out(const struct ladder_sheet *sheet, struct area area,
    const char *words)
{
	area.x = scale_px(8);
	area.width = gutter(sheet) - scale_px(8);
	paint_label(sheet->canvas, FONT_SMALL, COLOUR_WARNING, area,
	    ALIGN_LEFT, words);
}

void
ladder_sheet_heading(const struct ladder_sheet *sheet, struct area area,
    const char *left_out)
{
	paint_fill(sheet->canvas, COLOUR_HEADING, area);
	paint_fill(sheet->canvas, COLOUR_HAIRLINE, (struct area){ 0, area.y +
	    area.height - 1, area.width, 1 });
	if (left_out != NULL)
		paint_left_out(sheet, area, left_out);
}

void
ladder_sheet_title(const struct ladder_sheet *sheet, struct area area,
    unsigned column, const struct ladder_line *line)
{
	struct canvas *canvas = sheet->canvas;
	int width = column_width(sheet);
	char title[LADDER_TITLE_SIZE];

	ladder_title(line, title);
	/* A room is the same for all of them. */
	if (font_width(canvas->app->fonts, FONT_UI, title, strlen(title)) >
	    width - 4)
		(void)text_copy(title, sizeof(title), line->name);
	paint_label(canvas, line->lab == LAB_COUNT ? FONT_UI_BOLD : FONT_UI,
	    COLOUR_TEXT, (struct area){ column_x(sheet, column) - width / 2 +
	    2, area.y, width - 4, area.height }, ALIGN_CENTRE, title);
}

static void
paint_lives(const struct ladder_sheet *sheet, struct area area)
{
	unsigned i;

	for (i = 0; i < sheet->columns; i++)
		paint_fill(sheet->canvas, COLOUR_SLIDER,
		    (struct area){ column_x(sheet, i), area.y, 1,
		    area.height });
}

/* Over the life lines, with what is behind it taken away. */
static void
paint_words(const struct ladder_sheet *sheet, const struct ladder_words *words,
    struct area area, enum colour_id back, enum colour_id ink,
    enum paint_align align)
{
	struct canvas *canvas = sheet->canvas;
	enum font_role role = words->fault ? FONT_UI_BOLD : FONT_UI;
	int width = font_width(canvas->app->fonts, role, words->label,
	    strlen(words->label)) + scale_px(4);
	struct area under = area;

	if (width < area.width) {
		under.x += align == ALIGN_CENTRE ? (area.width - width) / 2 :
		    align == ALIGN_RIGHT ? area.width - width : 0;
		under.width = width;
	}
	paint_fill(canvas, back, under);
	paint_label(canvas, role, ink, area, align, words->label);
}

static void
paint_head(struct canvas *canvas, enum colour_id ink, int x, int y, int side)
{
	double d = scale_px(4);
	XPointDouble corners[3] = { { x, y }, { x - side * 2 * d, y - d },
	    { x - side * 2 * d, y + d } };

	paint_triangle(canvas, ink, corners);
}

/* A datagram's shaft is dashed. */
static void
paint_shaft(struct canvas *canvas, enum colour_id ink, int from, int to,
    int y, bool dashed)
{
	int left = from < to ? from : to, right = from < to ? to : from;
	int step = dashed ? scale_px(6) : right - left, x;

	for (x = left; x < right && step > 0; x += step)
		paint_fill(canvas, ink, (struct area){ x, y, dashed &&
		    x + step / 2 < right ? step / 2 : x + step < right ?
		    step : right - x, scale_px(1) });
}

/* "!" in a wedge, where a fault begins. */
static void
paint_wedge(struct canvas *canvas, int x, int y)
{
	double d = scale_px(5);
	XPointDouble corners[3] = { { x - d, y + d }, { x + d, y + d },
	    { x, y - d } };

	paint_triangle(canvas, COLOUR_ERROR, corners);
}

/* Words above the arrow: in the middle, or beside the client where it crosses
 * others' life lines.  Those that are too long for an arrow between neighbours
 * go on beyond the client. */
static struct area
words_area(const struct ladder_sheet *sheet, const char *words,
    enum font_role role, int left, int right, bool client_left)
{
	struct area area = { left + scale_px(8), 0, right - left -
	    scale_px(16), 0 };
	int more = font_width(sheet->canvas->app->fonts, role, words,
	    strlen(words)) - area.width, room;

	if (more <= 0 || right - left > column_width(sheet))
		return area;
	more += scale_px(4);
	room = client_left ? left - gutter(sheet) : sheet->canvas->width -
	    right;
	if (room > column_width(sheet))
		room = column_width(sheet);
	if (more > room)
		more = room;
	area.x -= client_left ? more : 0;
	area.width += more;
	return area;
}

static void
paint_arrow(const struct ladder_sheet *sheet, const struct ladder_place *place,
    const struct ladder_words *words, struct area area, enum colour_id back)
{
	struct canvas *canvas = sheet->canvas;
	bool sent = place->row->from == LADDER_SERVER;
	int from = column_x(sheet, place->from);
	int to = column_x(sheet, place->to);
	int left = from < to ? from : to, right = from < to ? to : from;
	int y = area.y + area.height - scale_px(5);
	bool client_left = left == (sent ? to : from);
	enum colour_id ink = words->fault ? COLOUR_ERROR : sent ?
	    COLOUR_SENT_INK : COLOUR_RECEIVED_INK;
	struct area room = words_area(sheet, words->label, words->fault ?
	    FONT_UI_BOLD : FONT_UI, left, right, client_left);

	room.y = area.y;
	room.height = area.height - scale_px(10);
	paint_words(sheet, words, room, back, words->fault ? COLOUR_ERROR :
	    COLOUR_TEXT, right - left <= column_width(sheet) ? ALIGN_CENTRE :
	    client_left ? ALIGN_LEFT : ALIGN_RIGHT);
	paint_shaft(canvas, ink, from, to, y, place->row->datagram);
	paint_head(canvas, ink, to, y, from < to ? 1 : -1);
	if (words->fault)
		paint_wedge(canvas, from, y - scale_px(2));
}

/* A cross for a crash, a diamond for mischief, else a disc. */
static void
paint_shape(struct canvas *canvas, const struct ladder_words *words, int x,
    int y)
{
	int d = scale_px(4), i;
	double r = scale_px(5);
	XPointDouble up[3] = { { x - r, y }, { x + r, y }, { x, y - r } };
	XPointDouble down[3] = { { x - r, y }, { x + r, y }, { x, y + r } };

	if (words->shape == LADDER_SHAPE_CRASH) {
		for (i = -d; i <= d; i++) {
			paint_fill(canvas, COLOUR_ERROR, (struct area){
			    x + i - 1, y + i - 1, 3, 3 });
			paint_fill(canvas, COLOUR_ERROR, (struct area){
			    x - i - 1, y + i - 1, 3, 3 });
		}
	} else if (words->shape == LADDER_SHAPE_MISCHIEF) {
		paint_triangle(canvas, COLOUR_ESCAPE, up);
		paint_triangle(canvas, COLOUR_ESCAPE, down);
	} else if (words->fault) {
		paint_wedge(canvas, x, y);
	} else {
		paint_round(canvas, COLOUR_MUTED, (struct area){ x - d, y - d,
		    2 * d, 2 * d });
	}
}

/* Its words stand where there is more room, behind the mark or before it. */
static void
paint_mark_line(const struct ladder_sheet *sheet,
    const struct ladder_place *place, const struct ladder_words *words,
    struct area area, enum colour_id back)
{
	int x = column_x(sheet, place->from), gap = scale_px(10);
	int start = gutter(sheet);
	bool before = x - start > area.width - x;
	struct area room = { before ? start : x + gap, area.y, before ?
	    x - gap - start : area.width - x - gap, area.height };

	paint_words(sheet, words, room, back, words->fault ? COLOUR_ERROR :
	    COLOUR_MUTED, before ? ALIGN_RIGHT : ALIGN_LEFT);
	paint_shape(sheet->canvas, words, x, area.y +
	    area.height / 2);
}

/* As high as its lines; the words are on the first. */
static void
paint_pause(const struct ladder_sheet *sheet, const struct ladder_place *place,
    const struct ladder_words *words, struct area area)
{
	struct canvas *canvas = sheet->canvas;
	unsigned last = sheet->columns - 1;
	int left = column_x(sheet, 0), width;
	int top = place->line == 0 ? scale_px(4) : 0;
	int bottom = place->line + 1 == place->lines ? scale_px(4) : 0;
	struct area bar = { left, area.y + top, column_x(sheet, last) -
	    left, area.height - top - bottom };
	XRectangle at = { (short)bar.x, (short)bar.y,
	    (unsigned short)bar.width, (unsigned short)bar.height };

	paint_fill(canvas, COLOUR_TROUGH, bar);
	pattern_fill(canvas, PATTERN_RISING, COLOUR_SLIDER, &at, 1, 0);
	if (place->line != 0)
		return;
	width = font_width(canvas->app->fonts, FONT_UI, words->label,
	    strlen(words->label)) + scale_px(12);
	bar.x += (bar.width - width) / 2;
	bar.width = width;
	paint_fill(canvas, COLOUR_SURFACE, bar);
	paint_label(canvas, FONT_UI, COLOUR_MUTED, bar, ALIGN_CENTRE,
	    words->label);
}

void
ladder_sheet_line(const struct ladder_sheet *sheet,
    const struct ladder_place *place, const struct ladder_words *words,
    struct area area, bool picked)
{
	struct canvas *canvas = sheet->canvas;
	enum colour_id back = picked ? COLOUR_PICKED : words->shape ==
	    LADDER_SHAPE_LOSS ? COLOUR_GAP_BAND : words->fault ?
	    COLOUR_FAULTY : COLOUR_SURFACE;

	paint_fill(canvas, back, area);
	paint_lives(sheet, area);
	paint_label(canvas, FONT_SMALL, COLOUR_MUTED, (struct area){
	    scale_px(8), area.y, gutter(sheet) - scale_px(8),
	    area.height }, ALIGN_LEFT, words->clock);
	if (words->shape == LADDER_SHAPE_ARROW)
		paint_arrow(sheet, place, words, area, back);
	else if (words->shape == LADDER_SHAPE_PAUSE)
		paint_pause(sheet, place, words, area);
	else if (words->shape == LADDER_SHAPE_LOSS)
		paint_words(sheet, words, (struct area){
		    gutter(sheet), area.y, area.width -
		    gutter(sheet), area.height }, back,
		    COLOUR_GAP_INK, ALIGN_LEFT);
	else
		paint_mark_line(sheet, place, words, area, back);
}
