/* A journal in memory that processes share, and records that can be told from
 * mixed ones: every byte of one is its own number's. */
#ifndef TESTS_PROC_JOURNAL_RING_H
#define TESTS_PROC_JOURNAL_RING_H

#include <signal.h>
#include <sys/wait.h>

#include "base/when.h"
#include "shm/journal.h"
#include "tests/unit/unit.h"

static struct journal ring_journal;
static struct journal_record ring_record;
static size_t ring_bytes;

static inline void
ring_make(unsigned mib)
{
	char *memory;

	ring_bytes = journal_head_size(mib) + journal_body_size(mib);
	memory = mmap(NULL, ring_bytes, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (memory == (char *)MAP_FAILED)
		abort();
	journal_open(&ring_journal, memory, memory + journal_head_size(mib),
	    mib);
}

static inline void
ring_end(void)
{
	(void)munmap(ring_journal.ring, ring_bytes);
}

/* A record of so many bytes, all of which say whose it is. */
static inline void
ring_put(uint64_t client, size_t len)
{
	static unsigned char bytes[FEED_MESSAGE_MAX + 100];
	struct feed_message message = { .event = FEED_MESSAGE,
	    .direction = FEED_RECEIVED, .client = client, .name = "alice",
	    .peer = "127.0.0.1:40112", .note = "", .bytes = bytes,
	    .bytes_len = len, .message_bytes = len };

	memset(bytes, (int)(client % 251), len);
	journal_put(&ring_journal, &message);
}

/* Is what was read what ring_put made? */
static inline bool
ring_right(const struct feed_message *message)
{
	const unsigned char *bytes = message->bytes;
	size_t i;

	for (i = 0; i < message->bytes_len; i++)
		if (bytes[i] != message->client % 251)
			return false;
	return strcmp(message->name, "alice") == 0 &&
	    strcmp(message->peer, "127.0.0.1:40112") == 0;
}

/* The next record, however long it takes; false when there is none. */
static inline bool
ring_next(struct journal_reader *reader)
{
	enum journal_got got;

	while ((got = journal_read(reader, when_mono_ns(), &ring_record)) ==
	    JOURNAL_UNFINISHED)
		continue;
	return got == JOURNAL_RECORD;
}

#endif
