/* Painting what is under the hood: what is where, and the table's rows as
 * cells. */
#include <stdio.h>
#include <string.h>

#include "gui/monitor/draw.h"
#include "gui/monitor/hood.h"
#include "gui/toolkit/scale.h"

#define EDGE		scale_px(12)
#define CELL_WIDTH	scale_px(14)
#define CELL_HEIGHT	scale_px(16)
#define CELLS_SHARE	35	/* of a hundred: of the height */

static void
fit(struct hood_window *window)
{
	struct hood_place *place = &window->place;
	struct font_set *fonts = window->monitor->app.fonts;
	int width = window->canvas.width, height = window->canvas.height;
	uint32_t count = window->hood.row_count, lines, most;

	place->line = font_height(fonts, FONT_UI) + scale_px(3);
	place->middle = width / 2;
	place->cells = scale_px(8) + (HOOD_LINES + 1) * place->line +
	    scale_px(8);
	place->cell_width = font_digit(fonts, FONT_SMALL) + scale_px(7);
	if (place->cell_width < CELL_WIDTH)
		place->cell_width = CELL_WIDTH;
	place->cell_height = font_height(fonts, FONT_SMALL) + scale_px(3);
	if (place->cell_height < CELL_HEIGHT)
		place->cell_height = CELL_HEIGHT;
	place->columns = width - 2 * EDGE < place->cell_width ? 1 :
	    (uint32_t)((width - 2 * EDGE) / place->cell_width);
	most = (uint32_t)(height * CELLS_SHARE / 100 / place->cell_height) + 1;
	lines = (count + place->columns - 1) / place->columns;
	if (lines > most)
		lines = most;
	if (lines * place->columns > HOOD_CELLS)
		lines = HOOD_CELLS / place->columns;
	place->cells_shown = lines * place->columns < count ?
	    lines * place->columns : count;
	place->key = place->cells + (int)lines * place->cell_height;
	place->titles = place->key + place->line + scale_px(8);
	place->rows = place->titles + place->line;
	place->row_height = place->line;
	place->commands = height - place->line - scale_px(4);
	place->page = place->commands < place->rows + place->row_height ? 1 :
	    (uint32_t)((place->commands - place->rows) / place->row_height);
	if (place->page > HOOD_MEASURED)
		place->page = HOOD_MEASURED;
	place->scheme = window->monitor->app.scheme;
}

void
draw_hood_text(struct hood_window *window, unsigned number,
    struct area area, enum colour_id colour, const char *words)
{
	uint32_t hash = draw_hash(DRAW_HASH_START + colour, words,
	    strlen(words) + 1) | 1;

	if (!window->repaint && window->line_looks[number] == hash)
		return;
	window->line_looks[number] = hash;
	paint_fill(&window->canvas, COLOUR_SURFACE, area);
	paint_label(&window->canvas, FONT_UI, colour, area, ALIGN_LEFT,
	    words);
	paint_mark(&window->canvas, area);
}

static void
cell_colours(unsigned state, enum colour_id *fill, enum colour_id *ink)
{
	bool bad = state == HOOD_DOUBTFUL || state == HOOD_CRASHED;

	*fill = bad ? COLOUR_ERROR : COLOUR_STATE_FILL(state);
	*ink = bad ? COLOUR_ON_ACCENT : COLOUR_STATE_INK(state);
	if (state == STATE_FREE) {
		*fill = COLOUR_SURFACE;
		*ink = COLOUR_FAINT;
	}
}

/* around: also what says whether it is picked. */
static void
paint_cell(struct hood_window *window, unsigned state, struct area area,
    bool picked, bool around)
{
	char letter = hood_letter(state);
	enum colour_id fill, ink;
	int width = font_width(window->monitor->app.fonts, FONT_SMALL,
	    &letter, 1);
	struct area inner = { area.x + 1, area.y + 1, area.width - 2,
	    area.height - 2 };

	cell_colours(state, &fill, &ink);
	if (around)
		paint_fill(&window->canvas, picked ? COLOUR_ACCENT :
		    COLOUR_SURFACE, area);
	if (picked)
		inner = (struct area){ area.x + 2, area.y + 2, area.width - 4,
		    area.height - 4 };
	paint_fill(&window->canvas, fill, inner);
	(void)paint_text(&window->canvas, FONT_SMALL, ink, area.x +
	    (area.width - width) / 2, area.y + (area.height +
	    font_ascent(window->monitor->app.fonts, FONT_SMALL)) / 2 -
	    scale_px(1), &letter, 1);
}

static bool
is_picked(const struct hood_window *window, uint32_t row)
{
	const struct row_data *data = &window->hood.rows[row];

	return data->client != 0 && data->client ==
	    window->monitor->table.selected;
}

