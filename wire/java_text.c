/* Java's own UTF-8. */
#include "wire/java_text.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"

/* Three bytes for each half. */
#define HALF		3
#define PAIR		(2 * HALF)

/* The half of a pair that stands here, D800 to DFFF; 0: none. */
static unsigned
java_half(const unsigned char *bytes, size_t len)
{
	if (len < HALF || bytes[0] != 0xED || (bytes[1] & 0xE0) != 0xA0 ||
	    (bytes[2] & 0xC0) != 0x80)
		return 0;
	return 0xD000u | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
}

/* The character of a whole pair; 0: it is none. */
static unsigned
java_pair(const unsigned char *bytes, size_t len)
{
	unsigned high = java_half(bytes, len), low;

	if (high < 0xD800 || high > 0xDBFF || len < PAIR)
		return 0;
	low = java_half(bytes + HALF, len - HALF);
	if (low < 0xDC00)
		return 0;
	return 0x10000u + ((high & 0x3FFu) << 10 | (low & 0x3FFu));
}

static void
java_put_four(char out[4], unsigned code)
{
	out[0] = (char)(0xF0u | code >> 18);
	out[1] = (char)(0x80u | (code >> 12 & 0x3Fu));
	out[2] = (char)(0x80u | (code >> 6 & 0x3Fu));
	out[3] = (char)(0x80u | (code & 0x3Fu));
}

size_t
java_text_to_utf8(char *out, size_t out_size, const unsigned char *bytes,
    size_t len)
{
	size_t at = 0, used = 0, took;
	unsigned code;

	while (at < len) {
		code = java_pair(bytes + at, len - at);
		took = text_utf8(bytes + at, len - at, NULL);
		if (took == 0)
			took = 1;
		if (used + (code != 0 ? 4 : took) > out_size)
			break;
		if (code != 0) {
			java_put_four(out + used, code);
			used += 4;
			at += PAIR;
		} else if (bytes[at] == 0) {
			at++;
		} else if (bytes[at] == 0xC0 && at + 1 < len &&
		    bytes[at + 1] == 0x80) {
			at += 2;
		} else {
			memcpy(out + used, bytes + at, took);
			used += took;
			at += took;
		}
	}
	return used;
}

static void
java_put_half(unsigned char out[HALF], unsigned half)
{
	out[0] = 0xED;
	out[1] = (unsigned char)(0x80u | (half >> 6 & 0x3Fu));
	out[2] = (unsigned char)(0x80u | (half & 0x3Fu));
}

size_t
java_text_from_utf8(unsigned char *out, size_t out_size, const char *text,
    size_t len)
{
	size_t at = 0, used = 0, took;
	unsigned code;

	while (at < len) {
		took = text_utf8(text + at, len - at, &code);
		if (took == 0)
			took = 1;
		if (used + (took == 4 ? PAIR : took) > out_size)
			break;
		if (took == 4) {
			code -= 0x10000;
			java_put_half(out + used, 0xD800u | code >> 10);
			java_put_half(out + used + HALF,
			    0xDC00u | (code & 0x3FFu));
			used += PAIR;
		} else {
			memcpy(out + used, text + at, took);
			used += took;
		}
		at += took;
	}
	return used;
}
