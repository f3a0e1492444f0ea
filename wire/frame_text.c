/* The message that is given out, and what it teaches about its sender. */
#include "wire/frame_private.h"

#include <string.h>

#include "base/text.h"
#include "wire/java_text.h"
#include "wire/telnet.h"
#include "wire/utf16.h"

/* So many NULs fill a buffer, whatever follows. */
#define PADDING_MIN	8

static void
frame_decode_plain(struct frame *frame, size_t content,
    struct frame_message *message)
{
	const unsigned char *from = frame->buffer;
	size_t room = sizeof(frame->text) - 1;
	bool commands = false;

	if (content >= 3 && memcmp(from, "\xEF\xBB\xBF", 3) == 0) {
		from += 3;
		content -= 3;
	}
	message->text_len = telnet_strip(frame->text, room, from, content,
	    &commands);
	message->cut = message->cut || content > room;
	frame->telnet = frame->telnet || commands;
	if (frame->telnet || frame->typed)
		message->text_len = telnet_edit(frame->text,
		    message->text_len);
}

/* A line end within is no end of a message, but would be one in others. */
static void
frame_decode_framed(struct frame *frame, size_t content,
    struct frame_message *message)
{
	size_t header = content < FRAME_HEADER ? content : FRAME_HEADER, i;

	message->text_len = java_text_to_utf8(frame->text,
	    sizeof(frame->text) - 1, frame->buffer + header,
	    content - header);
	message->cut = message->cut || message->end != FRAME_LENGTH ||
	    content - header >= sizeof(frame->text);
	while (!message->cut && message->text_len > 0 &&
	    frame->text[message->text_len - 1] == '\n') {
		message->text_len--;
		frame->form.end = LINE_END_LF;
	}
	for (i = 0; i < message->text_len; i++)
		if (frame->text[i] == '\n')
			frame->text[i] = ' ';
}

/* The bytes of the message as text in frame->text. */
static void
frame_decode(struct frame *frame, size_t content,
    struct frame_message *message)
{
	bool big_endian = frame->form.encoding == FRAME_UTF16BE;
	size_t mark;

	if (frame->form.framed) {
		frame_decode_framed(frame, content, message);
	} else if (frame->form.encoding == FRAME_8BIT) {
		frame_decode_plain(frame, content, message);
	} else {
		mark = content >= 2 && utf16_unit(frame->buffer,
		    big_endian) == FRAME_MARK ? 2 : 0;
		message->text_len = utf16_to_utf8(frame->text,
		    sizeof(frame->text), frame->buffer + mark,
		    content - mark, big_endian, &message->cut);
	}
}

/* At most limit bytes of text, ending with a whole character. */
static void
frame_limit(struct frame *frame, struct frame_message *message)
{
	if (message->text_len > frame->limit) {
		message->text_len = text_whole(frame->text, frame->limit);
		message->cut = true;
	}
	frame->text[message->text_len] = '\0';
}

/* Carriage returns at the end are of it.  Were there any? */
static bool
frame_trim(struct frame *frame, struct frame_message *message)
{
	bool any = false;

	while (!message->cut && message->text_len > 0 &&
	    frame->text[message->text_len - 1] == '\r') {
		message->text_len--;
		any = true;
	}
	if (any && message->end == FRAME_LF)
		message->end = FRAME_CRLF;
	return any;
}

/* How an answer should end.  One NUL is an end, or a few between two texts;
 * more are a buffer that was sent whole, and so are those that nothing
 * follows.  CR NUL is telnet's (RFC 854). */
static enum line_end
frame_end_spoken(const struct frame *frame, const struct frame_found *found,
    enum frame_end end, bool returned)
{
	size_t count = found->end_len / frame_step(frame);

	switch (end) {
	case FRAME_LF:
		return LINE_END_LF;
	case FRAME_CRLF:
	case FRAME_TELNET:
		return LINE_END_CRLF;
	case FRAME_NUL:
		if (returned && count == 1)
			return LINE_END_CRLF;
		return count == 1 || (count < PADDING_MIN &&
		    found->content + found->end_len < frame->len) ?
		    LINE_END_NUL : LINE_END_NONE;
	case FRAME_LENGTH:
		if (frame->form.end != LINE_END_LF)
			return LINE_END_NONE;
		return returned ? LINE_END_CRLF : LINE_END_LF;
	default:
		return LINE_END_NONE;
	}
}

/* Answers look like what came last; negotiation is no message. */
static void
frame_learn(struct frame *frame, const struct frame_found *found,
    const struct frame_message *message, bool returned)
{
	bool silent = message->end == FRAME_TELNET;

	frame->telnet = frame->telnet || silent;
	frame->spoken = frame->spoken || !silent;
	frame->judged = true;
	frame->waits = false;
	frame->form.end = frame_end_spoken(frame, found, message->end,
	    returned);
	/* A frame that did not come whole: where the next begins is not
	 * known. */
	if (frame->form.framed && message->end != FRAME_LENGTH)
		frame->form.framed = frame->judged = false;
	frame->speaks = frame->form;
	frame->run = frame->form.encoding != FRAME_8BIT &&
	    found->end_len > 0;
}

void
frame_finish(struct frame *frame, const struct frame_found *found,
    struct frame_message *message)
{
	bool returned;

	memset(message, 0, sizeof(*message));
	message->end = found->end;
	message->encoding = frame->form.encoding;
	message->cut = frame->swallowed > 0;
	message->text = frame->text;
	frame_decode(frame, found->content, message);
	returned = frame_trim(frame, message);
	frame_limit(frame, message);
	message->raw = frame->buffer;
	message->raw_len = found->content + found->end_len;
	message->unbroken = frame->swallowed > 0 ? found->content :
	    message->raw_len;
	message->wire_len = message->raw_len + frame->swallowed;
	message->stamp_ns = frame->stamp_open_ns;
	frame_learn(frame, found, message, returned);
	frame->used = message->raw_len;
	frame->scan = 0;
	frame->edge = 0;
	frame->swallowed = 0;
	frame->chosen = false;
}
