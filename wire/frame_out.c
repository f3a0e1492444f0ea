/* Outgoing messages. */
#include "wire/frame_out.h"

#include <string.h>

#include "base/text.h"
#include "wire/java_text.h"
#include "wire/utf16.h"

bool
frame_out_runs_on(struct frame_form form)
{
	return form.end == LINE_END_NONE && !form.framed;
}

/* The text with its end; returns its length. */
static size_t
frame_out_line(char line[FRAME_TEXT_MAX + LINE_END_MAX], const char *text,
    size_t len, enum line_end end)
{
	size_t i, used = 0, end_len;
	const char *bytes = line_end_bytes(end, &end_len);

	if (len > FRAME_TEXT_MAX)
		len = text_whole(text, FRAME_TEXT_MAX);
	for (i = 0; i < len; i++) {
		if (text[i] != '\r')
			line[used++] = text[i];
		else if (i + 1 == len || text[i + 1] != '\n')
			line[used++] = ' ';
	}
	memcpy(line + used, bytes, end_len);
	return used + end_len;
}

size_t
frame_out(unsigned char out[FRAME_OUT_MAX], const char *text, size_t len,
    struct frame_form form)
{
	bool big_endian = form.encoding == FRAME_UTF16BE;
	char line[FRAME_TEXT_MAX + LINE_END_MAX];
	size_t used = 0;

	len = frame_out_line(line, text, len, form.end);
	if (form.framed) {
		len = java_text_from_utf8(out + 2, FRAME_OUT_MAX - 2, line,
		    len);
		out[0] = (unsigned char)(len >> 8);
		out[1] = (unsigned char)len;
		return 2 + len;
	}
	if (form.encoding == FRAME_8BIT) {
		memcpy(out, line, len);
		return len;
	}
	if (form.marked) {
		out[used++] = big_endian ? 0xFE : 0xFF;
		out[used++] = big_endian ? 0xFF : 0xFE;
	}
	return used + utf16_from_utf8(out + used, FRAME_OUT_MAX - used, line,
	    len, big_endian);
}
