/*
 * One server an instance, proven by a lock on a file.
 *
 * A record lock (fcntl): the kernel drops it with the process, children do
 * not inherit it, and F_GETLK names its holder.  Whoever has it may clear
 * away what a killed server left.
 */
#include "server/listener.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define LOCK_TRIES 100

static int
instance_fail(struct listener_error *error, const char *what,
    const char *path)
{
	(void)snprintf(error->text, sizeof(error->text), "%s \"%s\": %s",
	    what, path, strerror(errno));
	return -1;
}

static int
instance_taken(const struct listener *listener, int pid,
    struct listener_error *error)
{
	(void)snprintf(error->text, sizeof(error->text),
	    "instance \"%s\" is already served by process %d",
	    listener->instance.name, pid);
	return -1;
}

/* A server that ends removes the file: what was locked must still be what
 * the path names, or another server may lock the next one. */
static bool
instance_lock_current(const struct listener *listener)
{
	struct stat held, named;

	return fstat(listener->lock_fd, &held) == 0 &&
	    stat(listener->instance.lock_path, &named) == 0 &&
	    held.st_ino == named.st_ino && held.st_dev == named.st_dev;
}

/* Locks what the path names: 0, -1 with errno, or the holder's pid. */
static int
instance_lock_once(struct listener *listener)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	listener->lock_fd = open(listener->instance.lock_path,
	    O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (listener->lock_fd == -1)
		return -1;
	if (fcntl(listener->lock_fd, F_SETLK, &lock) == 0) {
		if (instance_lock_current(listener))
			return 0;
		errno = ENOENT;
	} else if (errno == EAGAIN || errno == EACCES) {
		if (fcntl(listener->lock_fd, F_GETLK, &lock) == 0 &&
		    lock.l_type != F_UNLCK)
			return lock.l_pid;
		errno = ENOENT;
	}
	return -1;
}

/* One try at the directory and the lock in it, as above. */
static int
instance_try(struct listener *listener, const char **fault)
{
	int holder, saved;

	errno = 0;
	*fault = instance_make_dir(&listener->instance);
	if (*fault != NULL)
		return -1;
	holder = instance_lock_once(listener);
	if (holder != 0 && listener->lock_fd != -1) {
		saved = errno;
		(void)close(listener->lock_fd);
		listener->lock_fd = -1;
		errno = saved;
	}
	return holder;
}

static int
instance_lock(struct listener *listener, struct listener_error *error)
{
	const char *fault = NULL;
	int holder = -1, tries;
	char pid[16];

	/* ENOENT: a server that was just ending took the file, or the
	 * directory, away between two of our steps. */
	for (tries = 0; tries < LOCK_TRIES; tries++) {
		holder = instance_try(listener, &fault);
		if (holder != -1 || errno != ENOENT)
			break;
	}
	if (holder > 0)
		return instance_taken(listener, holder, error);
	if (fault != NULL) {
		(void)snprintf(error->text, sizeof(error->text), "%s",
		    fault);
		return -1;
	}
	if (holder == -1)
		return instance_fail(error, "could not lock",
		    listener->instance.lock_path);
	/* For people; the lock itself is the truth, and a full disk no reason
	 * not to serve. */
	(void)snprintf(pid, sizeof(pid), "%d\n", (int)getpid());
	if (ftruncate(listener->lock_fd, 0) == 0)
		(void)!write(listener->lock_fd, pid, strlen(pid));
	return 0;
}

/* The table's name is the user's and the instance's, wherever the directory
 * is: a server that was started with another XDG_RUNTIME_DIR, or whose
 * directory somebody removed, still has it. */
static int
instance_alone(const struct listener *listener, struct listener_error *error)
{
	struct table other;
	int pid;

	if (table_attach(&other, &listener->instance) != TABLE_OK)
		return 0;
	pid = other.header->server_pid;
	table_detach(&other);
	return instance_taken(listener, pid, error);
}

