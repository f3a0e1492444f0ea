/*
 * How many places each address has, in memory that is the parent's alone.  A
 * holder is an address that has some; a slot says whose it is.
 */
#include "server/listener.h"

#include <string.h>

int
listener_holders_init(struct listener *listener)
{
	uint32_t i;

	listener_links_init(listener);
	listener->holder_buckets = 64;
	while (listener->holder_buckets < listener->rows)
		listener->holder_buckets *= 2;
	listener->holders = listener_memory(listener->rows *
	    sizeof(listener->holders[0]));
	listener->holder_heads = listener_memory(listener->holder_buckets *
	    sizeof(listener->holder_heads[0]));
	if (listener->holders == NULL || listener->holder_heads == NULL)
		return -1;
	/* Those that are free are a chain of their own. */
	for (i = 0; i < listener->rows; i++)
		listener->holders[i].next = i + 2;
	listener->holders[listener->rows - 1].next = 0;
	listener->holder_free = 1;
	return 0;
}

static uint32_t *
holder_head(const struct listener *listener,
    const unsigned char key[ADDRESS_KEY_SIZE])
{
	uint32_t hash = 2166136261u;
	int i;

	for (i = 0; i < ADDRESS_KEY_SIZE; i++)
		hash = (hash ^ key[i]) * 16777619u;
	return &listener->holder_heads[(hash ^ hash >> 15) &
	    (listener->holder_buckets - 1)];
}

struct holder *
listener_holder_find(const struct listener *listener,
    const unsigned char key[ADDRESS_KEY_SIZE])
{
	uint32_t at = *holder_head(listener, key);

	while (at != 0 && memcmp(listener->holders[at - 1].key, key,
	    ADDRESS_KEY_SIZE) != 0)
		at = listener->holders[at - 1].next;
	return at == 0 ? NULL : &listener->holders[at - 1];
}

/* Every holder has a slot, so there is always a free one for a slot more. */
void
listener_holder_add(struct listener *listener, struct slot *slot,
    const unsigned char key[ADDRESS_KEY_SIZE])
{
	struct holder *holder = listener_holder_find(listener, key);
	uint32_t *head = holder_head(listener, key), at;

	if (holder == NULL) {
		at = listener->holder_free;
		holder = &listener->holders[at - 1];
		listener->holder_free = holder->next;
		memset(holder, 0, sizeof(*holder));
		memcpy(holder->key, key, ADDRESS_KEY_SIZE);
		holder->next = *head;
		*head = at;
	}
	holder->held++;
	slot->holder = (uint32_t)(holder - listener->holders) + 1;
}

void
listener_holder_drop(struct listener *listener, struct slot *slot)
{
	struct holder *holder = &listener->holders[slot->holder - 1];
	uint32_t *at;

	if (slot->holder == 0)
		return;
	if (slot->end_asked == END_GAVE_WAY)
		holder->leaving--;
	if (--holder->held == 0) {
		at = holder_head(listener, holder->key);
		while (*at != slot->holder)
			at = &listener->holders[*at - 1].next;
		*at = holder->next;
		holder->next = listener->holder_free;
		listener->holder_free = slot->holder;
	}
	slot->holder = 0;
}

/* Whoever has most, but for those that are on their way out; NULL: nobody. */
struct holder *
listener_holder_most(struct listener *listener)
{
	struct holder *most = NULL, *holder;
	uint32_t i;

	for (i = 0; i < listener->rows; i++) {
		holder = &listener->holders[i];
		if (holder->held > holder->leaving && (most == NULL ||
		    holder->held - holder->leaving >
		    most->held - most->leaving))
			most = holder;
	}
	return most;
}
