/*
 * Messages out of a byte stream.
 *
 * buffer: the message last given out [0, used), then the open one, of which
 * scan bytes have been looked at, up to len.
 */
#include "wire/frame.h"

#include <string.h>

#include "wire/utf16.h"

#define MARK	0xFEFFu
/* So many NULs fill a buffer, whatever follows. */
#define PADDING_LEAST	8

void
frame_init(struct frame *frame, size_t limit)
{
	memset(frame, 0, sizeof(*frame));
	frame->limit = limit < 1 ? 1 :
	    limit > FRAME_TEXT_MAX ? FRAME_TEXT_MAX : limit;
	frame->speaks.end = LINE_END_LF;
}

struct frame_form
frame_form_told(const struct frame *frame, enum line_end told)
{
	struct frame_form form = frame->speaks;

	if (told != LINE_END_MIRROR && !form.framed)
		form.end = told;
	return form;
}

/* Takes count bytes at offset at out of the buffer. */
static void
frame_cut(struct frame *frame, size_t at, size_t count)
{
	memmove(frame->buffer + at, frame->buffer + at + count,
	    frame->len - at - count);
	frame->len -= count;
}

static void
frame_release(struct frame *frame)
{
	if (frame->used == 0)
		return;
	frame_cut(frame, 0, frame->used);
	frame->used = 0;
	frame->stamp_open_ns = frame->stamp_last_ns;
}

size_t
frame_push(struct frame *frame, const void *bytes, size_t len, int64_t now_ns,
    int64_t stamp_ns)
{
	size_t room;

	frame_release(frame);
	room = sizeof(frame->buffer) - frame->len;
	if (len > room)
		len = room;
	if (len == 0)
		return 0;
	if (frame->len == 0) {
		frame->stamp_open_ns = stamp_ns;
		if (now_ns - frame->last_ns >= FRAME_PAUSE_NS)
			frame->run = false;
	}
	memcpy(frame->buffer + frame->len, bytes, len);
	frame->len += len;
	frame->last_ns = now_ns;
	frame->stamp_last_ns = stamp_ns;
	return len;
}

void
frame_close(struct frame *frame)
{
	frame->closed = true;
}

int64_t
frame_pause_ns(const struct frame *frame)
{
	return frame->spoken && frame->speaks.end != LINE_END_NONE ?
	    FRAME_PAUSE_LINES_NS : FRAME_PAUSE_NS;
}

int64_t
frame_deadline(const struct frame *frame)
{
	return frame->len > frame->used ?
	    frame->last_ns + frame_pause_ns(frame) : 0;
}

/* How the open message is encoded, as far as its first bytes tell it; final
 * says that no more will come. */
static bool
frame_choose(struct frame *frame, bool final)
{
	const unsigned char *first = frame->buffer;
	unsigned second;

	if (frame->len < 2 && !final && !frame->run &&
	    (first[0] >= 0xFE || frame->speaks.encoding != FRAME_8BIT))
		return false;
	second = frame->len < 2 ? 1 : first[1];
	frame->encoding = FRAME_8BIT;
	if (first[0] == 0xFF && second == 0xFE)
		frame->encoding = FRAME_UTF16LE;
	else if (first[0] == 0xFE && second == 0xFF)
		frame->encoding = FRAME_UTF16BE;
	else if (frame->run ||
	    (frame->speaks.encoding == FRAME_UTF16LE && second == 0) ||
	    (frame->speaks.encoding == FRAME_UTF16BE && first[0] == 0 &&
	    second != 0))
		frame->encoding = frame->speaks.encoding;
	frame->chosen = true;
	return true;
}

/* NULs ahead of a message are the padding of the one before it. */
static void
frame_skip_padding(struct frame *frame, bool final)
{
	size_t step = frame->run ? 2 : 1, count = 0;
	const unsigned char *at = frame->buffer;

	while (count + step <= frame->len && at[count] == 0 &&
	    at[count + step - 1] == 0) {
		/* The first half of a big-endian character is no padding. */
		if (step == 1 && frame->speaks.encoding == FRAME_UTF16BE &&
		    (count + 1 < frame->len ? at[count + 1] != 0 : !final))
			break;
		count += step;
	}
	if (final && count + 1 == frame->len && at[count] == 0)
		count++;
	frame->padding += count;
	frame_cut(frame, 0, count);
	if (count > 0)
		frame->stamp_open_ns = frame->stamp_last_ns;
}

/* Is there an end at this place?  Its length may be 0. */
static bool
frame_ends_at(const struct frame *frame, size_t at, size_t *end_len,
    enum frame_end *end)
{
	bool wide = frame->encoding != FRAME_8BIT;
	unsigned unit;

	*end_len = wide ? 2 : 1;
	unit = wide ? utf16_unit(frame->buffer + at,
	    frame->encoding == FRAME_UTF16BE) : frame->buffer[at];
	if (unit == '\n' || unit == 0) {
		*end = unit == 0 ? FRAME_NUL : FRAME_LF;
		return true;
	}
	if (wide && unit == MARK && (at > 0 || frame->swallowed > 0)) {
		*end_len = 0;
		*end = FRAME_BOM;
		return true;
	}
	return false;
}

