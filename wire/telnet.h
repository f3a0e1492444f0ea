/*
 * Telnet's commands (RFC 854, RFC 855) in a stream of bytes that is meant to
 * be text: PuTTY in its telnet mode begins with some.  They are found and
 * left out, never answered.
 *
 * Any process; pure, bounded, no allocation; no X.
 */
#ifndef WIRE_TELNET_H
#define WIRE_TELNET_H

#include <stdbool.h>
#include <stddef.h>

#define TELNET_IAC	0xFF
#define TELNET_MORE	((size_t)-1)

/* The length of the command at the start, of which len bytes are there; 0:
 * it is none; TELNET_MORE: it has begun. */
size_t telnet_length(const unsigned char *bytes, size_t len);

/* How many bytes of whole commands there are at the start. */
size_t telnet_lead(const unsigned char *bytes, size_t len);

/* Whether FF FE here is IAC DONT and no byte-order mark: it is whole, and
 * another command follows. */
bool telnet_dont(const unsigned char *bytes, size_t len);

/* Copies without commands, and without the NULs of one that was cut; *found is
 * set when there were some.  Returns the length, at most out_size. */
size_t telnet_strip(char *out, size_t out_size, const unsigned char *bytes,
    size_t len, bool *found);

/* Backspaces take away what was typed before them.  Returns the length. */
size_t telnet_edit(char *text, size_t len);

#endif
