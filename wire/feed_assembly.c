/* Messages out of parts. */
#include "wire/feed_assembly.h"

#include <stdlib.h>
#include <string.h>

void
feed_assembly_init(struct feed_assembly *assembly,
    const struct feed_sink *sink)
{
	assembly->sink = *sink;
}

void
feed_assembly_fini(struct feed_assembly *assembly)
{
	int i;

	for (i = 0; i < FEED_ASSEMBLIES; i++)
		free(assembly->buffers[i]);
}

static void
texts_take(struct feed_texts *texts, const struct feed_record *record)
{
	feed_record_text(texts->name, sizeof(texts->name), record->name,
	    record->head.name_len);
	feed_record_text(texts->peer, sizeof(texts->peer), record->peer,
	    record->head.peer_len);
	feed_record_text(texts->note, sizeof(texts->note), record->note,
	    record->head.note_len);
}

static void
deliver(struct feed_assembly *assembly, const struct feed_head *head,
    const struct feed_texts *texts, const void *bytes, size_t bytes_len)
{
	struct feed_message message;

	feed_head_read(&message, head);
	message.name = texts->name;
	message.peer = texts->peer;
	message.note = texts->note;
	message.bytes = bytes;
	message.bytes_len = bytes_len;
	assembly->sink.message(assembly->sink.context, &message);
}

/* The first part of several. */
static void
part_first(struct feed_assembly *assembly, const struct feed_record *record)
{
	struct feed_entry *entry;

	if (assembly->used == FEED_ENTRIES)
		feed_loss_settle(assembly, feed_entry_oldest(assembly, false),
		    (uint32_t)assembly->seen);
	entry = feed_entry_new(assembly, &record->head);
	if (entry->buffer == -1)
		return;
	texts_take(&entry->texts, record);
	entry->have = record->head.payload_len;
	memcpy(assembly->buffers[entry->buffer], record->payload,
	    entry->have);
}

/* Does the part go on where the entry ends, and speak of the same message? */
static bool
part_fits(const struct feed_entry *entry, const struct feed_head *head)
{
	return entry->buffer != -1 && head->offset == entry->have &&
	    head->message_bytes == entry->head.message_bytes &&
	    head->direction == entry->head.direction &&
	    ((head->flags ^ entry->head.flags) & FEED_TRUNCATED) == 0;
}

/* A part of a message that cannot be given.  With the last one it is certain
 * that the feeder did not drop it: it is lost here. */
static void
part_orphan(struct feed_assembly *assembly, struct feed_entry *entry,
    const struct feed_head *head)
{
	if ((head->flags & FEED_LAST) == 0)
		return;
	/* A part of it may be what was skipped, and that was counted. */
	if (!assembly->skipped)
		feed_loss_report(assembly, 1);
	assembly->skipped = false;
	if (entry != NULL)
		feed_entry_free(assembly, entry);
}

static void
part_next(struct feed_assembly *assembly, const struct feed_record *record)
{
	const struct feed_head *head = &record->head;
	struct feed_entry *entry = feed_entry_find(assembly, head);

	if (entry != NULL && !part_fits(entry, head))
		feed_entry_lapse(assembly, entry);
	if (entry == NULL || entry->buffer == -1) {
		part_orphan(assembly, entry, head);
		return;
	}
	memcpy(assembly->buffers[entry->buffer] + entry->have,
	    record->payload, head->payload_len);
	entry->have += head->payload_len;
	if ((head->flags & FEED_LAST) == 0)
		return;
	deliver(assembly, &entry->head, &entry->texts,
	    assembly->buffers[entry->buffer], entry->have);
	feed_entry_free(assembly, entry);
}

void
feed_assembly_record(struct feed_assembly *assembly,
    const struct feed_record *record)
{
	const struct feed_head *head = &record->head;
	struct feed_entry *entry;
	struct feed_texts texts;

	feed_loss_rise(assembly, head->lost);
	feed_loss_client(assembly, head);
	if ((head->flags & FEED_FIRST) == 0) {
		part_next(assembly, record);
		return;
	}
	/* The same number again: a feeder was killed in the middle of it, and
	 * the next one begins it anew. */
	entry = feed_entry_find(assembly, head);
	if (entry != NULL)
		feed_entry_free(assembly, entry);
	if ((head->flags & FEED_LAST) == 0) {
		part_first(assembly, record);
	} else {
		texts_take(&texts, record);
		deliver(assembly, head, &texts, record->payload,
		    head->payload_len);
	}
}
