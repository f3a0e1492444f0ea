/* The list of exchanges: where the view stands. */
#include "gui/model/exchange.h"

#include <stdlib.h>

#include "gui/model/exchange_private.h"
#include "gui/model/log_verdict.h"

#define PAGE_AT_FIRST	20

struct exchange_list *
exchange_list_new(struct stream *stream)
{
	struct exchange_list *list = calloc(1, sizeof(*list));

	if (list == NULL)
		return NULL;
	list->stream = stream;
	list->page = PAGE_AT_FIRST;
	list->follow = list->stale = true;
	return list;
}

void
exchange_list_free(struct exchange_list *list)
{
	if (list == NULL)
		return;
	exchange_list_release(list);
	free(list->nodes);
	free(list->was);
	free(list->rows);
	free(list);
}

static void
keep_in_range(struct exchange_list *list)
{
	uint64_t last = list->row_count > list->page ?
	    list->row_count - list->page : 0;

	if (list->follow || list->top > last)
		list->top = last;
}

/* The row of that message, or of the first that came later. */
static uint64_t
row_at_or_behind(const struct exchange_list *list, uint64_t id)
{
	uint64_t row;

	for (row = 0; row < list->row_count; row++)
		if (list->rows[row].id == id)
			return row;
	for (row = 0; row < list->row_count; row++)
		if (!list->rows[row].under && list->rows[row].id > id)
			return row;
	return list->row_count;
}

bool
exchange_list_update(struct exchange_list *list)
{
	uint64_t was = list->top < list->row_count ?
	    list->rows[list->top].id : 0;

	(void)stream_update(list->stream);
	if (!list->stale && list->generation ==
	    stream_generation(list->stream))
		return false;
	if (!exchange_list_make(list))
		return false;
	list->stale = false;
	list->generation = stream_generation(list->stream);
	if (was != 0 && !list->follow)
		list->top = row_at_or_behind(list, was);
	keep_in_range(list);
	return true;
}

uint64_t
exchange_list_rows(const struct exchange_list *list)
{
	return list->row_count;
}

const struct exchange_row *
exchange_list_row(const struct exchange_list *list, uint64_t row)
{
	return row < list->row_count ? &list->rows[row] : NULL;
}

uint64_t
exchange_list_top(const struct exchange_list *list)
{
	return list->top;
}

unsigned
exchange_list_page(const struct exchange_list *list)
{
	return list->page;
}

void
exchange_list_set_page(struct exchange_list *list, unsigned rows)
{
	list->page = rows == 0 ? 1 : rows;
	keep_in_range(list);
}

void
exchange_list_set_follow(struct exchange_list *list, bool follow)
{
	list->follow = follow;
	list->newest = 0;
	keep_in_range(list);
}

bool
exchange_list_follows(const struct exchange_list *list)
{
	return list->follow;
}

void
exchange_list_scroll_to(struct exchange_list *list, uint64_t row)
{
	list->follow = false;
	list->top = row;
	keep_in_range(list);
	list->follow = list->top + list->page >= list->row_count;
}

void
exchange_list_scroll_by(struct exchange_list *list, int64_t rows)
{
	uint64_t back = (uint64_t)-rows;

	if (rows >= 0)
		exchange_list_scroll_to(list, list->top + (uint64_t)rows);
	else
		exchange_list_scroll_to(list, list->top > back ?
		    list->top - back : 0);
}

void
exchange_list_show(struct exchange_list *list, uint64_t row)
{
	if (row < list->top)
		exchange_list_scroll_to(list, row);
	else if (row >= list->top + list->page)
		exchange_list_scroll_to(list, row - list->page + 1);
}

void
exchange_list_painted(struct exchange_list *list)
{
	uint64_t above = list->row_count > list->page ?
	    list->row_count - list->page : 0, row, newest = list->newest;
	uint64_t id;

	if (!list->follow || list->newest == 0)
		list->unseen = 0;
	for (row = 0; row < list->row_count; row++) {
		id = list->rows[row].id;
		if (id > newest)
			newest = id;
		if (list->follow && list->newest != 0 && row < above &&
		    id > list->newest)
			list->unseen++;
	}
	list->newest = newest;
}

uint64_t
exchange_list_unseen(const struct exchange_list *list)
{
	return list->unseen;
}
