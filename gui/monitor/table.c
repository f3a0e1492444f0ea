/* Input of the client table: mouse, keys, columns. */
#include <X11/cursorfont.h>
#include <Xm/Xm.h>
#include <stdlib.h>
#include <string.h>

#include "gui/monitor/draw.h"
#include "gui/monitor/empty.h"
#include "gui/monitor/ladder.h"
#include "gui/toolkit/scale.h"

#define GRIP scale_px(5)	/* pixels either side of a column's edge */
#define LEAST_WIDTH scale_px(24)

void
monitor_select_changed(struct monitor *monitor)
{
	const struct row_data *row = table_model_selected(&monitor->table);

	if (monitor->want.only_client != 0 && row != NULL &&
	    row->client != monitor->only_client) {
		monitor->only_client = row->client;
		name_at_put(monitor->only_name, row->name, row->lab);
		monitor_apply_want(monitor);
	}
	monitor_follow_ladder(monitor);
	monitor_show(monitor);
}

/* The column whose right edge is under the pointer, COLUMN_COUNT: none. */
static enum row_column
edge_at(const struct monitor *monitor, int x, int y)
{
	const struct table_view *view = &monitor->table_view;
	unsigned i;
	int edge;

	if (y >= draw_table_heading_height(&monitor->app))
		return COLUMN_COUNT;
	x = monitor_block_x(monitor, x);
	for (i = 0; i + 1 < view->seen_count; i++) {
		edge = draw_table_left(monitor, view->seen[i]) +
		    view->widths[view->seen[i]] - view->offset;
		if (x >= edge - GRIP && x <= edge + GRIP)
			return view->seen[i];
	}
	return COLUMN_COUNT;
}

static void
sort_by(struct monitor *monitor, enum row_column column)
{
	table_model_sort_by(&monitor->table, column);
	monitor->table_view.repaint = true;
	table_model_update(&monitor->table,
	    monitor_view(monitor)->rows,
	    monitor_view(monitor)->row_count,
	    monitor->table.now_ns);
	monitor_show(monitor);
}

void
monitor_select_at(struct monitor *monitor, int x, int y)
{
	int64_t row = monitor_row_at(monitor, x, y);

	if (row < 0 || table_model_row(&monitor->table, (uint32_t)row) ==
	    NULL)
		monitor->table.selected = 0;
	else
		table_model_select(&monitor->table, row);
	monitor_select_changed(monitor);
}

static void
press(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct monitor *monitor = monitor_of(widget);
	struct table_view *view = &monitor->table_view;
	int heading = draw_table_heading_height(&monitor->app);
	int x = event->xbutton.x, y = event->xbutton.y;

	(void)args;
	(void)count;
	XmProcessTraversal(widget, XmTRAVERSE_CURRENT);
	view->dragged = edge_at(monitor, x, y);
	if (view->dragged != COLUMN_COUNT) {
		view->drag_from = x;
		view->drag_width = view->widths[view->dragged];
		return;
	}
	if (y < heading) {
		view->pressed = monitor_column_at(monitor, x);
		view->drag_from = x;
		return;
	}
	if (!empty_press(monitor, x, y))
		monitor_row_pressed(monitor, x, y, event->xbutton.time);
}

static void
drag(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct monitor *monitor = monitor_of(widget);
	struct table_view *view = &monitor->table_view;
	int by = event->xmotion.x - view->drag_from, width;

	(void)args;
	(void)count;
	if (view->dragged != COLUMN_COUNT) {
		width = view->drag_width + by;
		monitor_set_column_width(monitor, view->dragged,
		    width < LEAST_WIDTH ? LEAST_WIDTH : width);
		draw_table(monitor);
	} else if (view->pressed != COLUMN_COUNT &&
	    (view->moving || by > 2 * GRIP || by < -2 * GRIP)) {
		view->moving = true;
		monitor_drag_column(monitor, view->pressed, event->xmotion.x);
	}
}

static void
release(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct monitor *monitor = monitor_of(widget);
	struct table_view *view = &monitor->table_view;
	enum row_column pressed = view->moving ? COLUMN_COUNT : view->pressed;

	(void)event;
	(void)args;
	(void)count;
	view->dragged = view->pressed = COLUMN_COUNT;
	view->moving = false;
	if (pressed != COLUMN_COUNT)
		sort_by(monitor, pressed);
	else
		monitor_show(monitor);
}

/* The pointer says where a column can be made wider. */
static void
hover(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct monitor *monitor = monitor_of(widget);
	static Cursor cursor;
	bool edge = edge_at(monitor, event->xmotion.x, event->xmotion.y) !=
	    COLUMN_COUNT;

	(void)args;
	(void)count;
	if (edge == monitor->table_view.resize_cursor)
		return;
	monitor->table_view.resize_cursor = edge;
	if (cursor == None)
		cursor = XCreateFontCursor(XtDisplay(widget),
		    XC_sb_h_double_arrow);
	if (edge)
		XDefineCursor(XtDisplay(widget), XtWindow(widget), cursor);
	else
		XUndefineCursor(XtDisplay(widget), XtWindow(widget));
}

