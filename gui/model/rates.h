/*
 * What the header shows: rates over the last second, and two minutes of
 * samples for the chart.
 *
 * Pure; no X; the clock is passed in.
 */
#ifndef GUI_MODEL_RATES_H
#define GUI_MODEL_RATES_H

#include "watch/watcher.h"

#define RATES_SECONDS	120	/* the chart's */
#define RATES_WINDOW	16	/* snapshots looked back at */

struct rates_point {
	int64_t at_ns;
	uint64_t messages, bytes_in, bytes_out;
};

/* A second of the chart; known is false while there was no server. */
struct rates_sample {
	bool known;
	float clients, messages;
};

struct rates {
	int server_pid;
	struct rates_point points[RATES_WINDOW];
	unsigned point_count, point_next;
	double messages, bytes_in, bytes_out;	/* a second */
	uint32_t clients;	/* connected */
	struct rates_sample samples[RATES_SECONDS];	/* a ring */
	unsigned sample_count, sample_next;
	int64_t sampled_ns;
	uint64_t sampled_messages;
	unsigned generation;	/* rises with each sample */
};

/* Call with every snapshot. */
void rates_update(struct rates *rates, const struct watch_view *view);
/* The same of a capture: how much there was until then, of its clock. */
void rates_take(struct rates *rates, const struct watch_totals *totals,
    uint32_t clients, int64_t now_ns);

/* Sample number i, 0 the oldest of sample_count. */
const struct rates_sample *rates_sample(const struct rates *rates,
    unsigned i);

/* A round number not below the largest of a series, for the axis. */
double rates_scale(double largest);

/* "0", "12.3", "4.5 K/s": sizes of 1024, at most 3 digits. */
#define RATES_TEXT_SIZE	24
void rates_bytes(char out[RATES_TEXT_SIZE], double bytes_a_second);
void rates_number(char out[RATES_TEXT_SIZE], double number);

#endif
