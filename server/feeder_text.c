/*
 * `messages` in the instance's directory: what is said, for cat and grep.
 *
 *	-- 08:00:53.120 alice@wait << 42 bytes
 *	POST /wait HTTP/1.1\r
 *	...
 *
 * Control bytes but LF and tab are escaped; a message ends its last line.
 */
#include "server/feeder_slot.h"

#include <stdio.h>
#include <string.h>

#include "base/labs.h"
#include "base/text.h"
#include "base/when.h"

#define PIECE	800	/* bytes: escaped they fit into a chunk */

static size_t
text_gap(struct feeder_slot *slot, char *out, size_t size)
{
	int len;

	if (slot->lost == slot->told_lost)
		return 0;
	len = snprintf(out, size, "-- %llu messages are missing here\n",
	    (unsigned long long)(slot->lost - slot->told_lost));
	slot->told_lost = slot->lost;
	return (size_t)len;
}

static size_t
text_head(const struct feed_message *message, char *out, size_t size)
{
	char clock[WHEN_CLOCK_SIZE];
	const char *word = message->event != FEED_MESSAGE ?
	    feed_event_word(message->event) :
	    message->direction == FEED_SENT ? ">>" : "<<";
	int len;

	when_clock(clock, message->wall_ns);
	if (message->event != FEED_MESSAGE)
		len = snprintf(out, size, "-- %s %s@%s %s%s%s%s\n", clock,
		    message->name, lab_info(message->lab)->name, word,
		    message->event == FEED_CONNECTED ? " from " :
		    message->event == FEED_REGISTERED ? ", was " : ": ",
		    message->event == FEED_CONNECTED ? message->peer : "",
		    message->note);
	else
		len = snprintf(out, size, "-- %s %s@%s %s %ju bytes%s%s\n",
		    clock, message->name, lab_info(message->lab)->name, word,
		    (uintmax_t)message->message_bytes,
		    message->truncated ? ", cut" : "",
		    message->past ? ", past" : "");
	return (size_t)len;
}

/* As text_escape, but for line feeds and tabs. */
static size_t
text_bytes(char *out, size_t size, const char *bytes, size_t len)
{
	size_t done = 0, at = 0, part;

	while (at < len) {
		part = 0;
		while (at + part < len && bytes[at + part] != '\n' &&
		    bytes[at + part] != '\t')
			part++;
		(void)text_escape(out + done, size - done, bytes + at, part);
		done += strlen(out + done);
		at += part;
		if (at < len)
			out[done++] = bytes[at++];
	}
	return done;
}

size_t
feeder_slot_encode_text(struct feeder_slot *slot,
    const struct feed_message *message, size_t *offset,
    unsigned char chunk[FEED_RECORD_MAX])
{
	const char *bytes = message->bytes;
	char *out = (char *)chunk;
	size_t len = 0, part;

	/* What is right is for watchers that mark it. */
	if (message->event == FEED_LIVE || message->event == FEED_VERDICT)
		return 0;
	if (*offset == 0) {
		len = text_gap(slot, out, FEED_RECORD_MAX);
		len += text_head(message, out + len, FEED_RECORD_MAX - len);
	}
	part = message->bytes_len - *offset;
	if (part > PIECE)
		part = text_piece(bytes + *offset, part, PIECE);
	len += text_bytes(out + len, FEED_RECORD_MAX - len,
	    bytes + *offset, part);
	*offset += part;
	if (*offset == message->bytes_len && message->bytes_len > 0 &&
	    bytes[message->bytes_len - 1] != '\n')
		out[len++] = '\n';
	return len;
}
