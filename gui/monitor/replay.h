/*
 * The bar of a capture's window: play, speed, and the position in time that
 * all that the window shows follows (gui/model/replay.h).  The thread of the
 * Xt loop.
 *
 *	replay.c	where to, and what follows
 *	replay_bar.c	its widgets and their input
 *	draw_replay.c	the slide: what time it is, and between which
 */
#ifndef GUI_MONITOR_REPLAY_H
#define GUI_MONITOR_REPLAY_H

#include <stdio.h>

#include "gui/model/replay.h"
#include "gui/monitor/monitor.h"

#define REPLAY_BUTTONS	6

struct replay_bar {
	struct monitor *monitor;
	struct replay replay;
	uint64_t base;		/* recorded_base, when it was looked at last */
	uint64_t picked;	/* to be picked anew: an entry's id less base,
				   and 1; 0: none */
	int64_t shown_ns;	/* monotonic, on the way */
	bool dragging;
	Widget form, buttons[REPLAY_BUTTONS];
	struct view slide;
	struct area track;	/* of the slide, as painted last */
	uint32_t look;		/* a hash of what that shows */
	unsigned words_look;	/* the same of the buttons */
};

/* Once the capture is open; false without memory. */
bool monitor_begin_replay(struct monitor *monitor);
/* Above the status line; NULL where there is no capture. */
Widget monitor_make_replay(struct monitor *monitor);
void monitor_restyle_replay(struct monitor *monitor);
/* How high it is, pixels; 0: there is none. */
int monitor_replay_height(const struct monitor *monitor);
/* Once a poll: further on the way.  So many ms until the next one; *shown:
 * what is known by now is worth showing. */
int monitor_work_replay(struct monitor *monitor, bool *shown);
/* Menus, buttons and slide as things are. */
void monitor_sync_replay(struct monitor *monitor);
void monitor_put_replay(FILE *out, const struct monitor *monitor);
/* View > Pause of a capture: the position stands. */
void monitor_pause_replay(struct monitor *monitor);
bool monitor_replay_stands(const struct monitor *monitor);
/* Is there something behind the position? */
bool monitor_replay_early(const struct monitor *monitor);

/* draw_replay.c */
void draw_replay(struct view *view);
int draw_replay_height(const struct app *app);

#endif
