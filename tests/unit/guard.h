/*
 * Bytes that end right before a page nobody may touch: a parser that reads
 * one byte too many dies of it.
 */
#ifndef TESTS_UNIT_GUARD_H
#define TESTS_UNIT_GUARD_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct guard {
	void *map;
	size_t size;
	char *bytes;	/* the copy */
};

static inline struct guard
guard_copy(const void *bytes, size_t len)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	struct guard guard;

	guard.size = (len / page + 2) * page;
	guard.map = mmap(NULL, guard.size, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (guard.map == MAP_FAILED || mprotect((char *)guard.map +
	    guard.size - page, page, PROT_NONE) != 0)
		abort();
	guard.bytes = (char *)guard.map + guard.size - page - len;
	if (len > 0)
		memcpy(guard.bytes, bytes, len);
	return guard;
}

static inline void
guard_free(struct guard *guard)
{
	(void)munmap(guard->map, guard->size);
}

#endif
