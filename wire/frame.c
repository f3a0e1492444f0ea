/*
 * Messages out of a byte stream: what came, and when it is over.
 *
 * buffer: the message last given out [0, used), then the open one, of which
 * scan bytes have been looked at, up to len.
 */
#include "wire/frame.h"

#include <string.h>

#include "base/text.h"
#include "wire/frame_private.h"
#include "wire/telnet.h"

/* Nobody types faster; a program that sends a byte at a time does. */
#define TYPED_GAP_NS	(60 * NS_PER_MS)
/* Fewer may be short messages of a program. */
#define TYPED_MIN	3

void
frame_init(struct frame *frame, size_t limit)
{
	memset(frame, 0, sizeof(*frame));
	frame->limit = limit < 1 ? 1 :
	    limit > FRAME_TEXT_MAX ? FRAME_TEXT_MAX : limit;
	frame->speaks.end = LINE_END_LF;
}

struct frame_form
frame_form_chosen(const struct frame *frame, enum line_end chosen)
{
	struct frame_form form = frame->speaks;

	if (chosen != LINE_END_MIRROR && !form.framed)
		form.end = chosen;
	return form;
}

void
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

/* Does somebody type?  Only who has never sent more than a character at once,
 * but for what Enter sends.  Should it turn out that a pause between two was
 * one between messages, it is remembered where it was. */
static void
frame_watch_hand(struct frame *frame, const unsigned char *bytes, size_t len,
    int64_t stamp_ns)
{
	int64_t gap_ns = stamp_ns - frame->stamp_last_ns;
	bool enter = len == 2 && bytes[0] == '\r' && bytes[1] == '\n';
	bool one = len == 1 || text_utf8(bytes, len, NULL) == len;

	if (!frame->by_hand || frame->bulk || frame->typed)
		return;
	frame->bulk = !one && !enter;
	if (frame->bulk && frame->len > 0 && gap_ns >= FRAME_PAUSE_NS)
		frame->edge = frame->len;
	if (one && gap_ns >= TYPED_GAP_NS &&
	    frame->len + 1 >= TYPED_MIN)
		frame->typed = true;
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
	frame_watch_hand(frame, bytes, len, stamp_ns);
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

bool
frame_silent(const struct frame *frame)
{
	size_t open = frame->len - frame->used;

	return telnet_lead(frame->buffer + frame->used, open) == open;
}

int64_t
frame_pause_ns(const struct frame *frame)
{
	/* Some terminals send nothing but CR for Enter. */
	bool entered = frame->len > frame->used &&
	    frame->buffer[frame->len - 1] == '\r';

	if (frame->speaks.framed || ((frame->telnet || frame->typed) &&
	    !entered))
		return FRAME_PAUSE_LONG_NS;
	if (frame->waits || (frame->by_hand && !frame->bulk) ||
	    (frame->spoken && frame->speaks.end != LINE_END_NONE))
		return FRAME_PAUSE_LINES_NS;
	return FRAME_PAUSE_NS;
}

int64_t
frame_deadline(const struct frame *frame)
{
	return frame->len > frame->used ?
	    frame->last_ns + frame_pause_ns(frame) : 0;
}

bool
frame_pop(struct frame *frame, int64_t now_ns, struct frame_message *message)
{
	bool final = frame->closed ||
	    now_ns - frame->last_ns >= frame_pause_ns(frame);
	struct frame_found found;

	frame_release(frame);
	if (frame->len == 0 ||
	    (!frame->chosen && !frame_choose(frame, final)))
		return false;
	if (!frame_scan(frame, final, &found)) {
		if (!final)
			return false;
		found.content = frame->len;
		found.end_len = 0;
		found.end = frame->closed ? FRAME_CLOSE : FRAME_PAUSE;
	}
	frame_finish(frame, &found, message);
	return true;
}
