/*
 * wire/judge*.c under any bytes: the input is the lab, and then records: an
 * event, a direction, a pause, a length, the bytes.
 *
 * Must hold: a verdict names a rule of the lab and says something; its span's
 * quote is within the message; nothing is read beyond a record.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/when.h"
#include "wire/judge.h"

#define HEAD	4	/* bytes before those of a record */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t fuzz_seed(unsigned number, uint8_t *out, size_t out_size);

static void
check(void *context, const struct judge_verdict *verdict)
{
	const struct feed_message *record = context;
	char quoted[JUDGE_QUOTED_SIZE], where[JUDGE_WHERE_SIZE];

	if (verdict->rule <= RULE_NONE || verdict->rule >= RULE_COUNT ||
	    !rule_in_lab(verdict->rule, verdict->lab) ||
	    verdict->quote_len > JUDGE_QUOTE_MAX ||
	    verdict->quote_at + verdict->quote_len > record->bytes_len ||
	    strlen(verdict->said) >= sizeof(verdict->said) ||
	    (verdict->result == RULE_NOT_OK && verdict->said[0] == '\0'))
		abort();
	judge_quoted(verdict, quoted);
	judge_where(verdict, where);
	if (strlen(quoted) >= sizeof(quoted) ||
	    strlen(where) >= sizeof(where))
		abort();
}

/* A copy of its own size: what is read beyond it is seen. */
static void
give(struct judge *judge, struct feed_message *record, const uint8_t *bytes,
    size_t len)
{
	struct judge_sink sink = { record, check };
	uint8_t *copy = malloc(len + (len == 0));

	if (copy == NULL)
		abort();
	memcpy(copy, bytes, len);
	record->bytes = record->event == FEED_MESSAGE ? copy : NULL;
	record->bytes_len = record->event == FEED_MESSAGE ? len : 0;
	record->message_bytes = record->event == FEED_MISCHIEF ? len % 9 :
	    record->bytes_len;
	judge_record(judge, record, &sink);
	record->bytes = NULL;
	record->bytes_len = 0;
	judge_time(judge, record->wall_ns + 40 * NS_PER_S, &sink);
	free(copy);
}

/* What was done to the message before, or is to be done from now on. */
static void
mischief_of(struct feed_message *record, const uint8_t *data)
{
	static const char *const notes[] = { "split in 3 segments",
	    "join with message 2", "slow for 20 ms", "delay 300 ms",
	    "jitter 3 ms", "stall after 3 bytes", "reset after 0 bytes",
	    "half-close after 3 bytes", "drop", "withhold 22 s",
	    "duplicate", "reorder behind message 3", "off", "x",
	    "delay=9000,split,seed=7", "withhold=25,drop,slow=8,seed=1" };

	record->note = "";
	if (record->event != FEED_MISCHIEF)
		return;
	record->note = notes[data[3] % (sizeof(notes) / sizeof(notes[0]))];
	record->message = data[1] & 4 ? 0 : record->message - 1;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct judge_policy policy = { .who = RULE_BOTH };
	struct feed_message record = { .client = 7, .name = "alice",
	    .peer = "", .note = "", .wall_ns = NS_PER_S };
	struct judge judge;
	size_t len;

	if (size == 0)
		return 0;
	judge_begin(&judge, &policy, data[0] % LAB_COUNT);
	for (data++, size--; size >= HEAD; data += len, size -= len) {
		record.event = data[0] % 8 < 5 ? FEED_MESSAGE :
		    (enum feed_event)(data[0] % FEED_EVENT_COUNT);
		record.direction = data[1] % 2 ? FEED_SENT : FEED_RECEIVED;
		record.wall_ns += data[2] * 50 * NS_PER_MS;
		record.facts.read += data[1] >> 1 & 1;
		record.message++;
		mischief_of(&record, data);
		len = data[3];
		data += HEAD;
		size -= HEAD;
		if (len > size)
			len = size;
		give(&judge, &record, data, len);
		record.facts.stream += len;
	}
	return 0;
}

/* A conversation of each lab. */
size_t
fuzz_seed(unsigned number, uint8_t *out, size_t out_size)
{
	static const char *const said[LAB_COUNT][3] = {
		[LAB_WAIT] = { "POST /clients HTTP/1.1\r\nHost: x\r\n"
		    "Content-Length: 5\r\n\r\nalice", "HTTP/1.1 201 Created\r\n"
		    "Date: Sat, 28 Nov 2026 14:25:10 GMT\r\n\r\n",
		    "POST /wait HTTP/1.1\r\nContent-Length: 1\r\n\r\n7" },
		[LAB_ORDER] = { "Client X: alice", "X: alice received before "
		    "Y: bob", "Bye" },
		[LAB_CHAT] = { "alice", "welcome", "/msg bob hi" },
		[LAB_CALC] = { "alice\n", "hello", "4.5 / 6\n" },
		[LAB_CLOCK] = { "SEND_DATE", "2026-11-28", "SEND_TIME" },
		[LAB_ECHO] = { "hello", "hello", "two" }
	};
	size_t len = 0, i, text;

	if (number >= LAB_COUNT || out_size < 1)
		return 0;
	out[len++] = (uint8_t)number;
	for (i = 0; i < 3; i++) {
		text = strlen(said[number][i]);
		if (len + HEAD + text > out_size)
			return len;
		out[len++] = 0;
		out[len++] = (uint8_t)(2 + i % 2);
		out[len++] = 20;
		out[len++] = (uint8_t)text;
		memcpy(out + len, said[number][i], text);
		len += text;
	}
	return len;
}
