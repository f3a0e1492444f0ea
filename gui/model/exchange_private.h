/* Between the exchange*.c files only. */
#ifndef GUI_MODEL_EXCHANGE_PRIVATE_H
#define GUI_MODEL_EXCHANGE_PRIVATE_H

#include "gui/model/exchange.h"

#define NODE_NONE	UINT32_MAX

/* A message of the stream, oldest first, and what answers it. */
struct exchange_node {
	struct log_entry *entry;	/* held */
	uint64_t id, request;		/* the entry's: those are far apart in
					   memory, and looked for often */
	uint32_t first, last, next;	/* answers: the first, the last; the
					   next to the same request */
	bool under, folded;
};

struct exchange_list {
	struct stream *stream;
	struct exchange_node *nodes;
	struct exchange_node *was;	/* those before, while they are made
					   anew */
	uint32_t was_count, was_at;
	struct exchange_row *rows;
	uint32_t node_count, node_room;
	uint64_t row_count;
	uint64_t generation;	/* of the stream, when rows were made */
	bool stale;		/* something was folded */
	uint64_t top;
	unsigned page;
	bool follow;
	uint64_t newest;	/* id of the newest that was there at the last
				   painting */
	uint64_t unseen;
};

/* Makes nodes and rows anew; false: no memory, nothing is changed. */
bool exchange_list_make(struct exchange_list *list);
void exchange_list_release(struct exchange_list *list);

#endif
