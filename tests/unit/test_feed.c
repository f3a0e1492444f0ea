/* wire/feed*.c: messages into records and back, and what is no record. */
#include "wire/feed.h"

#include "base/labs.h"
#include "tests/unit/feed_log.h"
#include "tests/unit/unit.h"

#define BYTES(literal) literal, sizeof(literal) - 1

static struct feed_log log_;
static struct feed_message last;
static char last_texts[3][256];

/* Encodes all of it; returns the length.  Every record is checked. */
static size_t
encode_all(const struct feed_message *message, uint32_t lost,
    unsigned char *out, unsigned *records)
{
	unsigned char *record = unit_guard_copy(NULL, FEED_RECORD_MAX);
	size_t offset = 0, total = 0, length;
	unsigned count = 0;

	do {
		length = feed_encode(message, &offset, lost, record);
		CU_ASSERT_FATAL(length <= FEED_RECORD_MAX);
		memcpy(out + total, record, length);
		total += length;
		count++;
	} while (offset < message->bytes_len);
	unit_guard_free(record, FEED_RECORD_MAX);
	if (records != NULL)
		*records = count;
	return total;
}

static void
push(struct feed_reader *reader, const void *bytes, size_t len)
{
	void *copy = unit_guard_copy(bytes, len);

	feed_reader_push(reader, copy, len);
	unit_guard_free(copy, len);
}

static void
keep(void *context, const struct feed_message *message)
{
	(void)context;
	last = *message;
	(void)snprintf(last_texts[0], 256, "%s", message->name);
	(void)snprintf(last_texts[1], 256, "%s", message->peer);
	(void)snprintf(last_texts[2], 256, "%s", message->note);
}

static void
no_gap(void *context, uint64_t count)
{
	(void)context;
	(void)count;
	CU_FAIL("a gap");
}

static void
every_field_travels(void)
{
	static unsigned char stream[70000];
	struct feed_sink sink = { .message = keep, .gap = no_gap };
	struct feed_reader *reader = feed_reader_new(&sink);
	struct feed_message sent = feed_log_message(UINT64_MAX - 1,
	    4000000000u, 5000);
	size_t len;

	sent.event = FEED_NOTE;
	sent.direction = FEED_SENT;
	sent.wall_ns = -5;
	sent.pid = 2147483647;
	sent.lab = LAB_COUNT - 1;
	sent.status = 404;
	sent.fault = sent.datagram = true;
	sent.name = "Jörg";
	sent.note = "closed by client";
	len = encode_all(&sent, 0, stream, NULL);
	push(reader, stream, len);
	CU_ASSERT_EQUAL(last.event, FEED_NOTE);
	CU_ASSERT_EQUAL(last.direction, FEED_SENT);
	CU_ASSERT_EQUAL(last.wall_ns, -5);
	CU_ASSERT_EQUAL(last.client, UINT64_MAX - 1);
	CU_ASSERT_EQUAL(last.message, 4000000000u);
	CU_ASSERT_EQUAL(last.pid, 2147483647);
	CU_ASSERT_EQUAL(last.lab, LAB_COUNT - 1);
	CU_ASSERT_EQUAL(last.status, 404);
	CU_ASSERT(last.fault);
	CU_ASSERT(last.datagram);
	CU_ASSERT_FALSE(last.truncated);
	CU_ASSERT_EQUAL(last.message_bytes, 5000);
	CU_ASSERT_EQUAL(last.bytes_len, 5000);
	CU_ASSERT_STRING_EQUAL(last_texts[0], "Jörg");
	CU_ASSERT_STRING_EQUAL(last_texts[1], "127.0.0.1:40112");
	CU_ASSERT_STRING_EQUAL(last_texts[2], "closed by client");
	feed_reader_free(reader);
}

/* Lengths around the borders between records: 3940 bytes fit into the first
 * one here and 3960 into each other. */
