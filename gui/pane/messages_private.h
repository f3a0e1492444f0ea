/* Between the messages*.c files only: one line of the pane. */
#ifndef GUI_PANE_MESSAGES_PRIVATE_H
#define GUI_PANE_MESSAGES_PRIVATE_H

#include "gui/pane/messages.h"
#include "gui/toolkit/scale.h"

#define MESSAGES_EDGE	scale_px(4)	/* the coloured edge of a message */

int messages_left(const struct app *app);

void messages_paint_event(struct messages_pane *messages,
    const struct log_entry *entry, struct area area, bool picked);
void messages_paint_heading(struct messages_pane *messages,
    const struct log_entry *entry, struct area area, bool picked,
    bool pinned);
void messages_paint_line(struct messages_pane *messages,
    struct stream_place place, struct area area, bool picked);

/* messages_find.c: marks where the looked-for text stands in a line, and in
 * the words of an event's row. */
void messages_mark_line(struct messages_pane *messages,
    const struct log_entry *entry, const struct line *line,
    struct area area);
void messages_mark_words(struct messages_pane *messages,
    const struct log_entry *entry, const char *words, struct area area);

#endif
