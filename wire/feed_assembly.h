/*
 * Messages in the making, and the account of what was lost.  Private to
 * wire/feed*.c; a watcher's, in one thread.
 *
 * The feeder writes one message after the other and does not leave one half
 * written, but it may be killed, and any process of the user may write to the
 * FIFO: so parts may be mixed, and may be all that comes.
 *
 * An entry is a message of which parts came.  It has a buffer, or it lapsed:
 * its buffer went to a newer message, or a part did not fit, and it can only
 * be counted now.
 *
 * Every lost message is counted once, by the first of these that knows:
 *  - the feeder dropped it: the drop counter rises, in the records'
 *    `lost` and in feed_assembly_dropped.  Part of it may have come.
 *  - it lapsed, and then its last part came all the same: we lost it.
 *  - the feeder died between two parts: its entry stays until the client's
 *    next message or its end shows that no more will come.  If the
 *    counter has not risen since the entry began, nobody counted it yet.
 * Where that leaves a doubt, the lower count is taken.
 */
#ifndef WIRE_FEED_ASSEMBLY_H
#define WIRE_FEED_ASSEMBLY_H

#include "wire/feed_record.h"

/* Messages in the making that have a buffer. */
#define FEED_ASSEMBLIES	64
/* The same, and those that lapsed. */
#define FEED_ENTRIES	256

struct feed_texts {
	char name[NAME_SIZE];
	char peer[ADDRESS_SIZE];
	char note[FEED_NOTE_MAX + 1];
};

struct feed_entry {
	bool used;
	int buffer;		/* -1: lapsed */
	uint64_t order;		/* the oldest has the least */
	size_t have;		/* bytes in the buffer */
	struct feed_head head;	/* of its first part */
	struct feed_texts texts;
};

struct feed_assembly {
	struct feed_sink sink;
	uint64_t seen;		/* losses reported out of the drop counter */
	uint64_t seen_then;	/* the same at the last look */
	uint64_t dropped_then;	/* the counter at the last look */
	uint64_t order;
	unsigned used;		/* entries */
	bool skipped;		/* a gap was for bytes, maybe a message's */
	struct feed_entry entries[FEED_ENTRIES];
	bool buffer_used[FEED_ASSEMBLIES];
	/* FEED_MESSAGE_MAX bytes each, made when first needed: NULL so far */
	unsigned char *buffers[FEED_ASSEMBLIES];
};

/*
 * The table of entries (feed_entry.c).  New ones take the buffer of the
 * oldest when there is no other; where there is no memory they lapse at
 * once.  The caller sees to a free entry.
 */
struct feed_entry *feed_entry_find(struct feed_assembly *assembly,
    const struct feed_head *head);
struct feed_entry *feed_entry_new(struct feed_assembly *assembly,
    const struct feed_head *head);
struct feed_entry *feed_entry_oldest(struct feed_assembly *assembly,
    bool with_buffer);
void feed_entry_lapse(struct feed_assembly *assembly,
    struct feed_entry *entry);
void feed_entry_free(struct feed_assembly *assembly,
    struct feed_entry *entry);

/*
 * The account (feed_loss.c).
 *
 * settle: no more will come of this entry's message; lost_now is a value of
 *	the drop counter from after its last part.  Frees the entry.
 * client: what this record says about its client's unfinished messages.
 * rise: a record's `lost`.
 */
void feed_loss_report(struct feed_assembly *assembly, uint64_t count);
void feed_loss_settle(struct feed_assembly *assembly,
    struct feed_entry *entry, uint32_t lost_now);
void feed_loss_client(struct feed_assembly *assembly,
    const struct feed_head *head);
void feed_loss_rise(struct feed_assembly *assembly, uint32_t lost);

/* assembly is zeroed memory. */
void feed_assembly_init(struct feed_assembly *assembly,
    const struct feed_sink *sink);

/* Gives the buffers back. */
void feed_assembly_fini(struct feed_assembly *assembly);

void feed_assembly_record(struct feed_assembly *assembly,
    const struct feed_record *record);

/* Something that was no record went by. */
void feed_assembly_skipped(struct feed_assembly *assembly);

/* The drop counter's value, read some time after the previous one. */
void feed_assembly_dropped(struct feed_assembly *assembly,
    uint64_t dropped);

#endif
