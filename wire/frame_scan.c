/* Where the open message ends. */
#include "wire/frame_private.h"

#include "wire/telnet.h"
#include "wire/utf16.h"

/* Is there an end at frame->scan?  Its length may be 0. */
static bool
frame_ends_here(const struct frame *frame, struct frame_found *found)
{
	const unsigned char *at = frame->buffer + frame->scan;
	bool wide = frame->form.encoding != FRAME_8BIT;
	unsigned unit;

	found->content = frame->scan;
	found->end_len = wide ? 2 : 1;
	unit = wide ? utf16_unit(at, frame->form.encoding == FRAME_UTF16BE) :
	    *at;
	if (unit == '\n' || unit == 0) {
		found->end = unit == 0 ? FRAME_NUL : FRAME_LF;
		return true;
	}
	found->end_len = 0;
	found->end = wide ? FRAME_BOM : FRAME_PAUSE;
	if (!wide)
		return frame->edge != 0 && frame->scan == frame->edge;
	return unit == FRAME_MARK &&
	    (frame->scan > 0 || frame->swallowed > 0);
}

/* Forgets what was looked at beyond keep bytes. */
static void
frame_swallow(struct frame *frame, size_t keep)
{
	if (frame->scan <= keep)
		return;
	frame->swallowed += frame->scan - keep;
	frame_cut(frame, keep, frame->scan - keep);
	frame->scan = keep;
}

/* How far to go from frame->scan; 0: a telnet command is not whole. */
static size_t
frame_stride(const struct frame *frame, bool final)
{
	size_t command;

	if (frame->form.encoding != FRAME_8BIT)
		return 2;
	command = telnet_length(frame->buffer + frame->scan,
	    frame->len - frame->scan);
	if (command == TELNET_MORE)
		return final ? 1 : 0;
	return command == 0 ? 1 : command;
}

/* A frame ends where its length says. */
static bool
frame_scan_framed(struct frame *frame, struct frame_found *found)
{
	uint64_t whole;

	if (frame->len < FRAME_HEADER)
		return false;
	whole = FRAME_HEADER + ((uint64_t)frame->buffer[0] << 8 |
	    frame->buffer[1]);
	frame->scan = frame->len;
	if (frame->scan > whole - frame->swallowed)
		frame->scan = (size_t)(whole - frame->swallowed);
	frame_swallow(frame, FRAME_HEADER + frame->limit + FRAME_SLACK);
	found->content = frame->scan;
	found->end_len = 0;
	found->end = FRAME_LENGTH;
	return frame->scan + frame->swallowed == whole;
}

/* The padding that is already here belongs to the message's raw bytes. */
static size_t
frame_padding_at(const struct frame *frame, size_t at)
{
	size_t step = frame_step(frame), count = 0;

	while (at + count + step <= frame->len &&
	    frame->buffer[at + count] == 0 &&
	    frame->buffer[at + count + step - 1] == 0)
		count += step;
	return count;
}

/* Telnet's commands before anything else. */
static bool
frame_scan_telnet(const struct frame *frame, struct frame_found *found)
{
	if (frame->form.encoding != FRAME_8BIT || frame->scan != 0 ||
	    frame->swallowed != 0)
		return false;
	found->content = 0;
	found->end_len = telnet_lead(frame->buffer, frame->len);
	found->end = FRAME_TELNET;
	return found->end_len != 0;
}

bool
frame_scan(struct frame *frame, bool final, struct frame_found *found)
{
	size_t step = frame_step(frame), stride;
	bool ends = false;

	if (frame->form.framed)
		return frame_scan_framed(frame, found);
	if (frame_scan_telnet(frame, found))
		return true;
	while (frame->scan + step <= frame->len) {
		ends = frame_ends_here(frame, found);
		stride = ends ? 0 : frame_stride(frame, final);
		if (stride == 0)
			break;
		frame->scan += stride;
	}
	frame_swallow(frame, step * (frame->limit + FRAME_SLACK));
	if (!ends)
		return false;
	found->content = frame->scan;
	if (found->end_len > 0)
		found->end_len += frame_padding_at(frame,
		    found->content + found->end_len);
	return true;
}
