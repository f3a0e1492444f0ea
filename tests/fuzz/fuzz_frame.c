/*
 * wire/frame*.c under any bytes, segments and pauses.  The input is the limit,
 * whether somebody may type, and then segments: a length, a pause in 10 ms,
 * the bytes.
 *
 * Must hold: every byte received is in one message or is padding; text is
 * terminated, within the limit and without NULs; what is answered in frames
 * says its length; memory is not overrun.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "wire/frame.h"
#include "wire/frame_out.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct frame *frame, const struct frame_message *message)
{
	static unsigned char out[FRAME_OUT_MAX];
	struct frame_form form = frame_form_told(frame, LINE_END_MIRROR);
	size_t len;

	if (message->text_len > frame->limit ||
	    strlen(message->text) != message->text_len ||
	    message->raw_len > message->wire_len ||
	    form.end == LINE_END_MIRROR ||
	    (message->end == FRAME_TELNET && message->text_len > 0))
		abort();
	len = frame_out(out, message->text, message->text_len, form);
	if (len > FRAME_OUT_MAX || (form.framed &&
	    len != 2 + ((size_t)out[0] << 8 | out[1])))
		abort();
}

static uint64_t
drain(struct frame *frame, int64_t now_ns)
{
	struct frame_message message;
	uint64_t bytes = 0;

	while (frame_pop(frame, now_ns, &message)) {
		check(frame, &message);
		bytes += message.wire_len;
	}
	return bytes;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct frame frame;
	uint64_t in = 0, out = 0;
	int64_t now_ns = 0;
	size_t len;

	if (size < 2)
		return 0;
	frame_init(&frame, (size_t)data[0] * 17);
	frame.by_hand = data[1] % 2 == 1;
	for (data += 2, size -= 2; size > 2; data += len, size -= len) {
		len = (size_t)data[0] * 8 + 1;
		now_ns += data[1] % 128 * 10 * NS_PER_MS;
		data += 2;
		size -= 2;
		if (len > size)
			len = size;
		out += drain(&frame, now_ns);
		if (frame_push(&frame, data, len, now_ns, now_ns) != len)
			abort();
		in += len;
		out += drain(&frame, now_ns);
	}
	frame_close(&frame);
	out += drain(&frame, now_ns);
	if (in != out + frame.padding || frame_deadline(&frame) != 0)
		abort();
	return 0;
}