static void
every_border(void)
{
	static unsigned char stream[70000];
	struct feed_reader *reader = feed_log_reader(&log_);
	struct feed_message message;
	unsigned border, records;
	size_t len;

	for (border = 0; border < 15; border++)
		for (len = 3937; len < 3944; len++) {
			message = feed_log_message(1, border * 7 +
			    (uint32_t)len, len + (size_t)3960 * border);
			push(reader, stream, encode_all(&message, 0, stream,
			    &records));
			CU_ASSERT_EQUAL(records, border + 1 + (len > 3940));
			CU_ASSERT_EQUAL_FATAL(log_.messages,
			    border * 7 + len - 3936);
		}
	CU_ASSERT_EQUAL(log_.lost, 0);
	feed_reader_free(reader);
}

static void
every_short_length(void)
{
	static unsigned char stream[70000];
	struct feed_reader *reader = feed_log_reader(&log_);
	struct feed_message message;
	uint32_t len;

	for (len = 0; len < 300; len++) {
		message = feed_log_message(1, len, len);
		push(reader, stream, encode_all(&message, 0, stream, NULL));
		CU_ASSERT_EQUAL_FATAL(log_.messages, len + 1);
	}
	feed_reader_free(reader);
}

static void
the_greatest_message(void)
{
	static unsigned char stream[70000];
	struct feed_reader *reader = feed_log_reader(&log_);
	struct feed_message message = feed_log_message(3, 1,
	    FEED_MESSAGE_MAX);
	char note[FEED_NOTE_MAX + 1], name[NAME_SIZE], peer[ADDRESS_SIZE];
	unsigned records;

	memset(note, 'n', sizeof(note) - 1);
	memset(name, 'a', sizeof(name) - 1);
	memset(peer, '1', sizeof(peer) - 1);
	note[sizeof(note) - 1] = name[sizeof(name) - 1] = '\0';
	peer[sizeof(peer) - 1] = '\0';
	message.note = note;
	message.name = name;
	message.peer = peer;
	push(reader, stream, encode_all(&message, 0, stream, &records));
	CU_ASSERT_EQUAL(records, 16);
	CU_ASSERT_EQUAL(log_.messages, 1);
	/* a byte more is cut, and said to be */
	message = feed_log_message(3, 2, FEED_MESSAGE_MAX + 1);
	log_.text[0] = '\0';
	log_.len = 0;
	push(reader, stream, encode_all(&message, 0, stream, &records));
	feed_log_expect(&log_, "message 3.2 of alice: 61440 bytes cut\n");
	CU_ASSERT(records <= 16);
	feed_reader_free(reader);
}

static void
what_was_cut_before(void)
{
	static unsigned char stream[70000];
	struct feed_reader *reader = feed_log_reader(&log_);
	struct feed_message message = feed_log_message(3, 1, 10);

	message.message_bytes = 1048576;
	message.truncated = true;
	push(reader, stream, encode_all(&message, 0, stream, NULL));
	feed_log_expect(&log_, "message 3.1 of alice: 10 bytes cut "
	    "[xxxxxxxxxx]\n");
	message = feed_log_message(3, 2, 9000);
	message.message_bytes = 9001;
	push(reader, stream, encode_all(&message, 0, stream, NULL));
	feed_log_expect(&log_, "message 3.2 of alice: 9000 bytes cut\n");
	/* a writer that did not say how long the whole is */
	message = feed_log_message(3, 3, 2);
	message.message_bytes = 0;
	push(reader, stream, encode_all(&message, 0, stream, NULL));
	feed_log_expect(&log_, "message 3.3 of alice: 2 bytes [xx]\n");
	feed_reader_free(reader);
}

static void
texts_too_long(void)
{
	static unsigned char stream[70000];
	struct feed_sink sink = { .message = keep, .gap = no_gap };
	struct feed_reader *reader = feed_reader_new(&sink);
	struct feed_message message = feed_log_message(1, 1, 0);
	char longer[400];

	memset(longer, 'x', sizeof(longer));
	memcpy(longer + 31, "é", 2);	/* over byte 32, the end of a name */
	longer[399] = '\0';
	message.name = message.peer = message.note = longer;
	push(reader, stream, encode_all(&message, 0, stream, NULL));
	CU_ASSERT_EQUAL(strlen(last_texts[0]), 31);
	CU_ASSERT_EQUAL(strlen(last_texts[1]), ADDRESS_SIZE - 1);
	CU_ASSERT_EQUAL(strlen(last_texts[2]), FEED_NOTE_MAX);
	feed_reader_free(reader);
}

