/*
 * One watcher's FIFO, as the feeder serves it.  Feeder only.
 *
 * The account (what the watcher did not get) follows from the records' own
 * numbers: those that were fed by now, less those that this one was given.
 */
#ifndef SERVER_FEEDER_SLOT_H
#define SERVER_FEEDER_SLOT_H

#include "server/feeder_share.h"
#include "server/reader.h"

/* Of the past a watcher gets so many records. */
#define SLOT_PAST_MAX	10000
/* Before this many it is not far behind. */
#define SLOT_FAR	1024
#define SLOT_BEHIND	64

enum slot_did {
	SLOT_IDLE,		/* it has all there is */
	SLOT_MORE,		/* there is more for it */
	SLOT_UNFINISHED,	/* the next record is being written */
	SLOT_FULL,		/* its FIFO is */
	SLOT_GONE		/* nobody reads it */
};

/* The next piece of what a record is for this watcher, at most PIPE_BUF
 * bytes; *offset goes on, and is bytes_len when there is no more. */
struct feeder_slot;
typedef size_t slot_encode(struct feeder_slot *slot,
    const struct feed_message *message, size_t *offset,
    unsigned char chunk[FEED_RECORD_MAX]);

struct feeder_slot {
	int fd;			/* -1: nobody */
	slot_encode *encode;
	struct watch_slot *watch;	/* NULL: the text's */
	struct journal_reader reader;
	struct feeder_share share;
	uint64_t live_from;	/* records before are past */
	uint32_t next_fed;	/* the fed number that would follow */
	bool begun;		/* that is known */
	bool live;		/* it has been told that the past is over */
	bool full;		/* since it had all */
	uint64_t dropped;	/* of this watcher, to be added to the table */
	uint64_t lost;		/* in all, as the stream tells */
	uint64_t told_lost;	/* the text's: told so far */
	/* What is under way: */
	bool pending;
	size_t offset;
	size_t chunk_len;
	unsigned char chunk[FEED_RECORD_MAX];
	struct journal_record record;
};

/* Begins with the past. */
void slot_begin(struct feeder_slot *slot, int fd, slot_encode *encode,
    const struct journal *journal);
/* A watcher's: goes on where another feeder had come to with this one. */
void slot_watch(struct feeder_slot *slot, struct watch_slot *watch,
    uint32_t generation);

/* Gives it what there is, for a while. */
enum slot_did slot_feed(struct feeder_slot *slot);

/* As records of wire/feed.h. */
size_t slot_encode_feed(struct feeder_slot *slot,
    const struct feed_message *message, size_t *offset,
    unsigned char chunk[FEED_RECORD_MAX]);

/* feeder_text.c: for people. */
size_t slot_encode_text(struct feeder_slot *slot,
    const struct feed_message *message, size_t *offset,
    unsigned char chunk[FEED_RECORD_MAX]);

#endif
