/* What is done with a row of the client table: its context menu, and its
 * messages alone. */
#include <Xm/Xm.h>

#include "gui/toolkit/menu.h"
#include "gui/monitor/draw.h"
#include "gui/monitor/empty.h"

static void
show_only(struct monitor *monitor, bool everybody)
{
	if ((monitor->only_client != 0) == everybody)
		monitor_toggle_only(monitor);
	monitor_show(monitor);
}

/* Two presses in haste on one row: its messages alone; everybody's when that
 * was so before. */
void
monitor_row_pressed(struct monitor *monitor, int x, int y, Time now)
{
	struct table_view *view = &monitor->table_view;
	uint64_t only = monitor->only_client, client;

	monitor_select_at(monitor, x, y);
	client = monitor->table.selected;
	if (client != 0 && client == view->pressed_client &&
	    now - view->row_pressed <
	    (Time)XtGetMultiClickTime(monitor->app.display)) {
		view->pressed_client = 0;
		show_only(monitor, view->pressed_only == client);
		return;
	}
	view->row_pressed = now;
	view->pressed_client = client;
	view->pressed_only = only;
}

/* table-only() */
static void
only(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct monitor *monitor = monitor_of(widget);

	(void)event;
	(void)args;
	(void)count;
	if (!empty_enter(monitor))
		show_only(monitor, monitor->only_client != 0);
}

/* table-menu(): by the button for the row under it, by a key for the
 * selected one. */
static void
menu(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	static const int commands[] = { COMMAND_CLIENT_ONLY,
	    COMMAND_CLIENT_REPORT, COMMAND_CLIENT_LADDER,
	    COMMAND_CLIENT_COMPARE, COMMAND_CLIENT_DISCONNECT,
	    COMMAND_CLIENT_DISCONNECT_ALL, COMMAND_CLIENT_ADDRESS };
	struct monitor *monitor = monitor_of(widget);
	struct menu_choice choice = { commands, XtNumber(commands),
	    monitor->menu };
	int heading = draw_table_heading_height(&monitor->app);
	struct menu_place place = { event,
	    monitor->canvases[AREA_TABLE].width / 4, heading };

	(void)args;
	(void)count;
	if (event->type == ButtonPress) {
		XmProcessTraversal(widget, XmTRAVERSE_CURRENT);
		if (event->xbutton.y < heading)
			return;
		monitor_select_at(monitor, event->xbutton.x,
		    event->xbutton.y);
	}
	menu_post(&monitor->table_view.popup, &monitor->app, widget, &place,
	    &choice);
}

void
monitor_row_actions(struct monitor *monitor)
{
	static XtActionsRec actions[] = {
		{ "table-only", only }, { "table-menu", menu },
	};

	XtAppAddActions(monitor->app.context, actions, XtNumber(actions));
}
