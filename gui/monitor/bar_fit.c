/*
 * The bars above the panes: fitting them into the window.  Where the messages
 * bar is too narrow for all of it (large letters on a projector), its fields
 * go into a second line.  Where a line is still too narrow, fields get
 * shorter, and then goes what the menus have, too.
 */
#include <Xm/TextF.h>
#include <Xm/Xm.h>

#include "gui/monitor/monitor.h"
#include "gui/toolkit/scale.h"

#define INFO_DIGITS	30	/* "Messages 10000 kept, 9999 let go" */
#define BAR_MARGIN	8	/* as the resources have it */
#define SPACING		10	/* at most, between two of a line */
#define COLUMNS_LEAST	4	/* of a field that has got shorter */

static int
width_of(Widget widget)
{
	Dimension width = 0;

	XtVaGetValues(widget, XmNwidth, &width, NULL);
	return width + scale_px(SPACING);
}

static int
column_of(Widget field)
{
	short columns = 1;

	XtVaGetValues(field, XmNcolumns, &columns, NULL);
	return (width_of(field) - scale_px(SPACING)) /
	    (columns > 0 ? columns : 1) + 1;
}

static int
toggles_width(const struct monitor *monitor)
{
	return width_of(monitor->received_toggle) +
	    width_of(monitor->sent_toggle) + width_of(monitor->only_toggle) +
	    width_of(monitor->follow_toggle);
}

static void
show(Widget widget, bool shown)
{
	if (shown && !XtIsManaged(widget))
		XtManageChild(widget);
	else if (!shown && XtIsManaged(widget))
		XtUnmanageChild(widget);
}

/* From the left end; who is not shown is passed over.  From the right end, a
 * form that is too narrow for them for a moment never finds their places. */
static void
chain(Widget group, const Widget *widgets, size_t count)
{
	Widget left = group;
	size_t i;

	for (i = 0; i < count; i++)
		if (XtIsManaged(widgets[i])) {
			monitor_attach(widgets[i], group, group, left, NULL);
			left = widgets[i];
		}
}

/* Client > Show Only This and View > Follow do the same. */
static void
fit_toggles(struct monitor *monitor, int room)
{
	const Widget widgets[] = { monitor->received_toggle,
	    monitor->sent_toggle, monitor->only_toggle,
	    monitor->follow_toggle };
	int need = toggles_width(monitor);

	show(monitor->only_toggle, need <= room);
	if (need > room)
		need -= width_of(monitor->only_toggle);
	show(monitor->follow_toggle, need <= room);
	chain(monitor->toggles, widgets, XtNumber(widgets));
}

/* Everything of the line but the fields. */
static int
filters_fixed(const struct monitor *monitor)
{
	Widget group = monitor->filters;

	return width_of(XtNameToWidget(group, "findNext")) +
	    width_of(XtNameToWidget(group, "findPrevious")) +
	    width_of(XtNameToWidget(group, "findLabel")) +
	    width_of(XtNameToWidget(group, "messageFilterLabel")) +
	    2 * scale_px(SPACING);
}

static int
filters_width(const struct monitor *monitor)
{
	return filters_fixed(monitor) + (monitor->filter_columns +
	    monitor->find_columns) * column_of(monitor->find_field);
}

static void
set_columns(Widget field, int columns)
{
	short now = 0;

	XtVaGetValues(field, XmNcolumns, &now, NULL);
	if (columns < COLUMNS_LEAST)
		columns = COLUMNS_LEAST;
	if (now != columns)
		XtVaSetValues(field, XmNcolumns, columns, NULL);
}

/* Messages > Find Next and Find Previous do the same. */
static void
fit_filters(struct monitor *monitor, int room)
{
	Widget next = XtNameToWidget(monitor->filters, "findNext");
	Widget previous = XtNameToWidget(monitor->filters, "findPrevious");
	const Widget widgets[] = { XtNameToWidget(monitor->filters,
	    "messageFilterLabel"), monitor->message_filter,
	    XtNameToWidget(monitor->filters, "findLabel"),
	    monitor->find_field, previous, next };
	int column = column_of(monitor->find_field);
	int least = 2 * COLUMNS_LEAST * column, whole, left;

	left = room - filters_fixed(monitor);
	show(previous, left >= least);
	if (left < least)
		left += width_of(previous);
	show(next, left >= least);
	if (left < least)
		left += width_of(next);
	chain(monitor->filters, widgets, XtNumber(widgets));
	whole = monitor->filter_columns + monitor->find_columns;
	left = left / column < whole ? left / column : whole;
	set_columns(monitor->find_field, left * monitor->find_columns /
	    whole);
	set_columns(monitor->message_filter, left * monitor->filter_columns /
	    whole);
}

/* The words beside the clients' filter keep half of the line. */
static void
fit_clients(struct monitor *monitor)
{
	Widget bar = XtParent(monitor->client_filter);
	Dimension whole = 0;
	int left;

	XtVaGetValues(bar, XmNwidth, &whole, NULL);
	left = (whole / 2 - width_of(XtNameToWidget(bar,
	    "clientFilterLabel"))) / column_of(monitor->client_filter);
	set_columns(monitor->client_filter, left < monitor->client_columns ?
	    left : monitor->client_columns);
}

void
monitor_arrange_bar(struct monitor *monitor, bool two_lines)
{
	Widget info = monitor->areas[AREA_MESSAGES_INFO];
	Widget bar = XtParent(info), filters = monitor->filters;
	Widget toggles = monitor->toggles;

	monitor->two_lines = two_lines;
	if (two_lines) {
		monitor_attach(toggles, bar, NULL, NULL, bar);
		monitor_attach(filters, toggles, bar, NULL, bar);
		monitor_attach(info, bar, filters, bar, toggles);
	} else {
		monitor_attach(filters, bar, bar, NULL, bar);
		monitor_attach(toggles, bar, bar, NULL, filters);
		monitor_attach(info, bar, bar, bar, toggles);
	}
}

void
monitor_fit_bar(struct monitor *monitor)
{
	Dimension whole = 0;
	int info = INFO_DIGITS * font_digit(monitor->app.fonts, FONT_UI);
	int room;
	bool two_lines;

	if (info < monitor->info_need)
		info = monitor->info_need;
	XtVaGetValues(monitor->beside ? monitor->stream_pane : monitor->main,
	    XmNwidth, &whole, NULL);
	room = whole - 2 * scale_px(BAR_MARGIN);
	two_lines = filters_width(monitor) + toggles_width(monitor) + info >
	    whole;
	fit_toggles(monitor, room);
	fit_filters(monitor, room);
	fit_clients(monitor);
	if (two_lines == monitor->two_lines)
		return;
	monitor_arrange_bar(monitor, two_lines);
	monitor_fit_panes(monitor);
}

static void
fit_bar_later(XtPointer context, XtIntervalId *id)
{
	(void)id;
	monitor_fit_bar(context);
}

/* Not while it is painted.  What was needed once is kept free, lest the bar
 * jumps with every number. */
void
monitor_need_info(struct monitor *monitor, int width)
{
	if (width <= monitor->info_need)
		return;
	monitor->info_need = width;
	XtAppAddTimeOut(monitor->app.context, 0, fit_bar_later, monitor);
}
