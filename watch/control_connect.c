/* Finding a server's control socket among the places where it may be. */
#include "watch/control_connect.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/text.h"
#include "shm/table.h"

/* Is the process at the other end this user's, and the one that is meant? */
static bool
connect_right(const struct instance *at, int fd)
{
	struct ucred peer;
	socklen_t size = sizeof(peer);

	return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
	    peer.uid == at->uid &&
	    (at->server_pid == 0 || peer.pid == at->server_pid);
}

/* In the directory that the instance has now. */
static int
connect_here(const struct instance *at)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd, saved;

	errno = ENOENT;
	if (instance_check_dir(at) != NULL || !text_copy(address.sun_path,
	    sizeof(address.sun_path), at->control_path))
		return -1;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd == -1)
		return -1;
	if (connect(fd, (const struct sockaddr *)&address,
	    sizeof(address)) == 0) {
		if (connect_right(at, fd))
			return fd;
		errno = at->server_pid != 0 ? ESRCH : ENOENT;
	}
	saved = errno;
	(void)close(fd);
	errno = saved;
	return -1;
}

/* What says more than that nobody is there stays said. */
static int
connect_try(const struct instance *at, int *error)
{
	int fd = connect_here(at);

	if (fd == -1 && errno != ENOENT && errno != ECONNREFUSED &&
	    errno != ENOTDIR && errno != EPERM)
		*error = errno;
	return fd;
}

int
control_connect(const struct instance *instance)
{
	struct instance at = *instance;
	struct table table;
	int fd, i, error = ENOENT;

	/* Where the table of the running server says; then where one may be
	 * whose table has no name any more. */
	if (table_attach(&table, &at) == TABLE_OK)
		table_detach(&table);
	if (instance->server_pid != 0)
		at.server_pid = instance->server_pid;
	fd = connect_try(&at, &error);
	at.server_pid = instance->server_pid;
	for (i = 0; i < PLACE_COUNT && fd == -1; i++)
		if (instance_move(&at, instance->places[i]))
			fd = connect_try(&at, &error);
	if (fd == -1 && instance_move(&at, instance->dir))
		fd = connect_try(&at, &error);
	if (fd == -1)
		errno = error;
	return fd;
}
