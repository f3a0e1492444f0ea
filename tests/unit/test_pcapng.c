/* wire/pcapng*.c: records as blocks, taken apart again here by the format. */
#include "wire/pcapng.h"

#include "base/labs.h"
#include "tests/unit/unit.h"
#include "wire/http.h"
#include "wire/sentence.h"

#define OPTION_COMMENT	1
#define OPTION_CUSTOM	2989

static unsigned char *out;
static size_t len;
static const char *judged;

static uint64_t
number(size_t at, size_t size)
{
	uint64_t value = 0;

	CU_ASSERT_FATAL(at + size <= len);
	while (size-- > 0)
		value = value << 8 | out[at + size];
	return value;
}

/* A block that is whole: type and, at both ends, its length. */
static void
block(size_t at, uint32_t type, size_t block_len)
{
	CU_ASSERT_EQUAL(number(at, 4), type);
	CU_ASSERT_EQUAL(number(at + 4, 4), block_len);
	CU_ASSERT_EQUAL(number(at + block_len - 4, 4), block_len);
	CU_ASSERT_EQUAL(pcapng_block_length(out + at), block_len);
}

static void
put(const struct feed_message *message, const char *local, uint64_t missed)
{
	const struct pcapng_about about = { .local = local, .missed = missed,
	    .judged = judged };

	out = unit_guard_copy(NULL, PCAPNG_BLOCK_MAX);
	len = pcapng_put(out, message, &about);
	CU_ASSERT_FATAL(len <= PCAPNG_BLOCK_MAX);
	block(0, message->event == FEED_MESSAGE ? PCAPNG_PACKET :
	    PCAPNG_CUSTOM, len);
}

static void
done(void)
{
	unit_guard_free(out, PCAPNG_BLOCK_MAX);
}

/* Where the packet's nth option of that code has its value. */
static size_t
option(unsigned code, unsigned nth, size_t *option_len)
{
	size_t at = 28 + (number(20, 4) + 3) / 4 * 4;

	while (number(at, 2) != 0) {
		*option_len = number(at + 2, 2);
		if (number(at, 2) == code && nth-- == 0)
			return at + 4;
		at += 4 + (*option_len + 3) / 4 * 4;
	}
	return 0;
}

static void
comment(unsigned nth, const char *expected)
{
	size_t comment_len, at = option(OPTION_COMMENT, nth, &comment_len);

	if (expected == NULL) {
		CU_ASSERT_EQUAL(at, 0);
		return;
	}
	CU_ASSERT_FATAL(at != 0);
	CU_ASSERT_EQUAL(comment_len, strlen(expected));
	CU_ASSERT_EQUAL(strncmp((char *)out + at, expected, comment_len), 0);
}

static size_t
text(size_t at, const char *expected, size_t expected_len)
{
	CU_ASSERT_EQUAL_FATAL(number(at, 4), expected_len);
	CU_ASSERT_EQUAL(memcmp(out + at + 4, expected, expected_len), 0);
	return at + 4 + expected_len;
}

/* Custom data at that place is the message's; where it ends. */
static size_t
fields(size_t at, const struct feed_message *given)
{
	struct feed_message copy = *given, *message = &copy;
	size_t count = 0;

	message->facts.sentence_key = given->event == FEED_NOTE ?
	    sentence_key(given->facts.sentence) : 0;
	CU_ASSERT_EQUAL(number(at, 4), PCAPNG_ENTERPRISE);
#define FIELD(member) \
	CU_ASSERT_EQUAL(number(at + 8 + 8 * count, 8), \
	    (uint64_t)(int64_t)message->member); \
	count++;
#include "wire/pcapng_fields.def"
#undef FIELD
	CU_ASSERT_EQUAL(number(at + 4, 4), count);
	at += 8 + 8 * count;
	at = text(at, message->name, strlen(message->name));
	at = text(at, message->peer, strlen(message->peer));
	return text(at, message->note, strlen(message->note));
}

