/*
 * Captures: records of the journal as blocks of a pcapng file
 * (draft-ietf-opsawg-pcapng), for Wireshark and whoever reads such files.
 *
 * Any process; pure, bounded, no allocation, no system calls.
 *
 * A file is one section with one interface, all of it low byte first.  A
 * message is an enhanced packet of the link type of exported PDUs (252): tags
 * that say which protocol it is, from which address and port to which, then
 * its bytes as they came or went; a comment with the client's name and
 * process, and where HTTP was broken; and a custom option with the record's
 * other fields.  Every other record is a custom block, which Wireshark lists
 * without a look into it, or skips.  So is what is missing: FEED_LOST, whose
 * message_bytes say how many records.
 *
 * Custom data: the number of fields, then the fields (pcapng_fields.def), each
 * 64 bits; then the client's name, its address and the note, in a custom block
 * also the bytes, each as 32 bits of length and the text.  Its enterprise
 * number is 32473, which RFC 5612 keeps for documentation: we have none of our
 * own.
 */
#ifndef WIRE_PCAPNG_H
#define WIRE_PCAPNG_H

#include "wire/feed.h"

#define PCAPNG_ENTERPRISE	32473
#define PCAPNG_LINK_TYPE	252
/* Block types. */
#define PCAPNG_SECTION		UINT32_C(0x0a0d0d0a)
#define PCAPNG_INTERFACE	UINT32_C(1)
#define PCAPNG_STATISTICS	UINT32_C(5)
#define PCAPNG_PACKET		UINT32_C(6)
#define PCAPNG_CUSTOM		UINT32_C(0xbad)

/* No block of ours is longer. */
#define PCAPNG_BLOCK_MAX	(FEED_MESSAGE_MAX + 4096)
/* Type and length, with which a block begins. */
#define PCAPNG_HEAD_SIZE	8

/* What a file begins with: section and interface.  Returns the length. */
size_t pcapng_begin(unsigned char out[PCAPNG_BLOCK_MAX],
    const char *program);

/* What a packet shows beside its record. */
struct pcapng_about {
	const char *local;	/* the server's address, as address_format
				   writes it; "": not known */
	uint64_t missed;	/* so many records could not be read before
				   it: a comment says so */
	const char *judged;	/* verdicts in words: another comment; NULL
				   or "": none */
};

/* The record as a block. */
size_t pcapng_put(unsigned char out[PCAPNG_BLOCK_MAX],
    const struct feed_message *message, const struct pcapng_about *about);

/* That so many records are missing here, as a record. */
void pcapng_lost(struct feed_message *record, int64_t wall_ns,
    uint64_t missed);

/* What a file ends with: how many records it has, and how many it lacks. */
size_t pcapng_end(unsigned char out[PCAPNG_BLOCK_MAX], int64_t wall_ns,
    uint64_t recorded, uint64_t missed);

/* The length of the block of ours that begins so; 0: it is none. */
size_t pcapng_block_length(const unsigned char head[PCAPNG_HEAD_SIZE]);

#endif
