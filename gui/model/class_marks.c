/* What the judge says, for the cells of the class mode. */
#include "gui/model/class.h"

#include <stdlib.h>

static int
compare_clients(const void *a, const void *b)
{
	const struct class_cell *one = *(struct class_cell *const *)a;
	const struct class_cell *other = *(struct class_cell *const *)b;

	return one->client < other->client ? -1 :
	    one->client > other->client;
}

/* Cells without marks, by client, to find them; NULL: there are none. */
static struct class_cell **
by_client(struct class_model *model)
{
	struct class_cell **all = model->count == 0 ? NULL :
	    calloc(model->count, sizeof(*all));
	uint32_t i;

	if (all == NULL)
		return NULL;
	for (i = 0; i < model->count; i++) {
		model->cells[i].mark = LOG_MARK_NONE;
		all[i] = &model->cells[i];
	}
	qsort(all, model->count, sizeof(*all), compare_clients);
	return all;
}

static struct class_cell *
find(struct class_cell **all, uint32_t count, uint64_t client)
{
	struct class_cell key = { .client = client }, *wanted = &key;
	struct class_cell **found = bsearch(&wanted, all, count,
	    sizeof(*all), compare_clients);

	return found == NULL ? NULL : *found;
}

void
class_take_marks(struct class_model *model, const struct log *log)
{
	struct class_cell **all = by_client(model), *cell;
	const struct log_entry *entry;
	uint32_t marked = 0;
	enum log_mark mark;
	uint64_t id;

	for (id = log_next(log); all != NULL && id > log_first(log) &&
	    marked < model->count; id--) {
		entry = log_at(log, id - 1);
		mark = entry->kind != LOG_MESSAGE ||
		    entry->direction != FEED_RECEIVED ? LOG_MARK_NONE :
		    log_mark(log, entry);
		cell = mark <= LOG_MARK_JUDGING ? NULL :
		    find(all, model->count, entry->client);
		if (cell == NULL || cell->mark != LOG_MARK_NONE)
			continue;
		cell->mark = (uint8_t)mark;
		marked++;
	}
	free(all);
}
