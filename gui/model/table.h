/*
 * The client table without its pixels: which rows, in which order, which
 * one is selected, where the view stands.
 *
 * Pure; no X.  The selection is a client, never a position.
 */
#ifndef GUI_MODEL_TABLE_H
#define GUI_MODEL_TABLE_H

#include "watch/rows.h"

/* A client is new for so long. */
#define TABLE_FRESH_NS	(1200 * INT64_C(1000000))

struct table_model {
	struct row_list list;
	struct filter filter;
	struct row_order order;
	const struct row_data *rows;	/* the snapshot's */
	int64_t now_ns;
	uint64_t selected;		/* 0: nobody */
	uint32_t top, page;
	uint32_t connected, ended;	/* of the rows, filtered or not */
};

enum table_model_look { TABLE_PLAIN, TABLE_FRESH, TABLE_FAULTY, TABLE_GONE };

void table_model_init(struct table_model *model);
void table_model_free(struct table_model *model);

/* Takes another snapshot, which must stay until the next one. */
void table_model_update(struct table_model *model, const struct row_data *rows,
    uint32_t count, int64_t now_mono_ns);

/* A click on a column's title: sorts by it, or turns the order around. */
void table_model_sort_by(struct table_model *model, enum row_column column);

void table_model_set_page(struct table_model *model, uint32_t rows);
void table_model_scroll_to(struct table_model *model, int64_t top);
/* NULL when there is none. */
const struct row_data *table_model_row(const struct table_model *model,
    uint32_t place);
const struct row_data *table_model_selected(const struct table_model *model);

/* Selects by place; out of range means the nearest.  Scrolls to it. */
void table_model_select(struct table_model *model, int64_t place);
/* Moves the selection; from nobody it goes to the first or last in view. */
void table_model_move(struct table_model *model, int64_t by);

enum table_model_look table_model_look(const struct table_model *model,
    const struct row_data *row);

#endif
