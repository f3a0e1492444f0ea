/* Blocks, back to records. */
#include "wire/pcapng_read.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "base/labs.h"
#include "wire/feed_record.h"
#include "wire/pcapng_private.h"
#include "wire/sentence.h"

_Static_assert(SENTENCE_COUNT <= UINT8_MAX, "facts.sentence is a byte");

#define BYTE_ORDER_MARK	UINT32_C(0x1a2b3c4d)
#define BYTE_ORDER_OTHER UINT32_C(0x4d3c2b1a)
#define BLOCK_MIN	12	/* type, length, length */
#define SECTION_MIN	28
#define PACKET_HEAD	28
#define STATISTICS_MIN	24
#define OPTION_CUSTOM	2989
#define SECTION_PROGRAM	4
/* More fields than any version will have. */
#define FIELDS_MAX	1024

enum {
	FIELDS_KNOWN = 0
#define FIELD(member) + 1
#include "wire/pcapng_fields.def"
#undef FIELD
};

/* What of a block is not read yet. */
struct left {
	const unsigned char *at;
	size_t len;
	bool high_first;
};

static uint64_t
number(const unsigned char *at, size_t size, bool high_first)
{
	uint64_t value = 0;
	size_t i;

	for (i = 0; i < size; i++)
		value = value << 8 | at[high_first ? i : size - 1 - i];
	return value;
}

/* 0 where there is none, which nobody takes for something. */
static uint64_t
take(struct left *left, size_t size)
{
	uint64_t value;

	if (left->len < size) {
		left->len = 0;
		return 0;
	}
	value = number(left->at, size, left->high_first);
	left->at += size;
	left->len -= size;
	return value;
}

/* So many bytes, and what pads them; NULL: there are fewer. */
static const unsigned char *
take_bytes(struct left *left, size_t len, bool padded)
{
	const unsigned char *bytes = left->at;
	size_t whole = padded ? len + (4 - len % 4) % 4 : len;

	if (len > left->len)
		return NULL;
	if (whole > left->len)
		whole = left->len;
	left->at += whole;
	left->len -= whole;
	return bytes;
}

size_t
pcapng_read_length(const struct pcapng_reader *reader,
    const unsigned char *start)
{
	bool high_first = reader->high_first;
	uint64_t type = number(start, 4, false), len;

	if (type == PCAPNG_SECTION) {
		high_first = number(start + 8, 4, true) == BYTE_ORDER_MARK;
		if (!high_first &&
		    number(start + 8, 4, true) != BYTE_ORDER_OTHER)
			return 0;
	} else if (!reader->begun) {
		return 0;
	}
	len = number(start + 4, 4, high_first);
	return len < BLOCK_MIN || len % 4 != 0 ? 0 : (size_t)len;
}

/* The next option; false behind the last. */
static bool
option_next(struct left *left, unsigned *code, struct left *value)
{
	size_t len;

	if (left->len < 4)
		return false;
	*code = (unsigned)take(left, 2);
	len = (size_t)take(left, 2);
	*value = *left;
	value->len = len;
	return *code != 0 && take_bytes(left, len, true) != NULL;
}

static void
read_section(struct pcapng_reader *reader, struct left left)
{
	struct left value;
	unsigned code;
	size_t i;

	(void)take_bytes(&left, SECTION_MIN - BLOCK_MIN, false);
	while (!reader->begun && option_next(&left, &code, &value))
		if (code == SECTION_PROGRAM)
			for (i = 0; i < value.len &&
			    i < PCAPNG_PROGRAM_SIZE - 1; i++)
				reader->program[i] = (char)value.at[i];
	reader->begun = true;
}

static void
read_statistics(struct pcapng_reader *reader, struct left left)
{
	uint64_t high, low;

	(void)take(&left, 4);
	high = take(&left, 4);
	low = take(&left, 4);
	if (high >> 31 == 0)
		reader->end_ns = (int64_t)(high << 32 | low);
}

