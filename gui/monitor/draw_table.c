/* Painting the client table: only cells that show something else. */
#include "gui/monitor/draw_table.h"

#include <stdio.h>
#include <string.h>

#include "gui/monitor/empty.h"
#include "gui/monitor/draw.h"
#include "gui/monitor/monitor.h"
#include "gui/toolkit/scale.h"

#define PAD_Y		scale_px(5)

static const unsigned char default_cells[COLUMN_COUNT] = {
	[COLUMN_NAME] = 13, [COLUMN_LAB] = 5, [COLUMN_STATE] = 10,
	[COLUMN_SINCE] = 6, [COLUMN_LEFT] = 11, [COLUMN_PEER] = 15,
	[COLUMN_PID] = 7, [COLUMN_MESSAGES] = 9, [COLUMN_BYTES] = 10,
	[COLUMN_CONNECTED] = 10, [COLUMN_LAST] = 12,
};

uint32_t
draw_hash(uint32_t hash, const void *bytes, size_t len)
{
	const unsigned char *at = bytes;

	while (len-- > 0)
		hash = (hash ^ *at++) * 16777619u;
	return hash;
}

int
draw_table_row_height(const struct monitor *monitor)
{
	return font_height(monitor->app.fonts, FONT_UI) +
	    (monitor->table_view.compact ? scale_px(2) : 2 * PAD_Y);
}

int
draw_table_heading_height(const struct app *app)
{
	return font_height(app->fonts, FONT_SMALL) + 2 * PAD_Y + 2;
}

int
draw_table_room(const struct monitor *monitor)
{
	int room = monitor->canvases[AREA_TABLE].height -
	    draw_table_heading_height(&monitor->app);

	return room <= 0 ? 0 : room / draw_table_row_height(monitor);
}

int
draw_table_default_width(struct app *app, enum row_column column)
{
	return default_cells[column] * font_digit(app->fonts, FONT_UI) +
	    2 * DRAW_TABLE_PAD;
}

int
draw_table_left(const struct monitor *monitor, enum row_column column)
{
	const struct table_view *view = &monitor->table_view;
	int x = DRAW_TABLE_LEAD;
	unsigned i;

	for (i = 0; i < view->seen_count && view->seen[i] != column; i++)
		x += view->widths[view->seen[i]];
	return x;
}

bool
draw_table_shows(const struct monitor *monitor, enum row_column column)
{
	const struct table_view *view = &monitor->table_view;
	unsigned i;

	for (i = 0; i < view->seen_count; i++)
		if (view->seen[i] == column)
			return true;
	return false;
}

static bool
is_last(const struct table_view *view, enum row_column column)
{
	return view->seen_count > 0 &&
	    view->seen[view->seen_count - 1] == column;
}

struct area
draw_table_cell(const struct monitor *monitor, enum row_column column,
    struct area line)
{
	const struct table_view *view = &monitor->table_view;
	struct area area = { line.x + draw_table_left(monitor, column) -
	    view->offset, line.y, view->widths[column], line.height };
	int end = line.x + line.width;

	if ((is_last(view, column) && area.x + area.width < end) ||
	    (view->blocks > 1 && area.x + area.width > end))
		area.width = end - area.x;
	return area;
}

struct area
draw_table_inside(struct area cell)
{
	return (struct area){ cell.x + DRAW_TABLE_PAD, cell.y,
	    cell.width - 2 * DRAW_TABLE_PAD,
	    cell.height };
}

static void
draw_cell_words(struct monitor *monitor, const struct row_data *row,
    enum row_column column, struct area area, const char *words)
{
	bool gone = row->state == STATE_ENDED;
	bool quiet = column == COLUMN_LAB || column == COLUMN_PID;

	paint_label(&monitor->canvases[AREA_TABLE],
	    column == COLUMN_NAME ? FONT_UI_BOLD : FONT_UI,
	    gone ? COLOUR_FAINT : quiet ? COLOUR_MUTED : COLOUR_TEXT, area,
	    row_column_info(column)->right ? ALIGN_RIGHT : ALIGN_LEFT, words);
}

static enum colour_id
row_background(const struct monitor *monitor, const struct row_data *row)
{
	static const enum colour_id backgrounds[] = {
		[TABLE_PLAIN] = COLOUR_SURFACE, [TABLE_FRESH] = COLOUR_FRESH,
		[TABLE_FAULTY] = COLOUR_FAULTY, [TABLE_GONE] = COLOUR_SURFACE,
	};

	return row->client == monitor->table.selected ? COLOUR_SELECTED :
	    draw_cell_crashed(row) ? COLOUR_FAULTY :
	    backgrounds[table_model_look(&monitor->table, row)];
}

