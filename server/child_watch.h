/*
 * Another child that this one depends on: noticed when it dies without a
 * word (killed, crashed).
 *
 * Child only; no lock.  A pidfd, so that a number that is used again deceives
 * nobody; the row says whose process it is.  An epoll set of it and the child's
 * own bell (shm/bell.h) is one descriptor for child_wait.
 */
#ifndef SERVER_CHILD_WATCH_H
#define SERVER_CHILD_WATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "shm/bell.h"
#include "shm/table.h"

enum child_watch_state {
	CHILD_WATCH_ALIVE,
	CHILD_WATCH_DEAD,
	CHILD_WATCH_UNKNOWN	/* the row is not (yet, or any more) its own */
};

struct child_watch {
	int fd;			/* the set; readable: the bell, or a death */
	int pid_fd;		/* -1: nobody is watched */
	uint64_t client;	/* who is watched */
};

/* False with errno. */
bool child_watch_init(struct child_watch *watch, int bell_fd);
void child_watch_close(struct child_watch *watch);

/* After it woke: fd is not readable again before the next ring, or while the
 * watched process is dead. */
void child_watch_quiet(const struct child_watch *watch);

/* Watches this client from now on, and no other; says how it is.  For want
 * of descriptors it may be alive without being watched. */
enum child_watch_state child_watch_set(struct child_watch *watch,
    const struct table *table, uint32_t row, uint64_t client);
void child_watch_clear(struct child_watch *watch);

/* Has the watched process ended? */
bool child_watch_ended(const struct child_watch *watch);

#endif
