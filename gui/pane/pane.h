/*
 * A pane of lines: a drawn area with a scroll bar, in which lines are
 * scrolled and picked by mouse and keys.
 *
 * What is shown, and where, is a model's (gui/model/stream.h,
 * gui/model/transcript.h), reached through struct pane_lines; what a line
 * looks like is the owner's paint.  A pane turns events into calls of the
 * model and tells its owner what happened through the functions it is given.
 * A pane is the first member of its owner's struct: view.owner is both.
 *
 * The thread of the Xt loop.
 */
#ifndef GUI_PANE_PANE_H
#define GUI_PANE_PANE_H

#include <stdint.h>

#include "gui/toolkit/menu.h"
#include "gui/toolkit/scroll.h"
#include "gui/toolkit/view.h"

/* What a pane asks of its model; lines have absolute numbers. */
struct pane_lines {
	uint64_t (*first)(const void *model);
	uint64_t (*end)(const void *model);
	uint64_t (*top)(const void *model);
	unsigned (*page)(const void *model);
	void (*scroll_to)(void *model, uint64_t line);
	void (*scroll_by)(void *model, int64_t lines);
	void (*pick)(void *model, uint64_t line, bool extend);
	void (*pick_none)(void *model);
	bool (*is_picked)(const void *model, uint64_t line);
	/* The line that is meant by a press on this one. */
	uint64_t (*pressed)(const void *model, uint64_t line);
};

struct pane {
	struct view view;
	struct scroll scroll;
	Widget below;		/* in the parent, a form: area and bar fill
				   it from here on; NULL: they get a frame of
				   their own, which the caller attaches */
	Widget frame;
	const char *keys;	/* resource text.keys.NAME; NULL: the panes' */
	/* Takes an action before the pane does; may be NULL. */
	bool (*own_act)(struct pane *pane, const char *what);
	const struct pane_lines *lines;
	void *model;
	int line_height, pad_top;	/* pixels, as painted last */
	bool picking;		/* the button is down */
	Time pressed;		/* when; two in haste are a double click */
	uint64_t pressed_line;
	int pressed_y;
	bool jumps;		/* a click may move lines: two in haste are at
				   one place, not on one line */
	/* Each may be NULL.  opened: Return, or a double click; picked: the
	 * button went up again. */
	void (*opened)(void *context);
	void (*picked)(void *context, Time time);
	/* The context menu of what is picked is wanted there. */
	void (*menu)(void *context, const struct menu_place *place);
	Widget popup;		/* the menu's, NULL until then */
	void *context;
};

/* The area is called name, frame and bar nameFrame and nameScroll.  The
 * caller has set lines, model, below, view.owner and view.paint. */
void pane_make(struct pane *pane, struct view_group *group, Widget parent,
    const char *name);

/* Shows in the scroll bar where the model stands. */
void pane_show_scroll(struct pane *pane);

/* Colours have changed. */
void pane_restyle(struct pane *pane);
/* All of it, soon. */
void pane_repaint(struct pane *pane);

/* For struct pane_lines, where a line is picked by itself and one always is. */
void pane_pick_none(void *model);
uint64_t pane_pressed(const void *model, uint64_t line);

#endif
