/* UTF-16 in and out of UTF-8. */
#include "wire/utf16.h"

#include <string.h>

#include "base/text.h"

#define REPLACEMENT	0xFFFDu

unsigned
utf16_unit(const unsigned char *bytes, bool big_endian)
{
	return big_endian ? (unsigned)bytes[0] << 8 | bytes[1] :
	    (unsigned)bytes[1] << 8 | bytes[0];
}

/* One character from the front; *code is U+FFFD for what is none.  Returns
 * the bytes it took. */
static size_t
utf16_take(const unsigned char *bytes, size_t len, bool big_endian,
    unsigned *code)
{
	unsigned low, unit;

	*code = REPLACEMENT;
	if (len < 2)
		return len;
	unit = utf16_unit(bytes, big_endian);
	if (unit < 0xD800 || unit > 0xDFFF) {
		*code = unit;
		return 2;
	}
	if (unit > 0xDBFF || len < 4)
		return 2;
	low = utf16_unit(bytes + 2, big_endian);
	if (low < 0xDC00 || low > 0xDFFF)
		return 2;
	*code = 0x10000u + ((unit & 0x3FFu) << 10 | (low & 0x3FFu));
	return 4;
}

static size_t
utf8_put(char out[4], unsigned code)
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0u | code >> 6);
		out[1] = (char)(0x80u | (code & 0x3Fu));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xE0u | code >> 12);
		out[1] = (char)(0x80u | (code >> 6 & 0x3Fu));
		out[2] = (char)(0x80u | (code & 0x3Fu));
		return 3;
	}
	out[0] = (char)(0xF0u | code >> 18);
	out[1] = (char)(0x80u | (code >> 12 & 0x3Fu));
	out[2] = (char)(0x80u | (code >> 6 & 0x3Fu));
	out[3] = (char)(0x80u | (code & 0x3Fu));
	return 4;
}

size_t
utf16_to_utf8(char *out, size_t out_size, const unsigned char *bytes,
    size_t len, bool big_endian, bool *cut)
{
	char character[4];
	size_t at = 0, used = 0, size, took;
	unsigned code;

	while (at < len) {
		took = utf16_take(bytes + at, len - at, big_endian, &code);
		size = utf8_put(character, code);
		if (used + size + 1 > out_size) {
			*cut = true;
			break;
		}
		memcpy(out + used, character, size);
		used += size;
		at += took;
	}
	if (out_size > 0)
		out[used] = '\0';
	return used;
}

static void
utf16_put(unsigned char out[2], unsigned unit, bool big_endian)
{
	out[big_endian ? 0 : 1] = (unsigned char)(unit >> 8);
	out[big_endian ? 1 : 0] = (unsigned char)unit;
}

size_t
utf16_from_utf8(unsigned char *out, size_t out_size, const char *text,
    size_t len, bool big_endian)
{
	size_t at = 0, used = 0, took;
	unsigned code;

	while (at < len) {
		took = text_utf8(text + at, len - at, &code);
		if (took == 0) {
			took = 1;
			code = REPLACEMENT;
		}
		if (used + (code < 0x10000 ? 2 : 4) > out_size)
			break;
		if (code < 0x10000) {
			utf16_put(out + used, code, big_endian);
			used += 2;
		} else {
			code -= 0x10000;
			utf16_put(out + used, 0xD800u | code >> 10,
			    big_endian);
			utf16_put(out + used + 2, 0xDC00u | (code & 0x3FFu),
			    big_endian);
			used += 4;
		}
		at += took;
	}
	return used;
}
