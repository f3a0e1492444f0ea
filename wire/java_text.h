/*
 * Text as Java's DataOutputStream.writeUTF puts it behind its length: UTF-8,
 * but a character beyond U+FFFF is the two halves of UTF-16, three bytes
 * each, and U+0000 is C0 80.  readUTF refuses what UTF-8 has instead.
 *
 * Any process; pure, bounded, no allocation; no X.
 */
#ifndef WIRE_JAVA_TEXT_H
#define WIRE_JAVA_TEXT_H

#include <stddef.h>

/* Into UTF-8, without U+0000; what is UTF-8 already stays.  Returns the
 * length, at most out_size (never half of a character). */
size_t java_text_to_utf8(char *out, size_t out_size,
    const unsigned char *bytes, size_t len);

/* And back: at most half as long again as the text. */
size_t java_text_from_utf8(unsigned char *out, size_t out_size,
    const char *text, size_t len);

#endif
