/* Memory that ends where a page begins that may not be touched: for tests and
 * the fuzz targets' driver. */
#ifndef TESTS_UNIT_GUARD_H
#define TESTS_UNIT_GUARD_H

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Whole pages for len bytes, and one more that may not be touched. */
static inline size_t
unit_guard_span(size_t len)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	return (len + page - 1) / page * page + page;
}

/* Maps that were given back, full of what nobody put there, for the next of
 * the same span: making one anew costs more than most tests do. */
#define UNIT_GUARD_KEPT	64
static inline unsigned char **
unit_guard_kept(size_t span)
{
	static unsigned char *kept[UNIT_GUARD_KEPT];
	size_t at = span / (size_t)sysconf(_SC_PAGESIZE);

	return at < UNIT_GUARD_KEPT ? &kept[at] : NULL;
}

static inline unsigned char *
unit_guard_map(size_t span)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	unsigned char **kept = unit_guard_kept(span), *map;

	if (kept != NULL && *kept != NULL) {
		map = *kept;
		*kept = NULL;
		return map;
	}
	map = mmap(NULL, span, PROT_READ | PROT_WRITE, MAP_PRIVATE |
	    MAP_ANONYMOUS, -1, 0);
	if (map != MAP_FAILED && mprotect(map + span - page, page,
	    PROT_NONE) != 0)
		return MAP_FAILED;
	return map;
}

/*
 * A copy of len bytes that ends where a page begins that may not be touched:
 * reading or writing one byte too many is a fault, with any compiler.  bytes
 * may be NULL: then the memory is zero.  Give it back with the same len.
 */
static inline void *
unit_guard_copy(const void *bytes, size_t len)
{
	size_t span = unit_guard_span(len);
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	unsigned char *map = unit_guard_map(span);

	if (map == MAP_FAILED)
		abort();
	map += span - page - len;
	if (bytes != NULL && len > 0)
		memcpy(map, bytes, len);
	else
		memset(map, 0, len);
	return map;
}

static inline void
unit_guard_free(void *copy, size_t len)
{
	size_t span = unit_guard_span(len);
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	unsigned char *map = (unsigned char *)copy + len + page - span;
	unsigned char **kept = unit_guard_kept(span);

	if (kept == NULL || *kept != NULL) {
		(void)munmap(map, span);
		return;
	}
	memset(copy, 0xa5, len);
	*kept = map;
}

#endif
