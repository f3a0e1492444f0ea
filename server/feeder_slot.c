/* One watcher: what it gets next, and what it missed. */
#include "server/feeder_slot.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/when.h"

#define BURST	256	/* records, before others have their turn */

void
feeder_slot_begin(struct feeder_slot *slot, int fd, feeder_slot_encode *encode,
    const struct journal *journal)
{
	uint64_t next = journal_next(journal), past = journal->cell_count;

	memset(slot, 0, offsetof(struct feeder_slot, record));
	slot->fd = fd;
	slot->encode = encode;
	if (past > FEEDER_PAST_MAX)
		past = FEEDER_PAST_MAX;
	slot->live_from = next;
	journal_reader_init(&slot->reader, journal, next > past ?
	    next - past : 0);
}

void
feeder_slot_watch(struct feeder_slot *slot, struct watch_slot *watch,
    uint32_t generation)
{
	uint64_t came = atomic_load(&watch->live_from);

	slot->watch = watch;
	if (came < slot->live_from)
		slot->live_from = came;
	if (atomic_load(&watch->fed) == generation) {
		journal_reader_init(&slot->reader, slot->reader.journal,
		    atomic_load(&watch->next));
		slot->next_fed = (uint32_t)atomic_load(&watch->next_fed);
		slot->lost = atomic_load(&watch->dropped);
		slot->begun = slot->next_fed <= JOURNAL_FED_MASK;
		slot->live = slot->reader.next > slot->live_from;
		slot->accounted = slot->reader.next;
		return;
	}
	atomic_store(&watch->next, slot->reader.next);
	atomic_store(&watch->next_fed, UINT32_MAX);
	atomic_store(&watch->fed, generation);
}

/* For the next feeder: this record has been given. */
static void
slot_given(struct feeder_slot *slot)
{
	slot->pending = false;
	if (slot->watch == NULL || !slot->begun)
		return;
	atomic_store_explicit(&slot->watch->next_fed, slot->next_fed,
	    memory_order_relaxed);
	atomic_store_explicit(&slot->watch->next, slot->reader.next,
	    memory_order_relaxed);
}

size_t
feeder_slot_encode_feed(struct feeder_slot *slot,
    const struct feed_message *message, size_t *offset,
    unsigned char chunk[FEED_RECORD_MAX])
{
	return feed_encode(message, offset, (uint32_t)slot->lost, chunk);
}

/* Those between the last one it was given and this one, of that number, it did
 * not get.  No more than there are numbers between the two: the other count is
 * what a child wrote. */
static void
slot_account(struct feeder_slot *slot, uint32_t fed, uint64_t number)
{
	uint64_t missed = (fed - slot->next_fed) & JOURNAL_FED_MASK;
	uint64_t most = number > slot->accounted ? number - slot->accounted :
	    0;

	if (missed > most)
		missed = most;
	if (slot->begun) {
		slot->dropped += missed;
		slot->lost += missed;
	}
	/* Before a record says so, which a watcher would not believe for
	 * long. */
	if (slot->watch != NULL)
		atomic_store(&slot->watch->dropped, slot->lost);
	slot->begun = true;
	slot->next_fed = fed;
	slot->accounted = number;
}

/* Far behind, and the past is over: not everything can be given. */
static bool
slot_far(const struct feeder_slot *slot)
{
	return slot->full && slot->reader.next >= slot->live_from &&
	    journal_behind(&slot->reader) > FEEDER_FAR;
}

/* Its FIFO is full, and the journal has come round: what is gone it will not
 * get, and that is told now. */
static void
slot_overtaken(struct feeder_slot *slot, int64_t now_ns)
{
	static struct journal_record oldest;
	struct journal_reader ahead = slot->reader;

	if (journal_behind(&ahead) <= ahead.journal->cell_count)
		return;
	do
		if (journal_peek(&ahead, now_ns, &oldest) != JOURNAL_RECORD)
			return;
	while (!feed_event_is_fed(oldest.message.event));
	slot_account(slot, oldest.message.facts.fed,
	    oldest.message.facts.number);
	slot->reader = ahead;
	slot->reader.next = oldest.message.facts.number;
}

