/*
 * wire/feed*.c under any bytes.  The first byte chooses: 'r' and the rest is
 * a FIFO's raw content, read in pieces of every size; otherwise the rest is a
 * script of writers, each step a few bytes, that makes records which are
 * right in themselves but come in any order, are left out or doubled.
 *
 * Must hold: what a sink gets is terminated, printable, within its limits;
 * the pieces in which bytes come do not matter; a script's losses are never
 * counted below nothing; memory is not overrun.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/labs.h"
#include "base/text.h"
#include "wire/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t fuzz_seed(unsigned number, uint8_t *out, size_t out_size);

/* A digest of everything a reader said. */
struct account {
	uint64_t digest;
	uint64_t messages;
	uint64_t gaps;
};

static void
digest_add(struct account *account, const void *bytes, size_t len)
{
	const unsigned char *p = bytes;
	size_t i;

	for (i = 0; i < len; i++)
		account->digest = (account->digest ^ p[i]) *
		    UINT64_C(1099511628211);
}

static void
text_check(struct account *account, const char *text, size_t max)
{
	size_t len = strlen(text), at, n;
	unsigned code_point = 0;

	if (len > max)
		abort();
	for (at = 0; at < len; at += n) {
		n = text_utf8(text + at, len - at, &code_point);
		if (n == 0 || !text_printable(code_point))
			abort();
	}
	digest_add(account, text, len + 1);
}

static void
on_message(void *context, const struct feed_message *message)
{
	struct account *account = context;

	if (message->event >= FEED_EVENT_COUNT ||
	    message->direction > FEED_SENT || message->lab >= LAB_COUNT ||
	    message->bytes_len > FEED_MESSAGE_MAX ||
	    message->truncated != (message->bytes_len <
	    message->message_bytes))
		abort();
	text_check(account, message->name, NAME_MAX_BYTES);
	text_check(account, message->peer, ADDRESS_SIZE - 1);
	text_check(account, message->note, FEED_NOTE_MAX);
	digest_add(account, message->bytes, message->bytes_len);
	digest_add(account, &message->client, sizeof(message->client));
	account->messages++;
}

static void
on_gap(void *context, uint64_t count)
{
	struct account *account = context;

	if (count == 0 || count > UINT64_MAX / 2)
		abort();
	digest_add(account, &count, sizeof(count));
	account->gaps++;
}

static struct account
read_in_pieces(const uint8_t *data, size_t size, size_t piece)
{
	struct account account = { 0, 0, 0 };
	struct feed_sink sink = { &account, on_message, on_gap };
	struct feed_reader *reader = feed_reader_new(&sink);
	size_t at;

	if (reader == NULL)
		abort();
	for (at = 0; at < size; at += piece)
		feed_reader_push(reader, data + at,
		    piece < size - at ? piece : size - at);
	feed_reader_lost(reader, 7);
	feed_reader_lost(reader, 7);
	feed_reader_free(reader);
	return account;
}

static void
raw(const uint8_t *data, size_t size)
{
	struct account whole = read_in_pieces(data, size, SIZE_MAX / 2);
	struct account some = read_in_pieces(data, size, size % 97 + 1);

	if (whole.digest != some.digest || whole.messages != some.messages ||
	    whole.gaps != some.gaps)
		abort();
}

struct writer {
	uint32_t number;
	size_t offset;
};

/* One step of one of eight writers.  byte: which, and what it does. */
static void
script_step(struct feed_reader *reader, struct writer *writers, uint8_t byte,
    uint8_t more)
{
	static unsigned char record[FEED_RECORD_MAX];
	static unsigned char bytes[FEED_MESSAGE_MAX];
	unsigned which = byte & 7;
	struct feed_message message = { .event = FEED_MESSAGE,
	    .direction = FEED_SENT, .client = which + 1, .name = "fuzz",
	    .peer = "", .note = "", .bytes = bytes };
	size_t length;

	message.bytes_len = which == 0 ? more : (size_t)(more & 15) * 4095;
	message.message_bytes = (uint32_t)message.bytes_len + (more >> 7);
	if ((byte & 8) != 0) {
		writers[which].number++;
		writers[which].offset = 0;
	}
	if ((byte & 16) != 0)
		message.event = (enum feed_event)(more % FEED_EVENT_COUNT);
	message.message = writers[which].number;
	length = feed_encode(&message, &writers[which].offset, more >> 5,
	    record);
	if ((byte & 32) == 0)
		feed_reader_push(reader, record, length);
	if ((byte & 64) != 0)
		feed_reader_lost(reader, more >> 4);
}

static void
script(const uint8_t *data, size_t size)
{
	struct account account = { 0, 0, 0 };
	struct feed_sink sink = { &account, on_message, on_gap };
	struct feed_reader *reader = feed_reader_new(&sink);
	struct writer writers[8];
	size_t at;

	if (reader == NULL)
		abort();
	memset(writers, 0, sizeof(writers));
	for (at = 0; at + 1 < size; at += 2)
		script_step(reader, writers, data[at], data[at + 1]);
	if (account.messages > size / 2)
		abort();
	feed_reader_free(reader);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > 0 && data[0] == 'r')
		raw(data + 1, size - 1);
	else if (size > 0)
		script(data + 1, size - 1);
	return 0;
}

/* A reader of the feed takes megabytes. */
extern const unsigned long fuzz_count;
const unsigned long fuzz_count = 5000;

/* What tests/fuzz/driver.c starts from: good streams. */
size_t
fuzz_seed(unsigned number, uint8_t *out, size_t out_size)
{
	static unsigned char record[FEED_RECORD_MAX];
	static unsigned char bytes[9000];
	struct feed_message message = { .event = FEED_MESSAGE,
	    .direction = FEED_RECEIVED, .client = 3, .message = 1, .pid = 5,
	    .name = "alice", .peer = "127.0.0.1:40112", .note = "was bob",
	    .bytes = bytes };
	size_t offset = 0, length, len = 1;

	if (number > 3)
		return 0;
	out[0] = number == 3 ? 's' : 'r';
	for (; number == 3 && len < 200; len++)
		out[len] = (uint8_t)(len * 73);
	message.bytes_len = (size_t)number * 4400;
	message.message_bytes = (uint32_t)message.bytes_len;
	while (number < 3) {
		length = feed_encode(&message, &offset, number, record);
		if (length > out_size - len)
			break;
		memcpy(out + len, record, length);
		len += length;
		if (offset == message.bytes_len)
			break;
	}
	return len;
}
