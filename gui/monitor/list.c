/* View > List: the list of exchanges in place of the messages, and the bytes
 * of what is picked in it below. */
#include "gui/monitor/list.h"

#include <Xm/Form.h>
#include <Xm/Xm.h>

#include "base/when.h"
#include "gui/monitor/ladder.h"
#include "gui/monitor/ladder_parts.h"
#include "gui/toolkit/menu.h"
#include "gui/toolkit/selection.h"

#define LIST_PERCENT	55	/* of both, where the bytes stand below */
/* The list is painted four times a second while much comes. */
#define LIST_NS		(NS_PER_S / 4)

static int64_t
now_ns(void *context)
{
	struct monitor *monitor = context;

	return monitor->recorded != NULL || stream_paused(monitor->stream) ?
	    0 : when_wall_ns();
}

static void
place(Widget widget, Widget above, bool high)
{
	XtVaSetValues(widget, XmNtopAttachment, above == NULL ?
	    XmATTACH_POSITION : XmATTACH_WIDGET, XmNtopWidget, above,
	    XmNtopPosition, LIST_PERCENT, XmNbottomAttachment, high ?
	    XmATTACH_FORM : XmATTACH_POSITION, XmNbottomPosition,
	    LIST_PERCENT, NULL);
}

/* An area and its bar, above, below or alone; or not at all. */
static void
place_pane(const struct pane *pane, bool shown, Widget above, bool high)
{
	if (!shown) {
		XtUnmanageChild(pane->view.area);
		XtUnmanageChild(pane->scroll.bar);
		return;
	}
	place(pane->scroll.bar, above, high);
	place(pane->view.area, above, high);
	XtManageChild(pane->scroll.bar);
	XtManageChild(pane->view.area);
}

/* What is in the messages' place, else they. */
static struct pane *
pane_above(struct monitor *monitor)
{
	return monitor->listing ? &monitor->list.pane : monitor->docked ?
	    &monitor->dock->pane.pane : &monitor->messages.pane;
}

/* Where the keyboard was goes with its pane. */
static void
keep_focus(struct monitor *monitor, Widget was)
{
	if (was == monitor->list.pane.view.area ||
	    was == monitor->messages.pane.view.area ||
	    (monitor->dock != NULL &&
	    was == monitor->dock->pane.pane.view.area))
		(void)XmProcessTraversal(pane_above(monitor)->view.area,
		    XmTRAVERSE_CURRENT);
}

void
monitor_arrange_messages(struct monitor *monitor)
{
	Widget bar = monitor->messages.pane.below;
	Widget focus = XmGetFocusWidget(monitor->app.shell);
	bool above = monitor->listing || monitor->docked;
	bool bytes = above && monitor->list_bytes;

	place_pane(&monitor->list.pane, monitor->listing, bar, !bytes);
	if (monitor->dock != NULL)
		place_pane(&monitor->dock->pane.pane, monitor->docked, bar,
		    !bytes);
	place_pane(&monitor->messages.pane, !above || bytes, bytes ? NULL :
	    bar, true);
	monitor_fit_panes(monitor);
	pane_repaint(&monitor->messages.pane);
	pane_repaint(pane_above(monitor));
	keep_focus(monitor, focus);
}

void
monitor_show_bytes(struct monitor *monitor, bool open)
{
	if (open == monitor->list_bytes ||
	    (!monitor->listing && !monitor->docked))
		return;
	monitor->list_bytes = open;
	monitor_arrange_messages(monitor);
}

void
monitor_list_reveal(struct monitor *monitor, bool bytes)
{
	if (bytes)
		monitor_show_bytes(monitor, true);
	if (monitor->listing) {
		monitor->list.reveal = true;
		exchanges_touch(&monitor->list);
	} else if (monitor->docked) {
		monitor->dock->pane.reveal = true;
		ladder_pane_touch(&monitor->dock->pane);
	}
}

static void
bytes(void *context, bool open)
{
	struct monitor *monitor = context;
	uint64_t row = exchange_list_picked(monitor->exchanges);

	open = open && row != EXCHANGE_NONE;
	/* Whoever reads it wants it to stay. */
	if (open)
		exchange_list_set_follow(monitor->exchanges, false);
	monitor_show_bytes(monitor, open);
	monitor_list_reveal(monitor, open);
}

