/*
 * Client > Ladder... and View > Ladder of the monitor window: the ladder of
 * the selected client in a window of its own, one at a time, and in the
 * messages' place.  The thread of the Xt loop.
 */
#ifndef GUI_MONITOR_LADDER_H
#define GUI_MONITOR_LADDER_H

#include <stdio.h>

#include "gui/monitor/monitor.h"

/* Something else was picked, or is wanted: shown soon. */
void monitor_touch_ladder(struct monitor *monitor);
void monitor_restyle_ladder(struct monitor *monitor);
/* Messages came, few enough to be seen one by one. */
void monitor_tell_ladder(struct monitor *monitor);
/* Another client is selected: its ladder is shown soon. */
void monitor_follow_ladder(struct monitor *monitor);

/* ladder_dock.c: in the messages' pane, below its bar; without memory there
 * is none. */
void monitor_make_dock(struct monitor *monitor, Widget parent);
void monitor_set_docked(struct monitor *monitor, bool on);
/* Its words of the window's state. */
void monitor_put_ladder(FILE *out, const struct monitor *monitor);

#endif
