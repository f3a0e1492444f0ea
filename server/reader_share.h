/*
 * Who may have how many records when there are more than a watcher, or a
 * capture, takes.
 *
 * Feeder and capture; pure but for the journal that it looks through.  A round
 * is what lies before a reader now.  All clients get the same number in it, the
 * greatest with which all together get no more than there is room for: who
 * sends little is there whole, and who floods makes room.
 */
#ifndef SERVER_READER_SHARE_H
#define SERVER_READER_SHARE_H

#include "shm/journal.h"

#define SHARE_CLIENTS	1024	/* more share a place */

struct reader_share {
	uint64_t until;		/* the number the round ends with; 0: none */
	bool notes;		/* they are shared out, too */
	uint32_t most;		/* records a client */
	uint32_t counts[SHARE_CLIENTS];	/* had by each, by hash */
};

/* Plans a round of what lies before the reader, which stays where it is, with
 * room for so many records: messages, and notes where the reader has them. */
void reader_share_plan(struct reader_share *share,
    const struct journal_reader *reader, int64_t now_ns, uint64_t room,
    bool notes);

/* May this record, of the round, be given? */
bool reader_share_take(struct reader_share *share,
    const struct feed_message *record);

/* The greatest number a client, 1 at least, with which all together have no
 * more than `room`; counts of zero are nobody. */
uint32_t reader_share_most(const uint32_t *counts, size_t count,
    uint64_t room);

#endif