/* There is no past any more, or never was. */
static void
slot_say_live(struct feeder_slot *slot)
{
	slot->record.message = (struct feed_message){ .event = FEED_LIVE,
	    .wall_ns = when_wall_ns(), .name = "", .peer = "", .note = "" };
	slot->live = true;
}

/* It is to be given: what was missed before it is known now. */
static void
slot_taken(struct feeder_slot *slot, struct feed_message *message)
{
	message->past = message->facts.number < slot->live_from;
	if (!feed_event_is_fed(message->event))
		return;
	slot_account(slot, message->facts.fed, message->facts.number);
	slot->next_fed = (slot->next_fed + 1) & JOURNAL_FED_MASK;
	slot->accounted++;
}

/* The next record it is to have; FEEDER_MORE: it is in slot->record. */
static enum feeder_slot_did
slot_next(struct feeder_slot *slot, int64_t now_ns)
{
	struct journal_reader *reader = &slot->reader;
	enum journal_got got;
	bool brief;

	if (reader->next >= slot->share.until)
		slot->share.until = 0;
	if (slot->share.until == 0 && slot_far(slot))
		reader_share_plan(&slot->share, reader, now_ns,
		    FEEDER_ROUND, false);
	do {
		if (!slot->live && reader->next >= slot->live_from) {
			slot_say_live(slot);
			return FEEDER_MORE;
		}
		brief = slot->full && journal_behind(reader) > FEEDER_BEHIND;
		got = brief ? journal_peek(reader, now_ns, &slot->record) :
		    journal_read(reader, now_ns, &slot->record);
		if (got == JOURNAL_UNFINISHED)
			return FEEDER_UNFINISHED;
		if (got == JOURNAL_NOTHING)
			return FEEDER_IDLE;
	} while (!feed_event_is_passed(slot->record.message.event) ||
	    (slot->share.until != 0 &&
	    !reader_share_take(&slot->share, &slot->record.message)));
	slot_taken(slot, &slot->record.message);
	return FEEDER_MORE;
}

/* Prepares what comes next.  FEEDER_MORE: it is pending. */
static enum feeder_slot_did
slot_take(struct feeder_slot *slot)
{
	enum feeder_slot_did did = slot_next(slot, when_mono_ns());
	uint32_t fed;

	if (did == FEEDER_IDLE) {
		/* Records that never became whole are missing, too. */
		if (journal_at_end(&slot->reader, &fed))
			slot_account(slot, fed, slot->reader.next);
		slot->full = false;
	}
	if (did != FEEDER_MORE)
		return did;
	slot->pending = true;
	slot->offset = 0;
	slot->chunk_len = slot->encode(slot, &slot->record.message,
	    &slot->offset, slot->chunk);
	return FEEDER_MORE;
}

/* Writes what is pending: FEEDER_MORE when all of it has gone. */
static enum feeder_slot_did
slot_write(struct feeder_slot *slot)
{
	ssize_t written;

	while (slot->chunk_len > 0) {
		written = write(slot->fd, slot->chunk, slot->chunk_len);
		if (written == -1 && errno == EINTR)
			continue;
		if (written == -1 && errno == EAGAIN) {
			slot->full = true;
			return FEEDER_FULL;
		}
		if (written != (ssize_t)slot->chunk_len)
			return FEEDER_GONE;
		slot->chunk_len = slot->offset >=
		    slot->record.message.bytes_len ? 0 :
		    slot->encode(slot, &slot->record.message, &slot->offset,
		    slot->chunk);
	}
	slot_given(slot);
	return FEEDER_MORE;
}

enum feeder_slot_did
feeder_slot_feed(struct feeder_slot *slot)
{
	enum feeder_slot_did did = FEEDER_MORE;
	int burst;

	for (burst = 0; did == FEEDER_MORE && burst < BURST; burst++) {
		if (!slot->pending)
			did = slot_take(slot);
		if (slot->pending)
			did = slot_write(slot);
	}
	if (did == FEEDER_FULL)
		slot_overtaken(slot, when_mono_ns());
	return did;
}
