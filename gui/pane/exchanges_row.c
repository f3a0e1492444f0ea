/* Painting one row of the list of exchanges. */
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "gui/model/log_verdict.h"
#include "gui/model/verdict_words.h"
#include "gui/pane/exchanges_private.h"
#include "gui/pane/messages_private.h"

#define WHEN_FULL_NS	(10 * NS_PER_S)	/* fills the bar */

/* The worst of a request and of what is folded away under it. */
static enum log_mark
mark_of(const struct exchanges_pane *exchanges,
    const struct exchange_row *row)
{
	enum log_mark mark = log_mark(exchanges->log, row->entry), folded;

	if (!row->entry->folded || row->last == NULL)
		return mark;
	folded = log_mark(exchanges->log, row->last);
	return folded > mark ? folded : mark;
}

static void
put_mark(const struct exchanges_pane *exchanges,
    const struct exchange_row *row, struct exchanges_words *words)
{
	enum log_mark mark = row->entry->kind != LOG_MESSAGE ?
	    LOG_MARK_NONE : mark_of(exchanges, row);

	words->mark_kind = mark;
	words->mark = verdict_mark_words(mark);
	if (!row->entry->fault || mark >= LOG_MARK_STYLE ||
	    row->entry->kind != LOG_MESSAGE)
		return;
	words->mark_kind = LOG_MARK_MUST;
	words->mark = app_text(exchanges->pane.view.group->app, "malformed",
	    "malformed");
}

/* What it says; of a folded one what was answered behind that. */
static void
put_summary(const struct exchange_row *row, struct exchanges_words *words)
{
	char more[SUMMARY_SIZE];
	size_t used;

	summary_words(row->entry, words->summary);
	if (!row->entry->folded || row->last == NULL)
		return;
	summary_words(row->last, more);
	used = strlen(words->summary);
	(void)snprintf(words->summary + used, sizeof(words->summary) - used,
	    " \xe2\x86\x92 %s", more);
}

void
exchanges_words(const struct exchanges_pane *exchanges,
    const struct exchange_row *row, struct exchanges_words *words)
{
	const struct log_entry *entry = row->entry;

	words->number[0] = words->bytes[0] = words->client[0] = '\0';
	words->wait[0] = '\0';
	words->bar_ns = -1;
	when_clock(words->clock, entry->wall_ns);
	put_summary(row, words);
	put_mark(exchanges, row, words);
	if (entry->kind != LOG_MESSAGE)
		return;
	(void)snprintf(words->number, sizeof(words->number), "%u",
	    entry->message);
	(void)snprintf(words->bytes, sizeof(words->bytes), "%u",
	    entry->message_bytes);
	(void)text_escape(words->client, sizeof(words->client), entry->name,
	    strlen(entry->name));
	/* Whose request stands above says it there, and has the bar here. */
	if (!row->under)
		summary_wait(entry, exchanges->now_ns(
		    exchanges->pane.context), words->wait);
	else if (entry->request != 0)
		words->bar_ns = entry->waited_ns;
}

static int
marks_width(struct app *app)
{
	int widest = 0, width, mark;
	const char *words;

	for (mark = 0; mark < LOG_MARK_COUNT; mark++) {
		words = verdict_mark_words((enum log_mark)mark);
		width = font_width(app->fonts, FONT_SMALL, words,
		    strlen(words));
		if (width > widest)
			widest = width;
	}
	return widest + font_height(app->fonts, FONT_SMALL) + scale_px(8);
}

