/*
 * What the server's feeder does, for tests and measurements without it: one
 * message to every watcher's FIFO at once, counted where it does not fit.
 */
#ifndef TESTS_UNIT_FAKE_FEED_H
#define TESTS_UNIT_FAKE_FEED_H

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "shm/control.h"
#include "shm/place.h"
#include "shm/table.h"
#include "wire/feed.h"

struct feed_writer {
	struct table *table;
	struct place *place;		/* the instance's directory */
	uint32_t seen;			/* watch_generation last looked at */
	int fds[WATCH_SLOTS];
	uint32_t generations[WATCH_SLOTS];
};

static inline void
feed_writer_init(struct feed_writer *writer, struct table *table,
    struct place *place)
{
	int slot;

	writer->table = table;
	writer->place = place;
	writer->seen = 0;
	for (slot = 0; slot < WATCH_SLOTS; slot++) {
		writer->fds[slot] = -1;
		writer->generations[slot] = 0;
	}
}

static inline void
feed_writer_shut(struct feed_writer *writer, int slot)
{
	if (writer->fds[slot] >= 0)
		(void)close(writer->fds[slot]);
	writer->fds[slot] = -1;
}

static inline void
feed_writer_dropped(const struct feed_writer *writer, int slot)
{
	struct table_header *header = writer->table->header;

	atomic_fetch_add(&header->watch[slot].dropped, 1);
	atomic_fetch_add(&header->feed_dropped, 1);
}

/* Opens what is new in the slots and closes what is gone from them. */
static inline void
feed_writer_look(struct feed_writer *writer, uint32_t generation)
{
	char name[CONTROL_FIFO_NAME_SIZE];
	uint32_t now;
	int slot;

	for (slot = 0; slot < WATCH_SLOTS; slot++) {
		now = atomic_load(
		    &writer->table->header->watch[slot].generation);
		if (now == writer->generations[slot])
			continue;
		feed_writer_shut(writer, slot);
		writer->generations[slot] = now;
		if (now == 0)
			continue;
		control_fifo_name(name, slot);
		writer->fds[slot] = openat(writer->place->fd, name,
		    O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
	}
	writer->seen = generation;
}

/* One message to one FIFO: all of its records, or it counts as dropped. */
static inline void
feed_writer_put_slot(struct feed_writer *writer, int slot,
    const struct feed_message *message)
{
	struct table_header *header = writer->table->header;
	unsigned char record[FEED_RECORD_MAX];
	size_t offset = 0, length;
	uint64_t dropped;
	ssize_t written;

	dropped = atomic_load(&header->watch[slot].dropped);
	do {
		length = feed_encode(message, &offset, (uint32_t)dropped,
		    record);
		do
			written = write(writer->fds[slot], record, length);
		while (written == -1 && errno == EINTR);
		if (written == (ssize_t)length)
			continue;
		if (written == -1 && errno == EPIPE) {
			/* The watcher is gone; the parent clears up. */
			feed_writer_shut(writer, slot);
			return;
		}
		feed_writer_dropped(writer, slot);
		return;
	} while (offset < message->bytes_len);
}

static inline void
feed_writer_put(struct feed_writer *writer,
    const struct feed_message *message)
{
	uint32_t generation;
	int slot;

	generation = atomic_load_explicit(
	    &writer->table->header->watch_generation, memory_order_acquire);
	if (generation == 0 && writer->seen == 0)
		return;
	if (generation != writer->seen)
		feed_writer_look(writer, generation);
	for (slot = 0; slot < WATCH_SLOTS; slot++)
		if (writer->fds[slot] != -1)
			feed_writer_put_slot(writer, slot, message);
}

static inline void
feed_writer_close(struct feed_writer *writer)
{
	int slot;

	for (slot = 0; slot < WATCH_SLOTS; slot++)
		feed_writer_shut(writer, slot);
}

#endif
