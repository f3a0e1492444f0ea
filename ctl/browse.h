/*
 * The client table being looked at: snapshot or frozen copy, order, filter,
 * selection and which rows are on the screen.
 *
 * barewirectl watch only; pure but for memory; knows nothing of curses.
 * Rows are the view's, or the browser's own copy while paused.
 *
 *	browse_update(&browse, view) after each watcher_poll, and after
 *	anything below has changed; then draw rows top .. top + page - 1
 */
#ifndef CTL_BROWSE_H
#define CTL_BROWSE_H

#include "watch/rows.h"
#include "watch/watcher.h"

struct browse {
	struct row_list list;
	struct row_order order;
	struct filter filter;
	const struct row_data *rows;	/* what list.places index */
	const bool *stale;
	uint32_t row_count;
	int64_t now_mono_ns;
	uint64_t selected;		/* client number, 0: none */
	uint32_t at;			/* its place in the list */
	uint32_t top;			/* first place on the screen */
	uint32_t page;			/* rows on the screen, at least 1 */
	bool paused;
	struct row_data *frozen_rows;	/* owned; while paused */
	bool *frozen_stale;
};

void browse_init(struct browse *browse);
void browse_free(struct browse *browse);

/* False: out of memory, nothing is shown. */
bool browse_update(struct browse *browse, const struct watch_view *view);

/* Freezes the rows as they are, or lets them go on.  False: out of memory,
 * not paused. */
bool browse_pause(struct browse *browse, bool paused);

/* Selects by places up (negative) or down; the first move selects what is on
 * the screen. */
void browse_move(struct browse *browse, int64_t places);
void browse_select(struct browse *browse, uint32_t place);
void browse_unselect(struct browse *browse);
/* The selected row, or NULL. */
const struct row_data *browse_selected(const struct browse *browse);

/* The next column to sort by, or the one before (step -1). */
void browse_sort(struct browse *browse, int step);

#endif