/* Of the columns that can go the lab goes first, then bytes, then number. */
void
exchanges_fit(struct exchanges_pane *exchanges)
{
	static const int digits[EXCHANGES_COLUMNS] = { 6, 13, 13, 3, 7, 0, 9,
	    13, 0 };
	static const enum exchanges_column spare[] = { EXCHANGES_LAB,
	    EXCHANGES_BYTES, EXCHANGES_NUMBER };
	const struct canvas *canvas = &exchanges->pane.view.canvas;
	int digit = font_digit(canvas->app->fonts, FONT_UI);
	int left = canvas->width - MESSAGES_EDGE - scale_px(6), i, at;
	struct area *columns = exchanges->columns;

	for (i = 0; i < EXCHANGES_COLUMNS; i++) {
		columns[i].width = i == EXCHANGES_MARK ?
		    marks_width(canvas->app) : digits[i] * digit;
		left -= columns[i].width;
	}
	for (i = 0; i < (int)XtNumber(spare) && left < 28 * digit; i++) {
		left += columns[spare[i]].width;
		columns[spare[i]].width = 0;
	}
	columns[EXCHANGES_SUMMARY].width = left < 0 ? 0 : left;
	for (i = 0, at = MESSAGES_EDGE + scale_px(2); i < EXCHANGES_COLUMNS;
	    at += columns[i].width, i++)
		columns[i].x = at;
}

static struct area
cell(const struct exchanges_pane *exchanges, enum exchanges_column column,
    struct area area)
{
	area.x = exchanges->columns[column].x;
	area.width = exchanges->columns[column].width - scale_px(8);
	return area;
}

static void
put(struct exchanges_pane *exchanges, enum exchanges_column column,
    struct area area, enum colour_id colour, const char *words)
{
	bool right = column == EXCHANGES_BYTES || column == EXCHANGES_WAIT ||
	    column == EXCHANGES_NUMBER;

	if (exchanges->columns[column].width > 0 && words[0] != '\0')
		paint_label(&exchanges->pane.view.canvas, FONT_UI, colour,
		    cell(exchanges, column, area), right ? ALIGN_RIGHT :
		    ALIGN_LEFT, words);
}

void
exchanges_paint_titles(struct exchanges_pane *exchanges, struct area area)
{
	static const char *const names[EXCHANGES_COLUMNS] = {
		"list.number", "list.time", "list.client", "",
		"list.lab", "list.summary", "list.bytes", "list.wait",
		"list.mark" };
	struct canvas *canvas = &exchanges->pane.view.canvas;
	int i;

	paint_fill(canvas, COLOUR_HEADING, area);
	paint_fill(canvas, COLOUR_HAIRLINE, (struct area){ 0, area.y +
	    area.height - 1, area.width, 1 });
	for (i = 0; i < EXCHANGES_COLUMNS; i++)
		if (names[i][0] != '\0')
			put(exchanges, (enum exchanges_column)i, area,
			    COLOUR_MUTED, app_text(canvas->app, names[i],
			    ""));
}

/* Points down, and to the right where something is folded away. */
static void
paint_fold(struct canvas *canvas, struct area area, bool folded)
{
	double d = area.height / 6.0, x = area.x + d;
	double y = area.y + area.height / 2.0;
	XPointDouble right[3] = { { x, y - d }, { x, y + d }, { x + d, y } };
	XPointDouble down[3] = { { x - d, y - d / 2 }, { x + d, y - d / 2 },
	    { x, y + d } };

	paint_triangle(canvas, COLOUR_MUTED, folded ? right : down);
}

/* Thin: a tenth of the width a second. */
static void
paint_bar(struct canvas *canvas, struct area area, int64_t took_ns)
{
	int thick = scale_px(4), length;

	if (took_ns > WHEN_FULL_NS)
		took_ns = WHEN_FULL_NS;
	length = (int)(area.width * took_ns / WHEN_FULL_NS);
	area.y += (area.height - thick) / 2;
	area.height = thick;
	paint_fill(canvas, COLOUR_GRID, area);
	area.width = length < 1 ? 1 : length;
	paint_fill(canvas, COLOUR_ACCENT, area);
}

