/* Messages out of parts, and the account of what was lost. */
#include "wire/feed_assembly.h"

#include <string.h>

void
feed_assembly_init(struct feed_assembly *assembly,
    const struct feed_sink *sink)
{
	assembly->sink = *sink;
}

static void
report_gap(struct feed_assembly *assembly, uint64_t count)
{
	assembly->sink.gap(assembly->sink.context, count);
}

/* Drop counters in records are cut to 32 bits and go round. */
static bool
rose(uint32_t from, uint32_t to)
{
	return (int32_t)(to - from) > 0;
}

static void
entry_lapse(struct feed_assembly *assembly, struct feed_entry *entry)
{
	if (entry->buffer != -1)
		assembly->buffer_used[entry->buffer] = false;
	entry->buffer = -1;
}

static void
entry_free(struct feed_assembly *assembly, struct feed_entry *entry)
{
	entry_lapse(assembly, entry);
	entry->used = false;
	assembly->used--;
}

/* No more will come of this message; lost_now is a value of the drop counter
 * from after its writer's last try. */
static void
entry_settle(struct feed_assembly *assembly, struct feed_entry *entry,
    uint32_t lost_now)
{
	if (!entry->counted && !rose(entry->head.lost, lost_now))
		report_gap(assembly, 1);
	entry_free(assembly, entry);
}

static struct feed_entry *
entry_find(struct feed_assembly *assembly, const struct feed_head *head)
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

/* A client writes one message after the other, and its end comes last: what
 * it left unfinished before this record stays so. */
static void
client_settle(struct feed_assembly *assembly, const struct feed_head *head)
{
	bool end = head->event == FEED_DISCONNECTED &&
	    (head->flags & FEED_FIRST) != 0;
	struct feed_entry *entry;
	unsigned i, left = assembly->used;

	if (head->event != FEED_MESSAGE && !end)
		return;
	for (i = 0; left > 0; i++) {
		entry = &assembly->entries[i];
		if (!entry->used)
			continue;
		left--;
		if (entry->head.client == head->client &&
		    (entry->head.message != head->message || end))
			entry_settle(assembly, entry, head->lost);
	}
}

static struct feed_entry *
entry_oldest(struct feed_assembly *assembly, bool with_buffer)
{
	struct feed_entry *oldest = NULL, *entry;

	for (entry = assembly->entries;
	    entry < assembly->entries + FEED_ENTRIES; entry++)
		if (entry->used && (!with_buffer || entry->buffer != -1) &&
		    (oldest == NULL || entry->order < oldest->order))
			oldest = entry;
	return oldest;
}

/* The first free one, so that memory once touched is used again. */
static int
buffer_take(struct feed_assembly *assembly)
{
	struct feed_entry *oldest;
	int i;

	for (i = 0; i < FEED_ASSEMBLIES; i++)
		if (!assembly->buffer_used[i])
			break;
	if (i == FEED_ASSEMBLIES) {
		oldest = entry_oldest(assembly, true);
		i = oldest->buffer;
		entry_lapse(assembly, oldest);
	}
	assembly->buffer_used[i] = true;
	return i;
}

static struct feed_entry *
entry_new(struct feed_assembly *assembly, const struct feed_head *head)
{
	struct feed_entry *entry = assembly->entries;

	if (assembly->used == FEED_ENTRIES)
		entry_settle(assembly, entry_oldest(assembly, false),
		    (uint32_t)assembly->seen);
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
	struct feed_message message = {
		.event = (enum feed_event)head->event,
		.direction = (enum feed_direction)head->direction,
		.wall_ns = head->wall_ns,
		.client = head->client,
		.pid = head->pid,
		.message = head->message,
		.lab = head->lab,
		.status = head->status,
		.truncated = (head->flags & FEED_TRUNCATED) != 0,
		.fault = (head->flags & FEED_FAULT) != 0,
		.message_bytes = head->message_bytes,
		.name = texts->name,
		.peer = texts->peer,
		.note = texts->note,
		.bytes = bytes,
		.bytes_len = bytes_len,
	};

	assembly->sink.message(assembly->sink.context, &message);
}

