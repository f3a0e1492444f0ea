/*
 * The rows of a snapshot as a table for people: columns, cells, order and
 * filter.  One list, watch/columns.def, for barewirectl and the windows.
 *
 * Any watcher; pure but for memory and the locale's upper and lower case; no
 * X.  Cells are fit for a terminal or label whatever the row holds.
 *
 *	static struct row_list list;
 *	fault = row_filter_parse(&filter, "lab:wait status>=400");
 *	row_list_make(&list, view->rows, view->row_count, &filter, order,
 *	    view->now_mono_ns);
 *	for (i = 0; i < list.count; i++)
 *		row = &view->rows[list.places[i].index];
 *	selected = row_list_find(&list, selected_client);
 *
 * A list is made anew for every snapshot, also to sort 10,000 rows: a
 * selection is a client's number, never an index.
 */
#ifndef WATCH_ROWS_H
#define WATCH_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shm/table.h"
#include "watch/filter.h"

enum row_column {
#define COLUMN(symbol, word, heading, right, min_cells, rank, meaning) \
	COLUMN_##symbol,
#include "watch/columns.def"
#undef COLUMN
	COLUMN_COUNT
};

struct row_column_info {
	const char *word;
	const char *heading;
	const char *meaning;
	bool right;		/* numbers: aligned to the right */
	uint8_t min_cells;	/* cells below which it says nothing */
	uint8_t rank;		/* the highest goes first; 0 stays */
};

/* Never NULL: a number outside the list gives the first column. */
const struct row_column_info *row_column_info(unsigned column);

/* Every byte of a row's longest text escaped, and some. */
#define ROW_CELL_SIZE	(4 * ROW_LAST_SIZE + 5)

/* The text of a cell; "" when there is nothing to say. */
void row_cell(char out[ROW_CELL_SIZE], const struct row_data *row,
    enum row_column column, int64_t now_mono_ns);

/*
 * Text that its writer has escaped (text_escape), so that a backslash stays
 * one; but a child may have gone mad, so what is not printable is escaped
 * (again).  False when it was cut.
 */
bool row_text_clean(char *out, size_t out_size, const char *text);

/* "999", "1.2k", "34M": at most 5 characters. */
#define ROW_AMOUNT_SIZE	8
void row_amount(char out[ROW_AMOUNT_SIZE], uint64_t amount);

/*
 * Filters of rows: watch/filter.h, with the keys of filter_row_keys.def:
 * texts (name lab state peer last end) and numbers (status pid messages bytes
 * faults; left since connected in seconds).  NULL, or what is wrong with it;
 * the filter then lets every row through.
 */
const char *row_filter_parse(struct filter *filter, const char *text);
bool row_filter_match(const struct filter *filter,
    const struct row_data *row, int64_t now_mono_ns);
/* What a filter may hold, a line each, for helps; NULL ends it. */
extern const char *const row_filter_help[];

/* Order. */
struct row_order {
	enum row_column column;
	bool reverse;
};

struct row_place {
	int64_t number;		/* what it is sorted by */
	const char *text;	/* within the row, or NULL */
	uint64_t client;
	uint32_t index;		/* in rows */
	bool absent;		/* no value: comes last either way */
};

struct row_list {
	struct row_place *places;
	uint32_t count;
	uint32_t size;
};

/*
 * The rows that the filter (NULL: all) lets through, in order; equals by
 * client number, so rows never swap without a reason.  The list points into
 * rows.  False: out of memory, and the list is empty.
 */
bool row_list_make(struct row_list *list, const struct row_data *rows,
    uint32_t row_count, const struct filter *filter,
    struct row_order order, int64_t now_mono_ns);
/* Where that client is in the list, or -1. */
int64_t row_list_find(const struct row_list *list, uint64_t client);
void row_list_free(struct row_list *list);

#endif
