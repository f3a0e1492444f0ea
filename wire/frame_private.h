/* Between the frame*.c files only. */
#ifndef WIRE_FRAME_PRIVATE_H
#define WIRE_FRAME_PRIVATE_H

#include "wire/frame.h"

#define FRAME_MARK	0xFEFFu
#define FRAME_HEADER	2	/* bytes of a frame's length */

/* frame.c: takes `count` bytes, from offset `at` on, out of the buffer. */
void frame_cut(struct frame *frame, size_t at, size_t count);

static inline size_t
frame_step(const struct frame *frame)
{
	return frame->form.encoding == FRAME_8BIT ? 1 : 2;
}

/* frame_choose.c: what the open message is made of, as far as its first bytes
 * tell it; takes late padding out before it.  final: no more will come.
 * False: not clear yet, or nothing there. */
bool frame_choose(struct frame *frame, bool final);

/* frame_scan.c: looks for the open message's end, which is at frame->scan,
 * and lets go what is beyond the limit. */
struct frame_found {
	size_t content;		/* before the end */
	size_t end_len;		/* with the padding that is already here */
	enum frame_end end;
};
bool frame_scan(struct frame *frame, bool final, struct frame_found *found);

/* frame_text.c: gives the message out, and learns from it. */
void frame_finish(struct frame *frame, const struct frame_found *found,
    struct frame_message *message);

#endif
