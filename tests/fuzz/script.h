/*
 * What the fuzz targets of shm/ are made of: an input that is read as a script
 * of steps, and a table in this process's own memory, over which a step may
 * write as a child that has gone mad writes over the real one.
 */
#ifndef TESTS_FUZZ_SCRIPT_H
#define TESTS_FUZZ_SCRIPT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "shm/table_private.h"

#define SCRIPT_CLIENTS	4
#define SCRIPT_ROWS	8
#define SCRIPT_LARGE	(4u << 20)

struct script {
	const uint8_t *at;
	size_t left;
};

static inline void
must(bool holds)
{
	if (!holds)
		abort();
}

/* The next number of so many bytes; what is missing is 0. */
static inline uint64_t
script_take(struct script *script, unsigned bytes)
{
	uint64_t number = 0;

	while (bytes-- > 0 && script->left > 0) {
		number = number << 8 | *script->at++;
		script->left--;
	}
	return number;
}

/* The next text, of up to `most` bytes: a length and the bytes. */
static inline const char *
script_text(struct script *script, size_t most, size_t *len)
{
	const char *text = (const char *)script->at;

	*len = script_take(script, 1) * (most > 255 ? 4 : 1);
	if (*len > script->left)
		*len = script->left;
	if (*len > most)
		*len = most;
	if (script->left > 0 || *len > 0)
		text++;
	script->at += *len;
	script->left -= *len;
	return text;
}

/* One word of the memory becomes what numbers, links and states might be
 * taken for.  Half of the time it is one near the beginning. */
static inline void
script_scribble(struct script *script, void *memory, size_t size)
{
	static const uint64_t chosen[] = { 0, 1, 2, UINT64_MAX, 0x7fffffff,
	    0x80000000, 0xffffffff, UINT64_C(1) << 63, 255, UINT64_MAX - 1,
	    UINT64_MAX / 2, 0x100000001 };
	unsigned kind = (unsigned)script_take(script, 1);
	size_t word = script_take(script, kind % 2 == 0 ? 1 : 3) % (size / 8);
	_Atomic uint64_t *at = (_Atomic uint64_t *)memory + word;

	switch (kind / 2 % 4) {
	case 0:
		*at = script_take(script, 8);
		break;
	case 1:
		*at = chosen[kind / 8 % (sizeof(chosen) / sizeof(chosen[0]))];
		break;
	case 2:
		*at += (uint64_t)(int64_t)(int8_t)script_take(script, 1);
		break;
	default:
		*at ^= UINT64_C(1) << script_take(script, 1) % 64;
		break;
	}
}

static inline void *
script_memory(size_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE |
	    MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	must(memory != MAP_FAILED);
	return memory;
}

/* Zero again: of much memory only the pages that were touched. */
static inline void
script_forget(void *memory, size_t size)
{
	if (size > SCRIPT_LARGE)
		must(madvise(memory, size, MADV_DONTNEED) == 0);
	else
		memset(memory, 0, size);
}

/* A table without journal, and with one lab's area.  Made once; later it is
 * empty again. */
static inline void
script_table(struct table *table, unsigned lab, uint64_t area_size)
{
	struct table_facts *facts = &table->facts;
	struct table_layout layout = table_layout(SCRIPT_ROWS, 0);

	if (table->header != NULL) {
		script_forget(table->header, table->size);
		atomic_store(&table->header->high_water, SCRIPT_ROWS);
		return;
	}
	facts->rows = SCRIPT_ROWS;
	facts->buckets = layout.buckets;
	facts->max_clients = SCRIPT_CLIENTS;
	facts->generation = 12080;
	facts->area_offset[lab] = layout.areas_at;
	facts->area_size[lab] = area_size;
	table->size = facts->size = (layout.areas_at + area_size + 4095) /
	    4096 * 4096;
	table->header = script_memory(table->size);
	table_point(table, &layout);
	atomic_store(&table->header->high_water, SCRIPT_ROWS);
	lock_init();
}

#endif
