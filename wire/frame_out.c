/* Outgoing messages. */
#include "wire/frame_out.h"

#include <string.h>

#include "wire/utf16.h"

size_t
frame_out(unsigned char out[FRAME_OUT_MAX], const char *text, size_t len,
    enum frame_encoding encoding, bool bare)
{
	bool big_endian = encoding == FRAME_UTF16BE;
	char line[FRAME_TEXT_MAX + 1];
	size_t i;

	if (len > FRAME_TEXT_MAX)
		len = utf8_whole(text, FRAME_TEXT_MAX);
	for (i = 0; i < len; i++)
		line[i] = text[i] == '\n' || text[i] == '\r' ? ' ' : text[i];
	if (!bare)
		line[len++] = '\n';
	if (encoding == FRAME_8BIT) {
		memcpy(out, line, len);
		return len;
	}
	out[0] = big_endian ? 0xFE : 0xFF;
	out[1] = big_endian ? 0xFF : 0xFE;
	return 2 + utf16_from_utf8(out + 2, FRAME_OUT_MAX - 2, line, len,
	    big_endian);
}
