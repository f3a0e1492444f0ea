/*
 * The raw messages of a page: a drawn stream (gui/model/stream.h) with its
 * title and scroll bar.
 */
#ifndef GUI_CLIENT_MESSAGES_H
#define GUI_CLIENT_MESSAGES_H

#include "gui/toolkit/scroll.h"
#include "gui/client/view.h"
#include "gui/model/stream.h"

/* Where the lines of a message go on; valid while one picture is painted. */
struct messages_mark {
	const struct log_entry *entry;
	uint32_t line, at;
};

struct messages_view {
	struct view view;
	struct scroll scroll;
	struct stream *stream;
	Widget frame;
	struct messages_mark mark;
};

void messages_view_make(struct messages_view *view, struct client *client,
    Widget parent, struct log *log);

/* The log has more. */
void messages_view_update(struct messages_view *view);
/* Colours have changed. */
void messages_view_restyle(struct messages_view *view);

#endif
