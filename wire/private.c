/* Private lines, without what was said. */
#include "wire/private.h"

#include <stdio.h>
#include <string.h>

#include "base/labs.h"
#include "wire/chat_line.h"
#include "wire/name_line.h"
#include "wire/sentence.h"
#include "wire/verdict_record.h"

_Static_assert(FEED_MESSAGE_MAX <= UINT16_MAX, "places are 16 bits");

/* As server/labs/chat_room.c and chat_command.c write it. */
static const char mark[] = " (private): ";

static void
room_add(struct private_room *room, const void *bytes, size_t len)
{
	if (len > sizeof(room->bytes) - room->len)
		len = sizeof(room->bytes) - room->len;
	if (len > 0)
		memcpy(room->bytes + room->len, bytes, len);
	room->len += len;
}

static void
room_add_length(struct private_room *room, uint64_t len)
{
	char said[64];

	(void)snprintf(said, sizeof(said), "[%llu byte%s, private]",
	    (unsigned long long)len, len == 1 ? "" : "s");
	room_add(room, said, strlen(said));
}

static bool
room_is_frame(const unsigned char *bytes, size_t len)
{
	return len > 2 && ((size_t)bytes[0] << 8 | bytes[1]) == len - 2;
}

/* A byte-order mark, or a frame's length; UTF-16 has a NUL where a frame has
 * its first letter. */
static size_t
room_skip(const unsigned char *bytes, size_t len)
{
	if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		return 3;
	if (len >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 ||
	    memcmp(bytes, "\xfe\xff", 2) == 0))
		return 2;
	if (len > 2 && bytes[2] != '\0' && (bytes[0] == '\0' ||
	    room_is_frame(bytes, len)))
		return 2;
	return 0;
}

/* NULs are every second byte of UTF-16, or padding.  True: nothing was left
 * out. */
static bool
room_read(struct private_room *room, const unsigned char *bytes, size_t len,
    size_t skip, size_t *text_len)
{
	size_t i, used = 0;

	for (i = skip; i < len; i++) {
		if (bytes[i] == '\0')
			continue;
		room->text[used] = (char)bytes[i];
		room->at[used++] = (uint16_t)i;
	}
	room->at[used] = (uint16_t)len;
	*text_len = used;
	return used == len;
}

/* Where a line begins behind the speaker's name; a guest's may be his first,
 * "alice: /msg bob text". */
static size_t
line_own(const char *line, size_t len, const char *name)
{
	struct name_line first;

	if (strncmp(name, "guest-", strlen("guest-")) != 0)
		return name_line_own(line, len, name);
	name_line_parse(line, len, "/", &first);
	return first.name_len > 0 && first.rest_len > 0 ?
	    (size_t)(first.rest - line) : 0;
}

/* Where in the line begins what is for one alone; the length: nowhere. */
static size_t
line_received(const char *line, size_t len, const char *name, bool plain)
{
	size_t own = line_own(line, len, name), at;
	struct chat_line chat;

	chat_line_parse(line + own, len - own, &chat);
	at = chat.text == NULL ? len : (size_t)(chat.text - line);
	if (chat.verb == CHAT_MSG || chat.verb == CHAT_UNKNOWN)
		return at;
	/* In other encodings a name does not look like one. */
	if (chat.verb == CHAT_SAY && !plain && chat.word[0] == '@')
		return (size_t)(chat.word - line) + 1;
	return len;
}

/* "bob (private): text", "to bob (private): text"; who speaks to all has a
 * colon behind his name. */
static size_t
line_sent(const char *line, size_t len)
{
	const char *found = memmem(line, len, mark, sizeof(mark) - 1);

	if (found == NULL || memchr(line, ':', (size_t)(found - line)) != NULL)
		return len;
	return (size_t)(found - line) + sizeof(mark) - 1;
}

static size_t
line_private(const struct feed_message *record, const char *line, size_t len,
    bool plain)
{
	return record->direction == FEED_SENT ? line_sent(line, len) :
	    line_received(line, len, record->name == NULL ? "" :
	    record->name, plain);
}

/* Its end stays: it is what a judge looks at. */
static size_t
line_end_of(const char *line, size_t len)
{
	while (len > 0 && (line[len - 1] == '\r' || line[len - 1] == '\n'))
		len--;
	return len;
}

