/*
 * Messages > Compare With This and Client > Compare...: two messages, or what
 * two clients said and were sent, side by side in a window of its own, one at
 * a time.  The thread of the Xt loop.
 *
 *	compare.c		what is compared
 *	compare_window.c	the window
 *	compare_clients.c	with whom: a list
 */
#ifndef GUI_MONITOR_COMPARE_H
#define GUI_MONITOR_COMPARE_H

#include <stdio.h>

#include "gui/monitor/monitor.h"
#include "gui/pane/compare.h"

/* In place of the one that is open; takes the view over. */
void compare_window_open(struct monitor *monitor, struct compare_view *view,
    const char *one, const char *other);
/* Those two, by their rows. */
void compare_clients(struct monitor *monitor, const struct row_data *one,
    const struct row_data *other);
/* "received 14:02:11.250, 12 bytes"; of none that there is no counterpart. */
void compare_title_words(void *monitor, const struct log_entry *entry,
    char *out, size_t out_size);

void monitor_restyle_compare(struct monitor *monitor);
/* Its words of the window's state. */
void monitor_put_compare(FILE *out, const struct monitor *monitor);

#endif
