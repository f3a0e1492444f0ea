/* Doorbells between children. */
#include "shm/bell.h"

#include <errno.h>
#include <fcntl.h>
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
	    "/proc/self/fd/%d/" INSTANCE_BELL "%u", dir_fd, (unsigned)row);
}

void
bell_remove(int dir_fd, uint32_t row)
{
	char name[BELL_NAME_SIZE];

	(void)snprintf(name, sizeof(name), INSTANCE_BELL "%u", (unsigned)row);
	(void)unlinkat(dir_fd, name, 0);
}

/* A socket with the row's name in the directory, or -1 with errno. */
static int
bell_bind(int dir_fd, uint32_t row)
{
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	struct sockaddr_un address;
	int saved;

	if (fd == -1)
		return -1;
	/* Left by a killed child: the row is ours now, and so is the name. */
	bell_remove(dir_fd, row);
	bell_address(&address, dir_fd, row);
	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) == 0)
		return fd;
	saved = errno;
	(void)close(fd);
	errno = saved;
	return -1;
}

bool
bell_open(struct bell *bell, struct place *place, uint32_t row)
{
	place_follow(place);
	bell->place = place;
	bell->seen = place->seen;
	bell->row = row;
	bell->fd = bell_bind(place->fd, row);
	return bell->fd != -1;
}

bool
bell_renew(struct bell *bell)
{
	int fd;

	place_follow(bell->place);
	if (bell->fd == -1 || bell->seen == bell->place->seen)
		return false;
	fd = bell_bind(bell->place->fd, bell->row);
	if (fd == -1)
		return false;
	(void)dup3(fd, bell->fd, O_CLOEXEC);
	(void)close(fd);
	bell->seen = bell->place->seen;
	return true;
}

void
bell_close(struct bell *bell)
{
	if (bell->fd == -1)
		return;
	bell_remove(bell->place->fd, bell->row);
	(void)close(bell->fd);
	bell->fd = -1;
}

void
bell_ring(const struct bell *bell, uint32_t row)
{
	struct sockaddr_un address;

	if (bell->fd == -1)
		return;
	place_follow(bell->place);
	bell_address(&address, bell->place->fd, row);
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
