/*
 * shm/journal*.c over any memory: a script of records that are put, of words
 * that somebody writes over ring, index, cells and tail, of records that he
 * forges with a right check, and of readers.
 *
 * Must hold: what a reader gets is terminated, printable and within its limits;
 * it comes to an end after as many looks as there are cells; what it missed is
 * never counted below nothing; the parent's look at the ring comes back.
 */
#include "base/when.h"
#include "shm/journal_private.h"
#include "tests/fuzz/script.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MIB	1
#define READERS	3

static char *memory;
static size_t memory_size;
static struct journal journal;
static struct journal_reader readers[READERS];
static struct journal_record record;
static struct journal_seen seen;
static int64_t now_ns;

static void
journal_begin(void)
{
	if (memory == NULL) {
		memory_size = journal_head_size(MIB) + journal_body_size(MIB);
		memory = script_memory(memory_size);
	} else {
		script_forget(memory, memory_size);
	}
	journal_open(&journal, memory, memory + journal_head_size(MIB), MIB);
	memset(&seen, 0, sizeof(seen));
	now_ns = NS_PER_S;
}

static void
text_check(const char *text, size_t max)
{
	size_t len = strlen(text), at, n;
	unsigned code_point = 0;

	must(len <= max);
	for (at = 0; at < len; at += n) {
		n = text_utf8(text + at, len - at, &code_point);
		must(n != 0 && text_printable(code_point));
	}
}

static void
record_check(void)
{
	const struct feed_message *message = &record.message;

	must(message->event < FEED_EVENT_COUNT &&
	    message->direction <= FEED_SENT && message->lab < LAB_COUNT &&
	    message->bytes_len <= FEED_MESSAGE_MAX &&
	    message->bytes == record.bytes);
	text_check(message->name, NAME_MAX_BYTES);
	text_check(message->peer, ADDRESS_SIZE - 1);
	text_check(message->note, FEED_NOTE_MAX);
}

static void
put(struct script *script)
{
	static unsigned char bytes[FEED_MESSAGE_MAX];
	size_t len;
	const char *note = script_text(script, 32, &len);
	char text[33];
	struct feed_message message = { .event = FEED_MESSAGE,
	    .direction = FEED_RECEIVED, .client = 3, .name = "alice",
	    .peer = "[::1]:40112", .note = text, .bytes = bytes };

	memcpy(text, note, len);
	text[len] = '\0';
	message.bytes_len = script_take(script, 1) * (len % 2 == 0 ? 1 : 240);
	message.message_bytes = message.bytes_len;
	journal_put(&journal, &message);
}

/* A cell with whatever the script says, and a check that is right. */
static void
forge(struct script *script)
{
	struct journal_layout layout;
	uint64_t number = journal_next(&journal);
	uint64_t at = number % journal.cell_count;
	struct journal_cell *cell = &journal.cells[at];
	uint64_t words[JOURNAL_CELL_WORDS - 1];
	size_t i, len;
	const char *bytes;

	memset(&layout, 0, sizeof(layout));
	layout.head.magic = FEED_MAGIC;
	layout.head.facts.number = number;
	bytes = script_text(script, sizeof(layout) - 16, &len);
	memcpy((char *)&layout + 16, bytes, len);
	if (script_take(script, 1) % 2 == 0) {
		layout.head.magic = FEED_MAGIC;
		layout.head.facts.number = number;
	}
	memcpy(words, &layout, sizeof(words));
	if (layout.text_len <= JOURNAL_TEXT_SIZE)
		words[0] = journal_check(number, words + 1,
		    journal_used_words(layout.text_len));
	for (i = 0; i < JOURNAL_CELL_WORDS - 1; i++)
		atomic_store(&cell->words[i], words[i]);
	atomic_store(&journal.index[number & journal.index_mask],
	    JOURNAL_ENTRY(number + 1, at));
	atomic_store(&cell->state, JOURNAL_WHOLE(number));
	atomic_fetch_add(&journal.ring->next, 1);
}

static void
read_all(struct journal_reader *reader, bool whole)
{
	uint64_t looks = journal.cell_count + JOURNAL_LATE_MAX + 2;
	uint64_t missed = reader->missed;
	enum journal_got got;

	do {
		got = (whole ? journal_read : journal_peek)(reader, now_ns,
		    &record);
		if (got == JOURNAL_RECORD)
			record_check();
		must(looks-- > 0 && reader->missed >= missed);
		missed = reader->missed;
	} while (got == JOURNAL_RECORD);
	(void)journal_behind(reader);
	must(journal_late(reader) <= JOURNAL_LATE_MAX);
}

static void
step(struct script *script)
{
	unsigned what = (unsigned)script_take(script, 1);
	struct journal_reader *reader = &readers[what / 8 % READERS];

	switch (what % 8) {
	case 0:
		put(script);
		break;
	case 1:
		forge(script);
		break;
	case 2:
		script_scribble(script, memory, JOURNAL_PAGE);
		break;
	case 3:
		script_scribble(script, memory + JOURNAL_PAGE,
		    memory_size - JOURNAL_PAGE);
		break;
	case 4:
		read_all(reader, what / 64 != 0);
		break;
	case 5:
		now_ns += (int64_t)script_take(script, 2) * NS_PER_MS;
		break;
	case 6:
		journal_reader_init(reader, &journal, script_take(script, 4));
		reader->takes_late = what / 64 != 0;
		break;
	default:
		journal_guard(&journal, &seen);
		break;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = { data, size };
	unsigned i, steps;

	journal_begin();
	for (i = 0; i < READERS; i++) {
		journal_reader_oldest(&readers[i], &journal);
		readers[i].takes_late = i == 0;
	}
	for (steps = 0; script.left > 0 && steps < 200; steps++)
		step(&script);
	for (i = 0; i < READERS; i++)
		read_all(&readers[i], true);
	return 0;
}
