/* wire/pcapng_read.c: what was written comes back, field by field; what was
 * written by others, or spoilt, is told apart. */
#include "wire/pcapng_read.h"

#include "base/labs.h"
#include "tests/unit/unit.h"
#include "wire/sentence.h"
#include "wire/verdict_record.h"

static const struct pcapng_about about = { .local = "127.0.0.1:12001" };
static struct pcapng_record record;

/* Every member has a value of its own. */
static struct feed_message
message_of(unsigned event, const void *bytes, size_t len)
{
	struct feed_message message = { .event = event, .name = "alice",
	    .peer = "127.0.0.1:40112", .note = "a note", .bytes = bytes,
	    .bytes_len = len };
	int64_t value = 100;

#define FIELD(member) message.member = value++;
#include "wire/pcapng_fields.def"
#undef FIELD
	message.event = event;
	message.direction = FEED_SENT;
	message.lab = LAB_ECHO;
	message.truncated = message.fault = message.datagram = true;
	message.facts.sentence = SENTENCE_ENDED;
	message.facts.sentence_key = 0;
	return message;
}

static void
same(const struct feed_message *message, const struct feed_message *other)
{
#define FIELD(member) \
	CU_ASSERT_EQUAL((uint64_t)message->member, (uint64_t)other->member);
#include "wire/pcapng_fields.def"
#undef FIELD
	CU_ASSERT_STRING_EQUAL(message->name, other->name);
	CU_ASSERT_STRING_EQUAL(message->peer, other->peer);
	CU_ASSERT_STRING_EQUAL(message->note, other->note);
	CU_ASSERT_EQUAL_FATAL(message->bytes_len, other->bytes_len);
	CU_ASSERT_EQUAL(memcmp(message->bytes, other->bytes,
	    other->bytes_len), 0);
}

static struct pcapng_reader
begun(void)
{
	return (struct pcapng_reader){ .begun = true };
}

/* As a file's last bytes; how long the block is. */
static enum pcapng_got
read_back(struct pcapng_reader *reader, const unsigned char *block,
    size_t len)
{
	unsigned char *copy = unit_guard_copy(block, len);
	static unsigned char bytes[PCAPNG_BLOCK_MAX];
	enum pcapng_got got;

	CU_ASSERT_EQUAL(pcapng_read_length(reader, copy), len);
	got = pcapng_read(reader, copy, len, &record);
	if (got == PCAPNG_RECORD) {
		memcpy(bytes, record.message.bytes, record.message.bytes_len);
		record.message.bytes = bytes;
	}
	unit_guard_free(copy, len);
	return got;
}

static void
every_kind_and_field_comes_back(void)
{
	static unsigned char block[PCAPNG_BLOCK_MAX];
	static char longest[FEED_MESSAGE_MAX];
	struct pcapng_reader reader = begun();
	struct feed_message message;
	unsigned event;
	size_t len;

	for (event = 0; event < FEED_EVENT_COUNT; event++) {
		for (len = 0; len < 6; len++) {
			message = message_of(event, "a\0bcdef", len);
			CU_ASSERT_EQUAL(read_back(&reader, block,
			    pcapng_put(block, &message, &about)),
			    PCAPNG_RECORD);
			same(&record.message, &message);
		}
		message = message_of(event, longest, sizeof(longest));
		message.message_bytes = sizeof(longest);
		CU_ASSERT_EQUAL(read_back(&reader, block, pcapng_put(block,
		    &message, &about)), PCAPNG_RECORD);
		same(&record.message, &message);
	}
	CU_ASSERT_EQUAL(reader.newer, 0);
}

static void
local_is(enum feed_direction direction, const char *local,
    const char *expected)
{
	static unsigned char block[PCAPNG_BLOCK_MAX];
	const struct pcapng_about at = { .local = local };
	struct feed_message message = message_of(FEED_MESSAGE, "x", 1);
	struct pcapng_reader reader = begun();

	message.direction = direction;
	CU_ASSERT_EQUAL(read_back(&reader, block, pcapng_put(block, &message,
	    &at)), PCAPNG_RECORD);
	CU_ASSERT_STRING_EQUAL(record.local, expected);
}

static void
the_servers_address_comes_back(void)
{
	local_is(FEED_SENT, "127.0.0.1:12001", "127.0.0.1:12001");
	local_is(FEED_RECEIVED, "[::1]:65535", "[::1]:65535");
	local_is(FEED_RECEIVED, "", "");
}

