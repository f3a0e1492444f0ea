/* The bars above the panes: their widgets. */
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
	return group;
}

void
monitor_make_messages_bar(struct monitor *monitor, Widget bar)
{
	monitor->toggles = make_toggles(monitor, bar);
	monitor->filters = make_filters(monitor, bar);
	monitor_make_area(monitor, AREA_MESSAGES_INFO, bar);
	XtVaGetValues(monitor->client_filter, XmNcolumns,
	    &monitor->client_columns, NULL);
	XtVaGetValues(monitor->message_filter, XmNcolumns,
	    &monitor->filter_columns, NULL);
	XtVaGetValues(monitor->find_field, XmNcolumns,
	    &monitor->find_columns, NULL);
	monitor_arrange_bar(monitor, false);
}
