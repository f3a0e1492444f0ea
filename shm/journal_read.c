/* The journal: reading, copies that are verified. */
#include "shm/journal_private.h"

#include <string.h>

#include "base/text.h"

void
journal_reader_init(struct journal_reader *reader,
    const struct journal *journal, uint64_t next)
{
	uint64_t end = journal_next(journal);

	memset(reader, 0, sizeof(*reader));
	reader->journal = journal;
	reader->patience_ns = JOURNAL_PATIENCE_NS;
	reader->late_ns = JOURNAL_LATE_NS;
	/* One that comes from shared memory may have been scribbled on. */
	reader->next = next < end ? next : end;
}

void
journal_reader_oldest(struct journal_reader *reader,
    const struct journal *journal)
{
	uint64_t next = journal_next(journal);

	journal_reader_init(reader, journal, next > journal->cell_count ?
	    next - journal->cell_count : 0);
}

static bool
layout_take(const struct journal_layout *layout, uint64_t number,
    struct journal_record *record)
{
	const struct feed_head *head = &layout->head;
	size_t texts = (size_t)head->name_len + head->peer_len +
	    head->note_len;
	const unsigned char *at = layout->text;

	if (!feed_head_good(head) || head->facts.number != number ||
	    texts > layout->text_len || layout->tail_len > FEED_MESSAGE_MAX -
	    (layout->text_len - texts))
		return false;
	feed_head_read(&record->message, head);
	(void)text_show(record->name, sizeof(record->name), at,
	    head->name_len);
	at += head->name_len;
	(void)text_show(record->peer, sizeof(record->peer), at,
	    head->peer_len);
	at += head->peer_len;
	(void)text_show(record->note, sizeof(record->note), at,
	    head->note_len);
	at += head->note_len;
	record->message.name = record->name;
	record->message.peer = record->peer;
	record->message.note = record->note;
	record->message.bytes = record->bytes;
	record->message.bytes_len = layout->text_len - texts;
	memcpy(record->bytes, at, layout->text_len - texts);
	return true;
}

/* The bytes in the tail, if they are still what was put: the check says. */
static bool
tail_take(const struct journal *journal, const struct journal_layout *layout,
    unsigned char *out)
{
	size_t count = (layout->tail_len + 7) / 8, done, part, i;
	uint64_t words[64], check = layout->tail_at;

	for (done = 0; done < count; done += part) {
		part = count - done < 64 ? count - done : 64;
		for (i = 0; i < part; i++)
			words[i] = atomic_load_explicit(&journal->tail[
			    (layout->tail_at + done + i) &
			    journal->tail_mask], memory_order_relaxed);
		check = journal_check(check, words, part);
		memcpy(out + 8 * done, words, 8 * (done + part) <=
		    layout->tail_len ? 8 * part : layout->tail_len - 8 * done);
	}
	return check == layout->tail_check;
}

/* A copy of the number's record: false when the cell holds another one, or
 * something that is none. */
static bool
cell_take(const struct journal *journal, const struct journal_cell *cell,
    uint64_t number, bool whole, struct journal_record *record)
{
	union {
		struct journal_layout layout;
		uint64_t words[JOURNAL_CELL_WORDS - 1];
	} copy;
	size_t i;

	for (i = 0; i < JOURNAL_CELL_WORDS - 1; i++)
		copy.words[i] = atomic_load_explicit(&cell->words[i],
		    memory_order_relaxed);
	atomic_thread_fence(memory_order_acquire);
	if (atomic_load_explicit(&cell->state, memory_order_relaxed) !=
	    JOURNAL_WHOLE(number) ||
	    copy.layout.text_len > JOURNAL_TEXT_SIZE ||
	    copy.layout.check != journal_check(number, copy.words + 1,
	    journal_used_words(copy.layout.text_len)) ||
	    !layout_take(&copy.layout, number, record))
		return false;
	if (copy.layout.tail_len > 0 && whole && tail_take(journal,
	    &copy.layout, record->bytes + record->message.bytes_len))
		record->message.bytes_len += copy.layout.tail_len;
	record->message.truncated = record->message.bytes_len <
	    record->message.message_bytes;
	return true;
}

