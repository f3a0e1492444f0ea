/* Feed records: the words of events, and the writers' side. */
#include "wire/feed.h"

#include <string.h>

#include "base/labs.h"

_Static_assert(sizeof(struct feed_head) == 136, "no padding in a record");
/* The strings travel in the first record only, so that a message of the
 * greatest length takes no more than 16. */
_Static_assert(FEED_MESSAGE_MAX <= 16 * (FEED_RECORD_MAX -
    sizeof(struct feed_head)) - NAME_MAX_BYTES - ADDRESS_SIZE - FEED_NOTE_MAX,
    "16 records hold a message");
_Static_assert(ADDRESS_SIZE <= 256 && FEED_NOTE_MAX < 256,
    "lengths are bytes");

static const char *const event_words[FEED_EVENT_COUNT] = {
#define EVENT(symbol, word, fed) word,
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

void
feed_head_fill(struct feed_head *head, const struct feed_message *message)
{
	memset(head, 0, sizeof(*head));
	head->magic = FEED_MAGIC;
	head->event = (uint8_t)message->event;
	head->direction = (uint8_t)message->direction;
	head->wall_ns = message->wall_ns;
	head->client = message->client;
	head->pid = message->pid;
	head->message = message->message;
	head->message_bytes = message->message_bytes < message->bytes_len ?
	    message->bytes_len : message->message_bytes;
	head->status = message->status;
	head->lab = (uint8_t)message->lab;
	head->flags = (uint8_t)(
	    (message->fault ? FEED_FAULT : 0) |
	    (message->datagram ? FEED_DATAGRAM : 0) |
	    (message->past ? FEED_PAST : 0));
	head->facts = message->facts;
}

void
feed_head_read(struct feed_message *message, const struct feed_head *head)
{
	*message = (struct feed_message){
		.event = (enum feed_event)head->event,
		.direction = (enum feed_direction)head->direction,
		.wall_ns = head->wall_ns,
		.client = head->client,
		.pid = head->pid,
		.message = head->message,
		.lab = head->lab,
		.status = head->status,
		.truncated = (head->flags & FEED_TRUNCATED) != 0,
		.fault = (head->flags & FEED_FAULT) != 0,
		.datagram = (head->flags & FEED_DATAGRAM) != 0,
		.past = (head->flags & FEED_PAST) != 0,
		.message_bytes = head->message_bytes,
		.facts = head->facts,
	};
}

bool
feed_head_good(const struct feed_head *head)
{
	static const uint8_t zero[sizeof(head->spare)];

	return head->event < FEED_EVENT_COUNT &&
	    head->direction <= FEED_SENT && head->lab < LAB_COUNT &&
	    (head->flags & ~FEED_FLAGS) == 0 &&
	    head->name_len <= NAME_MAX_BYTES &&
	    head->peer_len < ADDRESS_SIZE &&
	    head->note_len <= FEED_NOTE_MAX &&
	    memcmp(head->spare, zero, sizeof(zero)) == 0;
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

	feed_head_fill(&head, message);
	if (len < head.message_bytes)
		head.flags |= FEED_TRUNCATED;
	head.lost = lost;
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
