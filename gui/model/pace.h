/*
 * When to draw: at once while little happens, less often while much does.
 *
 * A budget of bytes a second that fills up to a burst.  Drawing costs what
 * it sends; as long as something is left the next change is drawn after the
 * least delay, otherwise when there is something again, or after the most.
 *
 * Pure; no X; the clock is passed in.
 */
#ifndef GUI_MODEL_PACE_H
#define GUI_MODEL_PACE_H

#include <stdbool.h>
#include <stdint.h>

struct pace {
	int64_t bytes_a_second;
	int64_t burst_bytes;
	int64_t least_ms, most_ms;
	int64_t left_bytes;	/* may be below nought */
	int64_t filled_ns;
};

/* Bytes that may be drawn now; below nought: that have been drawn too
 * many. */
int64_t pace_left(struct pace *pace, int64_t now_ns);
/* Milliseconds until the next drawing. */
int pace_delay_ms(struct pace *pace, int64_t now_ns);
void pace_spend(struct pace *pace, int64_t bytes);
/* More than half of the burst is left. */
bool pace_plenty(const struct pace *pace);

#endif