/* The first part of several. */
static void
part_first(struct feed_assembly *assembly, const struct feed_record *record)
{
	struct feed_entry *entry = entry_new(assembly, &record->head);

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

/* The last part of a message that cannot be given: lost here, unless that
 * was said before. */
static void
part_orphan(struct feed_assembly *assembly, struct feed_entry *entry,
    const struct feed_head *head)
{
	if ((head->flags & FEED_LAST) == 0)
		return;
	if (entry != NULL && !entry->counted)
		report_gap(assembly, 1);
	else if (entry == NULL && !assembly->skipped)
		report_gap(assembly, 1);
	else if (entry == NULL)
		assembly->skipped = false;
	if (entry != NULL)
		entry_free(assembly, entry);
}

static void
part_next(struct feed_assembly *assembly, const struct feed_record *record)
{
	const struct feed_head *head = &record->head;
	struct feed_entry *entry = entry_find(assembly, head);

	if (entry != NULL && !part_fits(entry, head))
		entry_lapse(assembly, entry);
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
	entry_free(assembly, entry);
}

void
feed_assembly_record(struct feed_assembly *assembly,
    const struct feed_record *record)
{
	const struct feed_head *head = &record->head;
	uint32_t rise = head->lost - (uint32_t)assembly->seen;
	struct feed_entry *entry;
	struct feed_texts texts;

	/* A writer that read the counter before another raised it may write
	 * after it: then the value falls, which says nothing. */
	if ((int32_t)rise > 0) {
		assembly->seen += rise;
		report_gap(assembly, rise);
	}
	client_settle(assembly, head);
	if ((head->flags & FEED_FIRST) == 0) {
		part_next(assembly, record);
		return;
	}
	/* The same number again: what it stood for never ended. */
	entry = entry_find(assembly, head);
	if (entry != NULL)
		entry_settle(assembly, entry, head->lost);
	if ((head->flags & FEED_LAST) == 0) {
		part_first(assembly, record);
	} else {
		texts_take(&texts, record);
		deliver(assembly, head, &texts, record->payload,
		    head->payload_len);
	}
}

void
feed_assembly_skipped(struct feed_assembly *assembly)
{
	assembly->skipped = true;
	report_gap(assembly, 1);
}

/* What lapsed before the last look has had the time to be counted by its
 * writer; if it was not, it is lost by us. */
static void
lapsed_settle(struct feed_assembly *assembly)
{
	struct feed_entry *entry;

	for (entry = assembly->entries;
	    entry < assembly->entries + FEED_ENTRIES; entry++) {
		if (!entry->used || entry->buffer != -1 || entry->counted)
			continue;
		if (!entry->waited) {
			entry->waited = true;
		} else if (rose(entry->head.lost, (uint32_t)assembly->seen)) {
			entry_free(assembly, entry);
		} else {
			entry->counted = true;
			report_gap(assembly, 1);
		}
	}
}

void
feed_assembly_dropped(struct feed_assembly *assembly, uint64_t dropped)
{
	if (dropped < assembly->dropped_then) {
		/* Another server, or another slot: it began at nothing. */
		assembly->seen = dropped;
		if (dropped > 0)
			report_gap(assembly, dropped);
	} else if (dropped < assembly->seen_then) {
		/* Some record lied: the counter is not even now where the
		 * stream claimed it was before the last look. */
		assembly->seen = dropped;
	} else if (dropped > assembly->seen) {
		report_gap(assembly, dropped - assembly->seen);
		assembly->seen = dropped;
	}
	assembly->dropped_then = dropped;
	assembly->seen_then = assembly->seen;
	if (assembly->used > 0)
		lapsed_settle(assembly);
}
