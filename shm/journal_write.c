/* The journal: writing, in a straight line. */
#include "shm/journal_private.h"

#include <string.h>

/* Texts and bytes are copied to one place, so that the check is over one. */
static uint8_t
text_put(struct journal_layout *layout, const char *text, size_t max)
{
	size_t len;

	if (text == NULL)
		return 0;
	len = strnlen(text, max);
	memcpy(layout->text + layout->text_len, text, len);
	layout->text_len += (uint32_t)len;
	return (uint8_t)len;
}

static uint32_t
cell_next(struct journal *journal)
{
	const struct journal_track cells = { &journal->lanes[JOURNAL_CELLS],
	    &journal->ring->hands[JOURNAL_CELLS],
	    journal->cell_count / JOURNAL_PAGE_CELLS, JOURNAL_PAGE_CELLS };

	return journal_lane_take(&cells, 1);
}

static uint32_t
words_next(struct journal *journal, size_t count)
{
	const struct journal_track tail = { &journal->lanes[JOURNAL_TAIL],
	    &journal->ring->hands[JOURNAL_TAIL],
	    (journal->tail_mask + 1) / JOURNAL_PAGE_WORDS,
	    JOURNAL_PAGE_WORDS };

	return journal_lane_take(&tail, (uint32_t)count);
}

/* What does not fit into the cell, to the tail.  A function of its own: most
 * records have none, and its words would lie on every writer's stack. */
static void __attribute__((noinline))
tail_put(struct journal *journal, struct journal_layout *layout,
    const unsigned char *bytes, size_t len)
{
	uint64_t words[64], at;
	size_t count = (len + 7) / 8, done, part, i;

	layout->tail_len = (uint32_t)len;
	at = words_next(journal, count);
	layout->tail_at = at;
	layout->tail_check = at;
	for (done = 0; done < count; done += part) {
		part = count - done < 64 ? count - done : 64;
		words[part - 1] = 0;
		memcpy(words, bytes + 8 * done, 8 * (done + part) <= len ?
		    8 * part : len - 8 * done);
		for (i = 0; i < part; i++)
			atomic_store_explicit(&journal->tail[(at + done + i) &
			    journal->tail_mask], words[i],
			    memory_order_relaxed);
		layout->tail_check = journal_check(layout->tail_check, words,
		    part);
	}
}

static void
layout_fill(struct journal *journal, struct journal_layout *layout,
    const struct feed_message *message)
{
	size_t len = message->bytes_len < FEED_MESSAGE_MAX ?
	    message->bytes_len : FEED_MESSAGE_MAX, here;

	layout->tail_check = layout->tail_at = 0;
	layout->text_len = layout->tail_len = 0;
	feed_head_fill(&layout->head, message);
	layout->head.name_len = text_put(layout, message->name,
	    NAME_MAX_BYTES);
	layout->head.peer_len = text_put(layout, message->peer,
	    ADDRESS_SIZE - 1);
	layout->head.note_len = text_put(layout, message->note,
	    FEED_NOTE_MAX);
	here = JOURNAL_TEXT_SIZE - layout->text_len;
	if (here > len)
		here = len;
	if (here > 0)
		memcpy(layout->text + layout->text_len, message->bytes, here);
	layout->text_len += (uint32_t)here;
	/* The last word is checked whole. */
	if (layout->text_len < JOURNAL_TEXT_SIZE)
		memset(layout->text + layout->text_len, 0,
		    -layout->text_len & 7);
	if (len > here)
		tail_put(journal, layout,
		    (const unsigned char *)message->bytes + here, len - here);
}

/* The index says where the number is, unless it is so old that it knows a
 * later one there. */
static bool
index_enter(struct journal *journal, uint64_t number, uint64_t cell)
{
	_Atomic uint64_t *at = &journal->index[number & journal->index_mask];
	uint64_t entry = atomic_load_explicit(at, memory_order_relaxed);

	do
		if (entry >> JOURNAL_CELL_BITS > number + 1 &&
		    entry >> JOURNAL_CELL_BITS <= journal_next(journal))
			return false;
	while (!atomic_compare_exchange_weak(at, &entry,
	    JOURNAL_ENTRY(number + 1, cell)));
	return true;
}

/* Nobody but a writer of a later number has a greater state here, unless
 * somebody scribbled: then there is no such number. */
static bool
cell_claim(struct journal *journal, struct journal_cell *cell,
    uint64_t number)
{
	uint64_t state = atomic_load_explicit(&cell->state,
	    memory_order_relaxed);

	do
		if (state >= JOURNAL_BUSY(number) &&
		    state <= JOURNAL_WHOLE(journal_next(journal)))
			return false;
	while (!atomic_compare_exchange_weak(&cell->state, &state,
	    JOURNAL_BUSY(number)));
	return true;
}

void
journal_put(struct journal *journal, struct feed_message *message)
{
	union {
		struct journal_layout layout;
		uint64_t words[JOURNAL_CELL_WORDS - 1];
	} record;
	uint32_t at = cell_next(journal);
	struct journal_cell *cell = &journal->cells[at];
	uint64_t number, busy, word;
	size_t used, i;

	layout_fill(journal, &record.layout, message);
	/* A page that this process has not touched yet is fetched before
	 * anybody waits for it, and by a read: that maps its neighbours. */
	(void)atomic_load_explicit(&cell->state, memory_order_relaxed);
	(void)atomic_load_explicit(&journal->index[journal_next(journal) &
	    journal->index_mask], memory_order_relaxed);
	word = atomic_fetch_add(&journal->ring->next, 1 |
	    (uint64_t)feed_event_is_fed(message->event) <<
	    JOURNAL_NUMBER_BITS);
	number = JOURNAL_NUMBER(word);
	record.layout.head.facts.number = number;
	record.layout.head.facts.fed = JOURNAL_FED(word);
	message->facts = record.layout.head.facts;
	used = journal_used_words(record.layout.text_len);
	record.layout.check = journal_check(number, record.words + 1, used);
	if (index_enter(journal, number, at) &&
	    cell_claim(journal, cell, number)) {
		atomic_thread_fence(memory_order_release);
		for (i = 0; i < used + 1; i++)
			atomic_store_explicit(&cell->words[i],
			    record.words[i], memory_order_relaxed);
		busy = JOURNAL_BUSY(number);
		(void)atomic_compare_exchange_strong(&cell->state, &busy,
		    JOURNAL_WHOLE(number));
	}
	for (i = 0; i < JOURNAL_READERS; i++)
		journal_wake(journal, (enum journal_reader_id)i);
}
