/* The account of what was lost. */
#include "wire/feed_assembly.h"

void
feed_loss_report(struct feed_assembly *assembly, uint64_t count)
{
	assembly->sink.gap(assembly->sink.context, count);
}

/* Drop counters in records are cut to 32 bits and go round. */
static bool
rose(uint32_t from, uint32_t to)
{
	return (int32_t)(to - from) > 0;
}

void
feed_loss_rise(struct feed_assembly *assembly, uint32_t lost)
{
	uint32_t rise = lost - (uint32_t)assembly->seen;

	/* The value falls when a feeder goes on for one that was killed before
	 * it had written down its last count: that says nothing. */
	if (!rose((uint32_t)assembly->seen, lost))
		return;
	assembly->seen += rise;
	feed_loss_report(assembly, rise);
}

void
feed_loss_settle(struct feed_assembly *assembly, struct feed_entry *entry,
    uint32_t lost_now)
{
	if (!rose(entry->head.lost, lost_now))
		feed_loss_report(assembly, 1);
	feed_entry_free(assembly, entry);
}

/* A client writes one message after the other, and its end comes last: what
 * it left unfinished before this record stays so. */
void
feed_loss_client(struct feed_assembly *assembly, const struct feed_head *head)
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
			feed_loss_settle(assembly, entry, head->lost);
	}
}

void
feed_assembly_skipped(struct feed_assembly *assembly)
{
	assembly->skipped = true;
	feed_loss_report(assembly, 1);
}

void
feed_assembly_dropped(struct feed_assembly *assembly, uint64_t dropped)
{
	if (dropped < assembly->dropped_then) {
		/* Another server, or another slot: it began at nothing. */
		assembly->seen = dropped;
		if (dropped > 0)
			feed_loss_report(assembly, dropped);
	} else if (dropped < assembly->seen_then) {
		/* Some record lied: the counter is not even now where the
		 * stream claimed it was before the last look. */
		assembly->seen = dropped;
	} else if (dropped > assembly->seen) {
		feed_loss_report(assembly, dropped - assembly->seen);
		assembly->seen = dropped;
	}
	assembly->dropped_then = dropped;
	assembly->seen_then = assembly->seen;
}
