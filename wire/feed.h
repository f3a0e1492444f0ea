/*
 * The feed: every message, received and sent, as records in a FIFO.
 *
 * Any process; no system calls, no X, no lock.  The feeder encodes, and
 * allocates nothing; watchers decode and put together, with memory that a
 * struct feed_reader owns.  The journal's records (shm/journal.h) have the
 * same head.
 *
 * A record is at most FEED_RECORD_MAX bytes, so that one write() to a FIFO is
 * all or nothing (POSIX: PIPE_BUF).  A message longer than a record travels in
 * parts, in order.  The feeder writes the parts of one message one behind the
 * other; a reader also takes parts of several that are mixed.  Host byte
 * order: both ends are on one machine and of one version.
 *
 * record: struct feed_head, then name_len, peer_len and note_len bytes, then
 * payload_len bytes of the message from offset on.
 *
 * Loss: `lost` is the number of messages this watcher had missed when the
 * record was written; a rise is a gap right before the record.
 */
#ifndef WIRE_FEED_H
#define WIRE_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/address.h"
#include "base/text.h"

#define FEED_MAGIC	UINT32_C(0x32465742)	/* "BWF2" */
#define FEED_RECORD_MAX	4096			/* PIPE_BUF on Linux */
#define FEED_NOTE_MAX	160
/* More of one message is not fed: it is marked truncated.  16 records. */
#define FEED_MESSAGE_MAX (60 * 1024)

enum feed_event {
#define EVENT(symbol, word, fed) FEED_##symbol,
#include "wire/events.def"
#undef EVENT
	FEED_EVENT_COUNT
};

/* "message"; "?" for a number outside the list. */
const char *feed_event_word(unsigned event);

/* Do watchers get it, and count those that they missed? */
static inline bool
feed_event_is_fed(unsigned event)
{
#define EVENT(symbol, word, fed) | (fed ? UINT32_C(1) << FEED_##symbol : 0)
	const uint32_t fed = 0
#include "wire/events.def"
	    ;
#undef EVENT

	return event < FEED_EVENT_COUNT && (fed >> event & 1) != 0;
}

/* Do they get it at all?  A verdict that is missed is seen by that. */
static inline bool
feed_event_is_passed(unsigned event)
{
	return feed_event_is_fed(event) || event == FEED_VERDICT;
}

enum feed_direction { FEED_NEITHER, FEED_RECEIVED, FEED_SENT };

/* feed_head.flags */
#define FEED_FIRST	0x1u
#define FEED_LAST	0x2u
#define FEED_TRUNCATED	0x4u	/* the message was longer than fed */
#define FEED_FAULT	0x8u	/* the server could not accept this message */
#define FEED_DATAGRAM	0x10u	/* it came, or went, as one */
#define FEED_PAST	0x20u	/* it was before this watcher came */
#define FEED_FLAGS	0x3fu	/* all of them */

/* What of a message is known beside its bytes, for those who judge it: one
 * part of a record that all carry.  0 where nothing is known. */
struct feed_facts {
	uint64_t number;	/* one order for all records of the server */
	int64_t mono_ns;	/* when it was recorded */
	int64_t arrived_ns;	/* wall time of the kernel, of its first byte */
	uint64_t stream;	/* bytes of its direction before it */
	uint64_t beyond;	/* those of `stream` right before it that
				   belong to no message */
	uint32_t fed;		/* its number among the records that watchers
				   get; see shm/journal.h */
	uint32_t row;		/* of the client, in shm/table.h */
	uint32_t sentence_key;	/* in captures only: sentence, by its words */
	uint32_t read;		/* number of the read with its last byte */
	uint32_t fault_line;	/* from 1; 0: not in an HTTP head */
	uint32_t fault_byte;	/* from 1 */
	uint16_t fault_rule;	/* enum http_rule + 1 */
	uint8_t ended_by;	/* enum frame_end + 1 */
	uint8_t sentence;	/* enum sentence, of a note */
	uint8_t end;		/* enum client_end */
	uint8_t end_signal;
	uint8_t early;		/* 1: it had come before the answer to what
				   was said before it */
	uint8_t spare[1];
};

struct feed_head {
	uint32_t magic;
	uint16_t length;	/* of the whole record */
	uint8_t event;
	uint8_t direction;
	int64_t wall_ns;	/* when it was recorded */
	uint64_t client;	/* serial number of the connection */
	int32_t pid;
	uint32_t message;	/* number of the message within the client */
	uint64_t message_bytes;	/* of the whole message */
	uint32_t offset;	/* of this payload within it */
	uint32_t lost;		/* messages that this watcher missed */
	uint16_t payload_len;
	int16_t status;		/* HTTP status of an answer, 0: none */
	uint8_t lab;
	uint8_t flags;
	uint8_t name_len;
	uint8_t peer_len;
	uint8_t note_len;
	uint8_t spare[7];
	struct feed_facts facts;
};

/* One message or event, whole, as the writer has it and the watcher gets
 * it.  Pointers are the giver's and valid during the call only. */
struct feed_message {
	enum feed_event event;
	enum feed_direction direction;
	int64_t wall_ns;
	uint64_t client;
	int32_t pid;
	uint32_t message;
	unsigned lab;
	int16_t status;
	bool truncated;		/* bytes is less than message_bytes */
	bool fault;
	bool datagram;
	bool past;
	uint64_t message_bytes;	/* of the message on the wire */
	const char *name;	/* the client's; terminated */
	const char *peer;	/* terminated */
	const char *note;	/* reason or old name; terminated, "" if none */
	const void *bytes;	/* of a note: what its sentence is about */
	size_t bytes_len;
	struct feed_facts facts;
};

/* What a head says of its message, but for its texts and bytes; and back. */
void feed_head_fill(struct feed_head *head,
    const struct feed_message *message);
void feed_head_read(struct feed_message *message,
    const struct feed_head *head);
/* Is what the head says in the lists, and do its texts fit? */
bool feed_head_good(const struct feed_head *head);

/*
 * Encodes the part of the message that starts at *offset into record and
 * moves *offset on; returns the record's length.  Call until
 * *offset == bytes_len (an empty message is one record).
 */
size_t feed_encode(const struct feed_message *message, size_t *offset,
    uint32_t lost, unsigned char record[FEED_RECORD_MAX]);

/*
 * Watcher side: bytes in, whole messages out.  Memory is bounded: at most
 * FEED_ASSEMBLIES (wire/feed_assembly.h) messages are in the making, the
 * oldest gives way and counts as lost.
 */
struct feed_reader;

struct feed_sink {
	void *context;
	void (*message)(void *context, const struct feed_message *message);
	/* count messages are missing at this point of the stream */
	void (*gap)(void *context, uint64_t count);
};

/* NULL without memory; the sink is copied. */
struct feed_reader *feed_reader_new(const struct feed_sink *sink);
void feed_reader_free(struct feed_reader *reader);

/* Takes what read() gave, in pieces of any size.  Bytes that are not a
 * record are skipped up to the next magic and counted as one gap of 1. */
void feed_reader_push(struct feed_reader *reader, const void *bytes,
    size_t len);

/* What the slot's drop counter says now: a rise the stream has not shown
 * yet is reported as a gap. */
void feed_reader_lost(struct feed_reader *reader, uint64_t dropped);

#endif
