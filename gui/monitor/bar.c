/*
 * The bars above the panes.  Where the messages bar is too narrow for all of
 * it (large fonts on a projector), its fields go into a second line.
 */
#include <Xm/DrawingA.h>
#include <Xm/Form.h>
#include <Xm/Label.h>
#include <Xm/PushB.h>
#include <Xm/TextF.h>
#include <Xm/ToggleB.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <string.h>

#include "gui/monitor/monitor.h"

#define INFO_DIGITS 30	/* at least: "Messages 10000 kept, 9999 let go" */

void
monitor_attach(Widget widget, Widget top, Widget bottom, Widget left,
    Widget right)
{
	XtVaSetValues(widget,
	    XmNtopAttachment, top == XtParent(widget) ? XmATTACH_FORM :
	    top == NULL ? XmATTACH_NONE : XmATTACH_WIDGET,
	    XmNtopWidget, top,
	    XmNbottomAttachment, bottom == XtParent(widget) ? XmATTACH_FORM :
	    bottom == NULL ? XmATTACH_NONE : XmATTACH_WIDGET,
	    XmNbottomWidget, bottom,
	    XmNleftAttachment, left == XtParent(widget) ? XmATTACH_FORM :
	    left == NULL ? XmATTACH_NONE : XmATTACH_WIDGET,
	    XmNleftWidget, left,
	    XmNrightAttachment, right == XtParent(widget) ? XmATTACH_FORM :
	    right == NULL ? XmATTACH_NONE : XmATTACH_WIDGET,
	    XmNrightWidget, right, NULL);
}

/* field-clear() */
static void
clear(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	(void)event;
	(void)args;
	(void)count;
	XmTextFieldSetString(widget, (char *)"");
}

void
monitor_bar_actions(struct monitor *monitor)
{
	static XtActionsRec actions[] = { { "field-clear", clear } };

	XtAppAddActions(monitor->app.context, actions, XtNumber(actions));
}

static Widget
make_text(Widget bar, const char *name)
{
	Widget field = XtVaCreateManagedWidget(name, xmTextFieldWidgetClass,
	    bar, NULL);

	XtOverrideTranslations(field, XtParseTranslationTable(
	    "<Key>osfCancel: field-clear()"));
	return field;
}

/* A labelled field at the right end of a bar; returns the label.  The field
 * may be there already. */
Widget
monitor_make_field(Widget bar, const char *name, Widget right, Widget *field)
{
	char label_name[64];
	Widget label;

	(void)snprintf(label_name, sizeof(label_name), "%sLabel", name);
	if (*field == NULL)
		*field = make_text(bar, name);
	monitor_attach(*field, bar, bar, NULL, right);
	label = XtVaCreateManagedWidget(label_name, xmLabelWidgetClass, bar,
	    NULL);
	monitor_attach(label, bar, bar, NULL, *field);
	return label;
}

static Widget
make_toggle(Widget bar, const char *name)
{
	return XtVaCreateManagedWidget(name, xmToggleButtonWidgetClass, bar,
	    NULL);
}

static Widget
make_filters(struct monitor *monitor, Widget bar)
{
	Widget group = XtVaCreateManagedWidget("filters", xmFormWidgetClass,
	    bar, NULL);
	Widget left, next, previous;

	/* Made in the order the Tab key goes through them. */
	monitor->message_filter = make_text(group, "messageFilter");
	monitor->find_field = make_text(group, "find");
	previous = XtVaCreateManagedWidget("findPrevious",
	    xmPushButtonWidgetClass, group, XmNnavigationType, XmTAB_GROUP,
	    NULL);
	next = XtVaCreateManagedWidget("findNext", xmPushButtonWidgetClass,
	    group, XmNnavigationType, XmTAB_GROUP, NULL);
	monitor_attach(next, group, group, NULL, group);
	monitor_attach(previous, group, group, NULL, next);
	left = monitor_make_field(group, "find", previous,
	    &monitor->find_field);
	monitor_make_field(group, "messageFilter", left,
	    &monitor->message_filter);
	return group;
}

static Widget
make_toggles(struct monitor *monitor, Widget bar)
{
	Widget group = XtVaCreateManagedWidget("toggles", xmFormWidgetClass,
	    bar, NULL);

	monitor->received_toggle = make_toggle(group, "showReceived");
	monitor->sent_toggle = make_toggle(group, "showSent");
	monitor->only_toggle = make_toggle(group, "onlySelected");
	monitor->follow_toggle = make_toggle(group, "follow");
	monitor_attach(monitor->follow_toggle, group, group, NULL, group);
	monitor_attach(monitor->only_toggle, group, group, NULL,
	    monitor->follow_toggle);
	monitor_attach(monitor->sent_toggle, group, group, NULL,
	    monitor->only_toggle);
	monitor_attach(monitor->received_toggle, group, group, NULL,
	    monitor->sent_toggle);
	return group;
}

static void
arrange(struct monitor *monitor, bool two_lines)
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
monitor_make_messages_bar(struct monitor *monitor, Widget bar)
{
	monitor->toggles = make_toggles(monitor, bar);
	monitor->filters = make_filters(monitor, bar);
	monitor_make_area(monitor, AREA_MESSAGES_INFO, bar);
	arrange(monitor, false);
}

void
monitor_fit_bar(struct monitor *monitor)
{
	Dimension whole = 0, filters = 0, toggles = 0;
	int info = INFO_DIGITS * font_digit(monitor->app.fonts, FONT_UI);
	bool two_lines;

	if (info < monitor->info_need)
		info = monitor->info_need;
	XtVaGetValues(monitor->beside ? monitor->stream_pane : monitor->main,
	    XmNwidth, &whole, NULL);
	XtVaGetValues(monitor->filters, XmNwidth, &filters, NULL);
	XtVaGetValues(monitor->toggles, XmNwidth, &toggles, NULL);
	two_lines = filters + toggles + info > whole;
	if (two_lines == monitor->two_lines)
		return;
	arrange(monitor, two_lines);
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