/* Looks for the open message's end, and lets go what is beyond the limit. */
static bool
frame_scan(struct frame *frame, size_t *end_len, enum frame_end *end)
{
	size_t step = frame->encoding == FRAME_8BIT ? 1 : 2;
	size_t keep = step * (frame->limit + FRAME_SLACK);
	bool found = false;

	while (!found && frame->scan + step <= frame->len) {
		found = frame_ends_at(frame, frame->scan, end_len, end);
		if (!found)
			frame->scan += step;
	}
	if (frame->scan > keep) {
		frame->swallowed += frame->scan - keep;
		frame_cut(frame, keep, frame->scan - keep);
		frame->scan = keep;
	}
	return found;
}

/* The padding that is already here belongs to the message's raw bytes. */
static size_t
frame_padding_after(const struct frame *frame, size_t at)
{
	size_t step = frame->encoding == FRAME_8BIT ? 1 : 2, count = 0;

	while (at + count + step <= frame->len &&
	    frame->buffer[at + count] == 0 &&
	    frame->buffer[at + count + step - 1] == 0)
		count += step;
	return count;
}

/* At most limit bytes of text, ending with a whole character. */
static void
frame_limit(const struct frame *frame, struct frame_message *message)
{
	if (message->text_len <= frame->limit)
		return;
	message->text_len = utf8_whole(message->text, frame->limit);
	message->cut = true;
}

/* The bytes of the message as text in frame->text. */
static void
frame_decode(struct frame *frame, size_t content,
    struct frame_message *message)
{
	const unsigned char *from = frame->buffer;
	size_t mark = 0;

	if (message->encoding == FRAME_8BIT) {
		if (content >= 3 && memcmp(from, "\xEF\xBB\xBF", 3) == 0)
			mark = 3;
		message->text_len = content - mark;
		if (message->text_len >= sizeof(frame->text)) {
			message->text_len = sizeof(frame->text) - 1;
			message->cut = true;
		}
		memcpy(frame->text, from + mark, message->text_len);
		return;
	}
	if (content >= 2 && utf16_unit(from,
	    message->encoding == FRAME_UTF16BE) == MARK)
		mark = 2;
	message->text_len = utf16_to_utf8(frame->text, sizeof(frame->text),
	    from + mark, content - mark, message->encoding == FRAME_UTF16BE,
	    &message->cut);
}

/* How the message ends, as an answer to it should.  One NUL is an end, or a
 * few between two texts; more are a buffer that was sent whole, and so are
 * those that nothing follows. */
static enum line_end
frame_end_spoken(const struct frame *frame, enum frame_end end,
    size_t content, size_t end_len)
{
	size_t step = frame->encoding == FRAME_8BIT ? 1 : 2;
	size_t count = end_len / step;

	switch (end) {
	case FRAME_LF:
		return LINE_END_LF;
	case FRAME_CRLF:
		return LINE_END_CRLF;
	case FRAME_NUL:
		return count == 1 || (count < PADDING_LEAST &&
		    content + end_len < frame->len) ? LINE_END_NUL :
		    LINE_END_NONE;
	default:
		return LINE_END_NONE;
	}
}

static void
frame_finish(struct frame *frame, size_t content, size_t end_len,
    struct frame_message *message)
{
	message->encoding = frame->encoding;
	message->cut = frame->swallowed > 0;
	message->text = frame->text;
	frame_decode(frame, content, message);
	while (!message->cut && message->text_len > 0 &&
	    frame->text[message->text_len - 1] == '\r') {
		message->text_len--;
		if (message->end == FRAME_LF)
			message->end = FRAME_CRLF;
	}
	frame_limit(frame, message);
	frame->text[message->text_len] = '\0';
	message->raw = frame->buffer;
	message->raw_len = content + end_len;
	message->unbroken = frame->swallowed > 0 ? content :
	    message->raw_len;
	message->wire_len = message->raw_len + frame->swallowed;
	message->stamp_ns = frame->stamp_open_ns;
	frame->used = message->raw_len;
	frame->speaks.end = frame_end_spoken(frame, message->end, content,
	    end_len);
	frame->speaks.encoding = frame->encoding;
	frame->speaks.marked = frame->encoding != FRAME_8BIT;
	frame->spoken = true;
	frame->run = frame->encoding != FRAME_8BIT && end_len > 0;
	frame->scan = 0;
	frame->swallowed = 0;
	frame->chosen = false;
}

bool
frame_pop(struct frame *frame, int64_t now_ns, struct frame_message *message)
{
	bool final = frame->closed ||
	    now_ns - frame->last_ns >= frame_pause_ns(frame);
	size_t content, end_len;

	frame_release(frame);
	if (!frame->chosen)
		frame_skip_padding(frame, final);
	if (frame->len == 0 || (!frame->chosen &&
	    !frame_choose(frame, final)))
		return false;
	memset(message, 0, sizeof(*message));
	if (frame_scan(frame, &end_len, &message->end)) {
		content = frame->scan;
		if (end_len > 0)
			end_len += frame_padding_after(frame,
			    content + end_len);
	} else if (final) {
		content = frame->len;
		end_len = 0;
		message->end = frame->closed ? FRAME_CLOSE : FRAME_PAUSE;
	} else
		return false;
	frame_finish(frame, content, end_len, message);
	return true;
}
