/*
 * Rows: written by one owner, read by anyone, without a lock.
 *
 * The words are relaxed atomics between two fences, so a torn copy is
 * possible but never undefined, and the counter tells.
 */
#include "shm/table.h"

#include <string.h>

/* A writer needs about 100 ns; one that was stopped or killed in there is
 * not worth waiting for. */
#define READ_TRIES 1000

void
row_publish(struct table *table, uint32_t index, const struct row_data *data)
{
	struct row *row = &table->rows[index];
	uint64_t words[ROW_WORDS];
	uint32_t seq;
	size_t i;

	memcpy(words, data, sizeof(words));
	/* A former owner may have been killed in mid-write: odd is fine. */
	seq = atomic_load_explicit(&row->seq, memory_order_relaxed) | 1u;
	atomic_store_explicit(&row->seq, seq, memory_order_relaxed);
	atomic_thread_fence(memory_order_release);
	for (i = 0; i < ROW_WORDS; i++)
		atomic_store_explicit(&row->words[i], words[i],
		    memory_order_relaxed);
	atomic_store_explicit(&row->seq, seq + 1, memory_order_release);
}

void
row_mischief_set(struct table *table, uint32_t index,
    const uint64_t words[MISCHIEF_WORDS])
{
	struct row *row = &table->rows[index];
	size_t i;

	for (i = 0; i < MISCHIEF_WORDS; i++)
		atomic_store_explicit(&row->mischief[i], words[i],
		    memory_order_relaxed);
}

static void
row_terminate(struct row_data *data)
{
	data->name[NAME_MAX_BYTES] = '\0';
	data->peer[sizeof(data->peer) - 1] = '\0';
	data->last_message[sizeof(data->last_message) - 1] = '\0';
}

bool
row_read(const struct table *table, uint32_t index, struct row_data *data)
{
	const struct row *row = &table->rows[index];
	uint64_t words[ROW_WORDS];
	uint32_t before, after;
	int tries;
	size_t i;

	for (tries = 0; tries < READ_TRIES; tries++) {
		before = atomic_load_explicit(&row->seq,
		    memory_order_acquire);
		for (i = 0; i < ROW_WORDS; i++)
			words[i] = atomic_load_explicit(&row->words[i],
			    memory_order_relaxed);
		atomic_thread_fence(memory_order_acquire);
		after = atomic_load_explicit(&row->seq,
		    memory_order_relaxed);
		if (before == after && (before & 1u) == 0)
			break;
	}
	memcpy(data, words, sizeof(words));
	row_mischief(table, index, data->mischief);
	row_terminate(data);
	return tries < READ_TRIES;
}

void
table_leave(struct table *table, uint32_t index)
{
	struct table_header *header = table->header;
	uint32_t at = atomic_fetch_add(&header->leaving_count, 1);

	atomic_store(&header->leaving[at % LEAVING_MAX], index + 1);
}

int64_t
table_left(const struct table *table, uint32_t *seen)
{
	const struct table_header *header = table->header;
	uint32_t count = atomic_load(&header->leaving_count), row;

	if (count - *seen > LEAVING_MAX)
		*seen = count - LEAVING_MAX;
	while (*seen != count) {
		row = atomic_load(&header->leaving[(*seen)++ % LEAVING_MAX]);
		if (row != 0)
			return row - 1;
	}
	return -1;
}
