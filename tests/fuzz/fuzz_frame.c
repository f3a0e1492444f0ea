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
#include "wire/java_text.h"
#include "wire/telnet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t fuzz_seed(unsigned number, uint8_t *out, size_t out_size);

/* Java's text there and back, and the lengths of telnet's commands. */
static void
check_bytes(const uint8_t *data, size_t size)
{
	static unsigned char java[2 * FRAME_TEXT_MAX];
	static char plain[FRAME_TEXT_MAX], again[FRAME_TEXT_MAX];
	size_t len, java_len, command;
	bool found = false;

	len = java_text_to_utf8(plain, sizeof(plain), data, size);
	if (len > sizeof(plain) || memchr(plain, 0, len) != NULL)
		abort();
	java_len = java_text_from_utf8(java, sizeof(java), plain, len);
	/* Halves that stood alone may have come to stand together. */
	if (java_text_to_utf8(again, sizeof(again), java, java_len) > len)
		abort();
	command = telnet_length(data, size);
	if ((command != TELNET_MORE && command > size) ||
	    telnet_lead(data, size) > size)
		abort();
	len = telnet_strip(plain, sizeof(plain), data, size, &found);
	if (len > size || telnet_edit(plain, len) > len)
		abort();
}

static void
check(const struct frame *frame, const struct frame_message *message)
{
	static unsigned char out[FRAME_OUT_MAX];
	struct frame_form form = frame_form_chosen(frame, LINE_END_MIRROR);
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

	check_bytes(data, size);
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

/* What tests/fuzz/driver.c starts from: a limit, a hand, then segments. */
size_t
fuzz_seed(unsigned number, uint8_t *out, size_t out_size)
{
	static const char frames[] = "\x40\0" "\2\0\0\00712 + 42\0\5/list"
	    "\0\0\0\1q";
	static const char wide[] = "\x40\0" "\1\0z\0o\0e\0\n\0" "b\0o"
	    "\1\0\0b\0\n\0\0" "\1\x20\x3F\x04\x38\x04";
	static const char putty[] = "\x40\1" "\3\0\xFF\xFB\x1F\xFF\xFB\x20"
	    "\xFF\xFB\x18\xFF\xFA\x1F\0\x50\0\n\xFF\xF0zoe\b\r\n"
	    "\0\x10q" "\0\x10\xFF\xFE\x01" "\0\x10\r\n";
	static const char padded[] = "\x40\1" "\3\0zoe\0\0\0\0\0\0\0\0\0\0"
	    "one\0two\0\0three\n\0\0" "\0\x40" "a" "\0\x40" "hello";
	static const struct { const char *bytes; size_t len; } seeds[] = {
		{ frames, sizeof(frames) - 1 }, { wide, sizeof(wide) - 1 },
		{ putty, sizeof(putty) - 1 }, { padded, sizeof(padded) - 1 },
	};

	if (number >= sizeof(seeds) / sizeof(seeds[0]) ||
	    seeds[number].len > out_size)
		return 0;
	memcpy(out, seeds[number].bytes, seeds[number].len);
	return seeds[number].len;
}
