/*
 * Between the ladder*.c, list.c and class.c only: a ladder of the window, in a
 * window of its own or in the messages' place.
 */
#ifndef GUI_MONITOR_LADDER_PARTS_H
#define GUI_MONITOR_LADDER_PARTS_H

#include "gui/monitor/monitor.h"
#include "gui/pane/ladder.h"

struct ladder_look {
	struct monitor *monitor;
	struct ladder_pane pane;
	struct ladder_view *view;
	uint64_t client;	/* whose it is; 0: everybody's */
	XtIntervalId looks;	/* at what is new; 0: none */
	struct pace pace;	/* of a window of its own; else the messages'
				   has what it takes */
	char title[NAME_AT_SIZE + 40];
	/* The title is another one; may be NULL. */
	void (*titled)(struct ladder_look *look);
};

enum ladder_format { LADDER_TEXT, LADDER_SVG, LADDER_PNG };

/* ladder_look.c: makes view and pane; false: no memory.  The caller has set
 * monitor, and of the pane what it wants otherwise. */
bool ladder_look_make(struct ladder_look *look, struct view_group *group,
    Widget parent, const char *name);
/* Looks now, and again and again until it is told to stop. */
void ladder_look_begin(struct ladder_look *look);
void ladder_look_stop(struct ladder_look *look);
/* Messages came: shown at once where it has rested for long enough. */
void ladder_look_news(struct ladder_look *look);
/* So many bytes were painted into a window of its own. */
void ladder_look_spend(struct ladder_look *look, int64_t bytes);
/* Another client may be selected. */
void ladder_look_follow(struct ladder_look *look);
/* Its words of the window's state. */
void ladder_look_put(FILE *out, const struct ladder_look *look);

/* ladder_save.c: asks where to.  own: only what the client itself said and was
 * sent. */
void ladder_save(struct ladder_look *look, enum ladder_format format,
    bool own);

#endif
