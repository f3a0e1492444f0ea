/* The two panes' heights: a share of the window that somebody chose, within
 * what each of them needs.
 *
 * XmPanedWindow gives all that a window grows or shrinks by to one pane.  It
 * draws and drags the sash here, and keeps the limits; what a pane gets after
 * a resize is decided below. */
#include <X11/IntrinsicP.h>
#include <Xm/PanedW.h>
#include <Xm/Xm.h>
#include <string.h>

#include "gui/monitor/monitor.h"

static int
height_of(Widget widget)
{
	Dimension height = 0;

	XtVaGetValues(widget, XmNheight, &height, NULL);
	return height;
}

/* The paned window's own child. */
static Widget
panes_sash(const struct monitor *monitor)
{
	WidgetList children = NULL;
	Cardinal count = 0, i;

	XtVaGetValues(monitor->panes, XmNchildren, &children, XmNnumChildren,
	    &count, NULL);
	for (i = 0; i < count; i++)
		if (strcmp(XtName(children[i]), "Sash") == 0)
			return children[i];
	return NULL;
}

static void
place(Widget widget, int y, int height)
{
	Position x = 0;
	Dimension width = 0, border = 0;

	XtVaGetValues(widget, XmNx, &x, XmNwidth, &width, XmNborderWidth,
	    &border, NULL);
	XtConfigureWidget(widget, x, (Position)y, width, (Dimension)height,
	    border);
}

static void
place_panes(struct monitor *monitor, int height)
{
	Widget sash = panes_sash(monitor);
	Dimension spacing = 0;
	int thick = sash == NULL ? 0 : height_of(sash);

	XtVaGetValues(monitor->panes, XmNspacing, &spacing, NULL);
	monitor->table_height = height;
	place(monitor->table_pane, 0, height);
	place(monitor->stream_pane, height + spacing,
	    monitor->panes_height - height - spacing);
	if (sash != NULL)
		place(sash, height + (spacing - thick) / 2, thick);
}

/* Bars and some rows each; in a window too small for that, a fair share. */
void
monitor_fit_panes(struct monitor *monitor)
{
	int rows = 6 * draw_table_row_height(&monitor->app);
	int lines = 12 * messages_line_height(&monitor->app);
	int all = height_of(monitor->panes), most = all * 2 / 5, height;

	if (rows > most)
		rows = most;
	if (lines > most)
		lines = most;
	if (most < 20)
		return;
	XtVaSetValues(monitor->table_pane, XmNpaneMinimum, rows, NULL);
	XtVaSetValues(monitor->stream_pane, XmNpaneMinimum, lines, NULL);
	height = all * monitor->table_share.part / monitor->table_share.whole;
	if (height > all - lines)
		height = all - lines;
	if (height < rows)
		height = rows;
	monitor->panes_height = all;
	place_panes(monitor, height);
}

/* A height that came by itself was given by dragging the sash, or by its
 * keys: it is wanted at every size from now on. */
static void
panes_resized(Widget widget, XtPointer data, XEvent *event, Boolean *go_on)
{
	struct monitor *monitor = data;
	int all = height_of(monitor->panes);
	int table = height_of(monitor->table_pane);

	(void)widget;
	(void)go_on;
	if (event->type != ConfigureNotify)
		return;
	if (all != monitor->panes_height) {
		monitor_fit_panes(monitor);
	} else if (table != monitor->table_height) {
		monitor->table_height = table;
		monitor->table_share.part = table;
		monitor->table_share.whole = all;
	}
}

void
monitor_watch_panes(struct monitor *monitor)
{
	monitor->table_share.part = monitor->res.table_percent;
	monitor->table_share.whole = 100;
	XtAddEventHandler(monitor->panes, StructureNotifyMask, False,
	    panes_resized, monitor);
	XtAddEventHandler(monitor->table_pane, StructureNotifyMask, False,
	    panes_resized, monitor);
	monitor_fit_panes(monitor);
}