/* Texts that a stranger wrote into the FIFO: shown, but harmless. */
static void
texts_made_harmless(void)
{
	static unsigned char stream[70000];
	struct feed_sink sink = { .message = keep, .gap = no_gap };
	struct feed_reader *reader = feed_reader_new(&sink);
	struct feed_message message = feed_log_message(1, 1, 0);

	message.name = "\x1b[31m";
	message.peer = "a\xff";
	message.note = "back\\slash stays, \xe2\x80\xae does not";
	push(reader, stream, encode_all(&message, 0, stream, NULL));
	CU_ASSERT_STRING_EQUAL(last_texts[0], "\\x1B[31m");
	CU_ASSERT_STRING_EQUAL(last_texts[1], "a\\xFF");
	CU_ASSERT_STRING_EQUAL(last_texts[2],
	    "back\\\\slash stays, \\xE2\\x80\\xAE does not");
	message.note = "was a\\b";	/* escaped by its writer: as it is */
	push(reader, stream, encode_all(&message, 0, stream, NULL));
	CU_ASSERT_STRING_EQUAL(last_texts[2], "was a\\b");
	feed_reader_free(reader);
}

/* A stream of several messages, and what a reader makes of it. */
static size_t
make_stream(unsigned char *stream)
{
	struct feed_message message;
	size_t len = 0;

	message = feed_log_message(1, 1, 5);
	len += encode_all(&message, 0, stream + len, NULL);
	message = feed_log_message(1, 2, 6000);
	len += encode_all(&message, 3, stream + len, NULL);
	message = feed_log_message(2, 1, 0);
	len += encode_all(&message, 3, stream + len, NULL);
	memcpy(stream + len, "junk BWF1 more", 14);
	len += 14;
	message = feed_log_message(1, 3, 1);
	len += encode_all(&message, 4, stream + len, NULL);
	return len;
}

static const char stream_log[] =
    "message 1.1 of alice: 5 bytes [xxxxx]\n"
    "gap 3\n"
    "message 1.2 of alice: 6000 bytes\n"
    "message 2.1 of alice: 0 bytes []\n"
    "gap 1\n"
    "gap 1\n"
    "message 1.3 of alice: 1 bytes [x]\n";

static void
pieces_of_every_size(void)
{
	static unsigned char stream[70000];
	size_t len = make_stream(stream), size, at;
	struct feed_reader *reader;

	for (size = 1; size <= len; size += size < 80 ? 1 : 97) {
		reader = feed_log_reader(&log_);
		for (at = 0; at < len; at += size)
			feed_reader_push(reader, stream + at,
			    size < len - at ? size : len - at);
		feed_log_expect(&log_, stream_log);
		feed_reader_free(reader);
	}
}

static void
two_pieces_at_every_place(void)
{
	static unsigned char stream[70000];
	size_t len = make_stream(stream), at;
	struct feed_reader *reader;

	for (at = 0; at <= len; at += at > 300 && at + 300 < len ? 13 : 1) {
		reader = feed_log_reader(&log_);
		push(reader, stream, at);
		push(reader, stream + at, len - at);
		feed_log_expect(&log_, stream_log);
		feed_reader_free(reader);
	}
}

static void
clients_interleave(void)
{
	enum { CLIENTS = 60 };
	static unsigned char record[FEED_RECORD_MAX];
	static size_t offsets[CLIENTS];
	struct feed_reader *reader = feed_log_reader(&log_);
	struct feed_message message;
	unsigned part, i;

	for (part = 0; part < 16; part++)
		for (i = 0; i < CLIENTS; i++) {
			message = feed_log_message(i, 7, FEED_MESSAGE_MAX);
			feed_reader_push(reader, record, feed_encode(&message,
			    &offsets[i], 0, record));
			CU_ASSERT_EQUAL(log_.messages,
			    part == 15 ? i + 1 : 0);
		}
	CU_ASSERT_EQUAL(log_.lost, 0);
	feed_reader_free(reader);
}