/* Its process was stopped or killed while it wrote: what is shown may be a
 * mixture of before and after. */
static bool
in_doubt(const struct monitor *monitor, const struct row_data *row)
{
	const struct watch_view *view = monitor_view(monitor);

	return row >= view->rows && row < view->rows + view->row_count &&
	    view->stale[row - view->rows];
}

/* The words of a cell, and a hash of all it looks like. */
static uint32_t
cell_words(struct monitor *monitor, const struct row_data *row,
    enum row_column column, char words[ROW_CELL_SIZE])
{
	struct area area = draw_table_inside(draw_table_cell(monitor, column,
	    draw_table_line(monitor, 0)));
	uint32_t hash;
	int bar = 0;

	row_cell(words, row, column == COLUMN_LAST &&
	    row->state == STATE_ENDED ? COLUMN_END : column,
	    monitor->table.now_ns);
	if (column == COLUMN_NAME && in_doubt(monitor, row))
		strncat(words, app_text(&monitor->app, "doubt", " ?"),
		    ROW_CELL_SIZE - strlen(words) - 1);
	if (column == COLUMN_STATE && draw_cell_crashed(row))
		(void)text_copy(words, ROW_CELL_SIZE,
		    app_text(&monitor->app, "crashed", "crashed"));
	hash = draw_hash(DRAW_HASH_START, words, strlen(words) + 1);
	if (column == COLUMN_LEFT)
		bar = (int)(area.width *
		    draw_cell_pause_left(monitor, row) / 2);
	hash = draw_hash(hash, &bar, sizeof(bar));
	hash = draw_hash(hash, &row->state, sizeof(row->state));
	if (column != COLUMN_LAST)
		return hash;
	hash = draw_hash(hash, row->mischief, sizeof(row->mischief));
	return draw_hash(hash, &row->faults, sizeof(row->faults));
}

static void
draw_cell(struct monitor *monitor, const struct row_data *row,
    enum row_column column, struct area cell, const char *words)
{
	struct area area = draw_table_inside(cell);

	if (area.width <= 0 || (words[0] == '\0' && column != COLUMN_LAST))
		return;
	if (column == COLUMN_STATE)
		draw_cell_state(monitor, row, area, words);
	else if (column == COLUMN_LEFT)
		draw_cell_pause(monitor, row, area, words);
	else if (column == COLUMN_LAST)
		draw_cell_last(monitor, row, area, words);
	else
		draw_cell_words(monitor, row, column, area, words);
}

static void
draw_row_frame(struct monitor *monitor, const struct row_data *row,
    struct area line)
{
	struct canvas *canvas = &monitor->canvases[AREA_TABLE];
	int height = line.height - 1;

	paint_fill(canvas, row_background(monitor, row),
	    (struct area){ line.x, line.y, line.width, height });
	paint_fill(canvas, COLOUR_HAIRLINE,
	    (struct area){ line.x, line.y + height, line.width, 1 });
	if (row->client == monitor->table.selected)
		paint_fill(canvas, COLOUR_ACCENT, (struct area){ line.x,
		    line.y, DRAW_TABLE_ACCENT, height });
}

/* Above its hairline. */
static struct area
above_line(struct area line)
{
	line.height--;
	return line;
}

/* Clears what shows something else by now, and says which cells these are.
 * All of a row first, then the words: rectangles in a row travel together. */
static unsigned
clear_cells(struct monitor *monitor, const struct row_data *row,
    struct table_slot *slot, struct area line,
    char words[COLUMN_END][ROW_CELL_SIZE])
{
	struct canvas *canvas = &monitor->canvases[AREA_TABLE];
	uint32_t look = (uint32_t)row_background(monitor, row) + 1, hash;
	bool whole = slot->client != row->client || slot->look != look;
	unsigned changed = 0;
	int column;

	if (whole)
		draw_row_frame(monitor, row, line);
	for (column = 0; column < COLUMN_END; column++) {
		if (!draw_table_shows(monitor, (enum row_column)column))
			continue;
		hash = cell_words(monitor, row, (enum row_column)column,
		    words[column]);
		if (whole || slot->cells[column] != hash)
			changed |= 1u << column;
		if (!whole && slot->cells[column] != hash)
			paint_fill(canvas, row_background(monitor, row),
			    draw_table_cell(monitor, (enum row_column)column,
			    above_line(line)));
		slot->cells[column] = hash;
	}
	slot->client = row->client;
	slot->look = look;
	return changed;
}