static void
verdicts_and_losses_come_back(void)
{
	static unsigned char block[PCAPNG_BLOCK_MAX];
	const struct feed_message judged = message_of(FEED_MESSAGE, "1 +", 3);
	const struct judge_verdict given = { .rule = RULE_CALC_FORM,
	    .result = RULE_NOT_OK, .severity = RULE_MUST, .lab = LAB_CALC,
	    .client = 103, .message = 4, .direction = FEED_RECEIVED,
	    .wall_ns = 12345, .line = 2, .column = 3, .quote_len = 3,
	    .quote = "1 +", .said = "no expression" };
	unsigned char bytes[VERDICT_RECORD_SIZE];
	struct pcapng_reader reader = begun();
	struct judge_verdict verdict;
	struct feed_message message;
	uint64_t number;

	verdict_record_make(&message, bytes, &given, &judged);
	CU_ASSERT_EQUAL(read_back(&reader, block, pcapng_put(block, &message,
	    &about)), PCAPNG_RECORD);
	CU_ASSERT(verdict_record_read(&record.message, &verdict, &number));
	CU_ASSERT_EQUAL(number, judged.facts.number);
	CU_ASSERT_EQUAL(memcmp(&verdict, &given, sizeof(given)), 0);
	pcapng_lost(&message, 17, 42);
	CU_ASSERT_EQUAL(read_back(&reader, block, pcapng_put(block, &message,
	    &about)), PCAPNG_RECORD);
	CU_ASSERT_EQUAL(record.message.event, FEED_LOST);
	CU_ASSERT_EQUAL(record.message.message_bytes, 42);
}

/* Numbers of sentences are a version's own. */
static void
a_sentence_goes_by_its_words(void)
{
	static unsigned char block[PCAPNG_BLOCK_MAX];
	struct feed_message message = message_of(FEED_NOTE, "ab", 2);
	struct pcapng_reader reader = begun();
	size_t len = pcapng_put(block, &message, &about), at = 16;
	unsigned i;

	CU_ASSERT_NOT_EQUAL(sentence_key(SENTENCE_ENDED),
	    sentence_key(SENTENCE_READY));
	for (i = 0; i < SENTENCE_COUNT; i++)
		CU_ASSERT_EQUAL(sentence_of_key(sentence_key(i)), i);
	while (memcmp(block + at, (unsigned char[]){ SENTENCE_ENDED, 0 }, 2)
	    != 0)
		at += 8;
	block[at] = SENTENCE_READY;
	CU_ASSERT_EQUAL(read_back(&reader, block, len), PCAPNG_RECORD);
	CU_ASSERT_EQUAL(record.message.facts.sentence, SENTENCE_ENDED);
}

static void
a_section_says_who_wrote_it(void)
{
	static unsigned char block[PCAPNG_BLOCK_MAX];
	struct pcapng_reader reader = { .begun = false };
	size_t len;

	len = pcapng_end(block, INT64_C(0x123456789abcdef), 3, 1);
	CU_ASSERT_EQUAL(pcapng_read_length(&reader, block), 0);
	(void)pcapng_begin(block, "barewired 1.0");
	len = pcapng_read_length(&reader, block);
	CU_ASSERT_EQUAL_FATAL(read_back(&reader, block, len), PCAPNG_OTHER);
	CU_ASSERT(reader.begun);
	CU_ASSERT_STRING_EQUAL(reader.program, "barewired 1.0");
	len = pcapng_end(block, INT64_C(0x123456789abcdef), 3, 1);
	CU_ASSERT_EQUAL(read_back(&reader, block, len), PCAPNG_OTHER);
	CU_ASSERT_EQUAL(reader.end_ns, INT64_C(0x123456789abcdef));
	(void)pcapng_begin(block, "another one, and a very long name of it, "
	    "longer than there is room for in the reader");
	memset(&reader, 0, sizeof(reader));
	len = pcapng_read_length(&reader, block);
	CU_ASSERT_EQUAL(read_back(&reader, block, len), PCAPNG_OTHER);
	CU_ASSERT_EQUAL(strlen(reader.program), PCAPNG_PROGRAM_SIZE - 1);
}

static void
turn(unsigned char *block, size_t at, size_t len)
{
	unsigned char kept;
	size_t i;

	for (i = 0; i < len / 2; i++) {
		kept = block[at + i];
		block[at + i] = block[at + len - 1 - i];
		block[at + len - 1 - i] = kept;
	}
}

/* As a machine of the other byte order would save it: all but what is in our
 * own data. */
static void
the_other_byte_order_is_read(void)
{
	static unsigned char block[PCAPNG_BLOCK_MAX];
	struct feed_message message = message_of(FEED_NOTE, "ab", 2);
	struct pcapng_reader reader = { .begun = false };
	size_t len;

	(void)pcapng_begin(block, "");
	len = pcapng_read_length(&reader, block);
	turn(block, 4, 4);
	turn(block, 8, 4);
	turn(block, len - 4, 4);
	CU_ASSERT_EQUAL_FATAL(read_back(&reader, block, len), PCAPNG_OTHER);
	CU_ASSERT(reader.high_first);
	len = pcapng_put(block, &message, &about);
	turn(block, 0, 4);
	turn(block, 4, 4);
	turn(block, 8, 4);
	turn(block, len - 4, 4);
	CU_ASSERT_EQUAL(read_back(&reader, block, len), PCAPNG_RECORD);
	same(&record.message, &message);
}

