/*
 * wire/pcapng_read.c under any bytes: the input is a file.
 *
 * Must hold: nothing is read beyond a block; what a record says is in our
 * lists, terminated, printable and within its limits; a record that is written
 * again and read again is the same; the judge takes it, and so does what hides
 * private lines.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/labs.h"
#include "base/text.h"
#include "wire/judging.h"
#include "wire/pcapng_read.h"
#include "wire/private.h"
#include "wire/verdict_record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t fuzz_seed(unsigned number, uint8_t *out, size_t out_size);

static void
text_check(const char *text, size_t size)
{
	size_t len = strlen(text), at, n;
	unsigned code_point = 0;

	if (len >= size)
		abort();
	for (at = 0; at < len; at += n) {
		n = text_utf8(text + at, len - at, &code_point);
		if (n == 0 || !text_printable(code_point))
			abort();
	}
}

static void
record_check(const struct feed_message *message)
{
	if (message->event >= FEED_EVENT_COUNT ||
	    message->direction > FEED_SENT || message->lab >= LAB_COUNT ||
	    message->bytes_len > FEED_MESSAGE_MAX || message->wall_ns < 0)
		abort();
	text_check(message->name, NAME_SIZE);
	text_check(message->peer, ADDRESS_SIZE);
	text_check(message->note, FEED_NOTE_MAX + 1);
}

/* Out, and back. */
static void
record_again(const struct feed_message *message)
{
	static unsigned char block[PCAPNG_BLOCK_MAX];
	static struct pcapng_record again;
	const struct pcapng_about about = { .local = message->peer,
	    .missed = message->client, .judged = message->note };
	struct pcapng_reader reader = { .begun = true };
	size_t len = pcapng_put(block, message, &about);

	if (pcapng_read(&reader, block, len, &again) != PCAPNG_RECORD ||
	    again.message.bytes_len != message->bytes_len ||
	    memcmp(again.message.bytes, message->bytes,
	    message->bytes_len) != 0 ||
	    strcmp(again.message.name, message->name) != 0)
		abort();
#define FIELD(member) if (again.message.member != message->member) abort();
#include "wire/pcapng_fields.def"
#undef FIELD
}

/* A copy of its own size: what is read beyond it is seen. */
static enum pcapng_got
block_read(struct pcapng_reader *reader, const uint8_t *data, size_t len,
    struct judging *judging)
{
	static struct pcapng_record record;
	static struct private_room hidden;
	struct judge_verdict verdict;
	uint8_t *copy = malloc(len);
	enum pcapng_got got;
	uint64_t number;

	if (copy == NULL)
		abort();
	memcpy(copy, data, len);
	got = pcapng_read(reader, copy, len, &record);
	if (got == PCAPNG_RECORD) {
		record_check(&record.message);
		record_again(&record.message);
		(void)verdict_record_read(&record.message, &verdict, &number);
		judging_record(judging, &record.message, NULL);
		text_check(record.local, sizeof(record.local));
		record_check(private_hide(&hidden, &record.message));
	}
	free(copy);
	return got;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct judge_policy policies[LAB_COUNT] = { 0 };
	struct pcapng_reader reader = { .begun = false };
	struct judging *judging = judging_new(policies, 64);
	size_t len;

	if (judging == NULL)
		abort();
	while (size >= PCAPNG_START_SIZE) {
		len = pcapng_read_length(&reader, data);
		if (len == 0 || len > size || block_read(&reader, data, len,
		    judging) == PCAPNG_BROKEN)
			break;
		data += len;
		size -= len;
	}
	judging_free(judging);
	return 0;
}

/* A file with a record of the kind, and its bytes. */
size_t
fuzz_seed(unsigned number, uint8_t *out, size_t out_size)
{
	static unsigned char block[PCAPNG_BLOCK_MAX];
	const struct pcapng_about about = { .local = "[::1]:12001" };
	struct feed_message message = { .event = number, .client = 9,
	    .direction = number % 3, .lab = number % LAB_COUNT, .pid = 7,
	    .wall_ns = 123456789, .name = "alice", .peer = "127.0.0.1:4000",
	    .note = "", .bytes = "12 + 42\n", .bytes_len = 8 };
	size_t len, used;

	if (number >= FEED_EVENT_COUNT)
		return 0;
	used = pcapng_begin(block, "barewired");
	if (used > out_size)
		return 0;
	memcpy(out, block, used);
	len = pcapng_put(block, &message, &about);
	if (used + len > out_size)
		return used;
	memcpy(out + used, block, len);
	used += len;
	len = pcapng_end(block, 987654321, 1, 0);
	if (used + len > out_size)
		return used;
	memcpy(out + used, block, len);
	return used + len;
}
