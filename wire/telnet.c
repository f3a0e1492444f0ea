/* Telnet's commands. */
#include "wire/telnet.h"

#include <string.h>

/* RFC 854: from SE to DONT. */
#define SE	0xF0
#define SB	0xFA
#define WILL	0xFB
#define DONT	0xFE

/* A window's size, a terminal's name: longer ones are no such thing. */
#define SUB_MAX	256

/* IAC SB ... IAC SE */
static size_t
telnet_sub_length(const unsigned char *bytes, size_t len)
{
	size_t i;

	for (i = 2; i + 1 < len && i < SUB_MAX; i++)
		if (bytes[i] == TELNET_IAC && bytes[i + 1] == SE)
			return i + 2;
	return i < SUB_MAX ? TELNET_MORE : 0;
}

size_t
telnet_length(const unsigned char *bytes, size_t len)
{
	if (len == 0 || bytes[0] != TELNET_IAC)
		return 0;
	if (len == 1)
		return TELNET_MORE;
	if (bytes[1] < SE || bytes[1] > DONT)
		return 0;
	if (bytes[1] == SB)
		return telnet_sub_length(bytes, len);
	if (bytes[1] < WILL)
		return 2;
	return len < 3 ? TELNET_MORE : 3;
}

size_t
telnet_lead(const unsigned char *bytes, size_t len)
{
	size_t lead = 0, one;

	for (;;) {
		one = telnet_length(bytes + lead, len - lead);
		if (one == 0 || one == TELNET_MORE)
			return lead;
		lead += one;
	}
}

bool
telnet_dont(const unsigned char *bytes, size_t len)
{
	size_t next;

	if (len < 5 || bytes[0] != TELNET_IAC || bytes[1] != DONT)
		return false;
	next = telnet_length(bytes + 3, len - 3);
	return bytes[4] >= SB && next != 0;
}

size_t
telnet_strip(char *out, size_t out_size, const unsigned char *bytes,
    size_t len, bool *found)
{
	size_t at = 0, used = 0, one;

	while (at < len && used < out_size) {
		one = telnet_length(bytes + at, len - at);
		if (one != 0 && one != TELNET_MORE) {
			*found = true;
			at += one;
		} else if (bytes[at] != 0) {
			out[used++] = (char)bytes[at++];
		} else {
			at++;
		}
	}
	return used;
}

size_t
telnet_edit(char *text, size_t len)
{
	size_t i, used = 0;

	for (i = 0; i < len; i++) {
		if (text[i] != '\b' && text[i] != '\x7f') {
			text[used++] = text[i];
			continue;
		}
		while (used > 0 && (text[used - 1] & 0xC0) == 0x80)
			used--;
		if (used > 0)
			used--;
	}
	return used;
}
