/* The snapshot: rows and totals, copied out of shared memory. */
#include "watch/watcher_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/when.h"
#include "wire/rule.h"

/* As long as the server shows a client that is gone. */
#define FADE_NS		(10 * NS_PER_S)

static bool
pile_reserve(struct row_pile *pile, uint32_t count)
{
	uint32_t size = pile->size < 64 ? 64 : pile->size;
	struct row_data *rows;
	bool *stale;

	if (count <= pile->size)
		return true;
	while (size < count)
		size *= 2;
	rows = realloc(pile->rows, size * sizeof(rows[0]));
	if (rows == NULL)
		return false;
	pile->rows = rows;
	stale = realloc(pile->stale, size * sizeof(stale[0]));
	if (stale == NULL)
		return false;
	pile->stale = stale;
	pile->size = size;
	return true;
}

/* What is counted by lab, and by reason, is shown as a sum. */
static void
snapshot_sums(const struct table_header *header, struct watch_totals *totals)
{
	const struct lab_total *lab;
	unsigned i;

	for (i = 0; i < LAB_COUNT; i++) {
		lab = &header->labs[i];
		totals->accepted += atomic_load(&header->accepted[i]);
		totals->messages_in += atomic_load(&lab->messages_in);
		totals->messages_out += atomic_load(&lab->messages_out);
		totals->bytes_in += atomic_load(&lab->bytes_in);
		totals->bytes_out += atomic_load(&lab->bytes_out);
		totals->faults += atomic_load(&lab->faults);
	}
	for (i = 0; i < REFUSAL_COUNT; i++)
		totals->refused += atomic_load(&header->refused[i]);
}

static void
snapshot_totals(struct watcher *watcher)
{
	const struct table_header *header = watcher->table.header;
	struct watch_totals *totals = &watcher->view.totals;
	unsigned rule;

	memset(totals, 0, sizeof(*totals));
	snapshot_sums(header, totals);
	watcher->view.judge_wall_ns = atomic_load(&header->judge_wall_ns);
	totals->active = atomic_load(&header->active);
	totals->peak = atomic_load(&header->peak);
	totals->crashed = atomic_load(&header->crashed);
	totals->gave_way = atomic_load(&header->gave_way);
	totals->left = atomic_load(&header->left);
	totals->feed_dropped = atomic_load(&header->feed_dropped);
	totals->log_dropped = atomic_load(&header->log_dropped);
	totals->lock_recoveries = atomic_load(&header->lock_recoveries);
	totals->not_ok = 0;
	for (rule = 0; rule < RULE_COUNT; rule++)
		totals->not_ok += table_verdicts(&watcher->table, rule, false);
}

/* A time that no clock says was scribbled: who reckons with it would overflow.
 * False when it was one. */
static bool
time_good(int64_t *ns)
{
	if (*ns >= 0 && *ns <= INT64_MAX / 2)
		return true;
	*ns = 0;
	return false;
}

static bool
row_times_good(struct row_data *row)
{
	int64_t *const times[] = { &row->connected_wall_ns,
	    &row->connected_mono_ns, &row->since_wall_ns, &row->since_mono_ns,
	    &row->pause_until_ns, &row->ended_wall_ns, &row->ended_mono_ns };
	bool good = true;
	size_t i;

	for (i = 0; i < sizeof(times) / sizeof(times[0]); i++)
		good = time_good(times[i]) && good;
	return good;
}

/* Reads row number index behind the connected ones, and moves it to the
 * ended where it belongs there. */
static bool
snapshot_row(struct watcher *watcher, uint32_t index)
{
	struct row_pile *here = &watcher->here, *gone = &watcher->gone;
	struct row_data *row = &here->rows[here->count];
	bool whole = row_read(&watcher->table, index, row);

	whole = row_times_good(row) && whole;
	if (row->client == 0)
		return true;
	if (row->state != STATE_ENDED) {
		here->stale[here->count++] = !whole;
		return true;
	}
	if (!pile_reserve(gone, gone->count + 1))
		return false;
	gone->rows[gone->count] = *row;
	gone->stale[gone->count++] = !whole;
	return true;
}

static void
snapshot_show(struct watcher *watcher)
{
	watcher->view.rows = watcher->here.rows;
	watcher->view.stale = watcher->here.stale;
	watcher->view.row_count = watcher->here.count;
}

bool
watcher_snapshot(struct watcher *watcher)
{
	const struct table_header *header = watcher->table.header;
	struct row_pile *here = &watcher->here, *gone = &watcher->gone;
	uint32_t used = atomic_load(&header->high_water), i;

	if (used > watcher->rows_max)
		used = watcher->rows_max;
	here->count = gone->count = 0;
	snapshot_show(watcher);
	/* As large as it can get: a row is read into its place. */
	if (!pile_reserve(here, used))
		return false;
	for (i = 0; i < used; i++)
		if (!snapshot_row(watcher, i))
			return false;
	if (gone->count > 0) {
		memcpy(here->rows + here->count, gone->rows,
		    gone->count * sizeof(gone->rows[0]));
		memcpy(here->stale + here->count, gone->stale,
		    gone->count * sizeof(gone->stale[0]));
		here->count += gone->count;
	}
	snapshot_show(watcher);
	snapshot_totals(watcher);
	return true;
}

void
watcher_snapshot_end(struct watcher *watcher)
{
	bool clean = atomic_load(&watcher->table.header->phase) >=
	    TABLE_PHASE_STOPPING;
	struct row_data *row = watcher->here.rows;
	uint32_t i;

	for (i = 0; i < watcher->here.count; i++, row++) {
		if (row->state == STATE_ENDED)
			continue;
		row->state = STATE_ENDED;
		row->end = clean ? END_SHUTDOWN : END_LOST;
		row->pause_until_ns = 0;
		row->since_wall_ns = watcher->view.now_wall_ns;
		row->since_mono_ns = watcher->view.now_mono_ns;
		row->ended_wall_ns = watcher->view.now_wall_ns;
		row->ended_mono_ns = watcher->view.now_mono_ns;
	}
	watcher->view.totals.active = 0;
}

void
watcher_snapshot_fade(struct watcher *watcher)
{
	struct row_pile *here = &watcher->here;
	int64_t since_ns = watcher->view.now_mono_ns - FADE_NS;
	uint32_t i, kept = 0;

	for (i = 0; i < here->count; i++) {
		if (here->rows[i].ended_mono_ns < since_ns)
			continue;
		here->rows[kept] = here->rows[i];
		here->stale[kept++] = here->stale[i];
	}
	here->count = kept;
	snapshot_show(watcher);
}
