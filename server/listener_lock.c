/*
 * One server an instance, proven by locks on two files: DIR/lock and the
 * table's segment.
 *
 * Record locks (fcntl): the kernel drops them with the process, children do
 * not inherit them, and F_GETLK names the holder.  Whoever has them may clear
 * away what a killed server left.  Two files, because a user has the one
 * wherever his environment puts it, and the other's name may be taken away.
 */
#include "server/listener.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LOCK_TRIES	100

int
listener_lock_taken(const struct listener *listener, int pid,
    struct listener_error *error)
{
	(void)snprintf(error->text, sizeof(error->text),
	    "instance \"%s\" is already served by process %d",
	    listener->instance.name, pid);
	return -1;
}

static bool
path_is(const char *path, int fd)
{
	struct stat locked, named;

	return fstat(fd, &locked) == 0 && lstat(path, &named) == 0 &&
	    locked.st_ino == named.st_ino && locked.st_dev == named.st_dev;
}

/* A server that ends removes the file: what was locked must still be what
 * the path names, or another server may lock the next one. */
bool
listener_lock_current(const struct listener *listener)
{
	return path_is(listener->instance.lock_path, listener->lock_fd);
}

/* Who has locked this file, 0: nobody. */
static int
lock_holder(int fd)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	return fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ?
	    lock.l_pid : 0;
}

/* Locks what the path names: 0, -1 with errno, or the holder's pid. */
static int
lock_once(struct listener *listener)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int holder;

	listener->lock_fd = open(listener->instance.lock_path,
	    O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (listener->lock_fd == -1)
		return -1;
	if (fcntl(listener->lock_fd, F_SETLK, &lock) == 0) {
		if (listener_lock_current(listener))
			return 0;
		errno = ENOENT;
	} else if (errno == EAGAIN || errno == EACCES) {
		holder = lock_holder(listener->lock_fd);
		if (holder > 0)
			return holder;
		errno = ENOENT;
	}
	return -1;
}

static void
lock_drop(struct listener *listener)
{
	int saved = errno;

	if (listener->lock_fd != -1)
		(void)close(listener->lock_fd);
	listener->lock_fd = -1;
	errno = saved;
}

/* Makes the directory and the lock in it, as above. */
static int
lock_here(struct listener *listener, const char **fault)
{
	int holder = -1, tries;

	/* ENOENT: a server that was just ending took the file, or the
	 * directory, away between two of our steps. */
	for (tries = 0; tries < LOCK_TRIES; tries++) {
		listener->lock_fd = -1;
		*fault = instance_make_dir(&listener->instance);
		if (*fault == NULL)
			holder = lock_once(listener);
		if (holder != 0)
			lock_drop(listener);
		if (holder != -1 || errno != ENOENT)
			break;
	}
	return holder;
}

/* Does the same user, with another environment, run one in another place?
 * Our own lock is not opened a second time: closing that would drop it. */
static int
lock_elsewhere(const struct listener *listener)
{
	struct instance at = listener->instance;
	int i, fd, holder = 0;

	for (i = 0; i < PLACE_COUNT && holder == 0; i++) {
		if (!instance_move(&at, at.places[i]) ||
		    instance_check_dir(&at) != NULL ||
		    path_is(at.lock_path, listener->lock_fd))
			continue;
		fd = open(at.lock_path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
		if (fd == -1)
			continue;
		holder = lock_holder(fd);
		(void)close(fd);
	}
	return holder;
}

/* The table's name is the user's and the instance's, wherever the directory
 * is.  What is our own we know already. */
static int
lock_table(const struct listener *listener)
{
	const struct instance *instance = &listener->instance;

	if (listener->table.header != NULL &&
	    (segment_named(&listener->table.segment, instance) ||
	    segment_named(&listener->signpost.segment, instance)))
		return 0;
	return segment_holder(instance);
}

/* For people; the lock itself is the truth, and a full disk no reason not to
 * serve. */
static void
lock_write_pid(const struct listener *listener)
{
	char pid[16];

	(void)snprintf(pid, sizeof(pid), "%d\n", (int)getpid());
	if (ftruncate(listener->lock_fd, 0) == 0)
		(void)!write(listener->lock_fd, pid, strlen(pid));
}

/* One try in the instance's directory: 0, -1 with fault or errno, or the pid
 * of another server, wherever it has its own. */
static int
lock_try(struct listener *listener, const char **fault)
{
	int holder = lock_table(listener);

	*fault = NULL;
	if (holder == 0)
		holder = lock_here(listener, fault);
	if (holder != 0)
		return holder;
	holder = lock_elsewhere(listener);
	if (holder == 0)
		holder = lock_table(listener);
	if (holder == 0) {
		lock_write_pid(listener);
		return 0;
	}
	listener_lock_leave(listener);
	return holder;
}

int
listener_lock_take(struct listener *listener, int64_t wait_ns,
    struct listener_error *error)
{
	int64_t until_ns = when_mono_ns() + wait_ns;
	struct timespec nap = { .tv_nsec = 5 * NS_PER_MS };
	const char *fault = NULL;
	int holder;

	/* One that was killed holds its locks until it has come to its end. */
	while ((holder = lock_try(listener, &fault)) > 0 &&
	    table_process_ending(holder) && when_mono_ns() < until_ns)
		(void)nanosleep(&nap, NULL);
	if (holder > 0)
		(void)listener_lock_taken(listener, holder, error);
	else if (fault != NULL)
		(void)snprintf(error->text, sizeof(error->text), "%s",
		    fault);
	else if (holder == -1)
		(void)snprintf(error->text, sizeof(error->text),
		    "could not lock \"%s\": %s", listener->instance.lock_path,
		    strerror(errno));
	return holder;
}

void
listener_lock_leave(struct listener *listener)
{
	char parent[INSTANCE_PATH_SIZE];
	char *slash;

	/* Last, and while it is locked. */
	(void)unlink(listener->instance.lock_path);
	(void)rmdir(listener->instance.dir);
	(void)text_copy(parent, sizeof(parent), listener->instance.dir);
	slash = strrchr(parent, '/');
	if (slash != NULL) {
		*slash = '\0';
		(void)rmdir(parent);
	}
	lock_drop(listener);
}
