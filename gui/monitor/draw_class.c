/* Painting the class mode: a grid of cells, as large as the window allows. */
#include "gui/monitor/draw_class.h"

#include <stdio.h>
#include <string.h>

#include "gui/monitor/draw.h"
#include "gui/toolkit/scale.h"
#include "gui/toolkit/tip.h"

/* Of the names, in pixels. */
#define LETTERS_LEAST	scale_px(16)
#define LETTERS_MOST	scale_px(96)
#define EDGE		scale_px(8)	/* around all cells */

static uint32_t
look_of(const struct class_cell *cell, int width)
{
	int bar = (int)(cell->part * width);
	uint32_t hash = draw_hash(DRAW_HASH_START, cell->name,
	    strlen(cell->name) + 1);

	hash = draw_hash(hash, cell->left, strlen(cell->left) + 1);
	hash = draw_hash(hash, &cell->state, sizeof(cell->state));
	hash = draw_hash(hash, &cell->mark, sizeof(cell->mark));
	return draw_hash(hash, &bar, sizeof(bar)) | 1;
}

static void
draw_cells(struct monitor *monitor)
{
	struct class_mode *mode = &monitor->class_mode;
	struct canvas *canvas = &monitor->canvases[AREA_CLASS];
	const struct class_grid *grid = &mode->grid;
	uint32_t all = grid->columns * grid->rows, i, look;
	struct area area = { 0, 0, grid->cell_width, grid->cell_height };
	const struct class_cell *cell;

	for (i = 0; i < all && i < CLASS_SLOTS_MAX; i++) {
		cell = mode->model.top + i >= mode->model.count ? NULL :
		    &mode->model.cells[mode->model.top + i];
		look = cell == NULL ? 0 : look_of(cell, grid->cell_width);
		if (look == mode->looks[i])
			continue;
		mode->looks[i] = look;
		area.x = EDGE + (int)(i % grid->columns) * area.width;
		area.y = EDGE + (int)(i / grid->columns) * area.height;
		paint_fill(canvas, COLOUR_CHROME, area);
		if (cell != NULL)
			draw_class_cell(canvas, cell, area, grid->letters);
		paint_mark(canvas, area);
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
		    "class.nobody", "nobody is connected"));
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
		memset(mode->looks, 0, sizeof(mode->looks));
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

void
draw_class(struct monitor *monitor)
{
	struct class_mode *mode = &monitor->class_mode;
	struct canvas *canvas = &monitor->canvases[AREA_CLASS];
	struct font_set *usual = monitor->app.fonts;
	int line = font_height(usual, FONT_UI_BOLD) + scale_px(4);
	struct class_grid grid;
	bool whole;

	if (!mode->on)
		return;
	whole = paint_prepare(canvas, &monitor->app,
	    monitor->areas[AREA_CLASS]);
	if (canvas->pixmap == None)
		return;
	grid = layout(mode, canvas, line);
	whole |= mode->frame == 0 || memcmp(&grid, &mode->grid,
	    sizeof(grid)) != 0;
	mode->grid = grid;
	class_scroll(&mode->model, &grid, 0);
	draw_frame(monitor, whole, line);
	open_fonts(monitor, grid.letters);
	/* Words are painted with the app's fonts. */
	if (mode->fonts != NULL)
		monitor->app.fonts = mode->fonts;
	draw_cells(monitor);
	paint_show(canvas);
	monitor->app.fonts = usual;
	/* A name that was cut has no tip here either. */
	tip_forget_all(canvas);
}
