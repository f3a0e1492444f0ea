/* Which part of time a timeline shows. */
#include "gui/model/lanes_window.h"

/* 24 of them are 2.4 s, 6 s, 12 s, 24 s, a minute, two; the others are for
 * captures, up to a week. */
static const int64_t slots_ms[] = { 100, 250, 500, 1000, 2500, 5000, 10000,
    25000, 50000, 150000, 300000, 900000, 3600000, 10800000, 25200000 };
#define LEVELS		((unsigned)(sizeof(slots_ms) / sizeof(slots_ms[0])))
#define LEVEL_TWO_MINUTES 5u
#define LEVEL_SHORT	2u	/* for a capture that is */

int64_t
lanes_window_slot_ms(const struct lanes_window *window)
{
	return slots_ms[window->level];
}

int64_t
lanes_window_span_ms(const struct lanes_window *window)
{
	return LANES_SLOTS * lanes_window_slot_ms(window);
}

int64_t
lanes_window_left_ms(const struct lanes_window *window)
{
	return (window->end - LANES_SLOTS) * lanes_window_slot_ms(window);
}

/* The least that shows all of it. */
static unsigned
whole_level(const struct lanes_extent *extent)
{
	unsigned level = extent->whole ? LEVEL_SHORT : LEVEL_TWO_MINUTES;

	while (extent->whole && level + 1 < LEVELS && extent->now_ms -
	    extent->first_ms > (LANES_SLOTS - 1) * slots_ms[level])
		level++;
	return level;
}

/* The slot behind the one of now; the first one can be no further left than
 * the first that is known. */
static void
keep_inside(struct lanes_window *window, const struct lanes_extent *extent)
{
	int64_t slot = lanes_window_slot_ms(window);
	int64_t last = extent->now_ms / slot + 1;
	int64_t first = extent->first_ms / slot + LANES_SLOTS;

	if (window->held && window->end < first)
		window->end = first;
	if (!window->held || window->end >= last) {
		window->held = false;
		window->end = last;
	}
}

void
lanes_window_fit(struct lanes_window *window,
    const struct lanes_extent *extent)
{
	if (!window->chosen)
		window->level = whole_level(extent);
	keep_inside(window, extent);
}

bool
lanes_window_zoom(struct lanes_window *window, bool closer, int64_t at_ms,
    const struct lanes_extent *extent)
{
	int64_t span = lanes_window_span_ms(window), slot;
	int64_t before = at_ms - lanes_window_left_ms(window);

	if (closer ? window->level == 0 :
	    window->level >= whole_level(extent))
		return false;
	window->chosen = true;
	window->level += closer ? -1u : 1u;
	slot = lanes_window_slot_ms(window);
	/* Left of at_ms stays the same part of the width. */
	before = before * lanes_window_span_ms(window) / span;
	window->end = (at_ms - before + slot / 2) / slot + LANES_SLOTS;
	window->held = true;
	keep_inside(window, extent);
	return true;
}

void
lanes_window_pan(struct lanes_window *window, int64_t slots,
    const struct lanes_extent *extent)
{
	window->end += slots;
	window->held = true;
	keep_inside(window, extent);
}

void
lanes_window_home(struct lanes_window *window,
    const struct lanes_extent *extent)
{
	window->end = 0;
	window->held = true;
	keep_inside(window, extent);
}

void
lanes_window_follow(struct lanes_window *window,
    const struct lanes_extent *extent)
{
	window->held = false;
	keep_inside(window, extent);
}
