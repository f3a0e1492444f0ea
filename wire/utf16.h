/*
 * UTF-16 with a byte-order mark, in and out of UTF-8 (RFC 2781, RFC 3629).
 *
 * Any process; pure, bounded, no allocation; no X.
 */
#ifndef WIRE_UTF16_H
#define WIRE_UTF16_H

#include <stdbool.h>
#include <stddef.h>

/* The 16-bit unit at bytes[0] and bytes[1]. */
unsigned utf16_unit(const unsigned char *bytes, bool big_endian);

/*
 * Writes len bytes of UTF-16, without a byte-order mark, as terminated
 * UTF-8.  A lone surrogate and an odd last byte become U+FFFD.  Returns the
 * length; *cut is set when not all of it fitted (never inside a character).
 */
size_t utf16_to_utf8(char *out, size_t out_size, const unsigned char *bytes,
    size_t len, bool big_endian, bool *cut);

/*
 * Writes the text as UTF-16, without a byte-order mark; a byte that is not
 * UTF-8 becomes U+FFFD.  Returns the length; what does not fit is left out,
 * at a character.
 */
size_t utf16_from_utf8(unsigned char *out, size_t out_size, const char *text,
    size_t len, bool big_endian);

#endif
