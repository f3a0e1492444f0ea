/* The journal: which cells a writer uses. */
#include "shm/journal_private.h"

#include <string.h>

void
journal_lane_init(struct journal *journal, const _Atomic uint64_t *writers)
{
	memset(&journal->lane, 0, sizeof(journal->lane));
	journal->lane.writers = writers;
}

static uint64_t
lane_pages(const struct journal *journal)
{
	return journal->cell_count / JOURNAL_PAGE_CELLS;
}

/* A lone writer has all there is; where others write, too, as much is left for
 * those that are still to come. */
static uint64_t
lane_share(const struct journal *journal)
{
	uint64_t pages = lane_pages(journal), writers;

	if (journal->lane.writers == NULL)
		return pages;
	writers = atomic_load_explicit(journal->lane.writers,
	    memory_order_relaxed);
	pages /= writers + 1;
	return pages < 2 ? 2 : pages;
}

static void
lane_use(struct journal_lane *lane, uint32_t run)
{
	const struct journal_run *used = &lane->runs[run];

	lane->current = run;
	lane->cell = used->first * JOURNAL_PAGE_CELLS;
	lane->end = lane->cell + used->pages * JOURNAL_PAGE_CELLS;
}

/* So many pages more, or fewer: a run does not go over the end. */
static void
lane_extend(struct journal *journal, uint64_t most)
{
	struct journal_lane *lane = &journal->lane;
	struct journal_run *run = &lane->runs[lane->run_count];
	uint64_t all = lane_pages(journal), pages;

	if (most > UINT64_C(1) << lane->run_count)
		most = UINT64_C(1) << lane->run_count;
	run->taken = atomic_load(&journal->ring->hand);
	do {
		run->first = (uint32_t)(run->taken % all);
		pages = most < all - run->first ? most : all - run->first;
	} while (!atomic_compare_exchange_weak(&journal->ring->hand,
	    &run->taken, run->taken + pages));
	run->pages = (uint32_t)pages;
	lane->pages += run->pages;
	lane_use(lane, lane->run_count++);
}

/* The hand has come round: others have pages of it now. */
static bool
lane_lost(const struct journal *journal, const struct journal_run *run)
{
	return atomic_load_explicit(&journal->ring->hand,
	    memory_order_relaxed) - run->taken > lane_pages(journal);
}

static void
lane_forget(struct journal_lane *lane, uint32_t run)
{
	lane->pages -= lane->runs[run].pages;
	lane->run_count--;
	memmove(&lane->runs[run], &lane->runs[run + 1],
	    (lane->run_count - run) * sizeof(lane->runs[0]));
}

/* A run is full: one more while that is its share, else its oldest. */
static void
lane_turn(struct journal *journal)
{
	struct journal_lane *lane = &journal->lane;
	uint64_t share = lane_share(journal);
	uint32_t oldest;

	while (lane->pages >= share || lane->run_count == JOURNAL_RUNS) {
		oldest = (lane->current + 1) % lane->run_count;
		if (!lane_lost(journal, &lane->runs[oldest])) {
			lane_use(lane, oldest);
			return;
		}
		lane_forget(lane, oldest);
		lane->current = lane->run_count == 0 ? 0 :
		    (oldest + lane->run_count - 1) % lane->run_count;
	}
	lane_extend(journal, share - lane->pages);
}

uint32_t
journal_lane_cell(struct journal *journal)
{
	struct journal_lane *lane = &journal->lane;

	if (lane->cell == lane->end)
		lane_turn(journal);
	return lane->cell++;
}
