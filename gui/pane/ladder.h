/*
 * The pane with the ladder (gui/model/ladder_view.h): life lines with their
 * names, an arrow a message, pauses as hatched bars, marks for what happened.
 *
 * Only lines that can be seen are painted, and those that look as they did are
 * left.  What is picked is the stream's.
 *
 * The thread of the Xt loop.
 */
#ifndef GUI_PANE_LADDER_H
#define GUI_PANE_LADDER_H

#include "gui/model/ladder_view.h"
#include "gui/pane/pane.h"

#define LADDER_SLOTS_MAX	256

/* What the lines that were painted last show, for the window's state. */
struct ladder_shapes {
	unsigned received, sent, faults, pauses, marks, crashes, mischief;
};

struct ladder_pane {
	struct pane pane;
	struct ladder_view *ladder;
	struct log *log;
	uint32_t looks[LADDER_SLOTS_MAX];	/* what a line showed */
	unsigned painted_slots;
	uint32_t titles;	/* what the life lines were */
	bool empty;		/* painted is why there is nothing */
	bool reveal;		/* what is picked is to be seen next time */
	struct ladder_shapes shapes;
	int64_t painted_ns;
	int64_t took_ns;	/* of a processor, the last times */
	const char *(*why_empty)(void *context);
	/* Another row was picked by a key. */
	void (*moved)(void *context);
	/* The bytes of what is picked are wanted, or no longer; may be
	 * NULL. */
	void (*bytes)(void *context, bool open);
};

/* As messages_make; the caller has set ladder, log and the functions. */
void ladder_pane_make(struct ladder_pane *pane, struct view_group *group,
    Widget parent, const char *name);

void ladder_pane_touch(struct ladder_pane *pane);
void ladder_pane_repaint(struct ladder_pane *pane);
void ladder_pane_restyle(struct ladder_pane *pane);

#endif
