/* Between draw_stream.c and draw_line.c: one line of the pane. */
#ifndef GUI_MONITOR_DRAW_STREAM_H
#define GUI_MONITOR_DRAW_STREAM_H

#include "gui/monitor/monitor.h"

#define STREAM_EDGE	4	/* the coloured edge of a message */

/* Where lines begin: after the edge and a mark as large as the letters. */
int draw_stream_left(const struct app *app);

void draw_stream_event(struct monitor *monitor,
    const struct log_entry *entry, struct area area, bool picked);
void draw_stream_heading(struct monitor *monitor,
    const struct log_entry *entry, struct area area, bool picked,
    bool pinned);
void draw_stream_line(struct monitor *monitor, struct stream_place place,
    struct area area, bool picked);

#endif
