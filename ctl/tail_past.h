/*
 * What was said before: the last messages of the past, until it is over.
 *
 * barewirectl only.  Keeps copies; where there is no memory for one, that one
 * is not kept.
 */
#ifndef CTL_TAIL_PAST_H
#define CTL_TAIL_PAST_H

#include "wire/feed.h"

/* A copy, to be freed with free(); NULL: no memory. */
struct tail_kept;
struct tail_kept *tail_kept_new(const struct feed_message *message);
const struct feed_message *tail_kept_message(const struct tail_kept *kept);

struct tail_past {
	size_t most;		/* 0: none are wanted */
	uint64_t count;		/* that came */
	struct tail_kept **kept; /* a ring of most */
};

void tail_past_init(struct tail_past *past, size_t most);
void tail_past_free(struct tail_past *past);
void tail_past_keep(struct tail_past *past,
    const struct feed_message *message);

/* It is over: gives those that were kept, in order, once. */
void tail_past_end(struct tail_past *past,
    void (*show)(void *context, const struct feed_message *message),
    void *context);

#endif
