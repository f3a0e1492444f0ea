/* View > Compact Rows: low rows, and where they are still too many for the
 * table's height, blocks of them beside each other, as many as there is room
 * for.  A block goes down, then the next one does. */
#include <string.h>

#include "gui/monitor/draw_table.h"
#include "gui/monitor/monitor.h"

static unsigned
wanted_blocks(const struct monitor *monitor, unsigned rows)
{
	const struct table_view *view = &monitor->table_view;
	unsigned most = (unsigned)(monitor->canvases[AREA_TABLE].width /
	    (DRAW_TABLE_LEAD + columns_least(&view->columns, view->widths)));
	unsigned blocks;

	if (!view->compact || rows == 0 || monitor->table.list.count <= rows)
		return 1;
	blocks = (monitor->table.list.count + rows - 1) / rows;
	if (blocks > most)
		blocks = most;
	if (blocks > TABLE_SLOTS_MAX / rows)
		blocks = TABLE_SLOTS_MAX / rows;
	return blocks < 1 ? 1 : blocks;
}

void
monitor_fit_blocks(struct monitor *monitor)
{
	struct table_view *view = &monitor->table_view;
	unsigned rows = (unsigned)draw_table_room(monitor);
	unsigned blocks = wanted_blocks(monitor, rows);

	if (blocks == view->blocks && rows == view->block_rows)
		return;
	view->blocks = blocks;
	view->block_rows = rows;
	if (blocks > 1)
		view->offset = 0;
	view->repaint = true;
}

int
draw_table_block_width(const struct monitor *monitor)
{
	unsigned blocks = monitor->table_view.blocks;

	return monitor->canvases[AREA_TABLE].width /
	    (int)(blocks == 0 ? 1 : blocks);
}

struct area
draw_table_block(const struct monitor *monitor, unsigned block)
{
	int width = draw_table_block_width(monitor);
	bool last = block + 1 >= monitor->table_view.blocks;
	int x = (int)block * width;

	/* A line stands between two. */
	return (struct area){ x, 0, last ?
	    monitor->canvases[AREA_TABLE].width - x : width - 1,
	    monitor->canvases[AREA_TABLE].height };
}

struct area
draw_table_line(const struct monitor *monitor, unsigned slot)
{
	const struct table_view *view = &monitor->table_view;
	unsigned rows = view->block_rows == 0 ? 1 : view->block_rows;
	struct area line = draw_table_block(monitor, slot / rows);

	line.height = draw_table_row_height(monitor);
	line.y = draw_table_heading_height(&monitor->app) +
	    (int)(slot % rows) * line.height;
	return line;
}

int
monitor_block_x(const struct monitor *monitor, int x)
{
	const struct table_view *view = &monitor->table_view;
	int width = draw_table_block_width(monitor), block;

	if (view->blocks <= 1 || x < 0 || width <= 0)
		return x;
	block = x / width;
	if (block >= (int)view->blocks)
		block = (int)view->blocks - 1;
	return x - block * width;
}

int64_t
monitor_row_at(const struct monitor *monitor, int x, int y)
{
	const struct table_view *view = &monitor->table_view;
	int row = (y - draw_table_heading_height(&monitor->app)) /
	    draw_table_row_height(monitor);
	int width = draw_table_block_width(monitor);
	int block = view->blocks <= 1 || width <= 0 ? 0 :
	    (x - monitor_block_x(monitor, x)) / width;

	if (view->blocks > 1 && row >= (int)view->block_rows)
		return -1;
	return (int64_t)monitor->table.top + block * (int)view->block_rows +
	    row;
}

void
monitor_set_compact(struct monitor *monitor, bool on)
{
	if (monitor->table_view.compact == on)
		return;
	monitor->table_view.compact = on;
	monitor->table_view.repaint = true;
	monitor_fit_panes(monitor);
}

void
monitor_toggle_compact(struct monitor *monitor)
{
	monitor_set_compact(monitor, !monitor->table_view.compact);
	monitor_show(monitor);
}
