/* The table's columns in pixels: which are to be seen, how wide, and what the
 * View menu and the mouse make of them. */
#include <string.h>

#include "gui/monitor/draw_table.h"
#include "gui/monitor/draw.h"
#include "gui/monitor/monitor.h"

void
monitor_size_columns(struct monitor *monitor)
{
	struct table_view *view = &monitor->table_view;
	int i;

	for (i = 0; i < COLUMNS; i++) {
		view->needs[i] = draw_table_default_width(&monitor->app,
		    (enum row_column)i);
		view->widths[i] = view->needs[i] * view->columns.width[i] /
		    COLUMNS_WHOLE;
	}
	view->repaint = true;
}

void
monitor_fit_columns(struct monitor *monitor)
{
	struct table_view *view = &monitor->table_view;
	enum row_column seen[COLUMNS];
	int room = draw_table_block_width(monitor) - DRAW_TABLE_LEAD;
	unsigned count = view->blocks > 1 ?
	    columns_fit_block(&view->columns, view->widths, room, seen) :
	    columns_fit(&view->columns, view->needs, room, seen);

	if (count == view->seen_count && memcmp(seen, view->seen,
	    count * sizeof(seen[0])) == 0)
		return;
	memcpy(view->seen, seen, sizeof(seen));
	view->seen_count = count;
	view->repaint = true;
}

void
monitor_set_column_width(struct monitor *monitor, enum row_column column,
    int width)
{
	struct table_view *view = &monitor->table_view;

	view->widths[column] = width;
	view->columns.width[column] = width * COLUMNS_WHOLE /
	    view->needs[column];
	view->repaint = true;
}

void
monitor_toggle_column(struct monitor *monitor, enum row_column column)
{
	columns_toggle(&monitor->table_view.columns, column);
	monitor_show(monitor);
}

enum row_column
monitor_column_at(const struct monitor *monitor, int x)
{
	const struct table_view *view = &monitor->table_view;
	unsigned i;

	x = monitor_block_x(monitor, x);
	for (i = 0; i + 1 < view->seen_count; i++)
		if (x < draw_table_left(monitor, view->seen[i]) +
		    view->widths[view->seen[i]] - view->offset)
			break;
	return view->seen[i];
}

/* Not before the pointer would be on the column in its new place, too: it
 * would go to and fro. */
void
monitor_drag_column(struct monitor *monitor, enum row_column column, int x)
{
	struct table_view *view = &monitor->table_view;
	enum row_column at = monitor_column_at(monitor, x);
	int inside = monitor_block_x(monitor, x);
	int left = draw_table_left(monitor, at) - view->offset;
	int width = view->widths[column];
	bool to_right = at != column && draw_table_left(monitor, at) >
	    draw_table_left(monitor, column);

	if (at == column || (to_right ? inside < left + view->widths[at] -
	    width : inside >= left + width))
		return;
	columns_move(&view->columns, column, at);
	monitor_show(monitor);
}

/* By keys: past its neighbour among those that are to be seen. */
void
monitor_step_column(struct monitor *monitor, enum row_column column, int step)
{
	struct table_view *view = &monitor->table_view;
	unsigned i;

	for (i = 0; i < view->seen_count; i++)
		if (view->seen[i] == column)
			break;
	if (i == view->seen_count || (step < 0 ? i == 0 :
	    i + 1 == view->seen_count))
		return;
	columns_move(&view->columns, column, view->seen[step < 0 ? i - 1 :
	    i + 1]);
	monitor_show(monitor);
}
