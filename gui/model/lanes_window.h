/*
 * Which part of time a timeline shows: LANES_SLOTS slots of an even length, the
 * last of which holds now, until somebody pans.  It moves on a slot at a time,
 * so that what is painted stays good between.
 *
 * Pure; no X.  Times are milliseconds, those of gui/model/lanes.h.
 */
#ifndef GUI_MODEL_LANES_WINDOW_H
#define GUI_MODEL_LANES_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

#define LANES_SLOTS	24
#define LANES_MARKED	4	/* every so many slots have their time said */

struct lanes_window {
	unsigned level;		/* of the slots' lengths */
	bool held;		/* end is where it was left; else it is now */
	bool chosen;		/* the level is somebody's choice */
	int64_t end;		/* number of the slot behind the last one */
};

/* What there is to be shown. */
struct lanes_extent {
	int64_t first_ms, now_ms;
	bool whole;		/* all of it: a capture; else two minutes */
};

/* Call with every snapshot: a capture is shown whole until somebody zooms, and
 * what went over stays away. */
void lanes_window_fit(struct lanes_window *window,
    const struct lanes_extent *extent);

int64_t lanes_window_slot_ms(const struct lanes_window *window);
/* All of it, from its left edge on. */
int64_t lanes_window_span_ms(const struct lanes_window *window);
int64_t lanes_window_left_ms(const struct lanes_window *window);

/* A step, at_ms stays where it is as far as slots allow.  False: there is no
 * step more. */
bool lanes_window_zoom(struct lanes_window *window, bool closer,
    int64_t at_ms, const struct lanes_extent *extent);
/* To the right by so many slots; back at the end it goes on with now. */
void lanes_window_pan(struct lanes_window *window, int64_t slots,
    const struct lanes_extent *extent);
void lanes_window_home(struct lanes_window *window,
    const struct lanes_extent *extent);
void lanes_window_follow(struct lanes_window *window,
    const struct lanes_extent *extent);

#endif
