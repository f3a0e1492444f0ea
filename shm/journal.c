/* The journal: where it lies, and who sleeps. */
#include "shm/journal_private.h"

#include <linux/futex.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/when.h"

#define MIB_BYTES	(1024 * (size_t)1024)

/* A quarter is for what does not fit into cells: the greatest power of two
 * that is no more. */
static uint64_t
tail_words(unsigned mib)
{
	uint64_t words = 1;

	while (2 * words * sizeof(uint64_t) <= mib * MIB_BYTES / 4)
		words *= 2;
	return words;
}

/* The least power of two that is no less. */
static uint64_t
index_size(uint64_t cells)
{
	uint64_t size = 1;

	while (size < cells)
		size *= 2;
	return size;
}

/* All of mib but the tail is for cells and the index. */
static uint64_t
cell_bytes(unsigned mib)
{
	return mib * MIB_BYTES - tail_words(mib) * sizeof(uint64_t);
}

size_t
journal_head_size(unsigned mib)
{
	return JOURNAL_PAGE + sizeof(uint64_t) *
	    index_size(cell_bytes(mib) / sizeof(struct journal_cell));
}

size_t
journal_body_size(unsigned mib)
{
	return JOURNAL_PAGE + mib * MIB_BYTES - journal_head_size(mib);
}

void
journal_open(struct journal *journal, void *head, void *body, unsigned mib)
{
	uint64_t words = tail_words(mib), left = cell_bytes(mib), index;

	index = index_size(left / sizeof(struct journal_cell));
	left -= index * sizeof(uint64_t);
	memset(journal, 0, sizeof(*journal));
	journal->ring = head;
	/* Next to the ring, which every writer touches as well. */
	journal->index = (_Atomic uint64_t *)((char *)head + JOURNAL_PAGE);
	journal->index_mask = index - 1;
	journal->cells = body;
	journal->cell_count = left / JOURNAL_PAGE * JOURNAL_PAGE_CELLS;
	journal->tail = (_Atomic uint64_t *)(journal->cells +
	    journal->cell_count);
	journal->tail_mask = words - 1;
}

/* A reader's place goes on, and not beyond the end. */
static void
guard_place(struct journal_place *place, uint64_t *seen, uint64_t end)
{
	uint64_t next = atomic_load(&place->next);

	if (next < *seen || next > end)
		atomic_store(&place->next, *seen);
	else
		*seen = next;
}

/* Pages that were given to a writer are not given again before their turn. */
static void
guard_hand(_Atomic uint64_t *hand, uint64_t *seen)
{
	uint64_t now = atomic_load(hand);

	if (now < *seen || now - *seen > JOURNAL_LEAP)
		atomic_store(hand, *seen);
	else
		*seen = now;
}

void
journal_again(struct journal *journal, const struct journal_seen *seen)
{
	atomic_store(&journal->ring->next, seen->next + journal->cell_count);
}

void
journal_guard(struct journal *journal, struct journal_seen *seen)
{
	uint64_t word = atomic_load(&journal->ring->next);
	uint64_t next = JOURNAL_NUMBER(word);
	uint64_t before = JOURNAL_NUMBER(seen->next);
	int i;

	if (next < before || next - before > JOURNAL_LEAP) {
		journal_again(journal, seen);
		word = atomic_load(&journal->ring->next);
	}
	seen->next = word;
	for (i = 0; i < JOURNAL_READERS; i++)
		guard_place(&journal->ring->places[i], &seen->places[i],
		    JOURNAL_NUMBER(word));
	for (i = 0; i < JOURNAL_TRACKS; i++)
		guard_hand(&journal->ring->hands[i], &seen->hands[i]);
}

uint64_t
journal_next(const struct journal *journal)
{
	return JOURNAL_NUMBER(atomic_load_explicit(&journal->ring->next,
	    memory_order_acquire));
}

/* Both numbers out of one word: another may just be taken. */
bool
journal_at_end(const struct journal_reader *reader, uint32_t *fed)
{
	uint64_t word = atomic_load_explicit(&reader->journal->ring->next,
	    memory_order_acquire);

	*fed = JOURNAL_FED(word);
	return JOURNAL_NUMBER(word) == reader->next;
}

uint64_t
journal_behind(const struct journal_reader *reader)
{
	uint64_t next = journal_next(reader->journal);

	return next > reader->next ? next - reader->next : 0;
}

void
journal_wait(struct journal *journal, enum journal_reader_id id,
    const struct journal_reader *reader, int64_t timeout_ns)
{
	_Atomic uint32_t *sleeps = &journal->ring->places[id].sleeps;
	struct timespec timeout = { timeout_ns / NS_PER_S,
	    timeout_ns % NS_PER_S };

	atomic_store(sleeps, 1);
	/* A writer looks at `sleeps` after it has made its record whole. */
	if (journal_behind(reader) == 0)
		(void)syscall(SYS_futex, sleeps, FUTEX_WAIT, 1, &timeout,
		    NULL, 0);
	atomic_store(sleeps, 0);
}

void
journal_wake(struct journal *journal, enum journal_reader_id id)
{
	_Atomic uint32_t *sleeps = &journal->ring->places[id].sleeps;

	if (atomic_load(sleeps) != 0 &&
	    atomic_exchange(sleeps, 0) != 0)
		(void)syscall(SYS_futex, sleeps, FUTEX_WAKE, 1, NULL, NULL,
		    0);
}
