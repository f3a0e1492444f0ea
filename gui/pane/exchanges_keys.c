/* Keys of the list of exchanges. */
#include <string.h>

#include "gui/pane/exchanges_private.h"

static void
go_to(struct exchanges_pane *exchanges, uint64_t row)
{
	uint64_t rows = exchange_list_rows(exchanges->list);

	if (rows == 0)
		return;
	if (row >= rows)
		row = rows - 1;
	exchange_list_pick(exchanges->list, row);
	exchange_list_show(exchanges->list, row);
	exchanges->moved(exchanges->pane.context);
}

static void
go_to_end(struct exchanges_pane *exchanges)
{
	go_to(exchanges, EXCHANGE_NONE);
	exchange_list_set_follow(exchanges->list, true);
}

/* By so many rows; the first time to the one that was newest, or at the
 * top. */
static void
go_by(struct exchanges_pane *exchanges, int64_t rows)
{
	struct exchange_list *list = exchanges->list;
	uint64_t at = exchange_list_picked(list);

	if (at == EXCHANGE_NONE)
		at = exchange_list_follows(list) ? exchange_list_rows(list) :
		    exchange_list_top(list);
	else if (rows < 0)
		at -= at < (uint64_t)-rows ? at : (uint64_t)-rows;
	else
		at += (uint64_t)rows;
	go_to(exchanges, at);
}

/* Folds; of an answer, goes to its request. */
static void
fold(struct exchanges_pane *exchanges)
{
	struct exchange_list *list = exchanges->list;
	uint64_t at = exchange_list_picked(list);
	const struct exchange_row *row = exchange_list_row(list, at);

	if (row != NULL && row->under)
		go_to(exchanges, exchange_list_find(list,
		    row->entry->request));
	else
		(void)exchange_list_fold(list, at, true);
}

static void
unfold(struct exchanges_pane *exchanges)
{
	uint64_t at = exchange_list_picked(exchanges->list);

	(void)exchange_list_fold(exchanges->list, at, false);
}

bool
exchanges_act(struct pane *pane, const char *what)
{
	struct exchanges_pane *exchanges = pane->view.owner;
	int64_t page = exchange_list_page(exchanges->list);

	(void)exchange_list_update(exchanges->list);
	if (strcmp(what, "row-up") == 0)
		go_by(exchanges, -1);
	else if (strcmp(what, "row-down") == 0)
		go_by(exchanges, 1);
	else if (strcmp(what, "rows-up") == 0)
		go_by(exchanges, 1 - page);
	else if (strcmp(what, "rows-down") == 0)
		go_by(exchanges, page - 1);
	else if (strcmp(what, "row-first") == 0)
		go_to(exchanges, 0);
	else if (strcmp(what, "row-last") == 0)
		go_to_end(exchanges);
	else if (strcmp(what, "fold") == 0)
		fold(exchanges);
	else if (strcmp(what, "unfold") == 0)
		unfold(exchanges);
	else if (strcmp(what, "bytes") == 0)
		exchanges->bytes(pane->context, true);
	else if (strcmp(what, "no-bytes") == 0)
		exchanges->bytes(pane->context, false);
	else
		return false;
	return true;
}