static void
draw_cells(struct hood_window *window)
{
	const struct hood_place *place = &window->place;
	struct area area;
	uint8_t look, was;
	uint32_t i;

	for (i = 0; i < place->cells_shown; i++) {
		look = (uint8_t)(1 + 2 * window->hood.cells[i] +
		    is_picked(window, i));
		was = window->repaint ? 0 : window->cell_looks[i];
		if (was == look)
			continue;
		window->cell_looks[i] = look;
		area = (struct area){ EDGE + (int)(i % place->columns) *
		    place->cell_width, place->cells + (int)(i /
		    place->columns) * place->cell_height, place->cell_width,
		    place->cell_height };
		paint_cell(window, window->hood.cells[i], area,
		    is_picked(window, i), was == 0 || (was ^ look) & 1);
		paint_mark(&window->canvas, area);
	}
}

/* What letters mean, and how many rows there are of each. */
static void
draw_key(struct hood_window *window)
{
	const struct hood_place *place = &window->place;
	const uint32_t *counts = window->hood.counts;
	uint32_t hash = draw_hash(DRAW_HASH_START, counts,
	    sizeof(window->hood.counts)) | 1;
	struct area area = { 0, place->key + scale_px(2),
	    window->canvas.width, place->line };
	char words[48];
	unsigned state;
	int x = EDGE;

	if (!window->repaint && window->line_looks[HOOD_LINES] == hash)
		return;
	window->line_looks[HOOD_LINES] = hash;
	paint_fill(&window->canvas, COLOUR_SURFACE, area);
	paint_mark(&window->canvas, area);
	for (state = 0; state < HOOD_STATES; state++) {
		if (counts[state] == 0 && state != HOOD_DOUBTFUL)
			continue;
		(void)snprintf(words, sizeof(words), "%s %u",
		    hood_state_word(state), counts[state]);
		paint_cell(window, state, (struct area){ x, area.y,
		    place->cell_width, place->cell_height }, false, false);
		x += place->cell_width + scale_px(4);
		paint_label(&window->canvas, FONT_SMALL, COLOUR_TEXT,
		    (struct area){ x, area.y, window->canvas.width - x,
		    place->cell_height }, ALIGN_LEFT, words);
		x += font_width(window->monitor->app.fonts, FONT_SMALL, words,
		    strlen(words)) + scale_px(14);
	}
}

/* The row counts above the cells. */
static void
draw_heading(struct hood_window *window)
{
	const struct hood *hood = &window->hood;
	const struct hood_place *place = &window->place;
	char words[HOOD_LINE_SIZE], rows[3][WORDING_NUMBER_SIZE];
	struct app *app = &window->monitor->app;

	wording_put(words, sizeof(words), app_text(app, place->cells_shown <
	    hood->row_count ? "hood.tableCut" : "hood.table", "%1 %2 %3"),
	    wording_number(rows[0], hood->row_count),
	    wording_number(rows[1], hood->never_used),
	    wording_number(rows[2], place->cells_shown), NULL);
	draw_hood_text(window, HOOD_LINES + 1, (struct area){ EDGE,
	    place->cells - place->line, window->canvas.width - 2 * EDGE,
	    place->line }, COLOUR_MUTED, words);
}

static void
draw_nothing(struct hood_window *window)
{
	struct canvas *canvas = &window->canvas;
	int line = font_height(window->monitor->app.fonts, FONT_UI) + 6;

	if (!window->repaint)
		return;
	paint_label(canvas, FONT_UI, COLOUR_MUTED, (struct area){ EDGE,
	    canvas->height / 3, canvas->width - 2 * EDGE, line },
	    ALIGN_CENTRE, app_text(&window->monitor->app, window->why, ""));
	paint_mark_all(canvas);
}

void
draw_hood(struct hood_window *window)
{
	struct canvas *canvas = &window->canvas;
	struct hood_place was = window->place;

	if (paint_prepare(canvas, &window->monitor->app, window->area))
		window->repaint = true;
	if (canvas->pixmap == None)
		return;
	memset(&window->place, 0, sizeof(window->place));
	if (window->why == NULL)
		fit(window);
	if (memcmp(&was, &window->place, sizeof(was)) != 0)
		window->repaint = true;
	if (window->repaint) {
		paint_fill(canvas, COLOUR_SURFACE, (struct area){ 0, 0,
		    canvas->width, canvas->height });
		paint_mark_all(canvas);
	}
	if (window->why != NULL) {
		draw_nothing(window);
	} else {
		draw_hood_lines(window);
		draw_heading(window);
		draw_cells(window);
		draw_key(window);
		draw_hood_rows(window);
		draw_hood_commands(window);
	}
	window->repaint = false;
	paint_show(canvas);
}
