/* The rows of the list of exchanges out of the messages of the stream. */
#include <stdlib.h>

#include "gui/model/exchange_private.h"

static bool
make_room(struct exchange_list *list, size_t count)
{
	struct exchange_node *nodes, *was;
	struct exchange_row *rows;

	if (count <= list->node_room)
		return true;
	count += count / 2 + 64;
	rows = realloc(list->rows, count * sizeof(*rows));
	if (rows != NULL)
		list->rows = rows;
	nodes = realloc(list->nodes, count * sizeof(*nodes));
	if (nodes != NULL)
		list->nodes = nodes;
	was = realloc(list->was, count * sizeof(*was));
	if (was != NULL)
		list->was = was;
	if (rows == NULL || nodes == NULL || was == NULL)
		return false;
	list->node_room = (uint32_t)count;
	return true;
}

static bool
was_there(const struct exchange_list *list, const struct log_entry *entry)
{
	return list->was_at < list->was_count &&
	    list->was[list->was_at].entry == entry;
}

static void
drop_before(struct exchange_list *list, uint64_t id)
{
	while (list->was_at < list->was_count &&
	    list->was[list->was_at].id < id)
		log_release(list->was[list->was_at++].entry);
}

/* Who came and went is the stream's to tell; what is missing is said here,
 * too.  Nearly all were there before: those are not looked at, for ten
 * thousand lie all over the memory. */
static bool
take(void *context, const struct log_entry *entry)
{
	struct exchange_list *list = context;
	struct exchange_node *node = &list->nodes[list->node_count];

	if (!was_there(list, entry))
		drop_before(list, entry->id);
	if (was_there(list, entry))
		*node = list->was[list->was_at++];
	else if (entry->kind == LOG_EVENT)
		return true;
	else
		*node = (struct exchange_node){ .id = entry->id, .entry =
		    log_hold((struct log_entry *)(uintptr_t)entry),
		    .request = entry->request, .folded = entry->folded };
	node->first = node->last = node->next = NODE_NONE;
	node->under = false;
	list->node_count++;
	return true;
}

/* By its id; NODE_NONE: it is not shown. */
static uint32_t
node_find(const struct exchange_list *list, uint64_t id)
{
	uint32_t low = 0, high = list->node_count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (list->nodes[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < list->node_count && list->nodes[low].id == id ?
	    low : NODE_NONE;
}

static void
tie(struct exchange_list *list, uint32_t at)
{
	struct exchange_node *node = &list->nodes[at], *request;
	uint32_t to = node->request == 0 ? NODE_NONE :
	    node_find(list, node->request);

	if (to == NODE_NONE)
		return;
	request = &list->nodes[to];
	node->under = true;
	if (request->first == NODE_NONE)
		request->first = at;
	else
		list->nodes[request->last].next = at;
	request->last = at;
}

static void
put_rows(struct exchange_list *list, uint32_t at)
{
	const struct exchange_node *node = &list->nodes[at];

	list->rows[list->row_count++] = (struct exchange_row){ node->entry,
	    node->id, node->last == NODE_NONE ? NULL :
	    list->nodes[node->last].entry,
	    node->under };
	if (node->folded)
		return;
	for (at = node->first; at != NODE_NONE; at = list->nodes[at].next)
		put_rows(list, at);
}

void
exchange_list_release(struct exchange_list *list)
{
	uint32_t i;

	for (i = 0; i < list->node_count; i++)
		log_release(list->nodes[i].entry);
	list->node_count = 0;
	list->row_count = 0;
}

bool
exchange_list_make(struct exchange_list *list)
{
	struct exchange_node *was;
	uint32_t i;

	if (!make_room(list, stream_shown(list->stream)))
		return false;
	was = list->was;
	list->was = list->nodes;
	list->nodes = was;
	list->was_count = list->node_count;
	list->was_at = list->node_count = 0;
	list->row_count = 0;
	stream_each(list->stream, take, list);
	drop_before(list, UINT64_MAX);
	for (i = 0; i < list->node_count; i++)
		tie(list, i);
	for (i = 0; i < list->node_count; i++)
		if (!list->nodes[i].under)
			put_rows(list, i);
	return true;
}
