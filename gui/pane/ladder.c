/* The ladder's pane: what is painted anew, keys, and what the pane's core
 * asks. */
#include "gui/pane/ladder_private.h"

#include <string.h>
#include <time.h>

#include "base/when.h"
#include "base/wording.h"
#include "gui/toolkit/paragraph.h"
#include "gui/toolkit/scale.h"

#define LOOK_NONE	0u
#define FNV_START	2166136261u
#define FNV_PRIME	16777619u

static struct ladder_sheet
sheet_of(struct ladder_pane *pane)
{
	return (struct ladder_sheet){ &pane->pane.view.canvas,
	    ladder_view_columns(pane->ladder) };
}

static uint32_t
hash_bytes(uint32_t hash, const void *bytes, size_t len)
{
	const unsigned char *at = bytes;
	size_t i;

	for (i = 0; i < len; i++)
		hash = (hash ^ at[i]) * FNV_PRIME;
	return hash;
}

/* Of all that a line shows; never LOOK_NONE. */
static uint32_t
look_of(const struct ladder_place *place, const struct ladder_words *words,
    bool picked)
{
	unsigned facts = place->from | place->to << 4 |
	    (unsigned)words->shape << 8 |
	    (unsigned)place->row->datagram << 12 |
	    (unsigned)words->fault << 13 | (unsigned)picked << 14 |
	    (unsigned)(place->line == 0) << 15 |
	    (unsigned)(place->line + 1 == place->lines) << 16;
	uint32_t hash = hash_bytes(FNV_START, &facts, sizeof(facts));

	hash = hash_bytes(hash, words->clock, strlen(words->clock) + 1);
	if (place->line == 0)
		hash = hash_bytes(hash, words->label, strlen(words->label));
	return hash == LOOK_NONE ? 1 : hash;
}

static uint32_t
titles_look(const struct ladder_pane *pane)
{
	const struct ladder_line *line;
	uint32_t hash = FNV_START;
	unsigned i;

	for (i = 0; (line = ladder_view_column(pane->ladder, i)) != NULL; i++)
	{
		hash = hash_bytes(hash, line->name, strlen(line->name) + 1);
		hash = hash_bytes(hash, &line->lab, sizeof(line->lab));
	}
	return hash ^ ladder_view_hidden(pane->ladder);
}

static struct area
slot_area(const struct ladder_pane *pane, unsigned number)
{
	return (struct area){ 0, pane->pane.pad_top + (int)number *
	    pane->pane.line_height, pane->pane.view.canvas.width,
	    pane->pane.line_height };
}

static void
paint_slot(struct ladder_pane *pane, unsigned number, uint64_t picked)
{
	struct canvas *canvas = &pane->pane.view.canvas;
	uint64_t line = ladder_view_top(pane->ladder) + number;
	struct area area = slot_area(pane, number);
	struct ladder_sheet sheet = sheet_of(pane);
	struct ladder_place place;
	struct ladder_words words;
	uint32_t look = LOOK_NONE;
	bool there = ladder_view_at(pane->ladder, line, &place);

	if (there) {
		ladder_words_of(canvas->app, pane->log, place.row, &words);
		ladder_pane_count(&pane->shapes, &place, &words);
		look = look_of(&place, &words, line == picked);
	}
	if (!pane->pane.view.repaint && pane->looks[number] == look)
		return;
	pane->looks[number] = look;
	paint_mark(canvas, area);
	if (there)
		ladder_sheet_line(&sheet, &place, &words, area,
		    line == picked);
	else
		paint_fill(canvas, COLOUR_SURFACE, area);
}

/* How many have no room; of those at the end of all room nobody knows. */
static const char *
left_out(const struct ladder_pane *pane, char out[80])
{
	unsigned hidden = ladder_view_hidden(pane->ladder);
	char number[WORDING_NUMBER_SIZE];
	bool more = ladder_view_cut(pane->ladder);

	if (hidden == 0 && !more)
		return NULL;
	wording_put(out, 80, app_text(pane->pane.view.group->app, more ?
	    "ladder.cut" : "ladder.hidden", "%1"), wording_number(number,
	    hidden), NULL);
	return out;
}

static void
paint_titles(struct ladder_pane *pane)
{
	struct ladder_sheet sheet = sheet_of(pane);
	struct area area = { 0, 0, sheet.canvas->width, pane->pane.pad_top };
	const struct ladder_line *line;
	char words[80];
	unsigned i;

	ladder_sheet_heading(&sheet, area, left_out(pane, words));
	for (i = 0; (line = ladder_view_column(pane->ladder, i)) != NULL; i++)
		ladder_sheet_title(&sheet, area, i, line);
}

/* Titles, and what lies below the lines. */
static void
paint_around(struct ladder_pane *pane, unsigned count)
{
	struct canvas *canvas = &pane->pane.view.canvas;
	struct area below = slot_area(pane, count);

	paint_titles(pane);
	below.height = canvas->height - below.y;
	if (below.height > 0)
		paint_fill(canvas, COLOUR_SURFACE, below);
	/* The accent above the titles says where the keyboard is. */
	if (pane->pane.view.focused)
		paint_fill(canvas, COLOUR_ACCENT, (struct area){ 0, 0,
		    canvas->width, 2 });
	paint_mark_all(canvas);
}

