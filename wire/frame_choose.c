/*
 * What a message is made of, from its first bytes.
 *
 * What comes first of all may be in frames or in UTF-16 without a mark.  Both
 * are believed only when everything that is there fits: a buffer padded with
 * NULs, or one of binary numbers, must not be taken for either.
 */
#include "wire/frame_private.h"

#include <string.h>

#include "base/text.h"
#include "wire/telnet.h"

/* U+0600: beyond are scripts whose halves might be letters of text. */
#define WIDE_HIGH	0x06

enum frame_guess { GUESS_NO, GUESS_MAYBE, GUESS_YES };

/* No controls but those that text has: binary numbers have others. */
static bool
frame_like_text(const unsigned char *bytes, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if ((bytes[i] < ' ' && bytes[i] != '\t' && bytes[i] != '\n' &&
		    bytes[i] != '\r') || bytes[i] == 0x7F)
			return false;
	return true;
}

/* The frames that are there; the last may not be whole yet, unless its length
 * could be text: so long a one is rare. */
static enum frame_guess
frame_guess_frames(const unsigned char *bytes, size_t len)
{
	size_t left, size, here;

	for (left = len; left > 0; bytes += size, left -= size) {
		size = left < FRAME_HEADER ? FRAME_HEADER : FRAME_HEADER +
		    ((size_t)bytes[0] << 8 | bytes[1]);
		here = size < left ? size : left;
		if (left >= FRAME_HEADER && (size == FRAME_HEADER ||
		    !frame_like_text(bytes + FRAME_HEADER,
		    here - FRAME_HEADER)))
			return GUESS_NO;
		if (left < size)
			return frame_like_text(bytes, 1) ? GUESS_NO :
			    GUESS_MAYBE;
	}
	return GUESS_YES;
}

/* Of every second byte all are NUL, or what only controls are in other text:
 * alphabets up to Arabic.  At least two characters; NULs may follow. */
static enum frame_guess
frame_guess_wide(const unsigned char *bytes, size_t len, bool big_endian)
{
	size_t i;

	/* A line may end with its first byte. */
	if (len == 1 && bytes[0] == '\n')
		return GUESS_NO;
	for (i = big_endian ? 0 : 1; i < len; i += 2)
		if (bytes[i] > WIDE_HIGH)
			return GUESS_NO;
	for (i = big_endian ? 1 : 0; i < len && i < 4; i += 2)
		if (bytes[i] == 0)
			return GUESS_NO;
	return len < 4 ? GUESS_MAYBE : GUESS_YES;
}

/* What came first, when it can be told. */
static enum frame_guess
frame_judge(struct frame *frame, bool final)
{
	const unsigned char *first = frame->buffer;
	enum frame_guess frames, little, big;

	frames = frame_guess_frames(first, frame->len);
	little = frame_guess_wide(first, frame->len, false);
	big = frame_guess_wide(first, frame->len, true);
	/* More of it does not fit the buffer. */
	if (frames == GUESS_MAYBE &&
	    frame->len > sizeof(frame->buffer) - FRAME_PUSH_MAX)
		frames = GUESS_YES;
	frame->waits = frames == GUESS_MAYBE && !final;
	if (frames == GUESS_YES)
		frame->form.framed = true;
	else if (little == GUESS_YES)
		frame->form.encoding = FRAME_UTF16LE;
	else if (big == GUESS_YES)
		frame->form.encoding = FRAME_UTF16BE;
	else
		return !final && (frames == GUESS_MAYBE ||
		    little == GUESS_MAYBE || big == GUESS_MAYBE) ?
		    GUESS_MAYBE : GUESS_NO;
	return GUESS_YES;
}

/* NULs ahead of a message are the padding of the one before it; half of a
 * UTF-16 character is none. */
static void
frame_skip_padding(struct frame *frame, bool final)
{
	size_t step = frame->speaks.encoding == FRAME_8BIT ? 1 : 2, count = 0;
	const unsigned char *at = frame->buffer;

	while (count + step <= frame->len && at[count] == 0 &&
	    at[count + step - 1] == 0)
		count += step;
	if (final && count + 1 == frame->len && at[count] == 0)
		count++;
	if (count == 0)
		return;
	/* One NUL was there before, and is none of a string now. */
	if (count == frame->len && frame->speaks.end == LINE_END_NUL)
		frame->speaks.end = LINE_END_NONE;
	frame->padding += count;
	frame->edge -= count < frame->edge ? count : frame->edge;
	frame_cut(frame, 0, count);
	frame->stamp_open_ns = frame->stamp_last_ns;
}

/* The mark that a message begins with, or FRAME_8BIT. */
static enum frame_encoding
frame_marked(const struct frame *frame, bool final)
{
	const unsigned char *first = frame->buffer;

	if (frame->len < 2)
		return FRAME_8BIT;
	if (first[0] == 0xFE && first[1] == 0xFF)
		return FRAME_UTF16BE;
	if (first[0] != 0xFF || first[1] != 0xFE || frame->telnet ||
	    (final && frame->len == 3) || telnet_dont(first, frame->len))
		return FRAME_8BIT;
	return FRAME_UTF16LE;
}

/* Does it go on in the UTF-16 of the message before, without a mark? */
static bool
frame_goes_on(const struct frame *frame)
{
	const unsigned char *first = frame->buffer;
	unsigned second = frame->len < 2 ? 1 : first[1];

	if (frame->run)
		return true;
	switch (frame->speaks.encoding) {
	case FRAME_8BIT:
		return false;
	case FRAME_UTF16LE:
		if (second == 0)
			return true;
		break;
	case FRAME_UTF16BE:
		if (first[0] == 0 && second != 0)
			return true;
		break;
	}
	/* Who never marks it has no other sign for what is not Latin. */
	return !frame->speaks.marked && frame->len > 1 &&
	    !frame_like_text(first, frame->len);
}

bool
frame_choose(struct frame *frame, bool final)
{
	const struct frame_form plain = { .encoding = FRAME_8BIT };
	enum frame_guess guess = GUESS_NO;
	enum frame_encoding marked;

	frame->form = plain;
	frame->form.framed = frame->speaks.framed;
	if (!frame->judged && !frame->telnet)
		guess = frame_judge(frame, final);
	if (guess == GUESS_MAYBE)
		return false;
	frame->chosen = frame->form.framed || guess == GUESS_YES;
	if (frame->chosen)
		return true;
	frame_skip_padding(frame, final);
	if (frame->len == 0 || (frame->len < 2 && !final && !frame->run &&
	    (frame->buffer[0] >= 0xFE ||
	    frame->speaks.encoding != FRAME_8BIT)))
		return false;
	marked = frame_marked(frame, final);
	if (marked != FRAME_8BIT) {
		frame->form.encoding = marked;
		frame->form.marked = true;
	} else if (frame_goes_on(frame)) {
		frame->form.encoding = frame->speaks.encoding;
		frame->form.marked = frame->speaks.marked;
	}
	frame->chosen = true;
	return true;
}
