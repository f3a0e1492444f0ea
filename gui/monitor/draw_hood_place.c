/* Under the hood: what is where, in a window of whatever size and letters. */
#include <string.h>

#include "gui/monitor/hood.h"
#include "gui/toolkit/paragraph.h"
#include "gui/toolkit/scale.h"

#define CELL_WIDTH	scale_px(14)
#define CELL_HEIGHT	scale_px(16)
#define CELLS_SHARE	35	/* of a hundred: of the height */
#define LEAST_ROWS	3	/* of processes; else what is above scrolls */
#define COMMAND_LINES	4

/* Lines are not given back while words change: nothing jumps. */
static int
grown(uint8_t *lines, int now)
{
	if (now > *lines)
		*lines = (uint8_t)now;
	return *lines;
}

static int
word_lines(struct hood_window *window, unsigned i, int width)
{
	const struct app *app = &window->monitor->app;
	const struct hood_line *words = &window->words[i];
	enum font_role role = i == 0 ? FONT_UI_BOLD : FONT_UI;
	int left = paragraph_lines(app, role, words->left, width, 9);
	int right = paragraph_lines(app, role, words->right, width, 9);

	return grown(&window->lines[i], left > right ? left : right);
}

/* Lock and journal beside each other; the y below them. */
static int
place_words(struct hood_window *window)
{
	struct hood_place *place = &window->place;
	int y = scale_px(8);
	unsigned i;

	place->middle = window->canvas.width / 2;
	for (i = 0; i < HOOD_LINES; i++) {
		place->words[i] = y;
		y += word_lines(window, i, place->middle - 2 * HOOD_EDGE) *
		    place->line;
	}
	place->words[HOOD_LINES] = y;
	return y;
}

static void
size_cells(struct hood_window *window)
{
	struct hood_place *place = &window->place;
	struct font_set *fonts = window->monitor->app.fonts;
	int room = window->canvas.width - 2 * HOOD_EDGE;

	place->cell_width = font_digit(fonts, FONT_SMALL) + scale_px(7);
	if (place->cell_width < CELL_WIDTH)
		place->cell_width = CELL_WIDTH;
	place->cell_height = font_height(fonts, FONT_SMALL) + scale_px(3);
	if (place->cell_height < CELL_HEIGHT)
		place->cell_height = CELL_HEIGHT;
	place->columns = room < place->cell_width ? 1 :
	    (uint32_t)(room / place->cell_width);
}

/* As many lines as there is room for; the others scroll. */
static void
place_cells(struct hood_window *window, int y)
{
	struct hood_place *place = &window->place;
	uint32_t count = window->hood.row_count, rest;
	uint32_t most = (uint32_t)(window->canvas.height * CELLS_SHARE / 100 /
	    place->cell_height) + 1;

	place->cells = y;
	place->cell_lines = (count + place->columns - 1) / place->columns;
	place->lines_shown = place->cell_lines < most ? place->cell_lines :
	    most;
	if (place->lines_shown * place->columns > HOOD_CELLS)
		place->lines_shown = HOOD_CELLS / place->columns;
	rest = place->cell_lines - place->lines_shown;
	if (window->cells_top > rest)
		window->cells_top = rest;
	place->cells_first = window->cells_top * place->columns;
	place->cells_shown = place->lines_shown * place->columns;
	if (place->cells_shown > count - place->cells_first)
		place->cells_shown = count - place->cells_first;
	place->key = y + (int)place->lines_shown * place->cell_height;
}

/* All above the processes scrolls away, by rows, where else there were no
 * room for those. */
static void
place_rows(struct hood_window *window)
{
	struct hood_place *place = &window->place;
	int head = place->titles, shift, i;

	place->page_whole = (uint32_t)((place->commands - scale_px(4) -
	    place->line) / place->row_height);
	if (place->page_whole > HOOD_MEASURED)
		place->page_whole = HOOD_MEASURED;
	if (place->rows + LEAST_ROWS * place->row_height <= place->commands) {
		window->shift = 0;
	} else {
		place->head_rows = (uint32_t)((head + place->row_height - 1) /
		    place->row_height);
		if (window->shift > place->head_rows)
			window->shift = place->head_rows;
	}
	shift = (int)window->shift * place->row_height;
	shift = shift < head ? shift : head;
	for (i = 0; i <= HOOD_LINES; i++)
		place->words[i] -= shift;
	place->cells -= shift;
	place->key -= shift;
	place->titles -= shift;
	place->rows -= shift;
	place->page = place->commands < place->rows + scale_px(4) ? 0 :
	    (uint32_t)((place->commands - scale_px(4) - place->rows) /
	    place->row_height);
	if (place->page > HOOD_MEASURED)
		place->page = HOOD_MEASURED;
}

void
draw_hood_place(struct hood_window *window)
{
	struct hood_place *place = &window->place;
	struct app *app = &window->monitor->app;
	int height = window->canvas.height;
	int width = window->canvas.width - 2 * HOOD_EDGE;

	place->line = paragraph_line_height(app, FONT_UI);
	place->row_height = font_height(app->fonts, FONT_UI) + scale_px(3);
	size_cells(window);
	place_cells(window, place_words(window) + place->line + scale_px(8));
	place->key_lines = grown(&window->lines[HOOD_LINES],
	    draw_hood_key_lines(window));
	place->titles = place->key + place->key_lines * (place->cell_height +
	    scale_px(3)) + scale_px(6);
	place->rows = place->titles + place->line;
	place->command_lines = grown(&window->lines[HOOD_LINES + 1],
	    paragraph_lines(app, FONT_UI, window->commands, width,
	    COMMAND_LINES));
	place->commands = height - place->command_lines * place->line -
	    scale_px(4);
	if (place->commands < place->line + place->row_height)
		place->commands = place->line + place->row_height;
	place_rows(window);
	place->scheme = app->scheme;
}

bool
draw_hood_fits(const struct hood_window *window, int y, int height)
{
	return y + height > 0 && y + height <= window->place.commands;
}