/* What is written between two good messages. */
static void
junk(const void *bytes, size_t len, const char *want)
{
	static unsigned char stream[70000];
	struct feed_message message = feed_log_message(9, 1, 1);
	struct feed_reader *reader = feed_log_reader(&log_);

	push(reader, stream, encode_all(&message, 0, stream, NULL));
	push(reader, bytes, len);
	message.message = 2;
	push(reader, stream, encode_all(&message, 0, stream, NULL));
	message.message = 3;
	push(reader, stream, encode_all(&message, 0, stream, NULL));
	feed_log_expect(&log_, want);
	feed_reader_free(reader);
}

#define GOOD1 "message 9.1 of alice: 1 bytes [x]\n"
#define GOOD2 "message 9.2 of alice: 1 bytes [x]\n"
#define GOOD3 "message 9.3 of alice: 1 bytes [x]\n"

static void
junk_is_one_gap(void)
{
	static char much[20000];

	junk(BYTES(""), GOOD1 GOOD2 GOOD3);
	junk(BYTES("x"), GOOD1 "gap 1\n" GOOD2 GOOD3);
	junk(BYTES("B"), GOOD1 "gap 1\n" GOOD2 GOOD3);
	junk(BYTES("BWF"), GOOD1 "gap 1\n" GOOD2 GOOD3);
	junk(BYTES("BWF1"), GOOD1 "gap 1\n" GOOD2 GOOD3);
	junk(BYTES("BWF1BWF1BWF1"), GOOD1 "gap 1\n" GOOD2 GOOD3);
	junk(BYTES("GET / HTTP/1.1\r\n\r\n"), GOOD1 "gap 1\n" GOOD2 GOOD3);
	junk(much, sizeof(much), GOOD1 "gap 1\n" GOOD2 GOOD3);
	memset(much, 'B', sizeof(much));
	junk(much, sizeof(much), GOOD1 "gap 1\n" GOOD2 GOOD3);
}

/* One good record with one thing wrong, in each of the ways. */
static void
wrong(void (*spoil)(struct feed_head *head))
{
	static unsigned char record[FEED_RECORD_MAX];
	struct feed_message message = feed_log_message(9, 7, 300);
	struct feed_head head;
	size_t offset = 0, length;

	length = feed_encode(&message, &offset, 0, record);
	memcpy(&head, record, sizeof(head));
	spoil(&head);
	memcpy(record, &head, sizeof(head));
	junk(record, length, GOOD1 "gap 1\n" GOOD2 GOOD3);
}

#define SPOIL(name, what) static void name(struct feed_head *head) { what; }
SPOIL(short_length, head->length--)
SPOIL(long_length, head->length++)
SPOIL(no_length, head->length = 0)
SPOIL(huge_length, head->length = 65535)
SPOIL(long_payload, head->payload_len = 60000)
SPOIL(long_all, head->payload_len += 5000; head->length += 5000;
    head->message_bytes += 5000)
SPOIL(long_name, head->name_len += 30; head->payload_len -= 30;
    head->message_bytes -= 30)
SPOIL(long_peer, head->peer_len += 70; head->payload_len -= 70;
    head->message_bytes -= 70)
SPOIL(long_note, head->note_len = 255; head->payload_len -= 255;
    head->message_bytes -= 255)
SPOIL(no_event, head->event = FEED_EVENT_COUNT)
SPOIL(no_direction, head->direction = 3)
SPOIL(no_lab, head->lab = LAB_COUNT)
SPOIL(flags_unknown, head->flags |= 0x40)
SPOIL(spare_used, head->spare[2] = 1)
SPOIL(first_with_offset, head->offset = 1; head->message_bytes = 301)
SPOIL(not_first, head->flags &= (uint8_t)~FEED_FIRST)
SPOIL(not_last, head->flags &= (uint8_t)~FEED_LAST)
SPOIL(bytes_missing, head->message_bytes = 301)
SPOIL(bytes_too_many, head->message_bytes = 299)
SPOIL(truncated_whole, head->flags |= FEED_TRUNCATED)
SPOIL(far_offset, head->offset = 0xffffffff; head->flags = FEED_LAST)
SPOIL(over_the_limit, head->offset = FEED_MESSAGE_MAX;
    head->message_bytes = FEED_MESSAGE_MAX + 300; head->flags = FEED_LAST)

