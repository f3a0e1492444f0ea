/* The list of exchanges: what is painted anew, and what the pane's core
 * asks. */
#include "gui/pane/exchanges_private.h"

#include <string.h>

#include "base/when.h"
#include "gui/pane/messages.h"
#include "gui/toolkit/paragraph.h"
#include "gui/toolkit/scale.h"

#define LOOK_NONE	0u
#define FNV_START	2166136261u
#define FNV_PRIME	16777619u

static uint32_t
hash_bytes(uint32_t hash, const void *bytes, size_t len)
{
	const unsigned char *at = bytes;
	size_t i;

	for (i = 0; i < len; i++)
		hash = (hash ^ at[i]) * FNV_PRIME;
	return hash;
}

static uint32_t
hash_words(uint32_t hash, const char *words)
{
	return hash_bytes(hash, words, strlen(words) + 1);
}

/* Of all that a row shows; never LOOK_NONE. */
static uint32_t
look_of(const struct exchange_row *row, const struct exchanges_words *words,
    bool picked)
{
	unsigned flags = (unsigned)picked | (unsigned)row->under << 1 |
	    (unsigned)row->entry->folded << 2 |
	    (unsigned)(row->last != NULL) << 3;
	uint32_t hash = hash_bytes(FNV_START, &row->entry->id,
	    sizeof(row->entry->id));

	hash = hash_bytes(hash, &flags, sizeof(flags));
	hash = hash_bytes(hash, &words->bar_ns, sizeof(words->bar_ns));
	hash = hash_words(hash, words->wait);
	hash = hash_words(hash, words->mark);
	hash = hash_words(hash, words->summary);
	return hash == LOOK_NONE ? 1 : hash;
}

struct slot {
	const struct exchange_row *row;	/* NULL: nothing is there */
	struct exchanges_words words;
	uint32_t look;
	bool picked;
};

static void
fill_slot(const struct exchanges_pane *exchanges, unsigned number,
    uint64_t picked, struct slot *slot)
{
	uint64_t at = exchange_list_top(exchanges->list) + number;

	slot->row = exchange_list_row(exchanges->list, at);
	slot->picked = at == picked;
	slot->look = LOOK_NONE;
	if (slot->row == NULL)
		return;
	exchanges_words(exchanges, slot->row, &slot->words);
	slot->look = look_of(slot->row, &slot->words, slot->picked);
}

static struct area
slot_area(const struct exchanges_pane *exchanges, unsigned number)
{
	return (struct area){ 0, exchanges->pane.pad_top + (int)number *
	    exchanges->pane.line_height, exchanges->pane.view.canvas.width,
	    exchanges->pane.line_height };
}

/* What was painted has moved up or down as a whole: so does the picture. */
static void
move_rows(struct exchanges_pane *exchanges, const struct slot *slots,
    unsigned count)
{
	struct canvas *canvas = &exchanges->pane.view.canvas;
	unsigned middle = count / 2, size, from, to, i;
	uint32_t *looks = exchanges->looks;
	struct area area;

	for (i = 0; i < count && looks[i] != slots[middle].look; i++)
		continue;
	if (count < 4 || slots[middle].look == LOOK_NONE || i == count ||
	    i == middle)
		return;
	size = i > middle ? i - middle : middle - i;
	from = i > middle ? size : 0;
	to = i > middle ? 0 : size;
	area = slot_area(exchanges, from);
	area.height *= (int)(count - size);
	paint_move(canvas, area, slot_area(exchanges, to).y);
	area.y = slot_area(exchanges, to).y;
	paint_mark(canvas, area);
	memmove(looks + to, looks + from, (count - size) * sizeof(looks[0]));
	memset(looks + (i > middle ? count - size : 0), 0xff,
	    size * sizeof(looks[0]));
}

static void
paint_slot(struct exchanges_pane *exchanges, unsigned number,
    const struct slot *slot)
{
	struct canvas *canvas = &exchanges->pane.view.canvas;
	struct area area = slot_area(exchanges, number);

	paint_mark(canvas, area);
	if (slot->row == NULL)
		paint_fill(canvas, COLOUR_SURFACE, area);
	else
		exchanges_paint_row(exchanges, slot->row, &slot->words, area,
		    slot->picked);
	exchanges->looks[number] = slot->look;
}

static void
paint_slots(struct exchanges_pane *exchanges, unsigned count)
{
	static struct slot slots[EXCHANGES_SLOTS_MAX];	/* large */
	uint64_t picked = exchange_list_picked(exchanges->list);
	bool all = exchanges->pane.view.repaint;
	unsigned i;

	exchanges->waits = false;
	for (i = 0; i < count; i++) {
		fill_slot(exchanges, i, picked, &slots[i]);
		if (slots[i].row != NULL &&
		    slots[i].row->entry->asked == LOG_ASKED_OPEN)
			exchanges->waits = true;
	}
	if (!all)
		move_rows(exchanges, slots, count);
	for (i = 0; i < count; i++)
		if (all || exchanges->looks[i] != slots[i].look)
			paint_slot(exchanges, i, &slots[i]);
	exchanges->painted_slots = count;
}