/* Behind what the ring still holds?  Then what is lost is known. */
static void
reader_catch_up(struct journal_reader *reader, uint64_t taken)
{
	const struct journal *journal = reader->journal;
	uint64_t oldest = taken > journal->cell_count ?
	    taken - journal->cell_count : 0;

	/* Numbers that go back were scribbled: journal_guard mends them. */
	if (reader->next >= oldest)
		return;
	reader->missed += oldest - reader->next;
	reader->next = oldest;
}

/* May the number still become a record?  One clock for all that were taken
 * by then: a hundred that were killed at once are waited for once. */
static bool
reader_patient(struct journal_reader *reader, uint64_t taken, int64_t now_ns)
{
	if (reader->next >= reader->taken) {
		reader->taken = taken;
		reader->looked_ns = now_ns;
	}
	return now_ns - reader->looked_ns < reader->patience_ns;
}

/* It is not waited for any more. */
static void
reader_skip(struct journal_reader *reader, int64_t now_ns)
{
	if (!reader->takes_late || reader->late_count == JOURNAL_LATE_MAX) {
		reader->missed++;
	} else {
		reader->late[reader->late_count].number = reader->next;
		reader->late[reader->late_count++].since_ns = now_ns;
	}
	reader->next++;
}

/* One that has become whole after all; those that will not are missing. */
static bool
reader_late(struct journal_reader *reader, int64_t now_ns, bool whole,
    struct journal_record *record)
{
	const struct journal *journal = reader->journal;
	const struct journal_cell *cell;
	uint64_t number, state;
	unsigned i = 0;
	bool taken;

	while (i < reader->late_count) {
		number = reader->late[i].number;
		state = journal_state(journal, number, &cell);
		if (state < JOURNAL_WHOLE(number) && now_ns -
		    reader->late[i].since_ns < reader->late_ns) {
			i++;
			continue;
		}
		reader->late[i] = reader->late[--reader->late_count];
		taken = state == JOURNAL_WHOLE(number) &&
		    cell_take(journal, cell, number, whole, record);
		if (taken)
			return true;
		reader->missed++;
	}
	return false;
}

static enum journal_got
reader_get(struct journal_reader *reader, int64_t now_ns, bool whole,
    struct journal_record *record)
{
	const struct journal *journal = reader->journal;
	const struct journal_cell *cell;
	uint64_t taken, state;

	if (reader->late_count > 0 &&
	    reader_late(reader, now_ns, whole, record))
		return JOURNAL_RECORD;
	for (;;) {
		taken = journal_next(journal);
		if (taken > reader->next && taken - reader->next >
		    JOURNAL_LEAP)
			return JOURNAL_NOTHING;
		reader_catch_up(reader, taken);
		if (reader->next >= taken)
			return JOURNAL_NOTHING;
		state = journal_state(journal, reader->next, &cell);
		if (state < JOURNAL_WHOLE(reader->next)) {
			if (reader_patient(reader, taken, now_ns))
				return JOURNAL_UNFINISHED;
			reader_skip(reader, now_ns);
		} else if (state == JOURNAL_WHOLE(reader->next) && cell_take(
		    journal, cell, reader->next, whole, record)) {
			reader->next++;
			return JOURNAL_RECORD;
		} else {
			reader->next++;
			reader->missed++;
		}
	}
}

unsigned
journal_late(const struct journal_reader *reader)
{
	return reader->late_count;
}

enum journal_got
journal_read(struct journal_reader *reader, int64_t now_ns,
    struct journal_record *record)
{
	return reader_get(reader, now_ns, true, record);
}

enum journal_got
journal_peek(struct journal_reader *reader, int64_t now_ns,
    struct journal_record *record)
{
	return reader_get(reader, now_ns, false, record);
}
