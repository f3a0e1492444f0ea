/*
 * Watchers come and go: the instance's directory is watched, and a slot of
 * the table says which of feed.0 .. feed.7 has a reader.
 *
 * A new generation number tells the feeder to open the FIFO again; 0 in
 * watch_generation means that nobody watches.
 */
#include "server/listener.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The generations of slots that have a reader, 0: none, and of all.  Not by
 * inode number: a file system gives the number of a FIFO that was removed to
 * the next one. */
static uint32_t watched[WATCH_SLOTS];
static uint32_t watched_all;

int
listener_watch_open(struct listener *listener)
{
	/* For people: every message in plain text.  The feeder writes it. */
	(void)mkfifoat(listener->place.fd, CONTROL_MESSAGES_NAME, 0600);
	listener->inotify_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (listener->inotify_fd == -1)
		return -1;
	return inotify_add_watch(listener->inotify_fd,
	    listener->instance.dir,
	    IN_CREATE | IN_DELETE | IN_MOVED_TO | IN_MOVED_FROM |
	    IN_ONLYDIR) == -1 ? -1 : 0;
}

/* Is there a FIFO with a reader?  A dead one is cleared away. */
static bool
watch_look(const struct listener *listener, int slot)
{
	char name[CONTROL_FIFO_NAME_SIZE];
	struct stat status;
	bool reader;
	int fd;

	control_fifo_name(name, slot);
	fd = openat(listener->place.fd, name,
	    O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
	if (fd == -1) {
		if (errno == ENXIO)
			(void)unlinkat(listener->place.fd, name, 0);
		return false;
	}
	reader = fstat(fd, &status) == 0 && S_ISFIFO(status.st_mode);
	(void)close(fd);
	return reader;
}

static uint32_t
watch_next(struct listener *listener)
{
	if (++listener->watch_serial == 0)
		listener->watch_serial = 1;
	return listener->watch_serial;
}

static void
watch_set(struct listener *listener, int slot, bool reader)
{
	struct watch_slot *watch = &listener->table.header->watch[slot];

	watched[slot] = reader ? watch_next(listener) : 0;
	if (reader) {
		atomic_store(&watch->dropped, 0);
		atomic_store(&watch->live_from,
		    journal_next(&listener->table.journal));
	}
	atomic_store(&watch->generation, watched[slot]);
}

/* The feeder sleeps on one of two words: it has a watcher, or none. */
static void
watch_tell(struct listener *listener, uint32_t generation)
{
	_Atomic uint32_t *word = &listener->table.header->watch_generation;

	watched_all = generation;
	atomic_store(word, generation);
	(void)syscall(SYS_futex, word, FUTEX_WAKE, 1, NULL, NULL, 0);
	journal_wake(&listener->table.journal, JOURNAL_FEEDER);
}

/* changed has a bit for every slot that something happened to. */
static void
watch_scan(struct listener *listener, unsigned changed)
{
	bool any = false, reader, same = true;
	int slot;

	for (slot = 0; slot < WATCH_SLOTS; slot++) {
		reader = watch_look(listener, slot);
		any = any || reader;
		if (reader == (watched[slot] != 0) && (!reader ||
		    (changed & 1u << slot) == 0))
			continue;
		watch_set(listener, slot, reader);
		same = false;
	}
	if (!same)
		watch_tell(listener, any ? watch_next(listener) : 0);
}

/* The slot of a FIFO as a bit, 0 for other names. */
static unsigned
watch_bit(const struct inotify_event *event)
{
	int slot;

	/* Too many events for the kernel to keep: anything may be new. */
	if (event->mask & IN_Q_OVERFLOW)
		return ~0u;
	if ((event->mask & (IN_CREATE | IN_MOVED_TO)) == 0 ||
	    event->len == 0)
		return 0;
	slot = control_fifo_slot(event->name);
	return slot == -1 ? 0 : 1u << slot;
}

void
listener_watch_read(struct listener *listener)
{
	char events[4096]
	    __attribute__((aligned(__alignof__(struct inotify_event))));
	const struct inotify_event *event;
	unsigned changed = 0;
	ssize_t len, at;

	while ((len = read(listener->inotify_fd, events,
	    sizeof(events))) > 0) {
		for (at = 0; at < len;
		    at += (ssize_t)(sizeof(*event) + event->len)) {
			event = (const void *)(events + at);
			changed |= watch_bit(event);
		}
	}
	watch_scan(listener, changed);
}

/* A watcher that was killed leaves its FIFO without a word. */
void
listener_watch_tick(struct listener *listener, int64_t now_ns)
{
	static int64_t looked_ns;

	if (watched_all == 0 || now_ns - looked_ns < NS_PER_S)
		return;
	looked_ns = now_ns;
	watch_scan(listener, 0);
}

void
listener_watch_say(struct listener *listener)
{
	struct table_header *header = listener->table.header;
	int slot;

	for (slot = 0; slot < WATCH_SLOTS; slot++)
		atomic_store(&header->watch[slot].generation, watched[slot]);
	atomic_store(&header->watch_generation, watched_all);
}

void
listener_watch_clear(struct listener *listener)
{
	int slot;

	for (slot = 0; slot < WATCH_SLOTS; slot++)
		watch_set(listener, slot, false);
	watch_tell(listener, 0);
}
