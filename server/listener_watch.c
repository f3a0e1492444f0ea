/*
 * Watchers come and go: the instance's directory is watched, and a slot of
 * the table says which of feed.0 .. feed.7 has a reader.
 *
 * A new generation number tells every child to open the FIFO again; 0 in
 * watch_generation means that nobody watches, and costs a child one load.
 */
#include "server/listener.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

/* The inode of the FIFO a slot stands for, to tell a new one by. */
static uint64_t watch_inodes[WATCH_SLOTS];

int
listener_watch_open(struct listener *listener)
{
	listener->inotify_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (listener->inotify_fd == -1)
		return -1;
	return inotify_add_watch(listener->inotify_fd,
	    listener->instance.dir,
	    IN_CREATE | IN_DELETE | IN_MOVED_TO | IN_MOVED_FROM |
	    IN_ONLYDIR) == -1 ? -1 : 0;
}

/* 0 when there is no FIFO with a reader; a dead one is cleared away. */
static uint64_t
watch_look(const struct listener *listener, int slot)
{
	char name[16];
	struct stat status;
	uint64_t inode = 0;
	int fd;

	(void)snprintf(name, sizeof(name), "feed.%d", slot);
	fd = openat(listener->dir_fd, name,
	    O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
	if (fd == -1) {
		if (errno == ENXIO)
			(void)unlinkat(listener->dir_fd, name, 0);
		return 0;
	}
	if (fstat(fd, &status) == 0 && S_ISFIFO(status.st_mode))
		inode = status.st_ino;
	(void)close(fd);
	return inode;
}

static void
watch_set(struct listener *listener, int slot, uint64_t inode)
{
	struct watch_slot *watch = &listener->table.header->watch[slot];

	watch_inodes[slot] = inode;
	if (inode == 0) {
		atomic_store(&watch->generation, 0);
		return;
	}
	if (++listener->watch_serial == 0)
		listener->watch_serial = 1;
	atomic_store(&watch->dropped, 0);
	atomic_store(&watch->generation, listener->watch_serial);
}

static void
watch_scan(struct listener *listener)
{
	bool changed = false, any = false;
	uint64_t inode;
	int slot;

	for (slot = 0; slot < WATCH_SLOTS; slot++) {
		inode = watch_look(listener, slot);
		any = any || inode != 0;
		if (inode == watch_inodes[slot])
			continue;
		watch_set(listener, slot, inode);
		changed = true;
	}
	if (!changed)
		return;
	if (any && ++listener->watch_serial == 0)
		listener->watch_serial = 1;
	atomic_store(&listener->table.header->watch_generation,
	    any ? listener->watch_serial : 0);
}

void
listener_watch_read(struct listener *listener)
{
	char events[4096] __attribute__((aligned(8)));

	/* What happened does not matter; that something did, does. */
	while (read(listener->inotify_fd, events, sizeof(events)) > 0)
		continue;
	watch_scan(listener);
}

void
listener_watch_clear(struct listener *listener)
{
	int slot;

	for (slot = 0; slot < WATCH_SLOTS; slot++)
		watch_set(listener, slot, 0);
	atomic_store(&listener->table.header->watch_generation, 0);
}