static int
instance_control_open(struct listener *listener,
    struct listener_error *error)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	const char *path = listener->instance.control_path;

	if (!text_copy(address.sun_path, sizeof(address.sun_path), path)) {
		errno = ENAMETOOLONG;
		return instance_fail(error, "could not use", path);
	}
	(void)unlink(path);
	listener->control_fd = socket(AF_UNIX,
	    SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (listener->control_fd == -1 ||
	    bind(listener->control_fd, (struct sockaddr *)&address,
	    sizeof(address)) != 0 || listen(listener->control_fd, 16) != 0)
		return instance_fail(error, "could not listen on", path);
	return 0;
}

static int
instance_open(struct listener *listener, struct listener_error *error)
{
	listener->dir_fd = open(listener->instance.dir,
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (listener->dir_fd == -1)
		return instance_fail(error, "could not open",
		    listener->instance.dir);
	return instance_control_open(listener, error);
}

int
listener_instance_take(struct listener *listener,
    struct listener_error *error)
{
	if (instance_lock(listener, error) != 0)
		return -1;
	if (instance_alone(listener, error) == 0 &&
	    instance_open(listener, error) == 0)
		return 0;
	listener_instance_leave(listener);
	return -1;
}

/*
 * A session's runtime directory goes when its user logs out, and a server may
 * go on.  Without its directory it could neither be asked nor watched.
 */
static int
instance_again(struct listener *listener, struct listener_error *error)
{
	int lock_fd = listener->lock_fd, dir_fd = listener->dir_fd;
	int control_fd = listener->control_fd;

	if (instance_lock(listener, error) != 0) {
		listener->lock_fd = lock_fd;
		return -1;
	}
	(void)close(lock_fd);
	if (instance_open(listener, error) != 0) {
		/* Not current any more: tried again. */
		(void)unlink(listener->instance.lock_path);
		if (listener->dir_fd != -1)
			(void)close(listener->dir_fd);
		if (listener->control_fd != control_fd &&
		    listener->control_fd != -1)
			(void)close(listener->control_fd);
		listener->dir_fd = dir_fd;
		listener->control_fd = control_fd;
		return -1;
	}
	(void)close(dir_fd);
	(void)close(control_fd);
	(void)close(listener->inotify_fd);
	listener->feed.dir_fd = listener->dir_fd;
	(void)listener_watch_open(listener);
	listener_watch_read(listener);
	return 0;
}

void
listener_instance_keep(struct listener *listener, int64_t now_ns)
{
	static int64_t looked_ns;
	static bool told;
	struct listener_error error;

	if (now_ns - looked_ns < NS_PER_S)
		return;
	looked_ns = now_ns;
	if (instance_lock_current(listener))
		return;
	if (instance_again(listener, &error) == 0)
		listener_say(listener, "the runtime directory was removed; "
		    "it is made again");
	else if (!told)
		listener_say(listener, "the runtime directory was removed: "
		    "%s", error.text);
	told = !instance_lock_current(listener);
}

/* FIFOs of watchers, doorbells of children that were killed. */
static void
instance_sweep(const struct listener *listener)
{
	struct dirent *entry;
	DIR *dir = opendir(listener->instance.dir);

	if (dir == NULL)
		return;
	while ((entry = readdir(dir)) != NULL)
		if (strncmp(entry->d_name, "feed.", 5) == 0 ||
		    strncmp(entry->d_name, "bell.", 5) == 0)
			(void)unlinkat(listener->dir_fd, entry->d_name, 0);
	(void)closedir(dir);
}

void
listener_instance_leave(struct listener *listener)
{
	char parent[INSTANCE_PATH_SIZE];
	char *slash;

	if (listener->table.header != NULL)
		table_remove(&listener->table, &listener->instance);
	/* Somebody removed the directory: what is there now is not ours. */
	if (!instance_lock_current(listener))
		return;
	instance_sweep(listener);
	(void)unlink(listener->instance.control_path);
	/* Last, and while it is held. */
	(void)unlink(listener->instance.lock_path);
	(void)rmdir(listener->instance.dir);
	(void)text_copy(parent, sizeof(parent), listener->instance.dir);
	slash = strrchr(parent, '/');
	if (slash != NULL) {
		*slash = '\0';
		(void)rmdir(parent);
	}
}
