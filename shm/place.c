/* The instance's directory. */
#include "shm/place.h"

#include <fcntl.h>
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

bool
place_moved(const struct place *place)
{
	return place->table != NULL &&
	    atomic_load(&place->table->header->place) != place->seen;
}