static struct feed_message
message_of(enum feed_event event, const void *bytes, size_t bytes_len)
{
	return (struct feed_message){ .event = event,
	    .direction = FEED_RECEIVED, .wall_ns = INT64_C(0x123456789abcdef0),
	    .client = UINT64_MAX - 3, .pid = 4711, .message = 4000000000u,
	    .lab = LAB_CHAT, .status = -2, .message_bytes = bytes_len,
	    .name = "alice", .peer = "127.0.0.1:40112", .note = "a note",
	    .bytes = bytes, .bytes_len = bytes_len,
	    .facts = { .number = 1, .mono_ns = -2, .arrived_ns = 3,
	    .stream = UINT64_MAX, .beyond = 5, .fed = 6, .row = 7, .read = 8,
	    .fault_line = 9, .fault_byte = 10, .fault_rule = 11,
	    .ended_by = 12, .sentence = 13, .end = 14, .end_signal = 15,
	    .early = 1 } };
}

static void
every_field_is_in_a_packet(void)
{
	struct feed_message message = message_of(FEED_MESSAGE, "hello\n", 6);
	size_t option_len, at;

	message.truncated = message.datagram = true;
	message.message_bytes = 100;
	put(&message, "127.0.0.1:12001", 0);
	CU_ASSERT_EQUAL(number(12, 4), 0x12345678);
	CU_ASSERT_EQUAL(number(16, 4), 0x9abcdef0);
	CU_ASSERT_EQUAL(number(24, 4) - number(20, 4), 94);
	CU_ASSERT_EQUAL(memcmp(out + 28 + number(20, 4) - 6, "hello\n", 6),
	    0);
	at = option(OPTION_CUSTOM, 0, &option_len);
	CU_ASSERT_FATAL(at != 0);
	CU_ASSERT_EQUAL(fields(at, &message), at + option_len);
	comment(0, "alice, process 4711");
	comment(1, NULL);
	done();
}

static void
every_other_record_is_a_custom_block(void)
{
	unsigned event;
	struct feed_message message;
	size_t end;

	for (event = 0; event < FEED_EVENT_COUNT; event++) {
		if (event == FEED_MESSAGE)
			continue;
		message = message_of(event, "\x02\0ab", 4);
		put(&message, "", 0);
		end = text(fields(8, &message), "\x02\0ab", 4);
		CU_ASSERT_EQUAL((end + 3) / 4 * 4 + 4, len);
		done();
	}
}

/* What the tags say, as they stand before the bytes. */
static void
tags_are(const char *peer, const char *local, enum feed_direction direction,
    const void *expected, size_t expected_len)
{
	struct feed_message message = message_of(FEED_MESSAGE, "x", 1);

	message.peer = peer;
	message.direction = direction;
	put(&message, local, 0);
	CU_ASSERT_EQUAL_FATAL(number(20, 4), expected_len + 1);
	CU_ASSERT_EQUAL(memcmp(out + 28, expected, expected_len), 0);
	done();
}

#define TEXT_TAGS "\0\x0c\0\x10" "data-text-lines\0" "\0\x21\0\x08" \
	"chat\0\0\0\0" "\0\x18\0\x04\0\0\0\x02"
#define V4_TAGS TEXT_TAGS "\0\x14\0\x04\x7f\0\0\x01" \
	"\0\x19\0\x04\0\0\x9c\xb0" "\0\x15\0\x04\x7f\0\0\x02" \
	"\0\x1a\0\x04\0\0\x2e\xe1" "\0\0\0\0"
#define V6_ADDRESS "\xfe\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\x01"
#define V6_TAGS TEXT_TAGS "\0\x17\0\x10" V6_ADDRESS \
	"\0\x1a\0\x04\0\0\0\x01" "\0\x16\0\x10" V6_ADDRESS \
	"\0\x19\0\x04\0\0\0\x02" "\0\0\0\0"

