/* The table of messages in the making. */
#include "wire/feed_assembly.h"

#include <stdlib.h>
#include <string.h>

void
feed_entry_lapse(struct feed_assembly *assembly, struct feed_entry *entry)
{
	if (entry->buffer != -1)
		assembly->buffer_used[entry->buffer] = false;
	entry->buffer = -1;
}

void
feed_entry_free(struct feed_assembly *assembly, struct feed_entry *entry)
{
	feed_entry_lapse(assembly, entry);
	entry->used = false;
	assembly->used--;
}

struct feed_entry *
feed_entry_find(struct feed_assembly *assembly, const struct feed_head *head)
{
	struct feed_entry *entry;
	unsigned i, left = assembly->used;

	for (i = 0; left > 0; i++) {
		entry = &assembly->entries[i];
		if (!entry->used)
			continue;
		if (entry->head.client == head->client &&
		    entry->head.message == head->message &&
		    entry->head.event == head->event)
			return entry;
		left--;
	}
	return NULL;
}

struct feed_entry *
feed_entry_oldest(struct feed_assembly *assembly, bool with_buffer)
{
	struct feed_entry *oldest = NULL, *entry;

	for (entry = assembly->entries;
	    entry < assembly->entries + FEED_ENTRIES; entry++)
		if (entry->used && (!with_buffer || entry->buffer != -1) &&
		    (oldest == NULL || entry->order < oldest->order))
			oldest = entry;
	return oldest;
}

/* The first free one, so that memory once made is used again. */
static int
buffer_take(struct feed_assembly *assembly)
{
	struct feed_entry *oldest;
	int i;

	for (i = 0; i < FEED_ASSEMBLIES; i++)
		if (!assembly->buffer_used[i])
			break;
	if (i == FEED_ASSEMBLIES) {
		oldest = feed_entry_oldest(assembly, true);
		i = oldest->buffer;
		feed_entry_lapse(assembly, oldest);
	}
	if (assembly->buffers[i] == NULL)
		assembly->buffers[i] = malloc(FEED_MESSAGE_MAX);
	if (assembly->buffers[i] == NULL)
		return -1;
	assembly->buffer_used[i] = true;
	return i;
}

struct feed_entry *
feed_entry_new(struct feed_assembly *assembly, const struct feed_head *head)
{
	struct feed_entry *entry = assembly->entries;

	while (entry->used)
		entry++;
	memset(entry, 0, sizeof(*entry));
	entry->used = true;
	entry->order = assembly->order++;
	entry->head = *head;
	entry->buffer = buffer_take(assembly);
	assembly->used++;
	return entry;
}
