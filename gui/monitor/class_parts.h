/*
 * View > Class: names, states and countdowns of a whole room, large, and
 * nothing else, for a projector.
 *
 * While it is on, panes, figures and timeline are away, every dialog has been
 * closed and none opens by itself, tips are off, nothing is offered to be
 * pasted, and of the menus only what class.def allows does anything.  What
 * its own area and the last line show comes from gui/model/class.h, which
 * knows no message, address or process.  class.c, draw_class.c.
 */
#ifndef GUI_MONITOR_CLASS_PARTS_H
#define GUI_MONITOR_CLASS_PARTS_H

#include <X11/Intrinsic.h>
#include <stdio.h>

#include "gui/model/class.h"
#include "gui/toolkit/font.h"
#include "gui/toolkit/stamps.h"

/* Cells that are painted only when they look otherwise: hashes of what does
 * not count down, and of what does. */
#define CLASS_SLOTS_MAX	1024
struct class_slot {
	uint32_t look, count;	/* 0: nothing is there */
	uint8_t differs;	/* between draw_class.c's two passes */
};

struct class_mode {
	bool on, marks;
	struct class_model model;
	struct class_grid grid;	/* as painted last */
	struct font_set *fonts;	/* with letters of the grid; or NULL */
	int letters;		/* that they were opened for */
	struct class_slot slots[CLASS_SLOTS_MAX];
	struct stamps stamps;	/* cells without their words, a state each */
	uint32_t next_slot;	/* to be looked at first: others were before */
	bool at_once;		/* whatever it costs: a hand did it */
	uint32_t frame;		/* hash of what is not in cells */
	char news[CLASS_WORDS_SIZE];	/* for the last line; "" */
	Widget focus;		/* had the keyboard before */
};

struct monitor;

/* Once the other areas are made. */
void monitor_make_class(struct monitor *monitor);
/* Of enum monitor_command. */
bool monitor_class_allows(int command);
/* Only what is allowed is not grey. */
void monitor_sync_class(struct monitor *monitor);
/* Once a poll. */
void monitor_look_at_class(struct monitor *monitor);
/* For the state property, in place of everything else. */
void monitor_put_class(FILE *out, const struct monitor *monitor);

void draw_class(struct monitor *monitor);
/* All of it, the next time. */
void draw_class_anew(struct class_mode *mode);

#endif
