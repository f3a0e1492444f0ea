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

static struct class_slot
slot_of(const struct class_cell *cell, int width)
{
	int bar = (int)(cell->part * width);
	struct class_slot slot = { DRAW_HASH_START, DRAW_HASH_START };

	slot.look = draw_hash(slot.look, cell->name, strlen(cell->name) + 1);
	slot.look = draw_hash(slot.look, &cell->state, sizeof(cell->state));
	slot.look = draw_hash(slot.look, &cell->mark, sizeof(cell->mark)) | 1;
	slot.count = draw_hash(slot.count, cell->left,
	    strlen(cell->left) + 1);
	slot.count = draw_hash(slot.count, &bar, sizeof(bar)) | 1;
	return slot;
}

/* What of it differs; cell: NULL when nobody is there any more. */
static void
draw_slot(struct monitor *monitor, struct class_slot *slot,
    const struct class_cell *cell, struct area area)
{
	struct canvas *canvas = &monitor->canvases[AREA_CLASS];
	int letters = monitor->class_mode.grid.letters;
	struct class_slot now = { 0, 0 };

	if (cell != NULL)
		now = slot_of(cell, area.width);
	if (now.look == slot->look && now.count == slot->count)
		return;
	if (now.look != slot->look) {
		paint_fill(canvas, COLOUR_CHROME, area);
		if (cell != NULL)
			draw_class_cell(canvas, cell, area, letters);
	} else {
		draw_class_count(canvas, cell, area, letters);
	}
	*slot = now;
	paint_mark(canvas, area);
}

static void
draw_cells(struct monitor *monitor)
{
	struct class_mode *mode = &monitor->class_mode;
	const struct class_grid *grid = &mode->grid;
	uint32_t all = grid->columns * grid->rows, i;
	struct area area = { 0, 0, grid->cell_width, grid->cell_height };

	for (i = 0; i < all && i < CLASS_SLOTS_MAX; i++) {
		area.x = EDGE + (int)(i % grid->columns) * area.width;
		area.y = EDGE + (int)(i / grid->columns) * area.height;
		draw_slot(monitor, &mode->slots[i],
		    mode->model.top + i >= mode->model.count ? NULL :
		    &mode->model.cells[mode->model.top + i], area);
	}
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
	mode->next_ns = 0;
}

/* With its own letters: words are painted with the app's fonts. */
static void
draw_large(struct monitor *monitor)
{
	struct class_mode *mode = &monitor->class_mode;
	struct canvas *canvas = &monitor->canvases[AREA_CLASS];
	struct font_set *usual = monitor->app.fonts;

	open_fonts(monitor, mode->grid.letters);
	if (mode->fonts != NULL)
		monitor->app.fonts = mode->fonts;
	draw_cells(monitor);
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
	int64_t now_ns = when_mono_ns();
	struct class_grid grid;
	bool whole;

	if (!mode->on)
		return;
	whole = paint_prepare(canvas, &monitor->app,
	    monitor->areas[AREA_CLASS]) || mode->frame == 0;
	if (canvas->pixmap == None || (!whole && now_ns < mode->next_ns))
		return;
	grid = layout(mode, canvas, line);
	whole |= memcmp(&grid, &mode->grid, sizeof(grid)) != 0;
	mode->grid = grid;
	class_scroll(&mode->model, &grid, 0);
	canvas->cost = 0;
	draw_frame(monitor, whole, line);
	draw_large(monitor);
	/* Hundreds that change all the time are painted less often. */
	mode->next_ns = whole || monitor->pace.bytes_a_second <= 0 ? 0 :
	    now_ns + canvas->cost * NS_PER_S / monitor->pace.bytes_a_second;
}