static void
tags_say_who_sent_it(void)
{
	tags_are("127.0.0.1:40112", "127.0.0.2:12001", FEED_RECEIVED, V4_TAGS,
	    sizeof(V4_TAGS) - 1);
	tags_are("[fe80::1%eth0]:1", "[fe80::1]:2", FEED_SENT, V6_TAGS,
	    sizeof(V6_TAGS) - 1);
	tags_are("nonsense", "", FEED_SENT, TEXT_TAGS "\0\0\0\0",
	    sizeof(TEXT_TAGS "\0\0\0\0") - 1);
	tags_are("[::1:5", ":", FEED_SENT, TEXT_TAGS "\0\0\0\0",
	    sizeof(TEXT_TAGS "\0\0\0\0") - 1);
}

static void
comments_say_what_is_wrong_and_missing(void)
{
	struct feed_message message = message_of(FEED_MESSAGE, "x", 1);

	message.fault = true;
	message.facts.fault_rule = HTTP_RULE_BARE_LF + 1;
	message.facts.fault_line = 2;
	put(&message, "", 3);
	comment(1, "malformed: a line ends in a bare LF instead of CRLF "
	    "(line 2, byte 10 of the message)");
	comment(2, "3 records of the journal could not be read in time and are "
	    "missing before this");
	done();
	message.facts.fault_rule = 0xffff;
	put(&message, "", 0);
	comment(1, NULL);
	done();
}

/* Longer than any record is: what is too long is cut, or left out. */
static void
the_longest_fits(void)
{
	static char bytes[FEED_MESSAGE_MAX], longest[1000];
	struct feed_message message = message_of(FEED_MESSAGE, bytes,
	    sizeof(bytes));
	unsigned event;

	memset(longest, 'x', sizeof(longest) - 1);
	message.name = message.peer = message.note = longest;
	message.fault = true;
	message.facts.fault_rule = 1;
	message.facts.fault_line = UINT32_MAX;
	for (event = 0; event < FEED_EVENT_COUNT; event++) {
		message.event = event;
		put(&message, longest, UINT64_MAX);
		done();
	}
	message.name = message.peer = message.note = NULL;
	message.event = FEED_NOTE;
	put(&message, "", 0);
	done();
}

static void
a_file_begins_and_ends(void)
{
	out = unit_guard_copy(NULL, PCAPNG_BLOCK_MAX);
	len = pcapng_begin(out, "a program");
	block(0, PCAPNG_SECTION, number(4, 4));
	CU_ASSERT_EQUAL(number(8, 4), 0x1a2b3c4d);
	block(number(4, 4), PCAPNG_INTERFACE, len - number(4, 4));
	CU_ASSERT_EQUAL(number(number(4, 4) + 8, 2), PCAPNG_LINK_TYPE);
	len = pcapng_end(out, INT64_MAX, 7, 2);
	block(0, PCAPNG_STATISTICS, len);
	done();
}

static void
no_block_of_ours(void)
{
	static const unsigned char heads[][PCAPNG_HEAD_SIZE] = {
		{ 7, 0, 0, 0, 32, 0, 0, 0 },
		{ 6, 0, 0, 0, 8, 0, 0, 0 },
		{ 6, 0, 0, 0, 33, 0, 0, 0 },
		{ 6, 0, 0, 0, 0xfc, 0xff, 0xff, 0xff },
	};
	size_t i;

	for (i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		CU_ASSERT_EQUAL(pcapng_block_length(heads[i]), 0);
}

UNIT_MAIN("pcapng", TEST(every_field_is_in_a_packet),
    TEST(every_other_record_is_a_custom_block), TEST(tags_say_who_sent_it),
    TEST(comments_say_what_is_wrong_and_missing), TEST(the_longest_fits),
    TEST(a_file_begins_and_ends), TEST(no_block_of_ours))
