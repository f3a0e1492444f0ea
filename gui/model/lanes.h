/*
 * What clients did lately, a lane each: the states of its process, run-length
 * coded, and marks for messages, faults and mischief.
 *
 * Pure; no X; one thread.  Times are milliseconds of wall time as it was when
 * the first snapshot came, going on as the monotonic clock does; a capture's
 * are its own.  States are those that snapshots saw: a shorter one is not
 * there.  A lane's memory is bounded: of too many marks neighbours become one,
 * of too many runs the oldest are no longer known.
 */
#ifndef GUI_MODEL_LANES_H
#define GUI_MODEL_LANES_H

#include <stdbool.h>
#include <stdint.h>

#include "watch/watcher.h"

/* In place of a state: nobody looked. */
#define LANE_UNKNOWN	STATE_COUNT

struct lane_run {
	int64_t start_ms : 56;
	uint64_t state : 8;	/* enum client_state, or LANE_UNKNOWN */
};

enum lane_mark_kind {
	LANE_RECEIVED, LANE_SENT,
	LANE_VERDICT,		/* a fault that belongs to no message */
	LANE_MISCHIEF,		/* done to a message, or set */
	LANE_MARK_KINDS
};

/* Several messages of one kind that were close together are one mark. */
struct lane_mark {
	int64_t at_ms;
	uint32_t message;	/* number of the first */
	uint16_t more;		/* the last one's, less that */
	uint8_t kind;		/* enum lane_mark_kind */
	bool fault;		/* a verdict of one of them is not ok */
};

struct lane {
	uint64_t client;
	int64_t connected_ms, ended_ms;		/* 0: not known; not ended */
	bool crashed;
	int64_t touched_ms;
	uint32_t changes;	/* rises when something else is to be seen
				   before the last LANES_LATE_MS */
	struct lane_run *runs;		/* in the order of their starts */
	struct lane_mark *marks;	/* in the order of their times */
	uint32_t run_count, run_room;
	uint32_t mark_count, mark_room;
	int64_t apart_ms;		/* marks of a kind are, at least */
};

/* So late what is seen may come without being a change. */
#define LANES_LATE_MS	600

struct lanes_limits {
	int64_t keep_ms;	/* older ones may go; 0: none does */
	uint32_t runs, marks;	/* of a lane, while there are few */
	uint32_t few;		/* lanes; more share what these may have, but
				   for LANES_LEAST each */
	uint32_t clients;
};
#define LANES_LEAST	64

struct lanes;

/* NULL without memory. */
struct lanes *lanes_new(const struct lanes_limits *limits);
void lanes_free(struct lanes *lanes);

/* A snapshot of a server's table; lanes whose rows went some time ago go. */
void lanes_take_view(struct lanes *lanes, const struct watch_view *view);
/* From its feed: marks. */
void lanes_take_message(struct lanes *lanes,
    const struct feed_message *message);
/* From a capture: marks and states, as far as records tell those. */
void lanes_take_record(struct lanes *lanes,
    const struct feed_message *message);
/* Of a capture: so late it is there, whatever has come last. */
void lanes_take_time(struct lanes *lanes, int64_t wall_ns);
/* Forgets everything. */
void lanes_clear(struct lanes *lanes);
/* A verdict that is not ok: of that message, or of none (0). */
void lanes_take_fault(struct lanes *lanes, uint64_t client,
    uint32_t message, enum feed_direction direction, int64_t wall_ns);

/* The end of what is known; the oldest that there may be. */
int64_t lanes_now_ms(const struct lanes *lanes);
int64_t lanes_first_ms(const struct lanes *lanes);
/* NULL: nothing is known of that client. */
const struct lane *lanes_find(const struct lanes *lanes, uint64_t client);

/* The run that holds at that time, else the first behind it; run_count when
 * there is none.  The first mark not before it, or mark_count. */
uint32_t lane_run_at(const struct lane *lane, int64_t at_ms);
uint32_t lane_mark_from(const struct lane *lane, int64_t at_ms);
/* Where a run ends: at the next one, or now. */
int64_t lane_run_end(const struct lane *lane, uint32_t run, int64_t now_ms);

#endif
