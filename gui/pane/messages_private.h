/* Between the messages*.c files only: one line of the pane. */
#ifndef GUI_PANE_MESSAGES_PRIVATE_H
#define GUI_PANE_MESSAGES_PRIVATE_H

#include "gui/model/log_verdict.h"
#include "gui/pane/messages.h"
#include "gui/toolkit/scale.h"

#define MESSAGES_EDGE	scale_px(4)	/* the coloured edge of a message */

int messages_left(const struct app *app);

/* In a square at the area's left; to the right is to the server. */
void messages_paint_arrow(struct canvas *canvas, enum colour_id colour,
    struct area area, bool to_right);
/* What the judge says, in a word, in a tag at x; its width. */
int messages_paint_mark(struct canvas *canvas, struct area area, int x,
    enum log_mark mark, const char *words);

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