/* table-move(up|down|page-up|page-down|home|end) */
static void
move(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct monitor *monitor = monitor_of(widget);
	struct table_model *model = &monitor->table;
	const char *how = *count == 1 ? args[0] : "";
	int64_t page = model->page > 1 ? (int64_t)model->page - 1 : 1;

	(void)event;
	if (strcmp(how, "up") == 0 || strcmp(how, "down") == 0)
		empty_move(monitor, how[0] == 'u' ? -1 : 1);
	if (strcmp(how, "home") == 0)
		table_model_select(model, 0);
	else if (strcmp(how, "end") == 0)
		table_model_select(model, model->list.count);
	else
		table_model_move(model, strcmp(how, "up") == 0 ? -1 :
		    strcmp(how, "down") == 0 ? 1 :
		    strcmp(how, "page-up") == 0 ? -page : page);
	monitor_select_changed(monitor);
}

/* table-scroll(rows) */
static void
scroll(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct monitor *monitor = monitor_of(widget);

	(void)event;
	table_model_scroll_to(&monitor->table, (int64_t)monitor->table.top +
	    (*count == 1 ? strtol(args[0], NULL, 10) : 0));
	draw_table(monitor);
}

/* table-slide(left|right): columns that do not fit */
static void
slide(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct monitor *monitor = monitor_of(widget);
	struct table_view *view = &monitor->table_view;
	int width = monitor->canvases[AREA_TABLE].width;
	int last = draw_table_left(monitor, COLUMNS) - width;
	int step = *count == 1 && strcmp(args[0], "left") == 0 ? -width / 4 :
	    width / 4;

	(void)event;
	view->offset += step;
	if (view->offset > last)
		view->offset = last;
	if (view->offset < 0)
		view->offset = 0;
	view->repaint = true;
	monitor_show(monitor);
}

/* Of those that are to be seen. */
static enum row_column
next_column(const struct monitor *monitor, enum row_column column)
{
	const struct table_view *view = &monitor->table_view;
	unsigned i;

	for (i = 0; i < view->seen_count; i++)
		if (view->seen[i] == column)
			break;
	return view->seen[i < view->seen_count ? (i + 1) % view->seen_count :
	    0];
}

/* table-sort(turn), or table-sort() for the next column */
static void
sort(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct monitor *monitor = monitor_of(widget);
	int column = monitor->table.order.column;

	(void)event;
	if (*count == 1 && strcmp(args[0], "turn") == 0)
		sort_by(monitor, (enum row_column)column);
	else
		sort_by(monitor, next_column(monitor, (enum row_column)
		    column));
}

/* table-column(left|right): the one it is sorted by goes there */
static void
step_column(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct monitor *monitor = monitor_of(widget);

	(void)event;
	monitor_step_column(monitor, monitor->table.order.column,
	    *count == 1 && strcmp(args[0], "left") == 0 ? -1 : 1);
}

/* table-focus(in|out) */
static void
focus(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct monitor *monitor = monitor_of(widget);

	(void)event;
	monitor->table_focus = *count == 1 && strcmp(args[0], "in") == 0;
	monitor->table_view.repaint = true;
	monitor_show(monitor);
}

static XtActionsRec actions[] = {
	{ "table-press", press }, { "table-drag", drag },
	{ "table-release", release }, { "table-hover", hover },
	{ "table-move", move }, { "table-scroll", scroll },
	{ "table-slide", slide }, { "table-sort", sort },
	{ "table-column", step_column }, { "table-focus", focus },
};

static void
filter_changed(Widget widget, XtPointer data, XtPointer detail)
{
	struct monitor *monitor = data;
	const struct watch_view *view = monitor_view(monitor);
	char *text = NULL;

	(void)detail;
	XtVaGetValues(widget, XmNvalue, &text, NULL);
	monitor->client_filter_fault = row_filter_parse(
	    &monitor->table.filter, text);
	XtFree(text);
	table_model_update(&monitor->table, view->rows, view->row_count,
	    monitor->table.now_ns);
	monitor->table_view.repaint = true;
	monitor_note(monitor, "%s", monitor->client_filter_fault == NULL ?
	    "" : monitor->client_filter_fault);
}

void
monitor_table_actions(struct monitor *monitor)
{
	XtAppAddActions(monitor->app.context, actions, XtNumber(actions));
	/* Not as a resource of the area: Motif puts the keys of its own
	 * traversal over those. */
	XtOverrideTranslations(monitor->areas[AREA_TABLE],
	    XtParseTranslationTable(monitor->res.table_keys));
	XtAddCallback(monitor->client_filter, XmNvalueChangedCallback,
	    filter_changed, monitor);
}