static void
draw_row(struct monitor *monitor, unsigned slot_number)
{
	const struct row_data *row = table_model_row(&monitor->table,
	    monitor->table.top + slot_number);
	struct canvas *canvas = &monitor->canvases[AREA_TABLE];
	struct area line = draw_table_line(monitor, slot_number);
	char words[COLUMN_END][ROW_CELL_SIZE];
	unsigned changed = clear_cells(monitor, row,
	    &monitor->table_view.slots[slot_number], line, words);
	int column;

	for (column = 0; column < COLUMN_END; column++)
		if (changed & 1u << column)
			draw_cell(monitor, row, (enum row_column)column,
			    draw_table_cell(monitor, (enum row_column)column,
			    above_line(line)), words[column]);
	/* Its whole line: lines join to one copy, cells would not. */
	if (changed != 0)
		paint_mark(canvas, line);
}

/* What is below the last row of each block, and between blocks. */
static void
draw_below(struct monitor *monitor, unsigned rows)
{
	const struct table_view *view = &monitor->table_view;
	struct canvas *canvas = &monitor->canvases[AREA_TABLE];
	int height = draw_table_row_height(monitor);
	int top = draw_table_heading_height(&monitor->app);
	unsigned block, used;
	struct area rest;

	for (block = 0; block < view->blocks; block++) {
		used = rows <= block * view->block_rows ? 0 :
		    rows - block * view->block_rows;
		if (used > view->block_rows)
			used = view->block_rows;
		rest = draw_table_block(monitor, block);
		rest.y = top + (int)used * height;
		rest.height -= rest.y;
		paint_fill(canvas, COLOUR_SURFACE, rest);
		if (block + 1 < view->blocks)
			paint_fill(canvas, COLOUR_HAIRLINE, (struct area){
			    rest.x + rest.width, 0, 1, canvas->height });
	}
	paint_mark_all(canvas);
}

static void
draw_rest(struct monitor *monitor, unsigned rows)
{
	struct table_view *view = &monitor->table_view;

	if (rows == 0) {
		empty_draw(monitor, draw_table_heading_height(&monitor->app),
		    view->repaint || view->painted_slots != 0);
	} else {
		empty_none();
		draw_below(monitor, rows);
	}
	memset(view->slots + rows, 0, (TABLE_SLOTS_MAX - rows) *
	    sizeof(view->slots[0]));
	view->painted_slots = rows;
}

/* How many rows are in view. */
static unsigned
fit_rows(struct monitor *monitor)
{
	const struct table_view *view = &monitor->table_view;
	struct table_model *model = &monitor->table;
	unsigned room;

	monitor_fit_blocks(monitor);
	monitor_fit_columns(monitor);
	room = view->blocks * view->block_rows;
	table_model_set_page(model,
	    room < TABLE_SLOTS_MAX ? room : TABLE_SLOTS_MAX);
	return model->list.count - model->top < model->page ?
	    model->list.count - model->top : model->page;
}

void
draw_table(struct monitor *monitor)
{
	struct table_view *view = &monitor->table_view;
	struct canvas *canvas = &monitor->canvases[AREA_TABLE];
	struct table_model *model = &monitor->table;
	unsigned rows, slot;

	if (paint_prepare(canvas, &monitor->app, monitor->areas[AREA_TABLE]))
		view->repaint = true;
	if (canvas->pixmap == None)
		return;
	rows = fit_rows(monitor);
	if (view->repaint) {
		memset(view->slots, 0, sizeof(view->slots));
		draw_table_heading(monitor);
	}
	for (slot = 0; slot < rows; slot++)
		draw_row(monitor, slot);
	/* What is said of a table without rows stands where the second is. */
	if (view->repaint || rows < view->painted_slots || rows == 0 ||
	    view->painted_slots == 0)
		draw_rest(monitor, rows);
	view->painted_slots = rows;
	view->repaint = false;
	paint_show(canvas);
	scroll_show(&monitor->table_scroll, model->list.count, model->page,
	    model->top);
}
