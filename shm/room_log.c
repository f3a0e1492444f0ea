/* The room's log: entries in cells. */
#include "shm/room_private.h"

#include "shm/lock.h"

void
room_log_put_locked(struct table *table, struct room_area *area,
    const union room_raw *raw)
{
	uint64_t before = room_last(area), number;
	size_t count = room_cells_needed(&raw->head), i, word;
	struct room_cell *cell;

	lock_assert_held(table);
	for (i = 0; i < count; i++) {
		number = before + 1 + i;
		cell = room_cell(area, number);
		atomic_store_explicit(&cell->seq, 0, memory_order_relaxed);
		atomic_thread_fence(memory_order_release);
		for (word = 0; word < ROOM_CELL_WORDS; word++)
			atomic_store_explicit(&cell->words[word],
			    raw->words[i * ROOM_CELL_WORDS + word],
			    memory_order_relaxed);
		atomic_store_explicit(&cell->seq, 2 * number + (i == 0),
		    memory_order_release);
	}
	/* The commit.  What follows is made again from it by a repair. */
	atomic_store(&area->head, before + count);
	atomic_store(&area->broadcasts, raw->head.broadcasts);
}

/* One cell, if it is still the one with this seq. */
static bool
room_cell_copy(struct room_area *area, uint64_t number, bool first,
    uint64_t words[ROOM_CELL_WORDS])
{
	struct room_cell *cell = room_cell(area, number);
	uint64_t seq = 2 * number + first;
	size_t i;

	if (atomic_load_explicit(&cell->seq, memory_order_acquire) != seq)
		return false;
	for (i = 0; i < ROOM_CELL_WORDS; i++)
		words[i] = atomic_load_explicit(&cell->words[i],
		    memory_order_relaxed);
	atomic_thread_fence(memory_order_acquire);
	return atomic_load_explicit(&cell->seq, memory_order_relaxed) == seq;
}

bool
room_log_copy(struct room_area *area, uint64_t number, union room_raw *raw)
{
	size_t count, i;

	if (!room_cell_copy(area, number, true, raw->words) ||
	    raw->head.name_len > NAME_MAX_BYTES ||
	    raw->head.text_len > ROOM_TEXT_MAX)
		return false;
	count = room_cells_needed(&raw->head);
	for (i = 1; i < count; i++)
		if (!room_cell_copy(area, number + i, false,
		    raw->words + i * ROOM_CELL_WORDS))
			return false;
	return true;
}

bool
room_log_last_locked(const struct table *table, struct room_area *area,
    union room_raw *raw)
{
	uint64_t head = room_last(area), back;

	lock_assert_held(table);
	for (back = 0; back < ROOM_ENTRY_CELLS_MAX && back < head; back++)
		if (room_log_copy(area, head - back, raw))
			return room_cells_needed(&raw->head) == back + 1;
	return false;
}
