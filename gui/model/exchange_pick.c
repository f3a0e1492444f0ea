/* The list of exchanges: what is picked, folded, and where faults are. */
#include "gui/model/exchange_private.h"
#include "gui/model/log_verdict.h"

static uint64_t
row_of(const struct exchange_list *list, uint64_t id)
{
	uint64_t row;

	for (row = 0; row < list->row_count; row++)
		if (list->rows[row].id == id)
			return row;
	return EXCHANGE_NONE;
}

static struct exchange_node *
node_of(const struct exchange_list *list, uint64_t id)
{
	uint32_t at;

	for (at = 0; at < list->node_count; at++)
		if (list->nodes[at].id == id)
			return &list->nodes[at];
	return NULL;
}

uint64_t
exchange_list_find(const struct exchange_list *list, uint64_t id)
{
	uint64_t row = row_of(list, id);
	const struct exchange_node *node;

	if (row != EXCHANGE_NONE || (node = node_of(list, id)) == NULL)
		return row;
	return row_of(list, node->request);
}

uint64_t
exchange_list_picked(const struct exchange_list *list)
{
	const struct log_entry *picked = stream_picked_entry(list->stream);

	return picked == NULL ? EXCHANGE_NONE :
	    exchange_list_find(list, picked->id);
}

void
exchange_list_pick(struct exchange_list *list, uint64_t row)
{
	if (row < list->row_count)
		stream_pick_message(list->stream, list->rows[row].entry->id);
}

bool
exchange_list_fold(struct exchange_list *list, uint64_t row, bool fold)
{
	struct log_entry *entry = row < list->row_count ?
	    list->rows[row].entry : NULL;
	struct exchange_node *node;

	if (entry == NULL || list->rows[row].last == NULL ||
	    entry->folded == fold)
		return false;
	entry->folded = fold;
	node = node_of(list, entry->id);
	if (node != NULL)
		node->folded = fold;
	list->stale = true;
	(void)exchange_list_update(list);
	return true;
}

static bool
is_fault(const struct log *log, const struct log_entry *entry)
{
	return entry->kind == LOG_MESSAGE && (entry->fault ||
	    log_mark(log, entry) >= LOG_MARK_STYLE);
}

/* In the list's order: an answer is behind its request. */
struct place {
	uint64_t request, id;
};

static struct place
place_of(const struct exchange_node *node)
{
	return (struct place){ node->under ? node->request : node->id,
	    node->id };
}

static bool
before(struct place a, struct place b)
{
	return a.request != b.request ? a.request < b.request : a.id < b.id;
}

uint64_t
exchange_list_fault(const struct exchange_list *list, const struct log *log,
    bool backwards)
{
	const struct log_entry *picked = stream_picked_entry(list->stream);
	const struct exchange_node *from = picked == NULL ? NULL :
	    node_of(list, picked->id);
	struct place start = { 0, 0 }, at, near = start, far = start;
	uint32_t i;

	if (from != NULL)
		start = place_of(from);
	/* The nearest one on that side, and the farthest on the other. */
	for (i = 0; i < list->node_count; i++) {
		if (!is_fault(log, list->nodes[i].entry))
			continue;
		at = place_of(&list->nodes[i]);
		if (backwards ? before(at, start) : before(start, at)) {
			if (near.id == 0 || (backwards ? before(near, at) :
			    before(at, near)))
				near = at;
		} else if (far.id == 0 || (backwards ? before(far, at) :
		    before(at, far)))
			far = at;
	}
	return near.id != 0 ? near.id : far.id;
}