/* A line of the text, given on; true: a part of it was hidden. */
static bool
line_hide(struct private_room *room, const struct feed_message *record,
    size_t from, size_t len, bool plain)
{
	const unsigned char *bytes = record->bytes;
	const char *line = room->text + from;
	size_t end = line_end_of(line, len);
	size_t at = line_private(record, line, end, plain);
	size_t raw = from == 0 ? 0 : room->at[from];
	size_t next = room->at[from + len], first, behind;
	uint64_t more = 0;

	if (at >= end) {
		room_add(room, bytes + raw, next - raw);
		return false;
	}
	first = room->at[from + at];
	behind = room->at[from + end - 1] + 1u;
	/* Where the rest of a message was not kept, it was of this line. */
	if (next == record->bytes_len &&
	    record->message_bytes > record->bytes_len)
		more = record->message_bytes - record->bytes_len;
	room_add(room, bytes + raw, first - raw);
	room_add_length(room, behind - first + more);
	room_add(room, bytes + behind, next - behind);
	return true;
}

static bool
hide_lines(struct private_room *room, const struct feed_message *record,
    size_t skip)
{
	size_t from, len, text_len;
	const char *end;
	bool hidden = false, plain;

	plain = room_read(room, record->bytes, record->bytes_len, skip,
	    &text_len);
	room->len = 0;
	for (from = 0; from < text_len; from += len) {
		end = memchr(room->text + from, '\n', text_len - from);
		/* In UTF-16 that byte may be half a letter. */
		len = end == NULL || !plain ? text_len - from :
		    (size_t)(end - room->text) + 1 - from;
		hidden = line_hide(room, record, from, len, plain) || hidden;
	}
	return hidden;
}

/* What looks like a frame's length may be a part of the line, and what looks
 * like UTF-16 a frame that begins with NULs. */
static const struct feed_message *
hide_message(struct private_room *room, const struct feed_message *record)
{
	size_t len = record->bytes_len, skip = room_skip(record->bytes, len);

	if (!hide_lines(room, record, skip) &&
	    (skip == 0 || !hide_lines(room, record, 0)) &&
	    (skip == 2 || !room_is_frame(record->bytes, len) ||
	    !hide_lines(room, record, 2)))
		return record;
	room->record = *record;
	room->record.bytes = room->bytes;
	room->record.bytes_len = room->len;
	if (room->record.message_bytes < room->len)
		room->record.message_bytes = room->len;
	return &room->record;
}

/* The sentence's words: to whom, and what. */
static const struct feed_message *
hide_note(struct private_room *room, const struct feed_message *record)
{
	static const char hidden[] = "[private]";
	const unsigned char *bytes = record->bytes;
	unsigned char length[2] = { sizeof(hidden) - 1, 0 };
	size_t name;

	if (record->facts.sentence != SENTENCE_SAID_TO)
		return record;
	name = record->bytes_len < 2 ? 0 : 2 + (bytes[0] |
	    (size_t)bytes[1] << 8);
	room->len = 0;
	if (name <= record->bytes_len)
		room_add(room, bytes, name);
	room_add(room, length, sizeof(length));
	room_add(room, hidden, sizeof(hidden) - 1);
	room->record = *record;
	room->record.bytes = room->bytes;
	room->record.bytes_len = room->record.message_bytes = room->len;
	return &room->record;
}

/* A quote that begins where the message does is read like it; of others nobody
 * knows what stood before them. */
static const struct feed_message *
hide_quote(struct private_room *room, const struct feed_message *record)
{
	struct judge_verdict verdict;
	struct feed_message quote = *record;
	const struct feed_message *shown;
	uint64_t number;
	size_t kept;

	if (!verdict_record_read(record, &verdict, &number) ||
	    verdict.quote_len == 0)
		return record;
	quote.bytes = verdict.quote;
	quote.bytes_len = verdict.quote_len;
	quote.truncated = false;
	shown = verdict.quote_at > 0 ? NULL : hide_message(room, &quote);
	if (shown == &quote)
		return record;
	/* Of the message alone its length is told. */
	kept = record->bytes_len - verdict.quote_len;
	room->len = 0;
	room_add(room, record->bytes, kept);
	room_add_length(room, verdict.quote_len);
	room->record = *record;
	room->record.bytes = room->bytes;
	room->record.bytes_len = room->record.message_bytes = room->len;
	return &room->record;
}

const struct feed_message *
private_hide(struct private_room *room, const struct feed_message *record)
{
	if (record->lab != LAB_CHAT || record->bytes_len > FEED_MESSAGE_MAX)
		return record;
	switch (record->event) {
	case FEED_MESSAGE:
		return hide_message(room, record);
	case FEED_NOTE:
		return hide_note(room, record);
	case FEED_VERDICT:
		return hide_quote(room, record);
	default:
		return record;
	}
}
