/* The client table without its pixels. */
#include "gui/model/table.h"

#include <string.h>

void
table_model_init(struct table_model *model)
{
	memset(model, 0, sizeof(*model));
	model->order.column = COLUMN_CONNECTED;
	model->order.reverse = true;
	model->page = 1;
}

void
table_model_free(struct table_model *model)
{
	row_list_free(&model->list);
}

void
table_model_scroll_to(struct table_model *model, int64_t top)
{
	int64_t last = (int64_t)model->list.count - model->page;

	if (top > last)
		top = last;
	model->top = top < 0 ? 0 : (uint32_t)top;
}

void
table_model_update(struct table_model *model, const struct row_data *rows,
    uint32_t count, int64_t now_mono_ns)
{
	uint32_t i;

	model->rows = rows;
	model->now_ns = now_mono_ns;
	(void)row_list_make(&model->list, rows, count, &model->filter,
	    model->order, now_mono_ns);
	model->connected = model->ended = 0;
	for (i = 0; i < count; i++)
		if (rows[i].state == STATE_ENDED)
			model->ended++;
		else
			model->connected++;
	table_model_scroll_to(model, model->top);
}

void
table_model_sort_by(struct table_model *model, enum row_column column)
{
	model->order.reverse = model->order.column == column &&
	    !model->order.reverse;
	model->order.column = column;
}

void
table_model_set_page(struct table_model *model, uint32_t rows)
{
	model->page = rows == 0 ? 1 : rows;
	table_model_scroll_to(model, model->top);
}

const struct row_data *
table_model_row(const struct table_model *model, uint32_t place)
{
	return place < model->list.count ?
	    &model->rows[model->list.places[place].index] : NULL;
}

const struct row_data *
table_model_selected(const struct table_model *model)
{
	int64_t place = model->selected == 0 ? -1 :
	    row_list_find(&model->list, model->selected);

	return place < 0 ? NULL : table_model_row(model, (uint32_t)place);
}

void
table_model_select(struct table_model *model, int64_t place)
{
	if (place >= (int64_t)model->list.count)
		place = (int64_t)model->list.count - 1;
	if (place < 0)
		place = 0;
	if (model->list.count == 0) {
		model->selected = 0;
		return;
	}
	model->selected = model->list.places[place].client;
	if (place < model->top)
		table_model_scroll_to(model, place);
	else if (place >= (int64_t)model->top + model->page)
		table_model_scroll_to(model, place - model->page + 1);
}

void
table_model_move(struct table_model *model, int64_t by)
{
	int64_t place = model->selected == 0 ? -1 :
	    row_list_find(&model->list, model->selected);

	if (place < 0)
		place = by > 0 ? (int64_t)model->top - 1 :
		    (int64_t)model->top + model->page;
	table_model_select(model, place + by);
}

enum table_model_look
table_model_look(const struct table_model *model, const struct row_data *row)
{
	if (row->faults != 0)
		return TABLE_FAULTY;
	if (row->state == STATE_ENDED)
		return TABLE_GONE;
	if (model->now_ns - row->connected_mono_ns < TABLE_FRESH_NS)
		return TABLE_FRESH;
	return TABLE_PLAIN;
}
