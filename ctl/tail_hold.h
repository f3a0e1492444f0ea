/*
 * tail --check beside a judge: messages wait for their verdicts, in order, and
 * then have them as their notes.
 *
 * barewirectl only; memory is its own.  A message that is not judged within
 * TAIL_HOLD_NS goes on with the note "not judged", as do those of a client of
 * which the judge has said so.
 */
#ifndef CTL_TAIL_HOLD_H
#define CTL_TAIL_HOLD_H

#include "base/when.h"
#include "wire/feed.h"

#define TAIL_HOLD_NS	(1500 * NS_PER_MS)
/* After its first verdict, for more of them. */
#define TAIL_HOLD_MORE_NS (50 * NS_PER_MS)

struct tail_held;

struct tail_hold {
	struct tail_held *first, **last;
	void (*show)(void *context, struct feed_message *message);
	void *context;
};

void tail_hold_init(struct tail_hold *hold,
    void (*show)(void *context, struct feed_message *message),
    void *context);
/* Shows what is left. */
void tail_hold_end(struct tail_hold *hold);

/* A message, an event, or a verdict, which is not shown itself. */
void tail_hold_take(struct tail_hold *hold,
    const struct feed_message *message, int64_t now_ns);
/* Time has passed. */
void tail_hold_tick(struct tail_hold *hold, int64_t now_ns);

#endif
