/*
 * GET /metrics: what is counted, in Prometheus's text format 0.0.4
 * (https://prometheus.io/docs/instrumenting/exposition_formats).
 *
 * Child only, between metrics.c and metrics_table.c.  The table is only read:
 * no lock, rows as watchers read them, a walk as long as the table.  What a
 * child has scribbled there comes out as another number, never as another label
 * or line.  Not named after the wait lab, whose files are what every child of
 * it runs (tools/child.ld).
 */
#ifndef SERVER_LABS_METRICS_H
#define SERVER_LABS_METRICS_H

#include "server/labs/wait.h"

enum metric {
#define METRIC(symbol, name, type, help) METRIC_##symbol,
#include "server/metrics.def"
#undef METRIC
	METRIC_COUNT
};

struct metrics {
	struct wait_talk *talk;		/* whose answer it is */
	const struct table *table;
	const char *name;		/* of the metric in hand */
	uint64_t clients[LAB_COUNT][STATE_COUNT];
	uint64_t unreadable;		/* rows */
};

/* A line without labels; one with labels, `lab="wait"`; a part of a metric
 * (_sum). */
void metrics_put(struct metrics *metrics, uint64_t value);
void metrics_put_labelled(struct metrics *metrics, uint64_t value,
    const char *labels, ...) __attribute__((format(printf, 3, 4)));
void metrics_put_ns(struct metrics *metrics, const char *part, uint64_t ns);

/* metrics_table.c: those of connections and labs, and of the journal. */
void metrics_count_rows(struct metrics *metrics);
void metrics_clients(struct metrics *metrics);
void metrics_accepted(struct metrics *metrics);
void metrics_refused(struct metrics *metrics);
void metrics_messages(struct metrics *metrics);
void metrics_bytes(struct metrics *metrics);
void metrics_faults(struct metrics *metrics);
void metrics_verdicts(struct metrics *metrics);
void metrics_overshoot(struct metrics *metrics);
void metrics_behind(struct metrics *metrics);
void metrics_missed(struct metrics *metrics);
void metrics_restarts(struct metrics *metrics);

#endif
