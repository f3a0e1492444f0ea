/* The instance's directory and what the server has in it. */
#include "server/listener.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* So long a server that was killed may take to be gone. */
#define ENDING_NS	(2 * NS_PER_S)

static int
instance_fail(struct listener_error *error, const char *what,
    const char *path)
{
	(void)snprintf(error->text, sizeof(error->text), "%s \"%s\": %s",
	    what, path, strerror(errno));
	return -1;
}

int
listener_instance_listen(struct listener *listener,
    struct listener_error *error)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	const char *path = listener->instance.control_path;
	struct stat status;

	if (!text_copy(address.sun_path, sizeof(address.sun_path), path)) {
		errno = ENAMETOOLONG;
		return instance_fail(error, "could not use", path);
	}
	(void)unlink(path);
	listener->control_fd = socket(AF_UNIX,
	    SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (listener->control_fd == -1 ||
	    bind(listener->control_fd, (struct sockaddr *)&address,
	    sizeof(address)) != 0 || listen(listener->control_fd, 16) != 0 ||
	    lstat(path, &status) != 0)
		return instance_fail(error, "could not listen on", path);
	listener->control_inode = status.st_ino;
	return 0;
}

/* Is the socket still what the path names? */
bool
listener_instance_listens(const struct listener *listener)
{
	struct stat status;

	return lstat(listener->instance.control_path, &status) == 0 &&
	    S_ISSOCK(status.st_mode) &&
	    status.st_ino == listener->control_inode;
}

static int
instance_open(struct listener *listener, struct listener_error *error)
{
	listener->place.table = &listener->table;
	listener->place.seen = table_place_number(&listener->instance, 0);
	listener->place.fd = place_open(listener->instance.dir);
	if (listener->place.fd == -1)
		return instance_fail(error, "could not open",
		    listener->instance.dir);
	return listener_instance_listen(listener, error);
}

int
listener_instance_take(struct listener *listener,
    struct listener_error *error)
{
	if (listener_lock_take(listener, ENDING_NS, error) != 0)
		return -1;
	if (instance_open(listener, error) == 0)
		return 0;
	listener_instance_leave(listener);
	return -1;
}

/* FIFOs of watchers that were killed, also before those had their names. */
static void
instance_sweep(const struct listener *listener)
{
	struct dirent *entry;
	DIR *dir = opendir(listener->instance.dir);

	if (dir == NULL)
		return;
	while ((entry = readdir(dir)) != NULL)
		if (strncmp(entry->d_name + (entry->d_name[0] == '.'),
		    INSTANCE_FIFO,
		    sizeof(INSTANCE_FIFO) - 1) == 0)
			(void)unlinkat(dirfd(dir), entry->d_name, 0);
	(void)closedir(dir);
}

void
listener_instance_leave(struct listener *listener)
{
	if (listener->table.header != NULL)
		table_remove(&listener->table, &listener->instance);
	if (listener->signpost.header != NULL)
		table_remove(&listener->signpost, &listener->instance);
	/* Somebody removed the directory: what is there now is not ours. */
	if (!listener_lock_current(listener))
		return;
	instance_sweep(listener);
	(void)unlinkat(listener->place.fd, CONTROL_MESSAGES_NAME, 0);
	(void)unlink(listener->instance.control_path);
	listener_lock_leave(listener);
}
