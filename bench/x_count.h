/*
 * What passes between an X client and its server, counted: requests by
 * their kind, and replies, each of which is a round trip.
 *
 * Both directions are fed as they come, in pieces of any size.  Bytes of the
 * client are in this machine's order (x_proxy's clients run here).
 */
#ifndef BENCH_X_COUNT_H
#define BENCH_X_COUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One direction of one connection. */
struct x_lane {
	bool replies;		/* server to client */
	bool set_up;		/* the first message has passed */
	size_t skip;		/* rest of a message whose head is known */
	size_t head_len;
	unsigned char head[32];
};

void x_count(struct x_lane *lane, const void *bytes, size_t len);

/* Prints a line
 *	sent BYTES replies N received BYTES
 * and below it, a line each, the kinds of requests and their bytes, the
 * largest first:
 *	request MAJOR.MINOR BYTES COUNT
 * of all connections since the last call. */
void x_count_print(void);

#endif
