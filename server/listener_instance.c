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

/* A socket of that name, for this user. */
static int
instance_socket(const char *path, int *fd, ino_t *inode,
    struct listener_error *error)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct stat status;

	if (!text_copy(address.sun_path, sizeof(address.sun_path), path)) {
		errno = ENAMETOOLONG;
		return instance_fail(error, "could not use", path);
	}
	(void)unlink(path);
	*fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (*fd == -1 ||
	    bind(*fd, (struct sockaddr *)&address, sizeof(address)) != 0 ||
	    chmod(path, S_IRUSR | S_IWUSR) != 0 || listen(*fd, 16) != 0 ||
	    lstat(path, &status) != 0)
		return instance_fail(error, "could not listen on", path);
	*inode = status.st_ino;
	return 0;
}

int
listener_instance_listen(struct listener *listener,
    struct listener_error *error)
{
	return instance_socket(listener->instance.control_path,
	    &listener->control_fd, &listener->control_inode, error);
}

int
listener_instance_judge(struct listener *listener,
    struct listener_error *error)
{
	int before = listener->judge_fd, fd = -1;

	if (listener->settings.judge_mib == 0)
		return 0;
	if (instance_socket(listener->instance.judge_path, &fd,
	    &listener->judge_inode, error) != 0) {
		if (fd != -1)
			(void)close(fd);
		return -1;
	}
	listener->judge_fd = listener->reads.judge_fd = fd;
	listener->reads.judge_socket = ++listener->judge_socket;
	if (before != -1)
		(void)close(before);
	return 0;
}

static bool
instance_is(const char *path, ino_t inode)
{
	struct stat status;

	return lstat(path, &status) == 0 && S_ISSOCK(status.st_mode) &&
	    status.st_ino == inode;
}

/* Are the sockets still what the paths name? */
bool
listener_instance_listens(const struct listener *listener)
{
	return instance_is(listener->instance.control_path,
	    listener->control_inode);
}

bool
listener_instance_judges(const struct listener *listener)
{
	return listener->settings.judge_mib == 0 ||
	    instance_is(listener->instance.judge_path,
	    listener->judge_inode);
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
	if (listener_instance_listen(listener, error) != 0)
		return -1;
	return listener_instance_judge(listener, error);
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
	(void)unlink(listener->instance.judge_path);
	listener_lock_leave(listener);
}
