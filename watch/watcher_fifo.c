/*
 * This watcher's FIFO: made here, found by the server, never waited for.
 *
 * It gets its name only when it has a reader, so a feed.N without a reader
 * is one whose watcher died.
 */
#include "watch/watcher_private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shm/control.h"
#include "shm/place.h"

int
watcher_feed_fault(struct watcher *watcher, int error)
{
	char dir[INSTANCE_PATH_SIZE];

	/* The table says where it is, and a child may have gone mad. */
	(void)text_show(dir, sizeof(dir), watcher->instance.dir,
	    strlen(watcher->instance.dir));
	(void)snprintf(watcher->feed_error, sizeof(watcher->feed_error),
	    "no feed of messages: %s: %s", dir, strerror(error));
	return -1;
}

static int
fifo_dir_open(const struct watcher *watcher)
{
	return place_open(watcher->instance.dir);
}

static bool
fifo_is_ours(const struct watcher *watcher, int dir)
{
	char name[CONTROL_FIFO_NAME_SIZE];
	struct stat status;

	control_fifo_name(name, watcher->feed.slot);
	return fstatat(dir, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
	    status.st_ino == watcher->feed.inode &&
	    status.st_dev == watcher->feed.device;
}

bool
watcher_fifo_named(const struct watcher *watcher)
{
	int dir = fifo_dir_open(watcher);
	bool ours;

	if (dir == -1)
		return true;
	ours = fifo_is_ours(watcher, dir);
	(void)close(dir);
	return ours;
}

void
watcher_fifo_unname(struct watcher *watcher)
{
	int dir = fifo_dir_open(watcher);
	char name[CONTROL_FIFO_NAME_SIZE];

	if (dir == -1)
		return;
	control_fifo_name(name, watcher->feed.slot);
	if (watcher->feed.named && fifo_is_ours(watcher, dir))
		(void)unlinkat(dir, name, 0);
	watcher->feed.named = false;
	(void)close(dir);
}

/* A FIFO of that name whose watcher died: a writer gets ENXIO. */
static bool
fifo_is_stale(int dir, const char *name)
{
	int fd = openat(dir, name,
	    O_WRONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);

	if (fd == -1)
		return errno == ENXIO;
	(void)close(fd);
	return false;
}

static bool
fifo_link(struct watcher *watcher, int dir, const char *temporary, int slot)
{
	const struct table_header *header = watcher->table.header;
	char name[CONTROL_FIFO_NAME_SIZE];

	control_fifo_name(name, slot);
	/* Before the name is there: the server answers it with another. */
	watcher->feed.former = header == NULL ? 0 :
	    atomic_load(&header->watch[slot].generation);
	if (linkat(dir, temporary, dir, name, 0) != 0)
		return false;
	watcher->feed.slot = slot;
	watcher->feed.named = true;
	return true;
}

/* Gives the FIFO the first free name, or that of a dead watcher. */
static int
fifo_link_any(struct watcher *watcher, int dir, const char *temporary)
{
	char name[CONTROL_FIFO_NAME_SIZE];
	int slot;

	for (slot = 0; slot < WATCH_SLOTS; slot++) {
		if (fifo_link(watcher, dir, temporary, slot))
			return 0;
		if (errno != EEXIST)
			return watcher_feed_fault(watcher, errno);
	}
	for (slot = 0; slot < WATCH_SLOTS; slot++) {
		control_fifo_name(name, slot);
		if (!fifo_is_stale(dir, name))
			continue;
		(void)unlinkat(dir, name, 0);
		if (fifo_link(watcher, dir, temporary, slot))
			return 0;
	}
	(void)snprintf(watcher->feed_error, sizeof(watcher->feed_error),
	    "no feed of messages: %d others are watching, and that is the "
	    "most", WATCH_SLOTS);
	return -1;
}

static void
fifo_close(int ends[2])
{
	if (ends[0] != -1)
		(void)close(ends[0]);
	if (ends[1] != -1)
		(void)close(ends[1]);
	ends[0] = ends[1] = -1;
}

/* Opens both ends; the write end is kept, so that the reader never sees an
 * end of file. */
static int
fifo_open(struct watcher *watcher, int dir, const char *temporary,
    int ends[2])
{
	struct stat status;

	ends[0] = openat(dir, temporary, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	ends[1] = ends[0] == -1 ? -1 : openat(dir, temporary,
	    O_WRONLY | O_NONBLOCK | O_CLOEXEC);
	if (ends[1] == -1 || fstat(ends[0], &status) != 0) {
		(void)watcher_feed_fault(watcher, errno);
		fifo_close(ends);
		return -1;
	}
	watcher->feed.inode = status.st_ino;
	watcher->feed.device = status.st_dev;
	/* A burst should fit; if it must not be so large, more is lost, and
	 * the loss is shown. */
	(void)fcntl(ends[0], F_SETPIPE_SZ, WATCHER_FIFO_BYTES);
	return 0;
}

#define FIFO_TEMPORARY	"." INSTANCE_FIFO

/* What watchers left that were killed before their FIFO had its name. */
static void
fifo_tidy(const struct watcher *watcher, int dir)
{
	DIR *entries = opendir(watcher->instance.dir);
	const struct dirent *entry;
	long pid;

	while (entries != NULL && (entry = readdir(entries)) != NULL) {
		if (strncmp(entry->d_name, FIFO_TEMPORARY,
		    sizeof(FIFO_TEMPORARY) - 1) != 0)
			continue;
		pid = strtol(entry->d_name + sizeof(FIFO_TEMPORARY) - 1,
		    NULL, 10);
		if (pid > 0 && kill((pid_t)pid, 0) != 0 && errno == ESRCH)
			(void)unlinkat(dir, entry->d_name, 0);
	}
	if (entries != NULL)
		(void)closedir(entries);
}

int
watcher_fifo_make(struct watcher *watcher, int ends[2])
{
	int dir = fifo_dir_open(watcher), result;
	char temporary[32];

	if (dir == -1)
		return watcher_feed_fault(watcher, errno);
	fifo_tidy(watcher, dir);
	(void)snprintf(temporary, sizeof(temporary), FIFO_TEMPORARY "%ld.tmp",
	    (long)getpid());
	/* Left by a process that had our number. */
	(void)unlinkat(dir, temporary, 0);
	if (mkfifoat(dir, temporary, 0600) != 0) {
		result = watcher_feed_fault(watcher, errno);
		(void)close(dir);
		return result;
	}
	result = fifo_open(watcher, dir, temporary, ends);
	if (result == 0) {
		result = fifo_link_any(watcher, dir, temporary);
		if (result != 0)
			fifo_close(ends);
	}
	(void)unlinkat(dir, temporary, 0);
	(void)close(dir);
	if (result == 0)
		watcher->feed_error[0] = '\0';
	return result;
}
