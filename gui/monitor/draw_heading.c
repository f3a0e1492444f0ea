/* Painting the titles of the client table's columns. */
#include <stdio.h>
#include <string.h>

#include "gui/monitor/draw_table.h"
#include "gui/monitor/draw.h"
#include "gui/monitor/monitor.h"
#include "gui/toolkit/scale.h"
#include "gui/toolkit/tip.h"

/* As large as the letters beside it. */
static int
sort_mark_width(const struct app *app)
{
	return font_height(app->fonts, FONT_SMALL) / 2;
}

static void
sort_mark(struct canvas *canvas, struct area cell, int x, bool reverse)
{
	int width = sort_mark_width(canvas->app);
	double y = cell.y + cell.height / 2.0;
	double d = width * (reverse ? -3 : 3) / 8.0;
	XPointDouble corners[3] = { { x, y + d }, { x + width, y + d },
	    { x + width / 2.0, y - d } };

	paint_triangle(canvas, COLOUR_ACCENT, corners);
}

static void
draw_heading_cell(struct monitor *monitor, enum row_column column,
    struct area line)
{
	const struct row_column_info *info = row_column_info(column);
	struct canvas *canvas = &monitor->canvases[AREA_TABLE];
	struct area cell = draw_table_cell(monitor, column, line);
	struct area words = draw_table_inside(cell);
	bool sorted = monitor->table.order.column == column;
	char name[48];
	const char *title;
	int width;

	snprintf(name, sizeof(name), "column.%s", info->word);
	title = app_text(&monitor->app, name, info->heading);
	width = font_width(monitor->app.fonts, FONT_SMALL, title,
	    strlen(title));
	if (sorted)
		sort_mark(canvas, cell, info->right ? words.x + words.width -
		    width - scale_px(4) - sort_mark_width(&monitor->app) :
		    words.x + width + scale_px(5),
		    monitor->table.order.reverse);
	paint_label(canvas, FONT_SMALL, sorted ? COLOUR_ACCENT : COLOUR_MUTED,
	    words, info->right ? ALIGN_RIGHT : ALIGN_LEFT, title);
	snprintf(name, sizeof(name), "tip.column.%s", info->word);
	tip_note(canvas, cell, app_text(&monitor->app, name, title));
	paint_fill(canvas, COLOUR_HAIRLINE, (struct area){
	    cell.x + cell.width - 1, 6, 1, cell.height - 12 });
}

/* Each block has the titles of its own. */
static void
draw_heading_cells(struct monitor *monitor, unsigned block)
{
	struct area line = draw_table_block(monitor, block);
	int column;

	line.height = draw_table_heading_height(&monitor->app);
	for (column = 0; column < COLUMN_END; column++)
		if (draw_table_shows(monitor, (enum row_column)column))
			draw_heading_cell(monitor, (enum row_column)column,
			    line);
}

void
draw_table_heading(struct monitor *monitor)
{
	struct canvas *canvas = &monitor->canvases[AREA_TABLE];
	int height = draw_table_heading_height(&monitor->app);
	bool focus = monitor->table_focus;
	unsigned block = 0;

	paint_fill(canvas, COLOUR_HEADING,
	    (struct area){ 0, 0, canvas->width, height });
	do
		draw_heading_cells(monitor, block);
	while (++block < monitor->table_view.blocks);
	paint_fill(canvas, COLOUR_HAIRLINE,
	    (struct area){ 0, 0, canvas->width, 1 });
	paint_fill(canvas, focus ? COLOUR_ACCENT : COLOUR_HAIRLINE,
	    (struct area){ 0, height - (focus ? 2 : 1), canvas->width, 2 });
	paint_mark(canvas, (struct area){ 0, 0, canvas->width, height });
}