static void
paint_empty(struct ladder_pane *pane)
{
	struct canvas *canvas = &pane->pane.view.canvas;
	int line = font_height(canvas->app->fonts, FONT_UI) + scale_px(6);
	int top = pane->pane.pad_top + line;

	(void)paragraph_paint(canvas, FONT_UI, COLOUR_MUTED, (struct area){
	    line, top, canvas->width - 2 * line, canvas->height - top },
	    ALIGN_CENTRE, pane->why_empty(pane->pane.context));
}

/* As many lines as there is room for below the titles. */
static unsigned
fit_lines(struct ladder_pane *pane)
{
	const struct canvas *canvas = &pane->pane.view.canvas;
	int letters = font_height(canvas->app->fonts, FONT_UI), room;
	unsigned count;

	pane->pane.line_height = letters + scale_px(12);
	pane->pane.pad_top = letters + scale_px(10);
	room = canvas->height - pane->pane.pad_top;
	count = room < pane->pane.line_height ? 1 :
	    (unsigned)(room / pane->pane.line_height);
	if (count > LADDER_SLOTS_MAX)
		count = LADDER_SLOTS_MAX;
	ladder_view_set_page(pane->ladder, count);
	return count;
}

/* Not before it is known how many lines there is room for. */
static void
reveal(struct ladder_pane *pane)
{
	uint64_t line = ladder_view_picked(pane->ladder);

	if (pane->reveal && line != LADDER_VIEW_NONE)
		ladder_view_show(pane->ladder, line);
	pane->reveal = false;
}

static void
paint_slots(struct ladder_pane *pane, unsigned count)
{
	uint64_t picked = ladder_view_picked(pane->ladder);
	unsigned i;

	memset(&pane->shapes, 0, sizeof(pane->shapes));
	for (i = 0; i < count; i++)
		paint_slot(pane, i, picked);
	pane->painted_slots = count;
}

/* What this thread has had of a processor: others cost nothing here. */
static int64_t
used_ns(void)
{
	struct timespec used;

	if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used) != 0)
		return 0;
	return used.tv_sec * NS_PER_S + used.tv_nsec;
}

static void
paint(struct view *view)
{
	struct ladder_pane *pane = view->owner;
	int64_t began_ns = used_ns();
	unsigned count = fit_lines(pane);
	uint32_t titles;

	(void)ladder_view_update(pane->ladder);
	reveal(pane);
	titles = titles_look(pane);
	if (count != pane->painted_slots || pane->empty ||
	    titles != pane->titles || ladder_view_lines(pane->ladder) == 0)
		view->repaint = true;
	pane->titles = titles;
	if (view->repaint)
		paint_around(pane, count);
	paint_slots(pane, count);
	pane->empty = ladder_view_lines(pane->ladder) == 0;
	if (pane->empty)
		paint_empty(pane);
	pane_show_scroll(&pane->pane);
	pane->painted_ns = when_mono_ns();
	/* Now and then it is made anew: that counts with those around it. */
	pane->took_ns = (3 * pane->took_ns + used_ns() - began_ns) / 4;
}

static bool
act(struct pane *core, const char *what)
{
	struct ladder_pane *pane = core->view.owner;

	if (strcmp(what, "row-up") == 0 || strcmp(what, "row-down") == 0) {
		(void)ladder_view_update(pane->ladder);
		if (ladder_view_step(pane->ladder, what[4] == 'u'))
			pane->moved(core->context);
	} else if (strcmp(what, "true-time") == 0) {
		ladder_view_set_true_time(pane->ladder,
		    !ladder_view_true_time(pane->ladder));
		pane_repaint(core);
	} else if (strcmp(what, "bytes") == 0 ||
	    strcmp(what, "no-bytes") == 0) {
		if (pane->bytes != NULL)
			pane->bytes(core->context, what[0] == 'b');
	} else {
		return false;
	}
	return true;
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
	return ladder_view_lines(model);
}

static uint64_t
top(const void *model)
{
	return ladder_view_top(model);
}

static unsigned
page(const void *model)
{
	return ladder_view_page(model);
}

static void
scroll_to(void *model, uint64_t line)
{
	ladder_view_scroll_to(model, line);
}

static void
scroll_by(void *model, int64_t lines)
{
	ladder_view_scroll_by(model, lines);
}

/* One row, wherever the button goes. */
static void
pick(void *model, uint64_t line, bool extend)
{
	if (!extend)
		(void)ladder_view_pick(model, line);
}

static bool
is_picked(const void *model, uint64_t line)
{
	return ladder_view_picked(model) == line;
}

static const struct pane_lines lines = { first, end, top, page, scroll_to,
    scroll_by, pick, pane_pick_none, is_picked, pane_pressed };

void
ladder_pane_make(struct ladder_pane *pane, struct view_group *group,
    Widget parent, const char *name)
{
	pane->pane.lines = &lines;
	pane->pane.model = pane->ladder;
	if (pane->pane.keys == NULL)
		pane->pane.keys = "ladder";
	pane->pane.own_act = act;
	pane->pane.view.owner = pane;
	pane->pane.view.paint = paint;
	pane_make(&pane->pane, group, parent, name);
}

void
ladder_pane_touch(struct ladder_pane *pane)
{
	view_touch(&pane->pane.view);
}

void
ladder_pane_repaint(struct ladder_pane *pane)
{
	pane_repaint(&pane->pane);
}

void
ladder_pane_restyle(struct ladder_pane *pane)
{
	pane_restyle(&pane->pane);
	ladder_pane_repaint(pane);
}
