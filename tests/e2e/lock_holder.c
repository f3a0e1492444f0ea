/* lock_holder SEGMENT: takes the table's mutex, says so, and is stopped with
 * it in hand, as by a debugger; continued, it gives it back. */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shm/table.h"

int
main(int argc, char **argv)
{
	struct table_header *header;
	struct stat status;
	int fd;

	fd = argc == 2 ? shm_open(argv[1], O_RDWR, 0) : -1;
	if (fd == -1 || fstat(fd, &status) != 0)
		return 1;
	header = mmap(NULL, (size_t)status.st_size, PROT_READ | PROT_WRITE,
	    MAP_SHARED, fd, 0);
	if (header == MAP_FAILED || pthread_mutex_lock(&header->mutex) != 0)
		return 1;
	puts("held");
	(void)fflush(stdout);
	(void)raise(SIGSTOP);
	return pthread_mutex_unlock(&header->mutex);
}