/* Titles, and what lies below the rows. */
static void
paint_around(struct exchanges_pane *exchanges, unsigned count)
{
	struct canvas *canvas = &exchanges->pane.view.canvas;
	struct area below = slot_area(exchanges, count);

	exchanges_paint_titles(exchanges, (struct area){ 0, 0, canvas->width,
	    exchanges->pane.pad_top });
	below.height = canvas->height - below.y;
	if (below.height > 0) {
		paint_fill(canvas, COLOUR_SURFACE, below);
		paint_fill(canvas, COLOUR_HAIRLINE, (struct area){ 0,
		    canvas->height - 1, canvas->width, 1 });
	}
	paint_mark_all(canvas);
}

static void
paint_empty(struct exchanges_pane *exchanges)
{
	struct canvas *canvas = &exchanges->pane.view.canvas;
	struct app *app = canvas->app;
	int line = font_height(app->fonts, FONT_UI) + 6;
	bool none = log_first(exchanges->log) == log_next(exchanges->log);
	uint64_t seen = log_counts(exchanges->log).seen;
	const char *words = exchanges->why_empty(exchanges->pane.context);

	if (words == NULL)
		words = app_text(app, seen == 0 ? "list.quiet" :
		    none ? "list.cleared" : "list.filtered", "");
	(void)paragraph_paint(canvas, FONT_UI, COLOUR_MUTED, (struct area){
	    line, exchanges->pane.pad_top + line, canvas->width - 2 * line,
	    canvas->height - exchanges->pane.pad_top - line }, ALIGN_CENTRE,
	    words);
}

/* As many rows as there is room for below the titles. */
static unsigned
fit_rows(struct exchanges_pane *exchanges)
{
	const struct canvas *canvas = &exchanges->pane.view.canvas;
	int height = messages_line_height(canvas->app) + scale_px(2);
	int room = canvas->height - height;
	unsigned count = room < height ? 1 : (unsigned)(room / height);

	exchanges->pane.line_height = height;
	exchanges->pane.pad_top = height;
	if (count > EXCHANGES_SLOTS_MAX)
		count = EXCHANGES_SLOTS_MAX;
	exchange_list_set_page(exchanges->list, count);
	return count;
}

/* The accent above the titles says where the keyboard is. */
static void
paint_focus(struct exchanges_pane *exchanges)
{
	struct canvas *canvas = &exchanges->pane.view.canvas;

	if (exchanges->pane.view.focused)
		paint_fill(canvas, COLOUR_ACCENT, (struct area){ 0, 0,
		    canvas->width, 2 });
}

/* Not before it is known how many rows there is room for. */
static void
reveal(struct exchanges_pane *exchanges)
{
	uint64_t row = exchange_list_picked(exchanges->list);

	if (!exchanges->reveal)
		return;
	exchanges->reveal = false;
	if (row != EXCHANGE_NONE)
		exchange_list_show(exchanges->list, row);
	/* At the end it follows again. */
	exchange_list_scroll_by(exchanges->list, 0);
}

static void
paint(struct view *view)
{
	struct exchanges_pane *exchanges = view->owner;
	unsigned count = fit_rows(exchanges);

	(void)exchange_list_update(exchanges->list);
	reveal(exchanges);
	if (count != exchanges->painted_slots || exchanges->empty ||
	    exchange_list_rows(exchanges->list) == 0)
		view->repaint = true;
	if (view->repaint) {
		exchanges_fit(exchanges);
		paint_around(exchanges, count);
		paint_focus(exchanges);
	}
	paint_slots(exchanges, count);
	exchanges->empty = exchange_list_rows(exchanges->list) == 0;
	if (exchanges->empty)
		paint_empty(exchanges);
	exchange_list_painted(exchanges->list);
	exchanges->painted_ns = when_mono_ns();
	pane_show_scroll(&exchanges->pane);
}

/* What the pane's core asks. */

static uint64_t
first(const void *model)
{
	(void)model;
	return 0;
}

static uint64_t
end(const void *model)
{
	return exchange_list_rows(model);
}

static uint64_t
top(const void *model)
{
	return exchange_list_top(model);
}

static unsigned
page(const void *model)
{
	return exchange_list_page(model);
}

static void
scroll_to(void *model, uint64_t line)
{
	exchange_list_scroll_to(model, line);
}

static void
scroll_by(void *model, int64_t lines)
{
	exchange_list_scroll_by(model, lines);
}

/* One row, wherever the button goes. */
static void
pick(void *model, uint64_t line, bool extend)
{
	if (!extend)
		exchange_list_pick(model, line);
}

static bool
is_picked(const void *model, uint64_t line)
{
	return exchange_list_picked(model) == line;
}

static const struct pane_lines lines = { first, end, top, page, scroll_to,
    scroll_by, pick, pane_pick_none, is_picked, pane_pressed };

void
exchanges_make(struct exchanges_pane *exchanges, struct view_group *group,
    Widget parent, const char *name)
{
	exchanges->pane.lines = &lines;
	exchanges->pane.model = exchanges->list;
	exchanges->pane.keys = "list";
	exchanges->pane.own_act = exchanges_act;
	exchanges->pane.jumps = true;
	exchanges->pane.view.owner = exchanges;
	exchanges->pane.view.paint = paint;
	pane_make(&exchanges->pane, group, parent, name);
}

void
exchanges_touch(struct exchanges_pane *exchanges)
{
	view_touch(&exchanges->pane.view);
}

void
exchanges_repaint(struct exchanges_pane *exchanges)
{
	pane_repaint(&exchanges->pane);
}

void
exchanges_restyle(struct exchanges_pane *exchanges)
{
	pane_restyle(&exchanges->pane);
	exchanges_repaint(exchanges);
}
