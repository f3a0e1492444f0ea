/* The message pane and the bar above it: filter, find, what is shown. */
#include <Xm/TextF.h>
#include <Xm/ToggleB.h>
#include <Xm/Xm.h>
#include <string.h>

#include "gui/monitor/ladder.h"
#include "gui/monitor/list.h"
#include "gui/monitor/replay.h"
#include "gui/toolkit/menu.h"
#include "gui/toolkit/selection.h"
#include "watch/message_filter.h"

void
monitor_apply_want(struct monitor *monitor)
{
	monitor->want.only_client = monitor->only_client;
	stream_set_want(monitor->stream, &monitor->want);
	messages_repaint(&monitor->messages);
	exchanges_repaint(&monitor->list);
	monitor_touch_ladder(monitor);
}

void
monitor_touch_messages(struct monitor *monitor)
{
	messages_touch(&monitor->messages);
	exchanges_touch(&monitor->list);
}

static void
opened(void *context)
{
	monitor_details(context);
}

static void
picked(void *context, Time time)
{
	struct monitor *monitor = context;
	size_t len;
	void *bytes = stream_picked_bytes(monitor->stream, &len);

	(void)selection_own(&monitor->app, SELECTION_PRIMARY, bytes, len,
	    time);
	monitor_sync_menus(monitor);
}

void
monitor_post_messages_menu(struct monitor *monitor, struct pane *pane,
    const struct menu_place *place)
{
	static const int commands[] = { COMMAND_MESSAGES_COPY,
	    COMMAND_MESSAGES_NC, COMMAND_MESSAGES_CURL,
	    COMMAND_MESSAGES_DETAILS, COMMAND_MESSAGES_COMPARE,
	    COMMAND_MESSAGES_SAVE };
	struct menu_choice choice = { commands, XtNumber(commands),
	    monitor->menu };

	monitor_sync_menus(monitor);
	menu_post(&pane->popup, &monitor->app, pane->view.area, place,
	    &choice);
}

static void
menu(void *context, const struct menu_place *place)
{
	struct monitor *monitor = context;

	monitor_post_messages_menu(monitor, &monitor->messages.pane, place);
}

/* The log has nothing; NULL: as the panes say it of a server. */
static const char *
why_no_log(struct monitor *monitor)
{
	if (monitor_replay_early(monitor))
		return app_text(&monitor->app, "none.early", "");
	if (monitor->recorded == NULL)
		return NULL;
	return app_text(&monitor->app, log_counts(monitor->log).seen != 0 ?
	    "none.recordedCleared" : "none.recorded", "");
}

const char *
monitor_why_empty(void *context)
{
	struct monitor *monitor = context;

	static char words[200];

	if (monitor_feedless(monitor))
		return watcher_error(monitor->watcher);
	if (log_first(monitor->log) == log_next(monitor->log))
		return why_no_log(monitor);
	if (!monitor->want.received && !monitor->want.sent)
		return app_text(&monitor->app, "none.directions", "");
	if (monitor->want.only_client == 0)
		return NULL;
	wording_put(words, sizeof(words), app_text(&monitor->app, "none.only",
	    "%1"), monitor->only_name, NULL);
	return words;
}

static void
touched(void *context)
{
	monitor_stream_changed(context);
}

void
monitor_make_messages(struct monitor *monitor, Widget parent)
{
	struct messages_pane *messages = &monitor->messages;

	monitor->views = (struct view_group){ .app = &monitor->app,
	    .touched = touched, .context = monitor };
	messages->stream = monitor->stream;
	messages->log = monitor->log;
	messages->options = &monitor->lines;
	messages->why_empty = monitor_why_empty;
	messages->pane.opened = opened;
	messages->pane.picked = picked;
	messages->pane.menu = menu;
	messages->pane.context = monitor;
	messages_make(messages, &monitor->views, parent, "stream");
}

static void
filter_changed(Widget widget, XtPointer data, XtPointer detail)
{
	struct monitor *monitor = data;
	char *text = NULL;

	(void)detail;
	XtVaGetValues(widget, XmNvalue, &text, NULL);
	monitor->message_filter_fault = message_filter_parse(
	    &monitor->want.filter, text);
	monitor->faults_only = match_has_term(text, MONITOR_FAULT_TERM);
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
	messages_set_needle(&monitor->messages, text);
	XtFree(text);
}

static void
find(struct monitor *monitor, bool backwards)
{
	if (monitor->messages.needle[0] == '\0')
		monitor_find(monitor);
	else
		monitor_list_reveal(monitor, messages_find(
		    &monitor->messages, backwards));
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
