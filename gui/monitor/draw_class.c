/* Painting the class mode: a grid of cells, as large as the window allows. */
#include "gui/monitor/draw_class.h"

#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "gui/monitor/draw.h"
#include "gui/toolkit/scale.h"
#include "gui/toolkit/tip.h"

/* Of the names, in pixels. */
#define LETTERS_LEAST	scale_px(16)
#define LETTERS_MOST	scale_px(96)
#define EDGE		scale_px(8)	/* around all cells */
/* Bytes that a cell takes, about; and how many are painted whatever else has
 * been painted. */
#define CELL_BYTES	64
#define CELLS_LEAST	8

/* What of a cell does: all of it, or only what counts down. */
enum { COUNT_DIFFERS, DIFFERS };

static struct class_slot
slot_of(const struct class_cell *cell, int width)
{
	int bar = (int)(cell->part * width);
	struct class_slot slot = { DRAW_HASH_START, DRAW_HASH_START, 0 };

	slot.look = draw_hash(slot.look, cell->name, strlen(cell->name) + 1);
	slot.look = draw_hash(slot.look, &cell->state, sizeof(cell->state));
	slot.look = draw_hash(slot.look, &cell->mark, sizeof(cell->mark)) | 1;
	slot.count = draw_hash(slot.count, cell->left,
	    strlen(cell->left) + 1);
	slot.count = draw_hash(slot.count, &bar, sizeof(bar)) | 1;
	return slot;
}

static struct area
cell_area(const struct class_grid *grid, uint32_t slot)
{
	return (struct area){ EDGE + (int)(slot % grid->columns) *
	    grid->cell_width, EDGE + (int)(slot / grid->columns) *
	    grid->cell_height, grid->cell_width, grid->cell_height };
}

/* NULL when nobody is there. */
static const struct class_cell *
cell_at(const struct class_model *model, uint32_t slot)
{
	return model->top + slot < model->count ?
	    &model->cells[model->top + slot] : NULL;
}

static void
paint_card(void *context, unsigned kind, struct canvas *picture,
    struct area area)
{
	const struct class_mode *mode = context;

	draw_class_card(picture, kind, area, mode->grid.letters);
}

/* The card below what differs; true when something does. */
static bool
put_card(struct monitor *monitor, uint32_t number)
{
	struct class_mode *mode = &monitor->class_mode;
	struct class_slot *slot = &mode->slots[number], now = { 0, 0, 0 };
	const struct class_cell *cell = cell_at(&mode->model, number);
	struct area area = cell_area(&mode->grid, number);

	if (cell != NULL)
		now = slot_of(cell, area.width);
	if (now.look == slot->look && now.count == slot->count)
		return false;
	now.differs = now.look != slot->look ? DIFFERS : COUNT_DIFFERS;
	*slot = now;
	if (cell == NULL)
		paint_fill(&monitor->canvases[AREA_CLASS], COLOUR_CHROME,
		    area);
	else if (now.differs == DIFFERS)
		stamps_put(&mode->stamps, cell->state, area.x, area.y);
	return true;
}

static void
draw_on_card(struct monitor *monitor, uint32_t number)
{
	struct class_mode *mode = &monitor->class_mode;
	struct canvas *canvas = &monitor->canvases[AREA_CLASS];
	const struct class_cell *cell = cell_at(&mode->model, number);
	struct area area = cell_area(&mode->grid, number);

	if (cell != NULL && mode->slots[number].differs == DIFFERS)
		draw_class_cell(canvas, cell, area, mode->grid.letters);
	else if (cell != NULL)
		draw_class_count(canvas, cell, area, mode->grid.letters);
	paint_mark(canvas, area);
}

/* Where hundreds change all the time no more than the budget has, and the
 * others next time. */
static void
draw_cells(struct monitor *monitor, bool whole)
{
	struct class_mode *mode = &monitor->class_mode;
	uint32_t all = mode->grid.columns * mode->grid.rows, i, count = 0;
	uint32_t changed[CLASS_SLOTS_MAX], slot;
	int64_t most = whole || mode->at_once ? CLASS_SLOTS_MAX :
	    pace_left(&monitor->pace, when_mono_ns()) / CELL_BYTES;

	if (all > CLASS_SLOTS_MAX)
		all = CLASS_SLOTS_MAX;
	for (i = 0; i < all && count < (most < CELLS_LEAST ? CELLS_LEAST :
	    most); i++) {
		slot = (mode->next_slot + i) % all;
		if (put_card(monitor, slot))
			changed[count++] = slot;
	}
	mode->next_slot = all == 0 ? 0 : (mode->next_slot + i) % all;
	mode->at_once = false;
	stamps_end(&mode->stamps);
	for (i = 0; i < count; i++)
		draw_on_card(monitor, changed[i]);
}

