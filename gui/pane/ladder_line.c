/* One line of the ladder: what it says, and how it looks. */
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "base/wording.h"
#include "gui/model/log_verdict.h"
#include "gui/pane/ladder_private.h"
#include "gui/toolkit/pattern.h"
#include "gui/toolkit/scale.h"

static struct app *
app_of(const struct ladder_pane *pane)
{
	return pane->pane.view.group->app;
}

static void
put_pause(const struct ladder_pane *pane, const struct ladder_row *row,
    struct ladder_words *words)
{
	char seconds[32];

	words->shape = LADDER_SHAPE_PAUSE;
	(void)snprintf(seconds, sizeof(seconds), "%.1f",
	    (double)row->pause_ns / NS_PER_S);
	wording_put(words->label, sizeof(words->label), app_text(app_of(pane),
	    "ladder.pause", "%1"), seconds, NULL);
}

/* Of a fault its reason: what the judge says is worst, or the server. */
static void
put_reason(const struct ladder_pane *pane, const struct log_entry *entry,
    struct ladder_words *words)
{
	const struct judge_verdict *worst = log_worst(entry);
	size_t used = strlen(words->label);

	words->fault |= log_mark(pane->log, entry) >= LOG_MARK_STYLE;
	if (!words->fault)
		return;
	if (worst != NULL)
		(void)snprintf(words->label + used,
		    sizeof(words->label) - used, " (%s)", worst->said);
	else if (entry->note[0] != '\0')
		(void)snprintf(words->label + used,
		    sizeof(words->label) - used, " (%s)", entry->note);
}

static void
put_message(const struct ladder_pane *pane, const struct ladder_row *row,
    const struct log_entry *entry, struct ladder_words *words)
{
	char summary[SUMMARY_SIZE], bytes[WORDING_NUMBER_SIZE];

	if (entry != NULL)
		summary_words(entry, summary);
	else
		(void)text_copy(summary, sizeof(summary), row->label);
	wording_put(words->label, sizeof(words->label), app_text(app_of(pane),
	    "ladder.message", "%1"), summary, wording_number(bytes,
	    row->bytes), NULL);
	if (entry != NULL)
		put_reason(pane, entry, words);
}

void
ladder_pane_words(const struct ladder_pane *pane,
    const struct ladder_place *place, struct ladder_words *words)
{
	const struct ladder_row *row = place->row;
	const struct log_entry *entry = row->number == 0 ? NULL :
	    log_at(pane->log, row->number);

	words->fault = row->fault;
	words->clock[0] = words->label[0] = '\0';
	if (row->kind == LADDER_PAUSE) {
		put_pause(pane, row, words);
		return;
	}
	when_clock(words->clock, row->wall_ns);
	if (row->kind == LADDER_ARROW) {
		words->shape = LADDER_SHAPE_ARROW;
		put_message(pane, row, entry, words);
		return;
	}
	words->shape = row->kind == LADDER_LOSS ? LADDER_SHAPE_LOSS :
	    row->event == FEED_MISCHIEF ? LADDER_SHAPE_MISCHIEF :
	    entry != NULL && log_is_crash(entry) ? LADDER_SHAPE_CRASH :
	    LADDER_SHAPE_MARK;
	words->fault |= words->shape == LADDER_SHAPE_CRASH;
	(void)text_copy(words->label, sizeof(words->label), row->label);
}

void
ladder_pane_count(struct ladder_shapes *shapes,
    const struct ladder_place *place, const struct ladder_words *words)
{
	bool sent = place->row->from == LADDER_SERVER;

	if (place->line != 0)
		return;
	shapes->received += words->shape == LADDER_SHAPE_ARROW && !sent;
	shapes->sent += words->shape == LADDER_SHAPE_ARROW && sent;
	shapes->faults += words->fault;
	shapes->pauses += words->shape == LADDER_SHAPE_PAUSE;
	shapes->marks += words->shape == LADDER_SHAPE_MARK;
	shapes->crashes += words->shape == LADDER_SHAPE_CRASH;
	shapes->mischief += words->shape == LADDER_SHAPE_MISCHIEF;
}

int
ladder_pane_gutter(const struct ladder_pane *pane)
{
	return scale_px(8) + 13 * font_digit(app_of(pane)->fonts, FONT_SMALL);
}

static int
column_width(const struct ladder_pane *pane)
{
	unsigned columns = ladder_view_columns(pane->ladder);
	int room = pane->pane.view.canvas.width - ladder_pane_gutter(pane);

	return columns == 0 || room < 0 ? 0 : room / (int)columns;
}

int
ladder_pane_x(const struct ladder_pane *pane, unsigned column)
{
	return ladder_pane_gutter(pane) + column_width(pane) / 2 +
	    (int)column * column_width(pane);
}

/* How many have no room; of those at the end of all room nobody knows. */
static void
paint_hidden(struct ladder_pane *pane, struct area area)
{
	unsigned hidden = ladder_view_hidden(pane->ladder);
	char words[80], number[WORDING_NUMBER_SIZE];
	bool more = ladder_view_left_out(pane->ladder) > 0;

	if (hidden == 0 && !more)
		return;
	wording_put(words, sizeof(words), app_text(app_of(pane), more ?
	    "ladder.cut" : "ladder.hidden", "%1"), wording_number(number,
	    hidden), NULL);
	area.x = scale_px(8);
	area.width = ladder_pane_gutter(pane) - scale_px(8);
	paint_label(&pane->pane.view.canvas, FONT_SMALL, COLOUR_WARNING, area,
	    ALIGN_LEFT, words);
}

