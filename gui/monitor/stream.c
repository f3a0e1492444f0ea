/* Input of the message pane: mouse, keys, filter, find. */
#include <Xm/TextF.h>
#include <Xm/ToggleB.h>
#include <Xm/Xm.h>
#include <stdlib.h>
#include <string.h>

#include "base/when.h"
#include "gui/monitor/monitor.h"

void
monitor_apply_want(struct monitor *monitor)
{
	monitor->want.only_client = monitor->only_client;
	stream_set_want(monitor->stream, &monitor->want);
	monitor->stream_view.repaint = true;
	monitor_stream_changed(monitor);
}

static uint64_t
line_at(const struct monitor *monitor, int y)
{
	int height = draw_stream_line_height(&monitor->app);

	return stream_top(monitor->stream) + (uint64_t)(y < 0 ? 0 :
	    y / height);
}

/* A pinned heading stands where a line of its message is: a press means what
 * one sees. */
static uint64_t
pressed_line(const struct monitor *monitor, int y)
{
	uint64_t line = line_at(monitor, y);

	return line != stream_top(monitor->stream) ? line :
	    line - stream_place(monitor->stream, line).line;
}

/* Two clicks in haste on the same message.  Not by a translation of
 * "<Btn1Down>(2)": that would swallow the release between the two. */
static bool
is_double(struct monitor *monitor, const XButtonEvent *event)
{
	static Time last;
	bool quick = event->time - last < (Time)XtGetMultiClickTime(
	    monitor->app.display);
	struct stream_place place = stream_place(monitor->stream,
	    line_at(monitor, event->y));

	last = event->time;
	return quick && place.entry != NULL &&
	    place.entry == stream_picked_entry(monitor->stream);
}

static void
press(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct monitor *monitor = monitor_of(widget);
	bool extend = *count == 1 && strcmp(args[0], "extend") == 0;

	XmProcessTraversal(widget, XmTRAVERSE_CURRENT);
	if (!extend && is_double(monitor, &event->xbutton)) {
		monitor_details(monitor);
		return;
	}
	monitor->stream_view.picking = true;
	stream_pick(monitor->stream, extend ?
	    line_at(monitor, event->xbutton.y) :
	    pressed_line(monitor, event->xbutton.y), extend);
	monitor_stream_changed(monitor);
}

/* Beyond the edges the pane moves along. */
static void
drag(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct monitor *monitor = monitor_of(widget);
	int y = event->xmotion.y;
	int height = monitor->canvases[AREA_STREAM].height;

	(void)args;
	(void)count;
	if (!monitor->stream_view.picking)
		return;
	if (y < 0)
		stream_scroll_by(monitor->stream, -1);
	else if (y >= height)
		stream_scroll_by(monitor->stream, 1);
	stream_pick(monitor->stream, line_at(monitor, y >= height ?
	    height - 1 : y), true);
	monitor_stream_changed(monitor);
}

static void
release(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct monitor *monitor = monitor_of(widget);

	(void)args;
	(void)count;
	monitor->stream_view.picking = false;
	monitor_own_primary(monitor, event->xbutton.time);
	monitor_sync_menus(monitor);
}

static void
open_details(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	(void)event;
	(void)args;
	(void)count;
	monitor_details(monitor_of(widget));
}

/* stream-move(up|down|page-up|page-down|home|end) */
static void
move(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct monitor *monitor = monitor_of(widget);
	const char *how = *count == 1 ? args[0] : "";
	struct stream *stream = monitor->stream;
	/* The pinned heading covers a line. */
	int64_t page = stream_page(stream) > 2 ?
	    (int64_t)stream_page(stream) - 2 : 1;

	(void)event;
	if (strcmp(how, "home") == 0)
		stream_scroll_to(stream, 0);
	else if (strcmp(how, "end") == 0)
		stream_set_follow(stream, true);
	else
		stream_scroll_by(stream, strcmp(how, "up") == 0 ? -1 :
		    strcmp(how, "down") == 0 ? 1 :
		    strcmp(how, "page-up") == 0 ? -page : page);
	monitor_stream_changed(monitor);
}

static void
scroll(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct monitor *monitor = monitor_of(widget);

	(void)event;
	stream_scroll_by(monitor->stream, *count == 1 ?
	    (int)strtol(args[0], NULL, 10) : 0);
	monitor_stream_changed(monitor);
}

