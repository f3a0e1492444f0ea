/* How large the cells of the class mode are, and which are in view. */
#include "gui/model/class.h"

/* What a cell needs, in tenths of its letters' height. */
#define WIDE	105
#define HIGH	36

/* Few sizes, so that fonts are not opened for every client that comes. */
static int
step_down(int letters)
{
	return letters < 32 ? letters - letters % 2 :
	    letters < 64 ? letters - letters % 4 : letters - letters % 8;
}

/* Letters that so many columns and rows leave room for. */
static int
letters_of(int width, int height, uint32_t columns, uint32_t rows)
{
	int by_width = width * 10 / (int)columns / WIDE;
	int by_height = height * 10 / (int)rows / HIGH;

	return by_width < by_height ? by_width : by_height;
}

static struct class_grid
grid_of(int width, int height, uint32_t columns, uint32_t rows, int letters)
{
	return (struct class_grid){ .columns = columns, .rows = rows,
	    .letters = letters, .cell_width = width / (int)columns,
	    .cell_height = height / (int)rows };
}

/* As many as there is room for, of the least ones. */
static struct class_grid
full_grid(int width, int height, int least)
{
	int columns = width * 10 / (least * WIDE);
	int rows = height * 10 / (least * HIGH);

	return grid_of(width, height, columns < 1 ? 1 : (uint32_t)columns,
	    rows < 1 ? 1 : (uint32_t)rows, least);
}

struct class_grid
class_layout(uint32_t count, int width, int height,
    const struct class_letters *letters)
{
	struct class_grid grid = full_grid(width, height, letters->least);
	uint32_t columns, rows, most = grid.columns;
	int best = 0, size;

	if (count > grid.columns * grid.rows)
		return grid;
	if (count == 0)
		count = 1;
	for (columns = 1; columns <= most && columns <= count; columns++) {
		rows = (count + columns - 1) / columns;
		size = letters_of(width, height, columns, rows);
		if (size <= best || size < letters->least)
			continue;
		best = size;
		size = step_down(size < letters->most ? size : letters->most);
		grid = grid_of(width, height, columns, rows,
		    size < letters->least ? letters->least : size);
	}
	/* A few are no taller than looks well. */
	if (grid.cell_height > grid.letters * HIGH * 2 / 10)
		grid.cell_height = grid.letters * HIGH * 2 / 10;
	return grid;
}

void
class_scroll(struct class_model *model, const struct class_grid *grid,
    int64_t rows)
{
	int64_t all = (model->count + grid->columns - 1) / grid->columns;
	int64_t last = all - grid->rows, row;

	if (last < 0)
		last = 0;
	row = (int64_t)(model->top / grid->columns) + rows;
	row = row > last ? last : row;
	model->top = row < 0 ? 0 : (uint32_t)row * grid->columns;
}

uint32_t
class_more(const struct class_model *model, const struct class_grid *grid)
{
	uint32_t seen = model->top + grid->columns * grid->rows;

	return seen < model->count ? model->count - seen : 0;
}
