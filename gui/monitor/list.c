/* View > List: the list of exchanges in place of the messages, and the bytes
 * of what is picked in it below. */
#include "gui/monitor/list.h"

#include <Xm/Form.h>
#include <Xm/Xm.h>

#include "base/when.h"
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

static void
arrange(struct monitor *monitor)
{
	Widget bar = monitor->messages.pane.below;
	bool bytes = monitor->listing && monitor->list_bytes;

	place_pane(&monitor->list.pane, monitor->listing, bar, !bytes);
	place_pane(&monitor->messages.pane, !monitor->listing || bytes,
	    bytes ? NULL : bar, true);
	monitor_fit_panes(monitor);
	messages_repaint(&monitor->messages);
	exchanges_repaint(&monitor->list);
}

void
monitor_list_reveal(struct monitor *monitor, bool bytes)
{
	if (!monitor->listing)
		return;
	if (bytes && !monitor->list_bytes) {
		monitor->list_bytes = true;
		arrange(monitor);
	}
	monitor->list.reveal = true;
	exchanges_touch(&monitor->list);
}

/* Where the keyboard was goes with its pane. */
static void
keep_focus(struct monitor *monitor, Widget was)
{
	Widget list = monitor->list.pane.view.area;
	Widget stream = monitor->messages.pane.view.area;

	if (was == list || was == stream)
		(void)XmProcessTraversal(monitor->listing ? list : stream,
		    XmTRAVERSE_CURRENT);
}

static void
bytes(void *context, bool open)
{
	struct monitor *monitor = context;
	Widget focus = XmGetFocusWidget(monitor->app.shell);
	uint64_t row = exchange_list_picked(monitor->exchanges);

	open = open && row != EXCHANGE_NONE;
	/* Whoever reads it wants it to stay. */
	if (open)
		exchange_list_set_follow(monitor->exchanges, false);
	if (monitor->list_bytes != open) {
		monitor->list_bytes = open;
		arrange(monitor);
		keep_focus(monitor, focus);
	}
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
	arrange(monitor);
}

void
monitor_set_listing(struct monitor *monitor, bool on)
{
	Widget focus = XmGetFocusWidget(monitor->app.shell);

	if (on == monitor->listing)
		return;
	monitor->listing = on;
	monitor->list_bytes = false;
	if (on)
		exchange_list_set_follow(monitor->exchanges,
		    stream_follows(monitor->stream));
	else
		stream_set_follow(monitor->stream,
		    exchange_list_follows(monitor->exchanges));
	arrange(monitor);
	keep_focus(monitor, focus);
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
	    stream_follows(monitor->stream);
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