/* How many are above and below, in a line of its own; or that nobody is
 * here. */
static void
draw_words(struct monitor *monitor, struct area line)
{
	const struct class_mode *mode = &monitor->class_mode;
	char words[120] = "", below[WORDING_NUMBER_SIZE];
	char above[WORDING_NUMBER_SIZE];

	if (mode->model.count == 0)
		(void)text_copy(words, sizeof(words), app_text(&monitor->app,
		    "class.nobody", ""));
	else if (mode->model.count > mode->grid.columns * mode->grid.rows)
		wording_put(words, sizeof(words), app_text(&monitor->app,
		    "class.more", "%1 more above, %2 more below"),
		    wording_number(above, mode->model.top),
		    wording_number(below, class_more(&mode->model,
		    &mode->grid)), NULL);
	paint_label(&monitor->canvases[AREA_CLASS], FONT_UI_BOLD,
	    COLOUR_MUTED, line, ALIGN_CENTRE, words);
}

static struct class_grid
layout(const struct class_mode *mode, const struct canvas *canvas, int line)
{
	struct class_letters letters = { LETTERS_LEAST, LETTERS_MOST };
	int width = canvas->width - 2 * EDGE;
	int height = canvas->height - 2 * EDGE - line;

	return class_layout(mode->model.count, width < 1 ? 1 : width,
	    height < 1 ? 1 : height, &letters);
}

/* Letters so many pixels high. */
static void
open_fonts(struct monitor *monitor, int letters)
{
	struct class_mode *mode = &monitor->class_mode;
	struct font_set *fonts;

	if (mode->fonts != NULL && mode->letters == letters)
		return;
	fonts = font_set_open(&monitor->app, letters * 72.0 / scale_px(96));
	if (fonts == NULL)
		return;
	if (mode->fonts != NULL)
		font_set_close(mode->fonts);
	mode->fonts = fonts;
	mode->letters = letters;
}

/* Everything anew where cells are elsewhere; what is said of them in the line
 * below where something else is. */
static void
draw_frame(struct monitor *monitor, bool whole, int line)
{
	struct class_mode *mode = &monitor->class_mode;
	struct canvas *canvas = &monitor->canvases[AREA_CLASS];
	struct area below = { 0, canvas->height - EDGE - line, canvas->width,
	    line };
	uint32_t counts[3] = { mode->model.count, mode->model.top,
	    mode->grid.columns * mode->grid.rows };
	uint32_t frame = draw_hash(DRAW_HASH_START, counts, sizeof(counts)) |
	    1;

	if (whole) {
		memset(mode->slots, 0, sizeof(mode->slots));
		paint_fill(canvas, COLOUR_CHROME, (struct area){ 0, 0,
		    canvas->width, canvas->height });
		paint_mark_all(canvas);
	} else if (frame == mode->frame) {
		return;
	}
	mode->frame = frame;
	paint_fill(canvas, COLOUR_CHROME, below);
	draw_words(monitor, below);
	paint_mark(canvas, below);
}

void
draw_class_anew(struct class_mode *mode)
{
	mode->frame = 0;
}

/* With its own letters: words are painted with the app's fonts. */
static void
draw_large(struct monitor *monitor, bool whole)
{
	struct class_mode *mode = &monitor->class_mode;
	struct canvas *canvas = &monitor->canvases[AREA_CLASS];
	struct font_set *usual = monitor->app.fonts;

	open_fonts(monitor, mode->grid.letters);
	if (mode->fonts != NULL)
		monitor->app.fonts = mode->fonts;
	mode->stamps.paint = paint_card;
	mode->stamps.context = mode;
	if (whole)
		stamps_forget(&mode->stamps);
	stamps_begin(&mode->stamps, canvas, cell_area(&mode->grid, 0));
	draw_cells(monitor, whole);
	paint_show(canvas);
	monitor->app.fonts = usual;
	/* A name that was cut has no tip here either. */
	tip_forget_all(canvas);
}

void
draw_class(struct monitor *monitor)
{
	struct class_mode *mode = &monitor->class_mode;
	struct canvas *canvas = &monitor->canvases[AREA_CLASS];
	int line = font_height(monitor->app.fonts, FONT_UI_BOLD) +
	    scale_px(4);
	struct class_grid grid;
	bool whole;

	if (!mode->on)
		return;
	whole = paint_prepare(canvas, &monitor->app,
	    monitor->areas[AREA_CLASS]) || mode->frame == 0;
	if (canvas->pixmap == None)
		return;
	grid = layout(mode, canvas, line);
	whole |= memcmp(&grid, &mode->grid, sizeof(grid)) != 0;
	mode->grid = grid;
	class_scroll(&mode->model, &grid, 0);
	draw_frame(monitor, whole, line);
	draw_large(monitor, whole);
}
