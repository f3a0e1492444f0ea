/*
 * A doorbell: one child wakes another.
 *
 * Children, but for bell_remove.  Each that needs one binds a datagram
 * socket, `bell.ROW` in the instance's directory (0700, so nobody else's user
 * can ring), and has its descriptor in its poll set.  Ringing sends one byte
 * and never waits: a full bell has been rung already, a missing one is
 * nobody's.  A ring says only "look again": what there is to see is in shared
 * memory.
 *
 * The owner unlinks its bell; that of one that was killed the parent removes
 * when it reaps it.  When the directory was removed and made again, the
 * parent wakes all children, and each renews its bell.
 */
#ifndef SHM_BELL_H
#define SHM_BELL_H

#include <stdbool.h>
#include <stdint.h>

#include "shm/place.h"

struct bell {
	int fd;			/* for poll; -1: there is none */
	struct place *place;
	uint32_t seen;		/* where the directory was when it was bound */
	uint32_t row;
};

/* Binds the row's bell.  False with errno when that cannot be done. */
bool bell_open(struct bell *bell, struct place *place, uint32_t row);

/* Owner: binds it again where the directory is now, under the same number.
 * True when fd is another socket than before, which an epoll set must be
 * told. */
bool bell_renew(struct bell *bell);

void bell_close(struct bell *bell);

/* Parent: unlinks the bell of a row whose process has died, if it had one. */
void bell_remove(int dir_fd, uint32_t row);

/* Rings another row's bell. */
void bell_ring(const struct bell *bell, uint32_t row);

/* Owner, after it woke: takes all rings there are. */
void bell_quiet(const struct bell *bell);

#endif
