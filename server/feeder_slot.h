/*
 * One reader's FIFO, as the feeder serves it: a watcher's, or `messages` in
 * the instance's directory.  Feeder only; no lock.
 *
 * The account (what the watcher did not get) follows from the records' own
 * numbers: those that were fed by now, less those that this one was given.
 */
#ifndef SERVER_FEEDER_SLOT_H
#define SERVER_FEEDER_SLOT_H

#include "server/reader_share.h"
#include "server/reader.h"

/* Of the past a reader gets so many records at most. */
#define FEEDER_PAST_MAX	10000
/* With more records before it than this it gets a client's share only. */
#define FEEDER_FAR	1024
#define FEEDER_ROUND	1500	/* records that are shared out then */
/* With more than this it gets of long messages what lies in their cells. */
#define FEEDER_BEHIND	64

enum feeder_slot_did {
	FEEDER_IDLE,		/* it has all there is */
	FEEDER_MORE,		/* there is more for it */
	FEEDER_UNFINISHED,	/* the next record is being written */
	FEEDER_FULL,		/* its FIFO is */
	FEEDER_GONE		/* nobody reads it */
};

struct feeder_slot;

/* The next piece of what a record is for this reader, at most PIPE_BUF bytes;
 * *offset goes on, and is bytes_len when there is no more. */
typedef size_t feeder_slot_encode(struct feeder_slot *slot,
    const struct feed_message *message, size_t *offset,
    unsigned char chunk[FEED_RECORD_MAX]);

struct feeder_slot {
	int fd;			/* -1: nobody */
	feeder_slot_encode *encode;
	struct watch_slot *watch;	/* NULL: the text's */
	struct journal_reader reader;
	struct reader_share share;
	uint64_t live_from;	/* records before are past */
	uint32_t next_fed;	/* the fed number that would follow */
	uint64_t accounted;	/* records before are in `lost`, or given */
	bool begun;		/* next_fed is known */
	bool live;		/* it has been told that the past is over */
	bool full;		/* its FIFO was, since it last had all */
	uint64_t dropped;	/* to be added to feed_dropped */
	uint64_t lost;		/* in all, as the stream tells */
	uint64_t told_lost;	/* the text's: told so far */
	/* The record under way. */
	bool pending;
	size_t offset;
	size_t chunk_len;
	unsigned char chunk[FEED_RECORD_MAX];
	struct journal_record record;
};

/* Begins with the past.  The caller closes slot->fd. */
void feeder_slot_begin(struct feeder_slot *slot, int fd,
    feeder_slot_encode *encode, const struct journal *journal);
/* A watcher's: goes on where another feeder had come to with this one. */
void feeder_slot_watch(struct feeder_slot *slot, struct watch_slot *watch,
    uint32_t generation);

/* Gives it what there is, for a while. */
enum feeder_slot_did feeder_slot_feed(struct feeder_slot *slot);

/* As records of wire/feed.h. */
size_t feeder_slot_encode_feed(struct feeder_slot *slot,
    const struct feed_message *message, size_t *offset,
    unsigned char chunk[FEED_RECORD_MAX]);

/* feeder_text.c: for people. */
size_t feeder_slot_encode_text(struct feeder_slot *slot,
    const struct feed_message *message, size_t *offset,
    unsigned char chunk[FEED_RECORD_MAX]);

#endif
