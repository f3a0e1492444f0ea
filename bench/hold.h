/* Connections that are kept: see hold.c. */
#ifndef BENCH_HOLD_H
#define BENCH_HOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct held {
	int fd;
	int64_t asked_ns;	/* wall time */
	int64_t late_ns;	/* its answer, beyond the pause */
	bool answered;
};

/* Asks for a pause of so many seconds; false: the connection is broken. */
bool held_ask(const struct held *one, const char *seconds);
/* All of them within SPREAD seconds; prints what "pause" is to print. */
void held_pause(struct held *held, size_t count, const char *seconds,
    double spread);

#endif