static void
paint_mark_tag(struct exchanges_pane *exchanges,
    const struct exchanges_words *words, struct area area)
{
	if (words->mark[0] != '\0')
		(void)messages_paint_mark(&exchanges->pane.view.canvas, area,
		    cell(exchanges, EXCHANGES_MARK, area).x,
		    (enum log_mark)words->mark_kind, words->mark);
}

static void
paint_back(struct exchanges_pane *exchanges, const struct exchange_row *row,
    const struct exchanges_words *words, struct area area, bool picked)
{
	struct canvas *canvas = &exchanges->pane.view.canvas;
	const struct log_entry *entry = row->entry;

	paint_fill(canvas, picked ? COLOUR_PICKED : entry->kind == LOG_GAP ?
	    COLOUR_GAP_BAND : words->mark_kind >= LOG_MARK_SHOULD ?
	    COLOUR_FAULTY : COLOUR_SURFACE, area);
	if (!row->under)
		paint_fill(canvas, COLOUR_HAIRLINE, (struct area){ 0, area.y,
		    area.width, 1 });
}

/* Arrow and text of a message, further in where it is an answer. */
static void
paint_said(struct exchanges_pane *exchanges, const struct exchange_row *row,
    const struct exchanges_words *words, struct area area)
{
	struct canvas *canvas = &exchanges->pane.view.canvas;
	bool sent = row->entry->direction == FEED_SENT;
	enum colour_id ink = sent ? COLOUR_SENT_INK : COLOUR_RECEIVED_INK;
	int in = row->under ? 2 * font_digit(canvas->app->fonts, FONT_UI) : 0;
	struct area arrow = cell(exchanges, EXCHANGES_ARROW, area);
	struct area text = cell(exchanges, EXCHANGES_SUMMARY, area);

	paint_fill(canvas, ink, (struct area){ 0, area.y, MESSAGES_EDGE,
	    area.height });
	messages_paint_arrow(canvas, ink, arrow, !sent);
	if (row->last != NULL)
		paint_fold(canvas, text, row->entry->folded);
	text.x += area.height / 2 + in;
	text.width -= area.height / 2 + in;
	paint_label(canvas, FONT_UI, COLOUR_TEXT, text, ALIGN_LEFT,
	    words->summary);
}

void
exchanges_paint_row(struct exchanges_pane *exchanges,
    const struct exchange_row *row, const struct exchanges_words *words,
    struct area area, bool picked)
{
	struct canvas *canvas = &exchanges->pane.view.canvas;
	const struct log_entry *entry = row->entry;

	paint_back(exchanges, row, words, area, picked);
	put(exchanges, EXCHANGES_TIME, area, COLOUR_MUTED, words->clock);
	if (entry->kind != LOG_MESSAGE) {
		area.x = exchanges->columns[EXCHANGES_CLIENT].x;
		area.width -= area.x;
		paint_label(canvas, FONT_UI, messages_event_colour(entry),
		    area, ALIGN_LEFT, words->summary);
		return;
	}
	put(exchanges, EXCHANGES_NUMBER, area, COLOUR_FAINT, words->number);
	put(exchanges, EXCHANGES_CLIENT, area, row->under ? COLOUR_MUTED :
	    COLOUR_TEXT, words->client);
	put(exchanges, EXCHANGES_LAB, area, COLOUR_MUTED,
	    lab_info(entry->lab)->name);
	paint_said(exchanges, row, words, area);
	put(exchanges, EXCHANGES_BYTES, area, COLOUR_MUTED, words->bytes);
	put(exchanges, EXCHANGES_WAIT, area, entry->asked == LOG_ASKED_OPEN ||
	    entry->asked == LOG_ASKED_GONE ? COLOUR_WARNING : COLOUR_TEXT,
	    words->wait);
	if (words->bar_ns >= 0)
		paint_bar(canvas, cell(exchanges, EXCHANGES_WAIT, area),
		    words->bar_ns);
	paint_mark_tag(exchanges, words, area);
}
