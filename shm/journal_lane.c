/* The journal: which cells a writer uses. */
#include "shm/journal_private.h"

#include <string.h>

#define RUN_PAGES_MAX	256

void
journal_lane_init(struct journal *journal)
{
	memset(&journal->lane, 0, sizeof(journal->lane));
}

static uint64_t
lane_pages(const struct journal *journal)
{
	return journal->cell_count / JOURNAL_PAGE_CELLS;
}

/* How many pages all have taken since this run was. */
static uint64_t
lane_age(const struct journal *journal, uint32_t run)
{
	return atomic_load_explicit(&journal->ring->hand,
	    memory_order_relaxed) - journal->lane.runs[run].taken;
}

static void
lane_use(struct journal_lane *lane, uint32_t run)
{
	const struct journal_run *used = &lane->runs[run];

	lane->current = run;
	lane->cell = used->first * JOURNAL_PAGE_CELLS;
	lane->end = lane->cell + used->pages * JOURNAL_PAGE_CELLS;
}

/* Twice as many pages as the last time, or fewer: a run does not go over the
 * end. */
static void
lane_extend(struct journal *journal)
{
	struct journal_lane *lane = &journal->lane;
	struct journal_run *run = &lane->runs[lane->run_count];
	uint64_t most = UINT64_C(1) << lane->run_count, pages;
	uint64_t all = lane_pages(journal);

	if (most > RUN_PAGES_MAX)
		most = RUN_PAGES_MAX;
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

/* Those whose pages the hand has given to others since; what was taken first
 * stands first. */
static void
lane_forget_lost(struct journal *journal)
{
	struct journal_lane *lane = &journal->lane;
	uint32_t lost = 0;

	while (lost < lane->run_count &&
	    lane_age(journal, lost) > lane_pages(journal))
		lane->pages -= lane->runs[lost++].pages;
	lane->run_count -= lost;
	lane->current = lane->current < lost ? lane->run_count :
	    lane->current - lost;
	memmove(lane->runs, lane->runs + lost,
	    lane->run_count * sizeof(lane->runs[0]));
}

/* A run is full.  While there is much that nobody has taken since its first
 * one, a writer takes more, so that a lone one has half of all; then its next
 * one is used again, so that many do not chase each other round. */
static void
lane_turn(struct journal *journal)
{
	struct journal_lane *lane = &journal->lane;

	lane_forget_lost(journal);
	if (lane->run_count == 0 || (lane->run_count < JOURNAL_RUNS &&
	    lane_age(journal, 0) < lane_pages(journal) / 2))
		lane_extend(journal);
	else
		lane_use(lane, lane->current + 1 < lane->run_count ?
		    lane->current + 1 : 0);
}

uint32_t
journal_lane_cell(struct journal *journal)
{
	struct journal_lane *lane = &journal->lane;

	if (lane->cell == lane->end)
		lane_turn(journal);
	return lane->cell++;
}
