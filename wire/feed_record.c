/* Feed records: the watchers' side of one record. */
#include "wire/feed_record.h"

#include <string.h>

/* Do the numbers that say how long things are fit each other? */
static bool
sizes_good(const struct feed_head *head)
{
	size_t end = (size_t)head->offset + head->payload_len;
	bool first = (head->flags & FEED_FIRST) != 0;
	bool last = (head->flags & FEED_LAST) != 0;
	bool truncated = (head->flags & FEED_TRUNCATED) != 0;

	if (head->length > FEED_RECORD_MAX || head->length !=
	    sizeof(*head) + head->name_len + head->peer_len +
	    head->note_len + head->payload_len)
		return false;
	if (end > FEED_MESSAGE_MAX || end > head->message_bytes ||
	    first != (head->offset == 0))
		return false;
	/* A part that is not the last has something in it and something
	 * after it; the last one ends the message, or is cut short. */
	if (!last)
		return head->payload_len > 0 && end < head->message_bytes;
	return truncated == (end < head->message_bytes);
}

int
feed_record_parse(const unsigned char *bytes, size_t len,
    struct feed_record *record)
{
	static const uint32_t magic = FEED_MAGIC;
	struct feed_head *head = &record->head;

	/* Also with fewer bytes than that: what cannot become a record is
	 * not waited for. */
	if (memcmp(bytes, &magic, len < sizeof(magic) ? len :
	    sizeof(magic)) != 0)
		return -1;
	if (len < sizeof(*head))
		return 0;
	memcpy(head, bytes, sizeof(*head));
	if (!feed_head_good(head) || !sizes_good(head))
		return -1;
	if (len < head->length)
		return 0;
	record->name = bytes + sizeof(*head);
	record->peer = record->name + head->name_len;
	record->note = record->peer + head->peer_len;
	record->payload = record->note + head->note_len;
	return head->length;
}

void
feed_record_text(char *out, size_t out_size, const unsigned char *text,
    size_t len)
{
	unsigned code_point = 0;
	size_t at, n;

	for (at = 0; at < len; at += n) {
		n = text_utf8(text + at, len - at, &code_point);
		if (n == 0 || !text_printable(code_point))
			break;
	}
	if (at < len || len >= out_size) {
		(void)text_escape(out, out_size, text, len);
		return;
	}
	memcpy(out, text, len);
	out[len] = '\0';
}
