/*
 * Messages out of a byte stream, as people's own clients really send them.
 *
 * Any process; pure, bounded, no allocation, the clock is passed in; no X.
 *
 * A message ends at a newline (LF, CR LF), at a NUL, at a pause or when the
 * peer closes.  NULs that follow an end are padding and swallowed: a buffer
 * sent whole is one message, "one\0two" is two.  The pause is 100 ms, and a
 * second for a peer whose last message ended in a newline or a NUL: it ends
 * its lines, and a lost segment must not cut one in two.  One longer than the
 * limit is cut and marked, and its rest swallowed up to its end.
 *
 * Encodings: a message that begins with a UTF-16 byte-order mark is UTF-16
 * (so is what follows it without a pause) and is given out as UTF-8; another
 * byte-order mark begins another message.  What comes first may also be
 * UTF-16 without a mark (every second byte is NUL, or of an alphabet below
 * U+0700), or frames: a length of two bytes, big-endian, and so much text, as
 * Java's writeUTF sends it.  Both are only believed when all that has come
 * fits, and then hold throughout.
 *
 * Telnet's negotiation is a message of its own, without text.  Somebody who
 * negotiates, or who types a character a segment (by_hand), ends lines by
 * Enter only.
 *
 *	frame_init(&frame, limit);
 *	for (;;) {
 *		wait for bytes until frame_deadline(&frame)
 *		while (frame_pop(&frame, now, &message))
 *			...
 *		frame_push(&frame, bytes, len, now, arrived)
 *		while (frame_pop(&frame, now, &message))
 *			...
 *	}
 * Popping before pushing tells what came before a pause from what came after
 * it also when the process itself was late.  When the peer has closed,
 * frame_close and pop once more.
 */
#ifndef WIRE_FRAME_H
#define WIRE_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/when.h"
#include "wire/line_end.h"

#define FRAME_PAUSE_NS	(100 * NS_PER_MS)
#define FRAME_PAUSE_LINES_NS	NS_PER_S	/* from who ends its lines */
/* From who types, or has said how much is to come: hardly ever. */
#define FRAME_PAUSE_LONG_NS	(120 * NS_PER_S)
#define FRAME_TEXT_MAX	4096	/* the largest limit */
#define FRAME_PUSH_MAX	4096	/* taken whole when all has been popped */

enum frame_encoding { FRAME_8BIT, FRAME_UTF16LE, FRAME_UTF16BE };

/* How somebody speaks: what answers to it look like (wire/frame_out.h). */
struct frame_form {
	enum frame_encoding encoding;
	bool marked;		/* UTF-16 with a byte-order mark */
	bool framed;		/* in front of the text, its length */
	enum line_end end;	/* never LINE_END_MIRROR */
};

/* What ended a message. */
enum frame_end {
	FRAME_LF,
	FRAME_CRLF,
	FRAME_NUL,
	FRAME_BOM,	/* the next message's byte-order mark */
	FRAME_LENGTH,	/* it was told before it */
	FRAME_TELNET,	/* it says nothing: telnet's negotiation */
	FRAME_PAUSE,	/* nothing: no byte for frame_pause_ns */
	FRAME_CLOSE	/* nothing: the peer closed */
};

/* One message.  The pointers are good until the next call. */
struct frame_message {
	const char *text;	/* without its end, without NULs; terminated */
	size_t text_len;	/* at most the limit */
	const unsigned char *raw;	/* as received, end and padding too */
	size_t raw_len;
	size_t unbroken;	/* of raw, up to where bytes were swallowed */
	uint64_t wire_len;	/* raw_len and what was swallowed */
	int64_t stamp_ns;	/* of the segment with its first byte */
	enum frame_end end;
	enum frame_encoding encoding;
	bool cut;		/* text is not all of it */
};

#define FRAME_SLACK	8	/* kept beyond the limit: mark, line end */
#define FRAME_BUFFER	(2 * (FRAME_TEXT_MAX + FRAME_SLACK) + FRAME_PUSH_MAX)

struct frame {
	size_t limit;
	bool by_hand;		/* for the caller to set: the peer may be
				   somebody who types */
	struct frame_form speaks;	/* the last message: answer so; plain
					   text and LF before the first */
	bool spoken;		/* there was a message */
	bool telnet;		/* it has negotiated */
	bool typed;		/* it sends a character a segment */
	uint64_t padding;	/* late padding, which is in no raw */

	/* The rest is the module's own. */
	struct frame_form form;	/* of the open message, when chosen */
	bool chosen;
	bool judged;		/* what came first has shown its form */
	bool waits;		/* it may be a frame that is not yet whole */
	bool run;		/* no pause since a UTF-16 message */
	bool bulk;		/* more than a character came at once */
	bool closed;
	size_t edge;		/* where a pause was, seen too late; or 0 */
	size_t used;		/* the message last given out */
	size_t len;
	size_t scan;		/* looked at, of the open message */
	uint64_t swallowed;	/* of the open message */
	int64_t last_ns;	/* when the last byte came */
	int64_t stamp_open_ns;
	int64_t stamp_last_ns;
	unsigned char buffer[FRAME_BUFFER];
	char text[FRAME_TEXT_MAX + 1];
};

/* limit: the longest text, in bytes, given out; 1 to FRAME_TEXT_MAX. */
void frame_init(struct frame *frame, size_t limit);

/* Takes bytes received at now_ns (monotonic).  stamp_ns, of any clock, goes
 * to the messages that begin in them.  Returns how many were taken: all of
 * up to FRAME_PUSH_MAX when everything has been popped. */
size_t frame_push(struct frame *frame, const void *bytes, size_t len,
    int64_t now_ns, int64_t stamp_ns);

/* The peer has closed: what there is is the last message. */
void frame_close(struct frame *frame);

/* The next message, if one is complete at now_ns. */
bool frame_pop(struct frame *frame, int64_t now_ns,
    struct frame_message *message);

/* Has nothing been said since the last message, but telnet's commands? */
bool frame_silent(const struct frame *frame);

/* When to pop without new bytes; 0: nothing has begun. */
int64_t frame_deadline(const struct frame *frame);

/* After so long without a byte what has begun is over. */
int64_t frame_pause_ns(const struct frame *frame);

/* As it speaks, but for the end when another one than its own was told:
 * text in frames needs none. */
struct frame_form frame_form_chosen(const struct frame *frame,
    enum line_end chosen);

#endif