static XtActionsRec actions[] = {
	{ "stream-press", press }, { "stream-drag", drag },
	{ "stream-release", release }, { "stream-move", move },
	{ "stream-scroll", scroll }, { "stream-details", open_details },
};

static void
filter_changed(Widget widget, XtPointer data, XtPointer detail)
{
	struct monitor *monitor = data;
	char *text = NULL;

	(void)detail;
	XtVaGetValues(widget, XmNvalue, &text, NULL);
	monitor->message_filter_fault = match_parse(&monitor->want.match,
	    text);
	XtFree(text);
	monitor_note(monitor, "%s", monitor->message_filter_fault == NULL ?
	    "" : monitor->message_filter_fault);
	monitor_apply_want(monitor);
}

static void
needle_changed(Widget widget, XtPointer data, XtPointer detail)
{
	struct monitor *monitor = data;
	char *text = NULL;

	(void)detail;
	XtVaGetValues(widget, XmNvalue, &text, NULL);
	text_copy(monitor->stream_view.needle,
	    sizeof(monitor->stream_view.needle), text);
	XtFree(text);
	monitor->stream_view.needle_missing = false;
	monitor->stream_view.repaint = true;
	monitor_stream_changed(monitor);
}

static void
find(struct monitor *monitor, bool backwards)
{
	struct stream_view *view = &monitor->stream_view;

	if (view->needle[0] == '\0') {
		monitor_find(monitor);
		return;
	}
	view->needle_missing = !stream_find(monitor->stream, view->needle,
	    backwards);
	view->needle_missed_ns = when_mono_ns();
	monitor_stream_changed(monitor);
}

void
monitor_find(struct monitor *monitor)
{
	XmProcessTraversal(monitor->find_field, XmTRAVERSE_CURRENT);
	XmTextFieldSetSelection(monitor->find_field, 0,
	    XmTextFieldGetLastPosition(monitor->find_field),
	    XtLastTimestampProcessed(monitor->app.display));
}

void
monitor_find_next(struct monitor *monitor)
{
	find(monitor, false);
}

void
monitor_find_previous(struct monitor *monitor)
{
	find(monitor, true);
}

static void
find_next_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	find(data, false);
}

static void
find_previous_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	find(data, true);
}

static void
want_toggled(Widget widget, XtPointer data, XtPointer detail)
{
	struct monitor *monitor = data;
	bool on = XmToggleButtonGetState(widget);

	(void)detail;
	if (widget == monitor->received_toggle)
		monitor->want.received = on;
	else if (widget == monitor->sent_toggle)
		monitor->want.sent = on;
	monitor_apply_want(monitor);
}

static void
only_toggled(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	monitor_toggle_only(data);
}

static void
follow_toggled(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	monitor_toggle_follow(data);
}

void
monitor_stream_actions(struct monitor *monitor)
{
	Widget bar = XtParent(monitor->find_field);

	XtAppAddActions(monitor->app.context, actions, XtNumber(actions));
	/* Not as a resource of the area: Motif puts the keys of its own
	 * traversal over those. */
	XtOverrideTranslations(monitor->areas[AREA_STREAM],
	    XtParseTranslationTable(monitor->res.stream_keys));
	XtAddCallback(monitor->message_filter, XmNvalueChangedCallback,
	    filter_changed, monitor);
	XtAddCallback(monitor->find_field, XmNvalueChangedCallback,
	    needle_changed, monitor);
	XtAddCallback(monitor->find_field, XmNactivateCallback,
	    find_next_pressed, monitor);
	XtAddCallback(XtNameToWidget(bar, "findNext"), XmNactivateCallback,
	    find_next_pressed, monitor);
	XtAddCallback(XtNameToWidget(bar, "findPrevious"),
	    XmNactivateCallback, find_previous_pressed, monitor);
	XtAddCallback(monitor->received_toggle, XmNvalueChangedCallback,
	    want_toggled, monitor);
	XtAddCallback(monitor->sent_toggle, XmNvalueChangedCallback,
	    want_toggled, monitor);
	XtAddCallback(monitor->only_toggle, XmNvalueChangedCallback,
	    only_toggled, monitor);
	XtAddCallback(monitor->follow_toggle, XmNvalueChangedCallback,
	    follow_toggled, monitor);
}
