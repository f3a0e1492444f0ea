/* Doorbells between children. */
#include "shm/bell.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define BELL_NAME_SIZE	24

/* By way of the descriptor: short enough for sockaddr_un whatever the
 * directory's path, and right also when that has been moved. */
static void
bell_address(struct sockaddr_un *address, int dir_fd, uint32_t row)
{
	memset(address, 0, sizeof(*address));
	address->sun_family = AF_UNIX;
	(void)snprintf(address->sun_path, sizeof(address->sun_path),
	    "/proc/self/fd/%d/bell.%u", dir_fd, (unsigned)row);
}

void
bell_remove(int dir_fd, uint32_t row)
{
	char name[BELL_NAME_SIZE];

	(void)snprintf(name, sizeof(name), "bell.%u", (unsigned)row);
	(void)unlinkat(dir_fd, name, 0);
}

bool
bell_open(struct bell *bell, int dir_fd, uint32_t row)
{
	struct sockaddr_un address;
	int saved;

	bell->dir_fd = dir_fd;
	bell->row = row;
	bell->fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC,
	    0);
	if (bell->fd == -1)
		return false;
	/* Left by a killed child: the row is ours now, and so is the name. */
	bell_remove(dir_fd, row);
	bell_address(&address, dir_fd, row);
	if (bind(bell->fd, (struct sockaddr *)&address,
	    sizeof(address)) == 0)
		return true;
	saved = errno;
	(void)close(bell->fd);
	bell->fd = -1;
	errno = saved;
	return false;
}

void
bell_close(struct bell *bell)
{
	if (bell->fd == -1)
		return;
	bell_remove(bell->dir_fd, bell->row);
	(void)close(bell->fd);
	bell->fd = -1;
}

void
bell_ring(const struct bell *bell, uint32_t row)
{
	struct sockaddr_un address;

	if (bell->fd == -1)
		return;
	bell_address(&address, bell->dir_fd, row);
	(void)sendto(bell->fd, "", 1, MSG_DONTWAIT | MSG_NOSIGNAL,
	    (struct sockaddr *)&address, sizeof(address));
}

void
bell_quiet(const struct bell *bell)
{
	char byte;

	while (recv(bell->fd, &byte, 1, MSG_DONTWAIT) >= 0)
		continue;
}
