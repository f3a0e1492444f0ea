/*
 * Client > Ladder... of the monitor window: the ladder of the selected client
 * in a window of its own, one at a time.  The thread of the Xt loop.
 */
#ifndef GUI_MONITOR_LADDER_H
#define GUI_MONITOR_LADDER_H

#include <stdio.h>

#include "gui/monitor/monitor.h"

/* Something else was picked, or is wanted: shown soon. */
void monitor_touch_ladder(struct monitor *monitor);
void monitor_restyle_ladder(struct monitor *monitor);
/* Its words of the window's state. */
void monitor_put_ladder(FILE *out, const struct monitor *monitor);

#endif
