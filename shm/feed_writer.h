/*
 * The writing end of the feed: one message to every watcher's FIFO.
 *
 * Parent and children, each with a writer of its own.  Never blocks, never
 * waits: what does not fit is counted in the table (watch slot, total) and
 * forgotten.  With nobody watching the cost is one atomic load.  A FIFO
 * whose reader is gone is closed; the parent clears its slot.
 */
#ifndef SHM_FEED_WRITER_H
#define SHM_FEED_WRITER_H

#include "shm/control.h"
#include "shm/place.h"
#include "shm/table.h"
#include "wire/feed.h"

struct feed_writer {
	struct table *table;
	struct place *place;		/* the instance's directory */
	uint32_t seen;			/* watch_generation last looked at */
	int fds[WATCH_SLOTS];
	uint32_t generations[WATCH_SLOTS];
};

void feed_writer_init(struct feed_writer *writer, struct table *table,
    struct place *place);

/* True when somebody watches: lets a caller skip making the message. */
bool feed_writer_wanted(const struct feed_writer *writer);

void feed_writer_put(struct feed_writer *writer,
    const struct feed_message *message);

/* Closes the FIFOs it opened. */
void feed_writer_close(struct feed_writer *writer);

#endif
