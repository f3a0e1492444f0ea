/*
 * A feed reader's output as text, for the tests of wire/feed*.c.
 *
 *	message 3.7 of alice: 5 bytes [hello]\n
 *	gap 2\n
 *
 * Long messages show their length only; their bytes are checked against
 * feed_log_byte, which is what feed_log_message gives them.
 */
#ifndef TESTS_UNIT_FEED_LOG_H
#define TESTS_UNIT_FEED_LOG_H

#include <stdio.h>
#include <string.h>

#include "tests/unit/unit.h"
#include "wire/feed.h"

struct feed_log {
	char text[16384];
	size_t len;
	uint64_t messages;
	uint64_t lost;		/* all gaps together */
};

static inline unsigned char
feed_log_byte(uint64_t client, uint32_t message, size_t at)
{
	return (unsigned char)(at * 31 + at / 251 + client * 7 + message);
}

static inline void
feed_log_put(struct feed_log *log, const char *line)
{
	size_t len = strlen(line);

	if (log->len + len < sizeof(log->text)) {
		memcpy(log->text + log->len, line, len + 1);
		log->len += len;
	}
}

static inline void
feed_log_on_message(void *context, const struct feed_message *message)
{
	struct feed_log *log = context;
	const unsigned char *bytes = message->bytes;
	char line[512];
	size_t i, bad = 0;

	CU_ASSERT_FATAL(message->bytes_len <= FEED_MESSAGE_MAX);
	CU_ASSERT_FATAL(message->truncated ==
	    (message->bytes_len < message->message_bytes));
	for (i = 0; message->bytes_len > 100 && i < message->bytes_len; i++)
		bad += bytes[i] != feed_log_byte(message->client,
		    message->message, i);
	CU_ASSERT_EQUAL_FATAL(bad, 0);
	(void)snprintf(line, sizeof(line), "%s %llu.%u of %s: %zu bytes%s"
	    "%s%.*s%s\n", feed_event_word(message->event),
	    (unsigned long long)message->client, message->message,
	    message->name, message->bytes_len,
	    message->truncated ? " cut" : "",
	    message->bytes_len <= 100 ? " [" : "",
	    message->bytes_len <= 100 ? (int)message->bytes_len : 0,
	    (const char *)bytes, message->bytes_len <= 100 ? "]" : "");
	feed_log_put(log, line);
	log->messages++;
}

static inline void
feed_log_on_gap(void *context, uint64_t count)
{
	struct feed_log *log = context;
	char line[64];

	(void)snprintf(line, sizeof(line), "gap %llu\n",
	    (unsigned long long)count);
	feed_log_put(log, line);
	log->lost += count;
}

static inline struct feed_reader *
feed_log_reader(struct feed_log *log)
{
	struct feed_sink sink = { .context = log,
	    .message = feed_log_on_message, .gap = feed_log_on_gap };
	struct feed_reader *reader = feed_reader_new(&sink);

	memset(log, 0, sizeof(*log));
	CU_ASSERT_PTR_NOT_NULL_FATAL(reader);
	return reader;
}

/* What was logged since the last call is this. */
static inline void
feed_log_expect(struct feed_log *log, const char *want)
{
	if (strcmp(log->text, want) != 0)
		printf("\n--- got\n%s--- where this was expected\n%s---\n",
		    log->text, want);
	CU_ASSERT_STRING_EQUAL(log->text, want);
	log->text[0] = '\0';
	log->len = 0;
}

/* A message of len bytes from the client; the bytes live till the next
 * call. */
static inline struct feed_message
feed_log_message(uint64_t client, uint32_t number, size_t len)
{
	static unsigned char bytes[FEED_MESSAGE_MAX + 10000];
	struct feed_message message = { .event = FEED_MESSAGE,
	    .direction = FEED_RECEIVED, .client = client, .pid = 4123,
	    .message = number, .name = "alice", .peer = "127.0.0.1:40112",
	    .note = "", .bytes = bytes, .bytes_len = len,
	    .message_bytes = (uint32_t)len };
	size_t i;

	for (i = 0; i < len; i++)
		bytes[i] = len > 100 ? feed_log_byte(client, number, i) : 'x';
	return message;
}

#endif
