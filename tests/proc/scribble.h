/*
 * A process that has gone mad: it has the table's segment as a child of the
 * server has it, and writes into a part of it whatever comes to its mind.
 */
#ifndef TESTS_PROC_SCRIBBLE_H
#define TESTS_PROC_SCRIBBLE_H

#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#include "shm/table_private.h"

struct zone {
	const char *name;
	uint64_t at;
	uint64_t size;
};

#define ZONES 10

/* Every word of the segment is in one of them. */
static inline void
zones_fill(const struct table *table, struct zone zones[ZONES])
{
	const struct table_facts *facts = &table->facts;
	struct table_layout layout = table_layout(facts->rows,
	    facts->journal_mib);
	const uint64_t numbers = offsetof(struct table_header, accepted),
	    lock = offsetof(struct table_header, lock),
	    ring = layout.journal_at, chat = facts->area_offset[LAB_CHAT],
	    order = facts->area_offset[LAB_ORDER],
	    body = facts->size - journal_body_size(facts->journal_mib);
	const struct zone all[ZONES] = {
		{ "facts", 0, numbers },
		{ "numbers", numbers, lock - numbers },
		{ "lock", lock, layout.buckets_at - lock },
		{ "names", layout.buckets_at, ring - layout.buckets_at },
		{ "ring", ring, JOURNAL_PAGE },
		{ "record index", ring + JOURNAL_PAGE,
		    layout.rows_at - ring - JOURNAL_PAGE },
		{ "rows", layout.rows_at, layout.areas_at - layout.rows_at },
		{ "order", order, facts->area_size[LAB_ORDER] },
		{ "chat", chat, facts->area_size[LAB_CHAT] },
		{ "records", body, facts->size - body },
	};

	memcpy(zones, all, sizeof(all));
}

/* Writable, as a child has it; NULL with errno. */
static inline char *
scribble_map(const struct instance *instance, uint64_t size)
{
	int fd = shm_open(instance->shm_name, O_RDWR, 0);
	void *map = fd == -1 ? MAP_FAILED : mmap(NULL, size,
	    PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	if (fd != -1)
		(void)close(fd);
	return map == MAP_FAILED ? NULL : map;
}

/* SplitMix64: the same for the same seed, wherever it runs. */
static inline uint64_t
scribble_next(uint64_t *seed)
{
	uint64_t z = *seed += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* What sizes, numbers, states, pids and pointers might be taken for. */
static inline uint64_t
scribble_value(uint64_t *seed, uint64_t before)
{
	static const uint64_t chosen[] = { 0, 1, 2, UINT64_MAX, 0x7fffffff,
	    0x80000000, 0x40000000, 0xffffffff, UINT64_C(1) << 63,
	    UINT64_C(0x7fff00000000), 0x8000000080000000, 4096, 255 };
	uint64_t random = scribble_next(seed);

	switch (random % 6) {
	case 0:
		return scribble_next(seed);
	case 1:
		return scribble_next(seed) % 2048;
	case 2:
		return before ^ UINT64_C(1) << (random >> 8) % 64;
	case 3:
		return before + random % 64 - 32;
	default:
		return chosen[(random >> 8) % (sizeof(chosen) /
		    sizeof(chosen[0]))];
	}
}

/* One word; what is small, or at the beginning, is met more often. */
static inline void
scribble_once(char *map, const struct zone *zone, uint64_t *seed)
{
	uint64_t random = scribble_next(seed);
	uint64_t near = random % 2 == 0 && zone->size > 16384 ? 16384 :
	    zone->size;
	char *at = map + zone->at + (random >> 8) % near / 8 * 8;
	uint64_t value;

	if (random % 16 < 4) {
		*(_Atomic uint32_t *)at = (uint32_t)scribble_value(seed,
		    *(_Atomic uint32_t *)at);
		return;
	}
	value = scribble_value(seed, *(_Atomic uint64_t *)at);
	*(_Atomic uint64_t *)at = value;
}

/* Until it is killed, and not all the time: others work meanwhile. */
static inline _Noreturn void
scribble(char *map, const struct zone *zone, uint64_t seed)
{
	const struct timespec nap = { 0, 100000 };
	int i;

	for (;;) {
		for (i = 0; i < 500; i++)
			scribble_once(map, zone, &seed);
		(void)nanosleep(&nap, NULL);
	}
}

#endif