static void
wrong_records(void)
{
	static void (*const all[])(struct feed_head *) = { short_length,
	    long_length, no_length, huge_length, long_payload, long_all,
	    long_name, long_peer, long_note, no_event, no_direction, no_lab,
	    flags_unknown, spare_used, first_with_offset, not_first, not_last,
	    bytes_missing, bytes_too_many, truncated_whole, far_offset,
	    over_the_limit };
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		wrong(all[i]);
}

/* Each gap between good records counts. */
static void
junk_again(void)
{
	static unsigned char stream[70000];
	struct feed_message message = feed_log_message(9, 1, 1);
	struct feed_reader *reader = feed_log_reader(&log_);
	size_t len = encode_all(&message, 0, stream, NULL);

	push(reader, BYTES("junk"));
	push(reader, BYTES("junk"));
	push(reader, stream, len);
	push(reader, BYTES("junk"));
	push(reader, stream, len);
	feed_log_expect(&log_, "gap 1\n" GOOD1 "gap 1\n" GOOD1);
	feed_reader_free(reader);
}

/* Parts without end, after a neighbour whose bytes they must not reach. */
static void
a_message_without_end(void)
{
	static unsigned char record[FEED_RECORD_MAX], stream[70000];
	struct feed_reader *reader = feed_log_reader(&log_);
	struct feed_message message = feed_log_message(1, 1, 5);
	struct feed_head head = { .magic = FEED_MAGIC,
	    .length = FEED_RECORD_MAX, .event = FEED_MESSAGE, .client = 1,
	    .message = 1, .message_bytes = 100000, .flags = FEED_FIRST,
	    .payload_len = FEED_RECORD_MAX - sizeof(head) };
	size_t offset = 0, len;
	unsigned part;

	for (part = 0; part < 16; part++) {
		memcpy(record, &head, sizeof(head));
		push(reader, record, sizeof(record));
		head.offset += head.payload_len;
		head.flags = 0;
		if (part == 0) {
			message = feed_log_message(2, 1, 6000);
			len = feed_encode(&message, &offset, 0, stream);
			push(reader, stream, len);
		}
	}
	feed_log_expect(&log_, "gap 1\n");
	len = feed_encode(&message, &offset, 0, stream);
	push(reader, stream, len);
	feed_log_expect(&log_, "message 2.1 of alice: 6000 bytes\n");
	feed_reader_free(reader);
}

/* Every byte of a record, set to other values: nothing may be over-read. */
static void
every_byte_changed(void)
{
	static unsigned char stream[FEED_RECORD_MAX];
	struct feed_message message = feed_log_message(9, 7, 10);
	struct feed_reader *reader;
	size_t len = encode_all(&message, 0, stream, NULL), at;
	unsigned value;

	for (at = 0; at < len; at++)
		for (value = 0; value < 256; value += 17) {
			unsigned char was = stream[at];

			stream[at] = (unsigned char)value;
			reader = feed_log_reader(&log_);
			push(reader, stream, len);
			CU_ASSERT_FATAL(log_.messages <= 1);
			feed_reader_free(reader);
			stream[at] = was;
		}
}

static void
event_words(void)
{
	CU_ASSERT_STRING_EQUAL(feed_event_word(FEED_CONNECTED), "connected");
	CU_ASSERT_STRING_EQUAL(feed_event_word(FEED_DISCONNECTED),
	    "disconnected");
	CU_ASSERT_STRING_EQUAL(feed_event_word(FEED_EVENT_COUNT), "?");
	CU_ASSERT_STRING_EQUAL(feed_event_word(UINT32_MAX), "?");
}

UNIT_MAIN("feed", TEST(every_field_travels), TEST(every_border),
    TEST(every_short_length), TEST(the_greatest_message),
    TEST(what_was_cut_before), TEST(texts_too_long), TEST(texts_made_harmless),
    TEST(pieces_of_every_size), TEST(two_pieces_at_every_place),
    TEST(clients_interleave), TEST(junk_is_one_gap), TEST(wrong_records),
    TEST(junk_again), TEST(a_message_without_end),
    TEST(every_byte_changed), TEST(event_words))
