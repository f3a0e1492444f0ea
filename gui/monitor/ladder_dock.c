/* View > Ladder: the ladder in the messages' place, and the bytes of what is
 * picked in it below, as in the list. */
#include <Xm/Xm.h>
#include <stdlib.h>

#include "gui/monitor/ladder.h"
#include "gui/monitor/ladder_parts.h"
#include "gui/monitor/list.h"

static void
menu(void *context, const struct menu_place *place)
{
	struct ladder_look *look = context;

	monitor_post_messages_menu(look->monitor, &look->pane.pane, place);
}

/* By a key: its bytes are shown where they were. */
static void
moved(void *context)
{
	struct ladder_look *look = context;

	look->pane.reveal = true;
	monitor_touch_messages(look->monitor);
	monitor_sync_menus(look->monitor);
}

static void
bytes(void *context, bool open)
{
	struct ladder_look *look = context;

	/* Whoever reads it wants it to stay. */
	if (open)
		ladder_view_set_follow(look->view, false);
	monitor_show_bytes(look->monitor, open &&
	    ladder_view_picked(look->view) != LADDER_VIEW_NONE);
}

void
monitor_make_dock(struct monitor *monitor, Widget parent)
{
	struct ladder_look *look = calloc(1, sizeof(*look));

	if (look == NULL) {
		monitor->docked = false;
		return;
	}
	look->monitor = monitor;
	look->pane.moved = moved;
	look->pane.bytes = bytes;
	look->pane.pane.keys = "ladderPane";
	look->pane.pane.menu = menu;
	look->pane.pane.below = monitor->messages.pane.below;
	if (!ladder_look_make(look, &monitor->views, parent, "ladderPane")) {
		monitor->docked = false;
		free(look);
		return;
	}
	monitor->dock = look;
	if (monitor->docked)
		ladder_look_begin(look);
}

void
monitor_set_docked(struct monitor *monitor, bool on)
{
	if (on == monitor->docked || monitor->dock == NULL)
		return;
	if (on)
		monitor_set_listing(monitor, false);
	monitor->docked = on;
	monitor->list_bytes = false;
	if (on)
		ladder_look_begin(monitor->dock);
	else
		ladder_look_stop(monitor->dock);
	monitor_arrange_messages(monitor);
}

void
monitor_toggle_dock(struct monitor *monitor)
{
	monitor_set_docked(monitor, !monitor->docked);
	monitor_show(monitor);
}