static void
moved(void *context)
{
	struct monitor *monitor = context;

	messages_touch(&monitor->messages);
	monitor_sync_menus(monitor);
}

static void
picked(void *context, Time time)
{
	struct monitor *monitor = context;
	size_t len;
	void *picked_bytes = stream_picked_bytes(monitor->stream, &len);

	(void)selection_own(&monitor->app, SELECTION_PRIMARY, picked_bytes,
	    len, time);
	bytes(context, true);
	moved(context);
}

static void
menu(void *context, const struct menu_place *place)
{
	struct monitor *monitor = context;

	monitor_post_messages_menu(monitor, &monitor->list.pane, place);
}

static void
opened(void *context)
{
	monitor_details(context);
}

void
monitor_make_list(struct monitor *monitor, Widget parent)
{
	struct exchanges_pane *list = &monitor->list;

	list->list = monitor->exchanges;
	list->log = monitor->log;
	list->now_ns = now_ns;
	list->why_empty = monitor_why_empty;
	list->bytes = bytes;
	list->moved = moved;
	list->pane.below = monitor->messages.pane.below;
	list->pane.opened = opened;
	list->pane.picked = picked;
	list->pane.menu = menu;
	list->pane.context = monitor;
	exchanges_make(list, &monitor->views, parent, "list");
	monitor_make_dock(monitor, parent);
	monitor_arrange_messages(monitor);
}

void
monitor_set_listing(struct monitor *monitor, bool on)
{
	if (on == monitor->listing)
		return;
	if (on)
		monitor_set_docked(monitor, false);
	monitor->listing = on;
	monitor->list_bytes = false;
	if (on)
		exchange_list_set_follow(monitor->exchanges,
		    stream_follows(monitor->stream));
	else
		stream_set_follow(monitor->stream,
		    exchange_list_follows(monitor->exchanges));
	monitor_arrange_messages(monitor);
	monitor_list_reveal(monitor, false);
}

void
monitor_toggle_list(struct monitor *monitor)
{
	monitor_set_listing(monitor, !monitor->listing);
	monitor_show(monitor);
}

bool
monitor_follows(const struct monitor *monitor)
{
	return monitor->listing ? exchange_list_follows(monitor->exchanges) :
	    monitor->docked ? ladder_view_follows(monitor->dock->view) :
	    stream_follows(monitor->stream);
}

void
monitor_set_follow(struct monitor *monitor, bool follow)
{
	if (monitor->listing)
		exchange_list_set_follow(monitor->exchanges, follow);
	else if (monitor->docked)
		ladder_view_set_follow(monitor->dock->view, follow);
	else
		stream_set_follow(monitor->stream, follow);
}

static void
go_to_fault(struct monitor *monitor, bool backwards)
{
	uint64_t id;

	(void)exchange_list_update(monitor->exchanges);
	id = exchange_list_fault(monitor->exchanges, monitor->log, backwards);
	if (id == 0 || !stream_pick_message(monitor->stream, id)) {
		monitor_note(monitor, "%s", app_text(&monitor->app,
		    "list.noFault", "no message has a fault"));
		return;
	}
	monitor_list_reveal(monitor, true);
	messages_touch(&monitor->messages);
	monitor_show(monitor);
}

void
monitor_next_fault(struct monitor *monitor)
{
	go_to_fault(monitor, false);
}

void
monitor_previous_fault(struct monitor *monitor)
{
	go_to_fault(monitor, true);
}

/* So long at least until it is painted again. */
int
monitor_list_rest_ms(const struct monitor *monitor)
{
	int64_t rest_ns = monitor->list.painted_ns + LIST_NS - when_mono_ns();

	return !monitor->listing || rest_ns < 0 ? 0 :
	    (int)(rest_ns / NS_PER_MS) + 1;
}

/* Once a poll: what waits counts up. */
void
monitor_look_at_list(struct monitor *monitor)
{
	if (monitor->listing && monitor->list.waits &&
	    monitor_list_rest_ms(monitor) == 0)
		exchanges_touch(&monitor->list);
}
