/* Painting what is under the hood: the table's rows as cells, and what they
 * mean. */
#include <stdio.h>
#include <string.h>

#include "gui/monitor/draw.h"
#include "gui/monitor/hood.h"
#include "gui/toolkit/paragraph.h"
#include "gui/toolkit/scale.h"

void
draw_hood_text(struct hood_window *window, unsigned number,
    struct area area, enum colour_id colour, const char *words)
{
	uint32_t hash = draw_hash(DRAW_HASH_START + colour, words,
	    strlen(words) + 1) | 1;

	if (!draw_hood_fits(window, area.y, area.height))
		return;
	if (!window->repaint && window->line_looks[number] == hash)
		return;
	window->line_looks[number] = hash;
	paint_fill(&window->canvas, COLOUR_SURFACE, area);
	(void)paragraph_paint(&window->canvas, FONT_UI, colour, area,
	    ALIGN_LEFT, words);
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

static void
paint_cell(void *context, unsigned state, struct canvas *canvas,
    struct area area)
{
	struct font_set *fonts = canvas->app->fonts;
	char letter = hood_letter(state);
	int width = font_width(fonts, FONT_SMALL, &letter, 1);
	enum colour_id fill, ink;

	(void)context;
	cell_colours(state, &fill, &ink);
	paint_fill(canvas, COLOUR_SURFACE, area);
	paint_fill(canvas, fill, (struct area){ area.x + 1, area.y + 1,
	    area.width - 2, area.height - 2 });
	(void)paint_text(canvas, FONT_SMALL, ink, area.x + (area.width -
	    width) / 2, area.y + (area.height + font_ascent(fonts,
	    FONT_SMALL)) / 2 - scale_px(1), &letter, 1);
}

/* Around the one that is picked. */
static void
paint_frame(struct canvas *canvas, struct area area)
{
	paint_fill(canvas, COLOUR_ACCENT, (struct area){ area.x, area.y,
	    area.width, 2 });
	paint_fill(canvas, COLOUR_ACCENT, (struct area){ area.x, area.y +
	    area.height - 2, area.width, 2 });
	paint_fill(canvas, COLOUR_ACCENT, (struct area){ area.x, area.y, 2,
	    area.height });
	paint_fill(canvas, COLOUR_ACCENT, (struct area){ area.x + area.width -
	    2, area.y, 2, area.height });
}

static bool
is_picked(const struct hood_window *window, uint32_t row)
{
	const struct row_data *data = &window->hood.rows[row];

	return data->client != 0 && data->client ==
	    window->monitor->table.selected;
}

static struct area
cell_area(const struct hood_place *place, uint32_t slot)
{
	return (struct area){ HOOD_EDGE + (int)(slot % place->columns) *
	    place->cell_width, place->cells + (int)(slot / place->columns) *
	    place->cell_height, place->cell_width, place->cell_height };
}

/* True when it differs. */
static bool
draw_cell(struct hood_window *window, uint32_t slot)
{
	uint32_t row = window->place.cells_first + slot;
	uint8_t was = window->repaint ? 0 : window->cell_looks[slot];
	uint8_t look = (uint8_t)(1 + 2 * window->hood.cells[row] +
	    is_picked(window, row));
	struct area area = cell_area(&window->place, slot);

	if (was == look || !draw_hood_fits(window, area.y, area.height))
		return false;
	window->cell_looks[slot] = look;
	stamps_put(&window->stamps, window->hood.cells[row], area.x, area.y);
	return true;
}

static void
begin_stamps(struct hood_window *window)
{
	window->stamps.paint = paint_cell;
	if (window->repaint)
		stamps_forget(&window->stamps);
	stamps_begin(&window->stamps, &window->canvas,
	    cell_area(&window->place, 0));
}

/* Beside them, where the lines that can be seen are. */
static void
draw_thumb(struct hood_window *window)
{
	const struct hood_place *place = &window->place;
	int height = (int)place->lines_shown * place->cell_height;
	int lines = (int)place->cell_lines;
	struct area area = { window->canvas.width - HOOD_EDGE + scale_px(3),
	    place->cells, scale_px(6), height };

	if (!window->repaint || place->lines_shown == place->cell_lines ||
	    !draw_hood_fits(window, area.y, area.height))
		return;
	paint_fill(&window->canvas, COLOUR_TROUGH, area);
	area.y += (int)(place->cells_first / place->columns) * height / lines;
	area.height = height * (int)place->lines_shown / lines;
	paint_fill(&window->canvas, COLOUR_SLIDER, area);
}

/* Lines of them travel to the window, not each by itself. */
static void
draw_cells(struct hood_window *window)
{
	const struct hood_place *place = &window->place;
	struct area line = { HOOD_EDGE, 0, (int)place->columns *
	    place->cell_width, place->cell_height };
	uint32_t picked = place->cells_shown, i;

	begin_stamps(window);
	for (i = 0; i < place->cells_shown; i++) {
		if (is_picked(window, place->cells_first + i))
			picked = i;
		if (!draw_cell(window, i))
			continue;
		line.y = cell_area(place, i).y;
		paint_mark(&window->canvas, line);
	}
	stamps_end(&window->stamps);
	if (picked < place->cells_shown && draw_hood_fits(window,
	    cell_area(place, picked).y, place->cell_height))
		paint_frame(&window->canvas, cell_area(place, picked));
	draw_thumb(window);
}

/* What letters mean, and how many rows there are of each; in how many lines.
 * draw: or how many that would be. */
static int
put_key(struct hood_window *window, bool draw)
{
	const struct hood_place *place = &window->place;
	const uint32_t *counts = window->hood.counts;
	struct font_set *fonts = window->monitor->app.fonts;
	int x = HOOD_EDGE, y = place->key + scale_px(3), lines = 1, width;
	char words[48];
	unsigned state;

	for (state = 0; state < HOOD_STATES; state++) {
		if (counts[state] == 0 && state != HOOD_DOUBTFUL)
			continue;
		(void)snprintf(words, sizeof(words), "%s %u",
		    hood_state_word(state), counts[state]);
		width = place->cell_width + scale_px(4) + font_width(fonts,
		    FONT_SMALL, words, strlen(words));
		if (x > HOOD_EDGE && x + width > window->canvas.width -
		    HOOD_EDGE) {
			x = HOOD_EDGE;
			y += place->cell_height + scale_px(3);
			lines++;
		}
		if (draw) {
			paint_cell(NULL, state, &window->canvas,
			    (struct area){ x, y, place->cell_width,
			    place->cell_height });
			paint_label(&window->canvas, FONT_SMALL, COLOUR_TEXT,
			    (struct area){ x + place->cell_width +
			    scale_px(4), y, width, place->cell_height },
			    ALIGN_LEFT, words);
		}
		x += width + scale_px(14);
	}
	return lines;
}

int
draw_hood_key_lines(struct hood_window *window)
{
	return put_key(window, false);
}

static void
draw_key(struct hood_window *window)
{
	const struct hood_place *place = &window->place;
	uint32_t hash = draw_hash(DRAW_HASH_START, window->hood.counts,
	    sizeof(window->hood.counts)) | 1;
	struct area area = { 0, place->key + scale_px(3),
	    window->canvas.width, place->key_lines * (place->cell_height +
	    scale_px(3)) };

	if ((!window->repaint && window->line_looks[HOOD_LINES] == hash) ||
	    !draw_hood_fits(window, area.y, area.height))
		return;
	window->line_looks[HOOD_LINES] = hash;
	paint_fill(&window->canvas, COLOUR_SURFACE, area);
	(void)put_key(window, true);
	paint_mark(&window->canvas, area);
}

/* The row counts above the cells. */
static void
draw_heading(struct hood_window *window)
{
	const struct hood *hood = &window->hood;
	const struct hood_place *place = &window->place;
	char words[HOOD_LINE_SIZE], rows[4][WORDING_NUMBER_SIZE];
	struct app *app = &window->monitor->app;

	wording_put(words, sizeof(words), app_text(app, place->cells_shown <
	    hood->row_count ? "hood.tableCut" : "hood.table", "%1 %2 %3 %4"),
	    wording_number(rows[0], hood->row_count),
	    wording_number(rows[1], hood->never_used),
	    wording_number(rows[2], place->cells_first + 1),
	    wording_number(rows[3], place->cells_first + place->cells_shown),
	    NULL);
	draw_hood_text(window, HOOD_LINES + 1, (struct area){ HOOD_EDGE,
	    place->words[HOOD_LINES] + scale_px(4), window->canvas.width - 2 *
	    HOOD_EDGE, place->line }, COLOUR_MUTED, words);
}

static void
draw_nothing(struct hood_window *window)
{
	struct canvas *canvas = &window->canvas;
	int y = canvas->height / 3;

	if (!window->repaint)
		return;
	(void)paragraph_paint(canvas, FONT_UI, COLOUR_MUTED, (struct area){
	    HOOD_EDGE, y, canvas->width - 2 * HOOD_EDGE, canvas->height - y },
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
	/* For other letters, or another width, lines are counted anew. */
	if (window->repaint)
		memset(window->lines, 0, sizeof(window->lines));
	memset(&window->place, 0, sizeof(window->place));
	if (window->why == NULL) {
		draw_hood_words(window);
		draw_hood_place(window);
	}
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
