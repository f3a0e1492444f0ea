/* Between the journal*.c files only: what is where in a cell. */
#ifndef SHM_JOURNAL_PRIVATE_H
#define SHM_JOURNAL_PRIVATE_H

#include "shm/journal.h"

/* A record as it lies in a cell behind the state. */
struct journal_layout {
	uint64_t check;
	uint64_t tail_check;
	uint64_t tail_at;	/* word of the tail */
	uint32_t text_len;	/* of text */
	uint32_t tail_len;	/* bytes in the tail */
	struct feed_head head;
	unsigned char text[JOURNAL_TEXT_SIZE];
};

_Static_assert(sizeof(struct journal_layout) ==
    8 * (JOURNAL_CELL_WORDS - 1), "a record fills its cell");
_Static_assert(sizeof(struct journal_cell) == 8 * JOURNAL_CELL_WORDS,
    "a cell is a cell");
_Static_assert(JOURNAL_TEXT_SIZE >= NAME_SIZE + ADDRESS_SIZE + FEED_NOTE_MAX,
    "a record's texts fit into its cell");

/* No server ever gets so far between two looks: somebody scribbled. */
#define JOURNAL_LEAP	(UINT64_C(1) << 36)

#define JOURNAL_BUSY(number)	(2 * (number) + 1)
#define JOURNAL_WHOLE(number)	(2 * (number) + 2)

/* Over so many words, begun with seed; not secret, only unlikely. */
static inline uint64_t
journal_check(uint64_t seed, const uint64_t *words, size_t count)
{
	const uint64_t odd = UINT64_C(0x9e3779b97f4a7c15);
	uint64_t a = seed * odd + 1, b = ~seed;
	size_t i;

	/* Two sums that do not wait for each other. */
	for (i = 0; i + 1 < count; i += 2) {
		a = (a ^ words[i]) * odd;
		a ^= a >> 29;
		b = (b ^ words[i + 1]) * odd;
		b ^= b >> 31;
	}
	if (i < count)
		a = (a ^ words[i]) * odd;
	a ^= b * odd + count;
	return a ^ a >> 32;
}

/* One of a writer's lanes, and what it is taken from. */
struct journal_track {
	struct journal_lane *lane;
	_Atomic uint64_t *hand;
	uint64_t pages;
	uint32_t page_units;	/* cells or words */
};

/* journal_lane.c: so many units that follow each other, no more than the track
 * has. */
uint32_t journal_lane_take(const struct journal_track *track, uint32_t units);

/* The state of the number's cell, and which that is: 0 while the index does
 * not know of it, UINT64_MAX when it knows a later number in its place. */
static inline uint64_t
journal_state(const struct journal *journal, uint64_t number,
    const struct journal_cell **cell)
{
	uint64_t entry = atomic_load_explicit(&journal->index[number &
	    journal->index_mask], memory_order_acquire);
	uint64_t at = entry & ((UINT64_C(1) << JOURNAL_CELL_BITS) - 1);

	*cell = &journal->cells[at < journal->cell_count ? at : 0];
	if (entry >> JOURNAL_CELL_BITS != number + 1)
		return entry >> JOURNAL_CELL_BITS > number + 1 ? UINT64_MAX :
		    0;
	return atomic_load_explicit(&(*cell)->state, memory_order_acquire);
}

/* How many words of a cell a record with so much text uses, check aside. */
static inline size_t
journal_used_words(uint32_t text_len)
{
	return offsetof(struct journal_layout, text) / 8 - 1 +
	    (text_len + 7) / 8;
}

#endif
