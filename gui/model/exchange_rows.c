/* The rows of the list of exchanges out of the messages of the stream. */
#include <stdlib.h>

#include "gui/model/exchange_private.h"

static bool
make_room(struct exchange_list *list, size_t count)
{
	struct exchange_node *nodes;
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
	if (rows == NULL || nodes == NULL)
		return false;
	list->node_room = (uint32_t)count;
	return true;
}

/* Who came and went is the stream's to tell; what is missing is said here,
 * too. */
static bool
take(void *context, const struct log_entry *entry)
{
	struct exchange_list *list = context;

	if (entry->kind == LOG_EVENT)
		return true;
	list->nodes[list->node_count++] = (struct exchange_node){
	    log_hold((struct log_entry *)(uintptr_t)entry), entry->id,
	    entry->request, NODE_NONE, NODE_NONE, NODE_NONE, false };
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
	    node->id, node->last == NODE_NONE ? NULL : list->nodes[node->last].entry,
	    node->under };
	if (node->entry->folded)
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
	uint32_t i;

	if (!make_room(list, stream_shown(list->stream)))
		return false;
	exchange_list_release(list);
	stream_each(list->stream, take, list);
	for (i = 0; i < list->node_count; i++)
		tie(list, i);
	for (i = 0; i < list->node_count; i++)
		if (!list->nodes[i].under)
			put_rows(list, i);
	return true;
}
