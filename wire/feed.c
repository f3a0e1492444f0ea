/* Feed records: the words of events, and the writers' side. */
#include "wire/feed.h"

#include <string.h>

_Static_assert(sizeof(struct feed_head) == 56, "no padding in a record");
/* The strings travel in the first record only, so that a message of the
 * greatest length takes no more than 16. */
_Static_assert(FEED_MESSAGE_MAX <= 16 * (FEED_RECORD_MAX -
    sizeof(struct feed_head)) - NAME_MAX_BYTES - ADDRESS_SIZE - FEED_NOTE_MAX,
    "16 records hold a message");
_Static_assert(ADDRESS_SIZE <= 256 && FEED_NOTE_MAX < 256,
    "lengths are bytes");

static const char *const event_words[FEED_EVENT_COUNT] = {
#define EVENT(symbol, word) word,
#include "wire/events.def"
#undef EVENT
};

const char *
feed_event_word(unsigned event)
{
	return event < FEED_EVENT_COUNT ? event_words[event] : "?";
}

/* Appends the text, cut at a character to less than size bytes; returns what
 * it took. */
static uint8_t
put_text(unsigned char *record, size_t *at, const char *text, size_t size)
{
	char cut[256];
	size_t len;

	(void)text_copy(cut, size, text);
	len = strlen(cut);
	memcpy(record + *at, cut, len);
	*at += len;
	return (uint8_t)len;
}

static void
head_fill(struct feed_head *head, const struct feed_message *message,
    size_t len, uint32_t lost)
{
	memset(head, 0, sizeof(*head));
	head->magic = FEED_MAGIC;
	head->event = (uint8_t)message->event;
	head->direction = (uint8_t)message->direction;
	head->wall_ns = message->wall_ns;
	head->client = message->client;
	head->pid = message->pid;
	head->message = message->message;
	head->message_bytes = message->message_bytes;
	if (len < message->bytes_len || len < message->message_bytes)
		head->flags |= FEED_TRUNCATED;
	if (message->message_bytes < message->bytes_len)
		head->message_bytes = (uint32_t)message->bytes_len;
	head->lost = lost;
	head->status = message->status;
	head->lab = (uint8_t)message->lab;
	if (message->fault)
		head->flags |= FEED_FAULT;
	if (message->datagram)
		head->flags |= FEED_DATAGRAM;
}

size_t
feed_encode(const struct feed_message *message, size_t *offset,
    uint32_t lost, unsigned char record[FEED_RECORD_MAX])
{
	size_t len = message->bytes_len < FEED_MESSAGE_MAX ?
	    message->bytes_len : FEED_MESSAGE_MAX;
	size_t from = *offset < len ? *offset : len, payload_len;
	size_t at = sizeof(struct feed_head);
	struct feed_head head;

	head_fill(&head, message, len, lost);
	head.offset = (uint32_t)from;
	if (from == 0) {
		head.flags |= FEED_FIRST;
		head.name_len = put_text(record, &at, message->name,
		    NAME_SIZE);
		head.peer_len = put_text(record, &at, message->peer,
		    ADDRESS_SIZE);
		head.note_len = put_text(record, &at, message->note,
		    FEED_NOTE_MAX + 1);
	}
	payload_len = len - from;
	if (payload_len > FEED_RECORD_MAX - at)
		payload_len = FEED_RECORD_MAX - at;
	if (payload_len > 0)
		memcpy(record + at, (const char *)message->bytes + from,
		    payload_len);
	*offset = from + payload_len;
	if (*offset == len) {
		head.flags |= FEED_LAST;
		*offset = message->bytes_len;
	}
	head.payload_len = (uint16_t)payload_len;
	head.length = (uint16_t)(at + payload_len);
	memcpy(record, &head, sizeof(head));
	return head.length;
}
