/* Messages into the watchers' FIFOs, lossy and never late. */
#include "shm/feed_writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define OUT_OF_REACH	(-2)	/* instead of a descriptor: all is dropped */

void
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

bool
feed_writer_wanted(const struct feed_writer *writer)
{
	return atomic_load_explicit(
	    &writer->table->header->watch_generation,
	    memory_order_acquire) != 0;
}

static void
feed_writer_shut(struct feed_writer *writer, int slot)
{
	if (writer->fds[slot] >= 0)
		(void)close(writer->fds[slot]);
	writer->fds[slot] = -1;
}

/* Somebody removed the directory, and where it was made again cannot be
 * opened: watchers that came since are there. */
static int
feed_writer_out_of_reach(const struct feed_writer *writer)
{
	struct stat status;

	return errno == ENOENT && fstat(writer->place->fd, &status) == 0 &&
	    status.st_nlink == 0 ? OUT_OF_REACH : -1;
}

static void
feed_writer_dropped(const struct feed_writer *writer, int slot)
{
	struct table_header *header = writer->table->header;

	atomic_fetch_add(&header->watch[slot].dropped, 1);
	atomic_fetch_add(&header->feed_dropped, 1);
}

/* Opens what is new in the slots and closes what is gone from them. */
static void
feed_writer_look(struct feed_writer *writer, uint32_t generation)
{
	char name[CONTROL_FIFO_NAME_SIZE];
	uint32_t now;
	int slot;

	place_follow(writer->place);
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
		if (writer->fds[slot] == -1)
			writer->fds[slot] = feed_writer_out_of_reach(writer);
	}
	writer->seen = generation;
}

/* One message to one FIFO: all of its records, or it counts as dropped. */
static void
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

void
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
		if (writer->fds[slot] == OUT_OF_REACH)
			feed_writer_dropped(writer, slot);
		else if (writer->fds[slot] != -1)
			feed_writer_put_slot(writer, slot, message);
}

void
feed_writer_close(struct feed_writer *writer)
{
	int slot;

	for (slot = 0; slot < WATCH_SLOTS; slot++)
		feed_writer_shut(writer, slot);
}
