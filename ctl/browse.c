/* Which rows are on the screen. */
#include "ctl/browse.h"

#include <stdlib.h>
#include <string.h>

void
browse_init(struct browse *browse)
{
	memset(browse, 0, sizeof(*browse));
	/* First come, first: nothing moves but by itself. */
	browse->order.column = COLUMN_CONNECTED;
	browse->order.reverse = true;
	browse->page = 1;
}

void
browse_free(struct browse *browse)
{
	row_list_free(&browse->list);
	free(browse->frozen_rows);
	free(browse->frozen_stale);
	memset(browse, 0, sizeof(*browse));
}

/* Keeps the page within the list and the selection within the page. */
static void
browse_scroll(struct browse *browse)
{
	uint32_t count = browse->list.count, page = browse->page;

	if (browse->selected != 0) {
		if (browse->at < browse->top)
			browse->top = browse->at;
		else if (browse->at - browse->top >= page)
			browse->top = browse->at - page + 1;
	}
	if (browse->top + page > count)
		browse->top = count > page ? count - page : 0;
}

/*
 * Finds the selected client in a new list.  Its row stays on the same line
 * of the screen, and the others move around it; when it is gone, whoever has
 * its place is selected.
 */
static void
browse_follow(struct browse *browse)
{
	int64_t at;
	uint32_t line;

	if (browse->selected == 0)
		return;
	line = browse->at >= browse->top ? browse->at - browse->top : 0;
	at = row_list_find(&browse->list, browse->selected);
	if (at >= 0) {
		browse->at = (uint32_t)at;
		browse->top = browse->at > line ? browse->at - line : 0;
	} else if (browse->list.count > 0) {
		browse_select(browse, browse->at);
	} else {
		browse->selected = 0;
		browse->at = 0;
	}
}

bool
browse_update(struct browse *browse, const struct watch_view *view)
{
	bool done;

	if (!browse->paused) {
		browse->rows = view->rows;
		browse->stale = view->stale;
		browse->row_count = view->row_count;
		browse->now_mono_ns = view->now_mono_ns;
	}
	done = row_list_make(&browse->list, browse->rows, browse->row_count,
	    &browse->filter, browse->order, browse->now_mono_ns);
	browse_follow(browse);
	browse_scroll(browse);
	return done;
}

bool
browse_pause(struct browse *browse, bool paused)
{
	size_t count = browse->row_count;

	free(browse->frozen_rows);
	free(browse->frozen_stale);
	browse->frozen_rows = NULL;
	browse->frozen_stale = NULL;
	browse->paused = false;
	if (!paused)
		return true;
	browse->frozen_rows = malloc((count + 1) *
	    sizeof(browse->frozen_rows[0]));
	browse->frozen_stale = malloc((count + 1) *
	    sizeof(browse->frozen_stale[0]));
	if (browse->frozen_rows == NULL || browse->frozen_stale == NULL)
		return false;
	if (count > 0) {
		memcpy(browse->frozen_rows, browse->rows,
		    count * sizeof(browse->rows[0]));
		memcpy(browse->frozen_stale, browse->stale,
		    count * sizeof(browse->stale[0]));
	}
	browse->rows = browse->frozen_rows;
	browse->stale = browse->frozen_stale;
	browse->paused = true;
	return true;
}

void
browse_select(struct browse *browse, uint32_t place)
{
	if (browse->list.count == 0)
		return;
	if (place >= browse->list.count)
		place = browse->list.count - 1;
	browse->at = place;
	browse->selected = browse->list.places[place].client;
	browse_scroll(browse);
}

void
browse_move(struct browse *browse, int64_t places)
{
	int64_t place = (int64_t)browse->at + places;

	if (browse->selected == 0)
		place = browse->top + (places > 1 ? places - 1 : 0);
	browse_select(browse, place < 0 ? 0 :
	    place > UINT32_MAX ? UINT32_MAX : (uint32_t)place);
}

void
browse_unselect(struct browse *browse)
{
	browse->selected = 0;
	browse->at = 0;
	browse->top = 0;
}

const struct row_data *
browse_selected(const struct browse *browse)
{
	if (browse->selected == 0 || browse->at >= browse->list.count)
		return NULL;
	return &browse->rows[browse->list.places[browse->at].index];
}

void
browse_sort(struct browse *browse, int step)
{
	browse->order.column = (enum row_column)
	    (((int)browse->order.column + step + COLUMN_COUNT) %
	    COLUMN_COUNT);
}
