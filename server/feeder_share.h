/*
 * Who may have how many records when there are more than a watcher takes.
 *
 * Feeder only; pure but for the journal that it looks through.  A round is
 * what lies before a watcher now.  All clients get the same number in it, the
 * greatest with which all together get no more than ROUND: who sends little
 * is shown whole, and who floods makes room.
 */
#ifndef SERVER_FEEDER_SHARE_H
#define SERVER_FEEDER_SHARE_H

#include "shm/journal.h"

#define SHARE_ROUND	1500	/* records */
#define SHARE_CLIENTS	1024	/* more share a place */

struct feeder_share {
	uint64_t until;		/* the number the round ends with; 0: none */
	uint32_t most;		/* records a client */
	uint32_t counts[SHARE_CLIENTS];	/* had by each, by hash */
};

/* Plans a round of what lies before the reader, which stays where it is. */
void feeder_share_plan(struct feeder_share *share,
    const struct journal_reader *reader, int64_t now_ns);

/* May this record, of the round, be given? */
bool feeder_share_take(struct feeder_share *share,
    const struct feed_message *record);

/* The greatest number a client, 1 at least, with which all together have no
 * more than `room`; counts of zero are nobody. */
uint32_t feeder_share_most(const uint32_t *counts, size_t count,
    uint64_t room);

#endif
