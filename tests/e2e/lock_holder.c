/* lock_holder SEGMENT PID: has the lock say that it is that process's, as if
 * that were stopped with it in hand, and stops; continued, it gives it back. */
#include <fcntl.h>
#include <linux/futex.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "shm/table.h"

int
main(int argc, char **argv)
{
	struct table_header *header;
	struct stat status;
	uint32_t nobody;
	int fd;

	fd = argc == 3 ? shm_open(argv[1], O_RDWR, 0) : -1;
	if (fd == -1 || fstat(fd, &status) != 0)
		return 1;
	header = mmap(NULL, (size_t)status.st_size, PROT_READ | PROT_WRITE,
	    MAP_SHARED, fd, 0);
	if (header == MAP_FAILED)
		return 1;
	do
		nobody = 0;
	while (!atomic_compare_exchange_weak(&header->lock, &nobody,
	    (uint32_t)atoi(argv[2])));
	puts("held");
	(void)fflush(stdout);
	(void)raise(SIGSTOP);
	atomic_store(&header->lock, 0);
	return (int)syscall(SYS_futex, &header->lock, FUTEX_WAKE, 1, NULL,
	    NULL, 0) < 0;
}
