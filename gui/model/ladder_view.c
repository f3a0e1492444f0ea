/* The ladder of the window: where the view stands, and what is picked. */
#include "gui/model/ladder_view.h"

#include <stdlib.h>
#include <string.h>

#include "gui/model/ladder_view_private.h"

#define PAGE_AT_FIRST	20

struct ladder_view *
ladder_view_new(struct stream *stream)
{
	struct ladder_view *view = calloc(1, sizeof(*view));

	if (view == NULL)
		return NULL;
	view->stream = stream;
	view->page = PAGE_AT_FIRST;
	view->follow = view->stale = true;
	return view;
}

void
ladder_view_free(struct ladder_view *view)
{
	if (view == NULL)
		return;
	ladder_free(view->ladder);
	ladder_free(view->spare);
	free(view->seen);
	free(view);
}

void
ladder_view_set_whom(struct ladder_view *view,
    const struct ladder_whom *whom)
{
	if (view->whom.client == whom->client &&
	    view->whom.lab == whom->lab &&
	    strcmp(view->whom.name, whom->name) == 0)
		return;
	view->whom = *whom;
	view->stale = true;
}

void
ladder_view_set_true_time(struct ladder_view *view, bool on)
{
	view->stale |= view->true_time != on;
	view->true_time = on;
}

bool
ladder_view_true_time(const struct ladder_view *view)
{
	return view->true_time;
}

static const struct ladder_row *
row_of(const struct ladder_view *view, size_t at)
{
	return ladder_row(view->ladder, view->seen[at].row);
}

/* The seen row at or before a line; the count behind the last. */
static size_t
index_of_line(const struct ladder_view *view, uint64_t line)
{
	size_t low = 0, high = view->count, middle;

	if (line >= view->lines)
		return view->count;
	while (high - low > 1) {
		middle = low + (high - low) / 2;
		if (view->seen[middle].first_line <= line)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* The seen row of an entry; exact: or of the first behind it. */
static size_t
index_of_id(const struct ladder_view *view, uint64_t id, bool exact)
{
	const struct ladder_row *row;
	size_t i;

	for (i = 0; i < view->count; i++) {
		row = row_of(view, i);
		if (row->number == id || (!exact && row->number > id))
			return i;
	}
	return view->count;
}

static void
keep_in_range(struct ladder_view *view)
{
	uint64_t last = view->lines > view->page ? view->lines - view->page :
	    0;

	if (view->follow || view->top > last)
		view->top = last;
}

/* What stood at the top, to stay there. */
static uint64_t
top_id(const struct ladder_view *view)
{
	size_t at;

	for (at = index_of_line(view, view->top); at < view->count; at++)
		if (row_of(view, at)->number != 0)
			return row_of(view, at)->number;
	return 0;
}

/* Anew where others are wanted, and where a quarter of its rows has gone. */
static bool
take_in(struct ladder_view *view)
{
	if (view->ladder == NULL || view->stale ||
	    view->layout != stream_layout(view->stream) ||
	    view->first_row > ladder_rows(view->ladder) / 4)
		return ladder_view_make(view);
	return ladder_view_go_on(view);
}

bool
ladder_view_update(struct ladder_view *view)
{
	uint64_t was;
	size_t at;

	(void)stream_update(view->stream);
	if (!view->stale && view->generation ==
	    stream_generation(view->stream))
		return false;
	was = view->follow ? 0 : top_id(view);
	if (!take_in(view))
		return false;
	view->stale = false;
	view->generation = stream_generation(view->stream);
	view->layout = stream_layout(view->stream);
	at = was == 0 ? view->count : index_of_id(view, was, false);
	if (at < view->count)
		view->top = view->seen[at].first_line;
	keep_in_range(view);
	return true;
}

unsigned
ladder_view_columns(const struct ladder_view *view)
{
	return view->column_count;
}

const struct ladder_line *
ladder_view_column(const struct ladder_view *view, unsigned column)
{
	return column >= view->column_count ? NULL :
	    ladder_line(view->ladder, view->columns[column]);
}

unsigned
ladder_view_hidden(const struct ladder_view *view)
{
	return view->hidden;
}

bool
ladder_view_cut(const struct ladder_view *view)
{
	return view->cut_id != 0 &&
	    view->cut_id >= stream_first_id(view->stream);
}

uint64_t
ladder_view_messages(const struct ladder_view *view)
{
	return view->messages;
}

uint64_t
ladder_view_lines(const struct ladder_view *view)
{
	return view->lines;
}

bool
ladder_view_at(const struct ladder_view *view, uint64_t line,
    struct ladder_place *place)
{
	size_t at = index_of_line(view, line);

	if (at == view->count)
		return false;
	place->row = row_of(view, at);
	place->from = view->places[place->row->from];
	place->to = view->places[place->row->to];
	place->line = line - view->seen[at].first_line;
	place->lines = view->seen[at].lines;
	return true;
}

uint64_t
ladder_view_top(const struct ladder_view *view)
{
	return view->top;
}

unsigned
ladder_view_page(const struct ladder_view *view)
{
	return view->page;
}

void
ladder_view_set_page(struct ladder_view *view, unsigned lines)
{
	view->page = lines;
	keep_in_range(view);
}

bool
ladder_view_follows(const struct ladder_view *view)
{
	return view->follow;
}

void
ladder_view_set_follow(struct ladder_view *view, bool on)
{
	view->follow = on;
	keep_in_range(view);
}

void
ladder_view_scroll_to(struct ladder_view *view, uint64_t line)
{
	view->top = line;
	view->follow = line >= view->lines ||
	    view->lines - line <= view->page;
	keep_in_range(view);
}

void
ladder_view_scroll_by(struct ladder_view *view, int64_t lines)
{
	ladder_view_scroll_to(view, lines < 0 && view->top <
	    (uint64_t)-lines ? 0 : view->top + (uint64_t)lines);
}

void
ladder_view_show(struct ladder_view *view, uint64_t line)
{
	if (line < view->top)
		ladder_view_scroll_to(view, line);
	else if (line >= view->top + view->page)
		ladder_view_scroll_to(view, line - view->page + 1);
}

uint64_t
ladder_view_picked(const struct ladder_view *view)
{
	const struct log_entry *entry = stream_picked_entry(view->stream);
	size_t at = entry == NULL ? view->count :
	    index_of_id(view, entry->id, true);

	return at == view->count ? LADDER_VIEW_NONE :
	    view->seen[at].first_line;
}

bool
ladder_view_pick(struct ladder_view *view, uint64_t line)
{
	size_t at = index_of_line(view, line);

	return at < view->count && row_of(view, at)->number != 0 &&
	    stream_pick_message(view->stream, row_of(view, at)->number);
}

bool
ladder_view_step(struct ladder_view *view, bool backwards)
{
	uint64_t line = ladder_view_picked(view);
	size_t at = index_of_line(view, line == LADDER_VIEW_NONE ?
	    view->top : line);

	if (line != LADDER_VIEW_NONE)
		at = backwards ? at - 1 : at + 1;
	while (at < view->count && row_of(view, at)->number == 0)
		at = backwards ? at - 1 : at + 1;
	if (at >= view->count || !ladder_view_pick(view,
	    view->seen[at].first_line))
		return false;
	ladder_view_show(view, view->seen[at].first_line);
	return true;
}