/* Printable, and cut where it is longer than a record's can be. */
static bool
take_text(struct left *left, char *out, size_t size)
{
	size_t len = (size_t)take(left, 4);
	const unsigned char *text = take_bytes(left, len, false);

	if (text == NULL)
		return false;
	feed_record_text(out, size, text, len);
	return true;
}

/* A moment that can be reckoned with; else it is not known. */
static int64_t
time_good(int64_t ns)
{
	return ns < 0 || ns > INT64_MAX / 4 ? 0 : ns;
}

/* Is what the numbers say in our lists?  A kind that we do not know is of a
 * newer version, or of somebody else. */
static bool
record_good(struct pcapng_reader *reader, struct feed_message *message,
    const uint64_t *values)
{
	/* The event, the direction and the lab, as they were before they
	 * became members. */
	if (values[0] >= FEED_EVENT_COUNT || values[6] >= LAB_COUNT) {
		reader->newer++;
		return false;
	}
	if (message->facts.sentence_key != 0)
		message->facts.sentence = (uint8_t)sentence_of_key(
		    message->facts.sentence_key);
	if (message->facts.sentence > SENTENCE_COUNT)
		message->facts.sentence = SENTENCE_COUNT;
	message->facts.sentence_key = 0;
	message->wall_ns = time_good(message->wall_ns);
	message->facts.mono_ns = time_good(message->facts.mono_ns);
	message->facts.arrived_ns = time_good(message->facts.arrived_ns);
	return values[1] <= FEED_SENT;
}

/* The fields, and the three texts behind them. */
static bool
read_fields(struct pcapng_reader *reader, struct left *left,
    struct pcapng_record *record)
{
	struct feed_message *message = &record->message;
	uint64_t values[FIELDS_KNOWN + 1] = { 0 }, count, i;
	const uint64_t *value = values;

	left->high_first = false;
	count = take(left, 4);
	if (count == 0 || count > FIELDS_MAX || left->len < 8 * count)
		return false;
	for (i = 0; i < count; i++)
		values[i < FIELDS_KNOWN ? i : FIELDS_KNOWN] = take(left, 8);
#define FIELD(member) message->member = *value++;
#include "wire/pcapng_fields.def"
#undef FIELD
	message->name = record->name;
	message->peer = record->peer;
	message->note = record->note;
	message->bytes = "";
	return record_good(reader, message, values) &&
	    take_text(left, record->name, NAME_SIZE) &&
	    take_text(left, record->peer, ADDRESS_SIZE) &&
	    take_text(left, record->note, FEED_NOTE_MAX + 1);
}

static enum pcapng_got
read_custom(struct pcapng_reader *reader, struct left left,
    struct pcapng_record *record)
{
	size_t len;

	if (take(&left, 4) != PCAPNG_ENTERPRISE ||
	    !read_fields(reader, &left, record) ||
	    record->message.event == FEED_MESSAGE)
		return PCAPNG_OTHER;
	len = (size_t)take(&left, 4);
	record->message.bytes = take_bytes(&left, len, false);
	if (record->message.bytes == NULL || len > FEED_MESSAGE_MAX)
		return PCAPNG_OTHER;
	record->message.bytes_len = len;
	return PCAPNG_RECORD;
}

/* The server's side of the two: by which tags. */
struct local {
	struct left address;	/* len 0: none, yet */
	unsigned port;
};

static void
local_tag(struct local *local, unsigned tag, bool sent, struct left value)
{
	if (tag == (sent ? TAG_IPV4_SOURCE : TAG_IPV4_DESTINATION) &&
	    value.len == 4)
		local->address = value;
	else if (tag == (sent ? TAG_IPV6_SOURCE : TAG_IPV6_DESTINATION) &&
	    value.len == 16)
		local->address = value;
	else if (tag == (sent ? TAG_PORT_SOURCE : TAG_PORT_DESTINATION))
		local->port = (unsigned)take(&value, 4) & 0xffff;
}

