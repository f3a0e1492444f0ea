/* The stream of a FIFO, cut into records. */
#include <stdlib.h>
#include <string.h>

#include "wire/feed_assembly.h"

/* A whole record always fits behind what is left of the one before. */
#define BUFFER_SIZE	(4 * FEED_RECORD_MAX)

struct feed_reader {
	size_t len;		/* bytes in buffer that wait for more */
	bool skipping;		/* since the last record, which was a gap */
	unsigned char buffer[BUFFER_SIZE];
	struct feed_assembly assembly;
};

struct feed_reader *
feed_reader_new(const struct feed_sink *sink)
{
	struct feed_reader *reader = calloc(1, sizeof(*reader));

	if (reader != NULL)
		feed_assembly_init(&reader->assembly, sink);
	return reader;
}

void
feed_reader_free(struct feed_reader *reader)
{
	if (reader != NULL)
		feed_assembly_fini(&reader->assembly);
	free(reader);
}

/* How far the next byte is that a magic could begin with. */
static size_t
skip(struct feed_reader *reader, const unsigned char *bytes, size_t len)
{
	static const uint32_t magic = FEED_MAGIC;
	const unsigned char *next;

	if (!reader->skipping)
		feed_assembly_skipped(&reader->assembly);
	reader->skipping = true;
	next = memchr(bytes + 1, *(const unsigned char *)&magic, len - 1);
	return next != NULL ? (size_t)(next - bytes) : len;
}

/* Takes all whole records; returns how many bytes it is done with. */
static size_t
records_take(struct feed_reader *reader, const unsigned char *bytes,
    size_t len)
{
	struct feed_record record;
	size_t at = 0;
	int taken;

	while (at < len) {
		taken = feed_record_parse(bytes + at, len - at, &record);
		if (taken == 0)
			break;
		if (taken < 0) {
			at += skip(reader, bytes + at, len - at);
			continue;
		}
		reader->skipping = false;
		feed_assembly_record(&reader->assembly, &record);
		at += (size_t)taken;
	}
	return at;
}

void
feed_reader_push(struct feed_reader *reader, const void *bytes, size_t len)
{
	const unsigned char *from = bytes;
	size_t room, done;

	while (len > 0) {
		room = BUFFER_SIZE - reader->len;
		if (room > len)
			room = len;
		memcpy(reader->buffer + reader->len, from, room);
		reader->len += room;
		from += room;
		len -= room;
		done = records_take(reader, reader->buffer, reader->len);
		reader->len -= done;
		memmove(reader->buffer, reader->buffer + done, reader->len);
	}
}

void
feed_reader_lost(struct feed_reader *reader, uint64_t dropped)
{
	feed_assembly_dropped(&reader->assembly, dropped);
}
