/* A name in shared memory that one server has at a time. */
#include "shm/segment.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/resolve.h"

#define TRIES 100

static void
segment_close(struct segment *segment)
{
	int saved = errno;

	if (segment->read_fd != -1)
		(void)close(segment->read_fd);
	if (segment->lock_fd != -1)
		(void)close(segment->lock_fd);
	segment->lock_fd = segment->read_fd = -1;
	errno = saved;
}

static bool
fd_named(int fd, const struct instance *instance)
{
	char path[sizeof(SEGMENT_DIR) + INSTANCE_PATH_SIZE];
	struct stat ours, named;

	(void)snprintf(path, sizeof(path), SEGMENT_DIR "%s",
	    instance->shm_name);
	return fstat(fd, &ours) == 0 && lstat(path, &named) == 0 &&
	    ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

/* Whatever has the name and is no file of this user's: in /dev/shm anybody may
 * have been first. */
static bool
name_foreign(const struct instance *instance, struct stat *status)
{
	char path[sizeof(SEGMENT_DIR) + INSTANCE_PATH_SIZE];

	(void)snprintf(path, sizeof(path), SEGMENT_DIR "%s",
	    instance->shm_name);
	return lstat(path, status) == 0 &&
	    (status->st_uid != instance->uid || !S_ISREG(status->st_mode));
}

const char *
segment_fault(const struct instance *instance)
{
	static char line[2 * INSTANCE_PATH_SIZE + 256];
	struct stat status;

	if (!name_foreign(instance, &status))
		return NULL;
	if (status.st_uid != instance->uid)
		(void)snprintf(line, sizeof(line), SEGMENT_DIR "%s belongs to "
		    "%s: only that user or root can remove it; -i chooses "
		    "another instance name",
		    instance->shm_name, resolve_owner(status.st_uid));
	else
		(void)snprintf(line, sizeof(line), SEGMENT_DIR "%s is no "
		    "file: remove it", instance->shm_name);
	return line;
}

int
segment_open(const struct instance *instance, int flags)
{
	/* A FIFO of that name is not waited for. */
	return shm_open(instance->shm_name, flags | O_NONBLOCK, 0600);
}

bool
segment_named(const struct segment *segment, const struct instance *instance)
{
	return segment->lock_fd != -1 &&
	    fd_named(segment->lock_fd, instance);
}

/* 0: locked; the holder's pid; -1: it has just changed. */
static int
fd_lock(int fd)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	if (fcntl(fd, F_SETLK, &lock) == 0)
		return 0;
	if (fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK)
		return lock.l_pid;
	return -1;
}

/* Unlinks a name that a killed server left: 0, its holder, or -1. */
static int
segment_clear(const struct instance *instance)
{
	struct stat status;
	int fd, holder, saved;

	/* Root can. */
	if (name_foreign(instance, &status))
		return shm_unlink(instance->shm_name);
	fd = segment_open(instance, O_RDWR);
	if (fd == -1)
		return errno == ENOENT ? 0 : -1;
	holder = fd_lock(fd);
	/* Only what is locked: another server may be making its own. */
	if (holder == 0 && fd_named(fd, instance))
		holder = shm_unlink(instance->shm_name);
	else if (holder == -1)
		holder = 0;
	saved = errno;
	(void)close(fd);
	errno = saved;
	return holder;
}

/* One try: 0 with the descriptors, or without when it is to be tried again;
 * or as segment_make. */
static int
segment_try(struct segment *segment, const struct instance *instance)
{
	segment->lock_fd = segment_open(instance,
	    O_RDWR | O_CREAT | O_EXCL);
	if (segment->lock_fd == -1)
		return errno == EEXIST ? segment_clear(instance) : -1;
	segment->read_fd = segment_open(instance, O_RDONLY);
	/* Between our making and our locking it another server may have
	 * taken it for one that was left. */
	if (segment->read_fd == -1 || fd_lock(segment->lock_fd) != 0 ||
	    !fd_named(segment->lock_fd, instance) ||
	    !fd_named(segment->read_fd, instance))
		segment_close(segment);
	return 0;
}

int
segment_make(struct segment *segment, const struct instance *instance)
{
	int result, tries;

	segment->lock_fd = segment->read_fd = -1;
	for (tries = 0; tries < TRIES; tries++) {
		result = segment_try(segment, instance);
		if (result != 0 || segment->lock_fd != -1)
			return result;
	}
	errno = EAGAIN;
	return -1;
}

void
segment_remove(struct segment *segment, const struct instance *instance)
{
	if (segment_named(segment, instance))
		(void)shm_unlink(instance->shm_name);
	segment_close(segment);
}

int
segment_holder(const struct instance *instance)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = segment_open(instance, O_RDONLY), holder = 0;
	struct stat status;

	if (fd == -1)
		return 0;
	/* A lock on what is somebody else's says nothing. */
	if (fstat(fd, &status) != 0 || status.st_uid != instance->uid) {
		(void)close(fd);
		return 0;
	}
	if (fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK)
		holder = lock.l_pid;
	(void)close(fd);
	return holder;
}
