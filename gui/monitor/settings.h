/*
 * What the monitor window remembers, gui/toolkit/remember.h.  The thread of
 * the Xt loop.
 */
#ifndef GUI_MONITOR_SETTINGS_H
#define GUI_MONITOR_SETTINGS_H

#include "gui/monitor/monitor.h"
#include "gui/toolkit/remember.h"

const struct setting *monitor_settings(unsigned *count);
/* How things are, for the next window. */
void monitor_note_settings(struct monitor *monitor);
/* "bytes", "-bytes"; what is none is left as it is. */
void monitor_sort_as(struct monitor *monitor, const char *word);

#endif
