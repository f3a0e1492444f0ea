/* Following the instance's directory. */
#include "shm/place.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int
place_open(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct stat status;

	if (fd == -1 || (fstat(fd, &status) == 0 &&
	    status.st_uid == geteuid() && (status.st_mode & 07777) == 0700))
		return fd;
	(void)close(fd);
	return -1;
}

void
place_follow(struct place *place)
{
	char dir[INSTANCE_PATH_SIZE];
	uint32_t now;
	int fd;

	if (place->table == NULL)
		return;
	now = atomic_load(&place->table->header->place);
	if (now == place->seen || !table_place(place->table, dir))
		return;
	fd = place_open(dir);
	if (fd == -1)
		return;
	(void)dup3(fd, place->fd, O_CLOEXEC);
	(void)close(fd);
	place->seen = now;
}
