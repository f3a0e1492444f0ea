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

static int
instance_fail(struct listener_error *error, const char *what,
    const char *path)
{
	(void)snprintf(error->text, sizeof(error->text), "%s \"%s\": %s",
	    what, path, strerror(errno));
	return -1;
}

static int
instance_taken(struct listener *listener, struct listener_error *error)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	if (fcntl(listener->lock_fd, F_GETLK, &lock) != 0 ||
	    lock.l_type == F_UNLCK)
		lock.l_pid = 0;
	(void)snprintf(error->text, sizeof(error->text),
	    "instance \"%s\" is already served by process %d",
	    listener->instance.name, (int)lock.l_pid);
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

static int
instance_lock(struct listener *listener, struct listener_error *error)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	const char *path = listener->instance.lock_path;
	char pid[16];
	int len;

	for (;;) {
		listener->lock_fd = open(path,
		    O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
		if (listener->lock_fd == -1)
			return instance_fail(error, "could not open", path);
		if (fcntl(listener->lock_fd, F_SETLK, &lock) != 0)
			return instance_taken(listener, error);
		if (instance_lock_current(listener))
			break;
		(void)close(listener->lock_fd);
	}
	/* For people; the lock itself is the truth. */
	len = snprintf(pid, sizeof(pid), "%d\n", (int)getpid());
	if (ftruncate(listener->lock_fd, 0) != 0 ||
	    write(listener->lock_fd, pid, (size_t)len) != len)
		return instance_fail(error, "could not write", path);
	return 0;
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

int
listener_instance_take(struct listener *listener,
    struct listener_error *error)
{
	const char *fault = instance_make_dir(&listener->instance);

	if (fault != NULL) {
		(void)snprintf(error->text, sizeof(error->text), "%s",
		    fault);
		return -1;
	}
	if (instance_lock(listener, error) != 0)
		return -1;
	listener->dir_fd = open(listener->instance.dir,
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (listener->dir_fd == -1)
		return instance_fail(error, "could not open",
		    listener->instance.dir);
	return instance_control_open(listener, error);
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