/* A block whose length says so, but whose contents end anywhere. */
static void
cut_blocks_are_no_records(void)
{
	static unsigned char block[PCAPNG_BLOCK_MAX];
	struct pcapng_reader reader = begun();
	struct feed_message message;
	unsigned event, i;
	size_t len, cut;

	for (i = 0; i < 2; i++) {
		event = i == 0 ? FEED_MESSAGE : FEED_NOTE;
		message = message_of(event, "hello\n", 6);
		len = pcapng_put(block, &message, &about);
		for (cut = 12; cut < len; cut += 4) {
			(void)pcapng_put(block, &message, &about);
			memset(block + 4, 0, 4);
			block[4] = (unsigned char)cut;
			block[5] = (unsigned char)(cut >> 8);
			memcpy(block + cut - 4, block + 4, 4);
			CU_ASSERT_NOT_EQUAL(read_back(&reader, block, cut),
			    PCAPNG_BROKEN);
		}
		(void)pcapng_put(block, &message, &about);
		block[len - 3] ^= 1;
		CU_ASSERT_EQUAL(read_back(&reader, block, len),
		    PCAPNG_BROKEN);
	}
}

/* The number of the field, of a custom block. */
static void
spoilt(unsigned field, uint64_t value, enum pcapng_got expected)
{
	static unsigned char block[PCAPNG_BLOCK_MAX];
	struct feed_message message = message_of(FEED_NOTE, "ab", 2);
	struct pcapng_reader reader = begun();
	size_t len = pcapng_put(block, &message, &about), i;

	for (i = 0; i < 8; i++)
		block[16 + 8 * field + i] = (unsigned char)(value >> 8 * i);
	CU_ASSERT_EQUAL(read_back(&reader, block, len), expected);
}

static void
what_is_in_no_list_is_no_record(void)
{
	spoilt(0, FEED_EVENT_COUNT, PCAPNG_OTHER);
	spoilt(0, UINT64_MAX, PCAPNG_OTHER);
	spoilt(0, UINT64_C(1) << 32 | FEED_NOTE, PCAPNG_OTHER);
	/* Bytes of a message are a packet. */
	spoilt(0, FEED_MESSAGE, PCAPNG_OTHER);
	spoilt(1, FEED_SENT + 1, PCAPNG_OTHER);
	spoilt(6, LAB_COUNT, PCAPNG_OTHER);
	spoilt(2, UINT64_MAX, PCAPNG_RECORD);
	CU_ASSERT_EQUAL(record.message.wall_ns, 0);
}

static void
others_blocks_are_passed_over(void)
{
	static unsigned char block[PCAPNG_BLOCK_MAX];
	struct feed_message message = message_of(FEED_NOTE, "ab", 2);
	struct pcapng_reader reader = begun();
	size_t len = pcapng_put(block, &message, &about);

	block[8]++;
	CU_ASSERT_EQUAL(read_back(&reader, block, len), PCAPNG_OTHER);
	block[8]--;
	block[0] = 4;
	CU_ASSERT_EQUAL(read_back(&reader, block, len), PCAPNG_OTHER);
	message = message_of(FEED_MESSAGE, "ab", 2);
	len = pcapng_put(block, &message, &about);
	/* A packet of the network: no options behind it. */
	memset(block + 28 + block[20], 0, len - 32 - block[20]);
	CU_ASSERT_EQUAL(read_back(&reader, block, len), PCAPNG_OTHER);
}

/* Of an older version: what it did not write is 0; of a newer one: what we do
 * not know is passed over. */
static void
other_versions_are_read(void)
{
	unsigned char block[200 + 8 * 3] = { 0xad, 0x0b, 0, 0, 200 };
	struct pcapng_reader reader = begun();
	size_t len = 8 + 8 + 8 * 3 + 3 * 4 + 4 + 4, fields;

	memset(block + 4, 0, sizeof(block) - 4);
	block[4] = block[len - 4] = (unsigned char)len;
	block[8] = PCAPNG_ENTERPRISE & 0xff;
	block[9] = PCAPNG_ENTERPRISE >> 8;
	block[12] = 3;
	block[16] = FEED_FIN;
	block[32] = 77;
	CU_ASSERT_EQUAL(read_back(&reader, block, len), PCAPNG_RECORD);
	CU_ASSERT_EQUAL(record.message.event, FEED_FIN);
	CU_ASSERT_EQUAL(record.message.wall_ns, 77);
	CU_ASSERT_EQUAL(record.message.facts.number, 0);
	block[13] = 4;		/* 1,027 of them */
	CU_ASSERT_EQUAL(read_back(&reader, block, len), PCAPNG_OTHER);
	fields = 1000;
	block[12] = (unsigned char)fields;
	block[13] = (unsigned char)(fields >> 8);
	CU_ASSERT_EQUAL(read_back(&reader, block, len), PCAPNG_OTHER);
}

UNIT_MAIN("pcapng_read", TEST(every_kind_and_field_comes_back),
    TEST(the_servers_address_comes_back),
    TEST(verdicts_and_losses_come_back), TEST(a_section_says_who_wrote_it),
    TEST(a_sentence_goes_by_its_words),
    TEST(the_other_byte_order_is_read), TEST(cut_blocks_are_no_records),
    TEST(what_is_in_no_list_is_no_record),
    TEST(others_blocks_are_passed_over), TEST(other_versions_are_read))