static void
local_write(const struct local *local, char out[ADDRESS_SIZE])
{
	char host[INET6_ADDRSTRLEN];
	bool v6 = local->address.len == 16;

	if (local->address.len == 0 || inet_ntop(v6 ? AF_INET6 : AF_INET,
	    local->address.at, host, sizeof(host)) == NULL)
		return;
	(void)snprintf(out, ADDRESS_SIZE, v6 ? "[%s]:%u" : "%s:%u", host,
	    local->port);
}

/* Behind the tags of an exported PDU are the message's bytes. */
static bool
read_pdu(struct left pdu, struct pcapng_record *record)
{
	struct feed_message *message = &record->message;
	struct local local = { .port = 0 };
	struct left value;
	unsigned tag;

	pdu.high_first = true;
	do {
		if (pdu.len < 4)
			return false;
		tag = (unsigned)take(&pdu, 2);
		value = pdu;
		value.len = (size_t)take(&pdu, 2);
		value.at = pdu.at;
		if (take_bytes(&pdu, value.len, false) == NULL)
			return false;
		local_tag(&local, tag, message->direction == FEED_SENT,
		    value);
	} while (tag != TAG_END);
	local_write(&local, record->local);
	message->bytes = pdu.at;
	message->bytes_len = pdu.len;
	return pdu.len <= FEED_MESSAGE_MAX;
}

static enum pcapng_got
read_packet(struct pcapng_reader *reader, struct left left,
    struct pcapng_record *record)
{
	struct left pdu = { .len = 0 }, value;
	unsigned code;

	if (take_bytes(&left, 12, false) == NULL)
		return PCAPNG_OTHER;
	pdu.len = (size_t)take(&left, 4);
	(void)take(&left, 4);
	pdu.at = take_bytes(&left, pdu.len, true);
	if (pdu.at == NULL)
		return PCAPNG_OTHER;
	while (option_next(&left, &code, &value)) {
		if (code != OPTION_CUSTOM || value.len < 4 ||
		    take(&value, 4) != PCAPNG_ENTERPRISE)
			continue;
		if (read_fields(reader, &value, record) &&
		    record->message.event == FEED_MESSAGE &&
		    read_pdu(pdu, record))
			return PCAPNG_RECORD;
		return PCAPNG_OTHER;
	}
	return PCAPNG_OTHER;
}

static enum pcapng_got
read_record(struct pcapng_reader *reader, struct left left, uint64_t type,
    struct pcapng_record *record)
{
	struct feed_message *message = &record->message;
	enum pcapng_got got;

	memset(record, 0, sizeof(*record));
	got = type == PCAPNG_PACKET ? read_packet(reader, left, record) :
	    read_custom(reader, left, record);
	if (message->event == FEED_MESSAGE &&
	    message->message_bytes < message->bytes_len)
		message->message_bytes = message->bytes_len;
	return got;
}

enum pcapng_got
pcapng_read(struct pcapng_reader *reader, const unsigned char *block,
    size_t len, struct pcapng_record *record)
{
	struct left left = { .at = block + 8 };
	uint64_t type;

	if (len < BLOCK_MIN || pcapng_read_length(reader, block) != len)
		return PCAPNG_BROKEN;
	left.len = len - BLOCK_MIN;
	if (number(block, 4, false) == PCAPNG_SECTION) {
		if (len < SECTION_MIN)
			return PCAPNG_BROKEN;
		reader->high_first = number(block + 8, 4, true) ==
		    BYTE_ORDER_MARK;
	}
	left.high_first = reader->high_first;
	type = number(block, 4, left.high_first);
	if (number(block + len - 4, 4, left.high_first) != len)
		return PCAPNG_BROKEN;
	switch (type) {
	case PCAPNG_SECTION:
		read_section(reader, left);
		return PCAPNG_OTHER;
	case PCAPNG_STATISTICS:
		read_statistics(reader, left);
		return PCAPNG_OTHER;
	case PCAPNG_PACKET:
	case PCAPNG_CUSTOM:
		return read_record(reader, left, type, record);
	default:
		return PCAPNG_OTHER;
	}
}
