/*
 * So many at once, then so many a second.
 *
 * Any process; pure, the clock is passed in.  What is over the rate waits, or
 * is left out, as the caller likes: rate_free_ns says when the next one is
 * within it, rate_take counts one.  Zeros are a rate of which nothing has been
 * used yet.
 */
#ifndef SERVER_RATE_H
#define SERVER_RATE_H

#include "base/when.h"

struct rate {
	int64_t used_ns;	/* until when what was taken lasts */
};

static inline int64_t
rate_free_ns(const struct rate *rate, long burst, long per_second)
{
	return rate->used_ns - (burst - 1) * (NS_PER_S / per_second);
}

static inline void
rate_take(struct rate *rate, long per_second, int64_t now_ns)
{
	if (rate->used_ns < now_ns)
		rate->used_ns = now_ns;
	rate->used_ns += NS_PER_S / per_second;
}

#endif
