/*
 * Captures, read: blocks of a pcapng file as the records that they were made of
 * (wire/pcapng.h).
 *
 * Any process; pure, bounded, no allocation, no system calls.  A capture may
 * come from anybody's hand: every length is checked, and what a record says is
 * looked for in our lists; the caller gives a block at a time, and gets one
 * record at most.
 *
 * Files of either byte order are read (Wireshark saves in its machine's); what
 * is in our custom data is low byte first in both.  Blocks, options and fields
 * that we do not know are skipped, so files that Wireshark or editcap have
 * saved again, or that were put one behind the other, are captures, too.
 */
#ifndef WIRE_PCAPNG_READ_H
#define WIRE_PCAPNG_READ_H

#include "wire/feed.h"
#include "wire/pcapng.h"

#define PCAPNG_PROGRAM_SIZE 64
/* So much of a file shows how its first block is to be read. */
#define PCAPNG_START_SIZE 12

/* Zeroed before a file's first block. */
struct pcapng_reader {
	bool begun;		/* there was a section */
	bool high_first;	/* this section's byte order */
	char program[PCAPNG_PROGRAM_SIZE];	/* what wrote the first
						   section; as it says */
	int64_t end_ns;		/* wall time of its end; 0: not yet */
	uint64_t newer;		/* records of kinds that we do not know */
};

enum pcapng_got {
	PCAPNG_RECORD,
	PCAPNG_OTHER,		/* a block without a record of ours */
	PCAPNG_BROKEN		/* it is no block */
};

/* A record: the message points into this and into the block. */
struct pcapng_record {
	struct feed_message message;
	char name[NAME_SIZE];
	char peer[ADDRESS_SIZE];
	char note[FEED_NOTE_MAX + 1];
	char local[ADDRESS_SIZE];	/* of a packet: the server's address;
					   "": it is not said */
};

/* The length of the block that begins so, where PCAPNG_START_SIZE bytes are
 * given; 0: none does.  It may be longer than any of ours: such a one is not
 * to be read, only passed over. */
size_t pcapng_read_length(const struct pcapng_reader *reader,
    const unsigned char *start);

/* A whole block of that length. */
enum pcapng_got pcapng_read(struct pcapng_reader *reader,
    const unsigned char *block, size_t len, struct pcapng_record *record);

#endif
