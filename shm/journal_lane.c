/* The journal: which cells, and which words, a writer uses. */
#include "shm/journal_private.h"

#include <string.h>

#define RUN_PAGES_MAX	256

void
journal_lane_init(struct journal *journal)
{
	memset(journal->lanes, 0, sizeof(journal->lanes));
}

void
journal_lane_roam(struct journal *journal)
{
	int track;

	for (track = 0; track < JOURNAL_TRACKS; track++)
		journal->lanes[track].roams = true;
}

/* How many pages all have taken since this run was. */
static uint64_t
lane_age(const struct journal_track *track, uint32_t run)
{
	return atomic_load_explicit(track->hand, memory_order_relaxed) -
	    track->lane->runs[run].taken;
}

static void
lane_use(const struct journal_track *track, uint32_t run)
{
	struct journal_lane *lane = track->lane;
	const struct journal_run *used = &lane->runs[run];

	lane->current = run;
	lane->next = used->first * track->page_units;
	lane->end = lane->next + used->pages * track->page_units;
}

/* The first of `least` pages from the hand on; a run does not go over the
 * end, and up to `most` are taken. */
static void
run_take(const struct journal_track *track, uint64_t least, uint64_t most,
    struct journal_run *run)
{
	uint64_t hand = atomic_load(track->hand), from, pages, left;

	do {
		/* Whatever was scribbled there: what follows must not
		 * overflow, or the run would go over the end. */
		from = hand & (UINT64_MAX >> 1);
		left = track->pages - from % track->pages;
		run->taken = left < least ? from + left : from;
		if (left < least)
			left = track->pages;
		pages = most < left ? most : left;
	} while (!atomic_compare_exchange_weak(track->hand, &hand,
	    run->taken + pages));
	run->first = (uint32_t)(run->taken % track->pages);
	run->pages = (uint32_t)pages;
}

/* Twice as many pages as the last time. */
static void
lane_extend(const struct journal_track *track, uint64_t least)
{
	struct journal_lane *lane = track->lane;
	uint64_t most = UINT64_C(1) << lane->run_count;

	if (most > RUN_PAGES_MAX)
		most = RUN_PAGES_MAX;
	if (most < least)
		most = least;
	run_take(track, least, most, &lane->runs[lane->run_count]);
	lane->pages += lane->runs[lane->run_count].pages;
	lane_use(track, lane->run_count++);
}

static void
lane_forget(struct journal_lane *lane, uint32_t count)
{
	uint32_t run;

	for (run = 0; run < count; run++)
		lane->pages -= lane->runs[run].pages;
	lane->run_count -= count;
	/* Where that was forgotten, the first is the next. */
	lane->current = lane->current < count ? lane->run_count - 1 :
	    lane->current - count;
	memmove(lane->runs, lane->runs + count,
	    lane->run_count * sizeof(lane->runs[0]));
}

/* Those whose pages the hand has given to others since; what was taken first
 * stands first. */
static void
lane_forget_lost(const struct journal_track *track)
{
	uint32_t lost = 0;

	while (lost < track->lane->run_count &&
	    lane_age(track, lost) > track->pages)
		lost++;
	lane_forget(track->lane, lost);
}

/* The next of its runs, but for those that are too short. */
static bool
lane_again(const struct journal_track *track, uint64_t least)
{
	struct journal_lane *lane = track->lane;
	uint32_t i, run;

	for (i = 1; i <= lane->run_count; i++) {
		run = (lane->current + i) % lane->run_count;
		if (lane->runs[run].pages >= least) {
			lane_use(track, run);
			return true;
		}
	}
	return false;
}

/* A run is full.  While there is much that nobody has taken since its first
 * one, a writer takes more, so that a lone one has half of all; then its next
 * one is used again, so that many do not chase each other round. */
static void
lane_turn(const struct journal_track *track, uint64_t least)
{
	struct journal_lane *lane = track->lane;
	bool more;

	if (lane->roams)
		lane->run_count = lane->pages = 0;
	lane_forget_lost(track);
	more = lane->run_count == 0 || (lane->run_count < JOURNAL_RUNS &&
	    lane_age(track, 0) < track->pages / 2);
	if (!more && lane_again(track, least))
		return;
	if (lane->run_count == JOURNAL_RUNS)
		lane_forget(lane, 1);
	lane_extend(track, least);
}

uint32_t
journal_lane_take(const struct journal_track *track, uint32_t units)
{
	struct journal_lane *lane = track->lane;
	uint32_t at;

	if (lane->end - lane->next < units)
		lane_turn(track, (units + track->page_units - 1) /
		    track->page_units);
	at = lane->next;
	lane->next += units;
	return at;
}
