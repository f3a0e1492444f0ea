/* Rates over the last second, and samples for the chart. */
#include "gui/model/rates.h"

#include <stdio.h>
#include <string.h>

#include "base/when.h"

static void
add_sample(struct rates *rates, struct rates_sample sample)
{
	rates->samples[rates->sample_next] = sample;
	rates->sample_next = (rates->sample_next + 1) % RATES_SECONDS;
	if (rates->sample_count < RATES_SECONDS)
		rates->sample_count++;
	rates->generation++;
}

/* A sample for each second that has passed: all but the last are unknown
 * when the window was stopped, for nobody looked then. */
static void
sample(struct rates *rates, const struct watch_totals *totals, int64_t now_ns,
    bool known)
{
	uint64_t messages = totals->messages_in + totals->messages_out;
	struct rates_sample now = { known, (float)rates->clients, 0 };
	int64_t passed = (now_ns - rates->sampled_ns) / NS_PER_S;

	if (rates->sampled_ns != 0 && passed < 1)
		return;
	if (rates->sampled_ns == 0 || passed > RATES_SECONDS)
		passed = 1;
	for (; passed > 1; passed--)
		add_sample(rates, (struct rates_sample){ false, 0, 0 });
	if (known && rates->sampled_ns != 0)
		now.messages = (float)((double)(messages -
		    rates->sampled_messages) * NS_PER_S /
		    (double)(now_ns - rates->sampled_ns));
	add_sample(rates, now);
	rates->sampled_ns = now_ns;
	rates->sampled_messages = messages;
}

/* The oldest snapshot that is not older than a second and a bit. */
static const struct rates_point *
look_back(const struct rates *rates, int64_t now_ns)
{
	const struct rates_point *point;
	unsigned i;

	for (i = rates->point_count; i > 1; i--) {
		point = &rates->points[(rates->point_next + RATES_WINDOW - i) %
		    RATES_WINDOW];
		if (now_ns - point->at_ns <= NS_PER_S + NS_PER_S / 4)
			return point;
	}
	return NULL;
}

static void
measure(struct rates *rates, const struct watch_totals *totals, int64_t now_ns)
{
	struct rates_point now = { now_ns,
	    totals->messages_in + totals->messages_out,
	    totals->bytes_in, totals->bytes_out };
	const struct rates_point *then;
	double seconds;

	rates->points[rates->point_next] = now;
	rates->point_next = (rates->point_next + 1) % RATES_WINDOW;
	if (rates->point_count < RATES_WINDOW)
		rates->point_count++;
	then = look_back(rates, now.at_ns);
	rates->messages = rates->bytes_in = rates->bytes_out = 0;
	if (then == NULL || then->at_ns >= now.at_ns)
		return;
	seconds = (double)(now.at_ns - then->at_ns) / NS_PER_S;
	rates->messages = (double)(now.messages - then->messages) / seconds;
	rates->bytes_in = (double)(now.bytes_in - then->bytes_in) / seconds;
	rates->bytes_out = (double)(now.bytes_out - then->bytes_out) / seconds;
}

/* The table's rows, for peers by UDP are clients, too: totals.active counts
 * processes. */
static uint32_t
count_clients(const struct watch_view *view)
{
	uint32_t i, count = 0;

	for (i = 0; i < view->row_count; i++)
		count += view->rows[i].state != STATE_ENDED;
	return count;
}

void
rates_update(struct rates *rates, const struct watch_view *view)
{
	bool known = view->state == WATCH_RUNNING ||
	    view->state == WATCH_STOPPING || view->state == WATCH_SILENT;

	if (known && view->server_pid != rates->server_pid) {
		rates->server_pid = view->server_pid;
		rates->point_count = 0;
		rates->sampled_messages = view->totals.messages_in +
		    view->totals.messages_out;
	}
	rates->clients = count_clients(view);
	if (known)
		measure(rates, &view->totals, view->now_mono_ns);
	else
		rates->messages = rates->bytes_in = rates->bytes_out = 0;
	sample(rates, &view->totals, view->now_mono_ns, known);
}

void
rates_take(struct rates *rates, const struct watch_totals *totals,
    uint32_t clients, int64_t now_ns)
{
	rates->clients = clients;
	measure(rates, totals, now_ns);
	sample(rates, totals, now_ns, true);
}

const struct rates_sample *
rates_sample(const struct rates *rates, unsigned i)
{
	return &rates->samples[(rates->sample_next + RATES_SECONDS -
	    rates->sample_count + i) % RATES_SECONDS];
}

double
rates_scale(double largest)
{
	static const double steps[] = { 1, 1.5, 2, 3, 4, 5, 6, 8 };
	double decade = 1;
	size_t i;

	if (largest <= 4)
		return 4;
	while (decade * 10 <= largest)
		decade *= 10;
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (steps[i] * decade >= largest)
			return steps[i] * decade;
	return 10 * decade;
}

void
rates_number(char out[RATES_TEXT_SIZE], double number)
{
	if (number >= 1e6)
		snprintf(out, RATES_TEXT_SIZE, "%.1f M", number / 1e6);
	else if (number >= 1e4)
		snprintf(out, RATES_TEXT_SIZE, "%.1f k", number / 1e3);
	else if (number > 0 && number < 10 && number != (double)(long)number)
		snprintf(out, RATES_TEXT_SIZE, "%.1f", number);
	else
		snprintf(out, RATES_TEXT_SIZE, "%.0f", number);
}

void
rates_bytes(char out[RATES_TEXT_SIZE], double bytes)
{
	static const char *const units[] = { "B/s", "KiB/s", "MiB/s",
	    "GiB/s" };
	size_t unit = 0;

	while (bytes >= 1000 && unit < 3) {
		bytes /= 1024;
		unit++;
	}
	snprintf(out, RATES_TEXT_SIZE, unit == 0 || bytes >= 100 ? "%.0f %s" :
	    "%.1f %s", bytes, units[unit]);
}
