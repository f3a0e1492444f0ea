/* Doorbells between children. */
#include "shm/bell.h"

#include <errno.h>
#include <sys/eventfd.h>
#include <unistd.h>

bool
bells_open(struct bells *bells)
{
	int i;

	for (i = 0; i < BELL_COUNT; i++)
		bells->fds[i] = -1;
	for (i = 0; i < BELL_COUNT; i++) {
		bells->fds[i] = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
		if (bells->fds[i] == -1) {
			bells_close(bells);
			return false;
		}
	}
	return true;
}

void
bells_close(struct bells *bells)
{
	int i;

	for (i = 0; i < BELL_COUNT; i++) {
		if (bells->fds[i] != -1)
			(void)close(bells->fds[i]);
		bells->fds[i] = -1;
	}
}

int
bell_fd(const struct bells *bells, uint32_t row)
{
	return bells->fds[row % BELL_COUNT];
}

bell_set
bell_of(uint32_t row)
{
	return (bell_set)1 << row % BELL_COUNT;
}

static void
bell_ring(int fd)
{
	uint64_t count = 1;

	if (write(fd, &count, sizeof(count)) != -1 || errno != EAGAIN)
		return;
	/* Rung 2^64 times, or a child wrote something else: begin anew. */
	(void)!read(fd, &count, sizeof(count));
	count = 1;
	(void)!write(fd, &count, sizeof(count));
}

void
bells_ring(const struct bells *bells, bell_set set)
{
	int i;

	for (i = 0; i < BELL_COUNT; i++)
		if (set & (bell_set)1 << i)
			bell_ring(bells->fds[i]);
}