void
ladder_pane_titles(struct ladder_pane *pane, struct area area)
{
	struct canvas *canvas = &pane->pane.view.canvas;
	const struct ladder_line *line;
	char title[LADDER_TITLE_SIZE];
	int width = column_width(pane);
	unsigned i;

	paint_fill(canvas, COLOUR_HEADING, area);
	paint_fill(canvas, COLOUR_HAIRLINE, (struct area){ 0, area.height - 1,
	    area.width, 1 });
	paint_hidden(pane, area);
	for (i = 0; (line = ladder_view_column(pane->ladder, i)) != NULL;
	    i++) {
		ladder_title(line, title);
		/* A room is the same for all of them. */
		if (font_width(canvas->app->fonts, FONT_UI, title,
		    strlen(title)) > width - 4)
			(void)text_copy(title, sizeof(title), line->name);
		paint_label(canvas, line->lab == LAB_COUNT ? FONT_UI_BOLD :
		    FONT_UI, COLOUR_TEXT, (struct area){ ladder_pane_x(pane,
		    i) - width / 2 + 2, area.y, width - 4, area.height },
		    ALIGN_CENTRE, title);
	}
}

static void
paint_lives(struct ladder_pane *pane, struct area area)
{
	unsigned i;

	for (i = 0; i < ladder_view_columns(pane->ladder); i++)
		paint_fill(&pane->pane.view.canvas, COLOUR_SLIDER,
		    (struct area){ ladder_pane_x(pane, i), area.y, 1,
		    area.height });
}

/* Over the life lines, with what is behind it taken away. */
static void
paint_words(struct ladder_pane *pane, const struct ladder_words *words,
    struct area area, enum colour_id back, enum colour_id ink,
    enum paint_align align)
{
	struct canvas *canvas = &pane->pane.view.canvas;
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

/* Words above the arrow, as far as it goes: in the middle, or beside the
 * client where it crosses others' life lines. */
static void
paint_arrow(struct ladder_pane *pane, const struct ladder_place *place,
    const struct ladder_words *words, struct area area, enum colour_id back)
{
	struct canvas *canvas = &pane->pane.view.canvas;
	bool sent = place->row->from == LADDER_SERVER;
	int from = ladder_pane_x(pane, place->from);
	int to = ladder_pane_x(pane, place->to);
	int left = from < to ? from : to, right = from < to ? to : from;
	int y = area.y + area.height - scale_px(5);
	enum colour_id ink = words->fault ? COLOUR_ERROR : sent ?
	    COLOUR_SENT_INK : COLOUR_RECEIVED_INK;

	paint_words(pane, words, (struct area){ left + scale_px(8), area.y,
	    right - left - scale_px(16), area.height - scale_px(10) }, back,
	    words->fault ? COLOUR_ERROR : COLOUR_TEXT,
	    right - left <= column_width(pane) ? ALIGN_CENTRE :
	    left == (sent ? to : from) ? ALIGN_LEFT : ALIGN_RIGHT);
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
paint_mark_line(struct ladder_pane *pane, const struct ladder_place *place,
    const struct ladder_words *words, struct area area, enum colour_id back)
{
	int x = ladder_pane_x(pane, place->from), gap = scale_px(10);
	int gutter = ladder_pane_gutter(pane);
	bool before = x - gutter > area.width - x;
	struct area room = { before ? gutter : x + gap, area.y, before ?
	    x - gap - gutter : area.width - x - gap, area.height };

	paint_words(pane, words, room, back, words->fault ? COLOUR_ERROR :
	    COLOUR_MUTED, before ? ALIGN_RIGHT : ALIGN_LEFT);
	paint_shape(&pane->pane.view.canvas, words, x, area.y +
	    area.height / 2);
}

/* As high as its lines; the words are on the first. */
static void
paint_pause(struct ladder_pane *pane, const struct ladder_place *place,
    const struct ladder_words *words, struct area area)
{
	struct canvas *canvas = &pane->pane.view.canvas;
	unsigned last = ladder_view_columns(pane->ladder) - 1;
	int left = ladder_pane_x(pane, 0), width;
	int top = place->line == 0 ? scale_px(4) : 0;
	int bottom = place->line + 1 == place->lines ? scale_px(4) : 0;
	struct area bar = { left, area.y + top, ladder_pane_x(pane, last) -
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
ladder_pane_line(struct ladder_pane *pane,
    const struct ladder_place *place, const struct ladder_words *words,
    struct area area, bool picked)
{
	struct canvas *canvas = &pane->pane.view.canvas;
	enum colour_id back = picked ? COLOUR_PICKED : words->shape ==
	    LADDER_SHAPE_LOSS ? COLOUR_GAP_BAND : words->fault ?
	    COLOUR_FAULTY : COLOUR_SURFACE;

	paint_fill(canvas, back, area);
	paint_lives(pane, area);
	paint_label(canvas, FONT_SMALL, COLOUR_MUTED, (struct area){
	    scale_px(8), area.y, ladder_pane_gutter(pane) - scale_px(8),
	    area.height }, ALIGN_LEFT, words->clock);
	if (words->shape == LADDER_SHAPE_ARROW)
		paint_arrow(pane, place, words, area, back);
	else if (words->shape == LADDER_SHAPE_PAUSE)
		paint_pause(pane, place, words, area);
	else if (words->shape == LADDER_SHAPE_LOSS)
		paint_words(pane, words, (struct area){
		    ladder_pane_gutter(pane), area.y, area.width -
		    ladder_pane_gutter(pane), area.height }, back,
		    COLOUR_GAP_INK, ALIGN_LEFT);
	else
		paint_mark_line(pane, place, words, area, back);
}
