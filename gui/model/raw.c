/* Requests written by hand: text and bytes. */
#include "gui/model/raw.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/wording.h"

/* The byte behind the backslash at text; *used characters of it.  -1: there
 * is no such escape. */
static int
escaped_byte(const char *text, size_t *used)
{
	static const char names[] = "rnt0\\", bytes[] = "\r\n\t\0\\";
	const char *name = text[1] == '\0' ? NULL : strchr(names, text[1]);

	*used = 2;
	if (name != NULL)
		return bytes[name - names];
	if (text[1] != 'x' || text_hex_digit(text[2]) < 0 ||
	    text_hex_digit(text[3]) < 0)
		return -1;
	*used = 4;
	return text_hex_digit(text[2]) << 4 | text_hex_digit(text[3]);
}

char *
raw_encode_at(const char *text, size_t *len, struct raw_fault *fault,
    size_t *places)
{
	char *out = malloc(strlen(text) + 1);
	size_t at = 0, used;
	int byte;

	*len = 0;
	*fault = (struct raw_fault){ out != NULL ? NULL :
	    wording_of("noMemory", "out of memory"), 0 };
	while (out != NULL && text[at] != '\0') {
		byte = (unsigned char)text[at];
		used = 1;
		if (text[at] == '\\')
			byte = escaped_byte(text + at, &used);
		if (byte < 0) {
			*fault = (struct raw_fault){ wording_of("backslash",
			    "a backslash is followed by r, n, t, 0, x and "
			    "two hex digits, or another backslash"), at };
			free(out);
			return NULL;
		}
		if (text[at] != '\n') {
			if (places != NULL)
				places[*len] = at;
			out[(*len)++] = (char)byte;
		}
		at += used;
	}
	if (places != NULL)
		places[*len] = at;
	return out;
}

char *
raw_encode(const char *text, size_t *len, struct raw_fault *fault)
{
	return raw_encode_at(text, len, fault, NULL);
}

/* One byte or character as the editor shows it; bytes used. */
static size_t
decode_one(const unsigned char *bytes, size_t len, char out[8])
{
	static const char controls[] = "\r\n\t\\", names[] = "rnt\\";
	const char *control = bytes[0] == '\0' ? NULL :
	    strchr(controls, bytes[0]);
	unsigned code;
	size_t size = text_utf8(bytes, len, &code);

	if (control != NULL) {
		(void)snprintf(out, 8, "\\%c%s", names[control - controls],
		    bytes[0] == '\n' ? "\n" : "");
		return 1;
	}
	if (size == 0 || !text_printable(code)) {
		(void)snprintf(out, 8, "\\x%02X", bytes[0]);
		return 1;
	}
	memcpy(out, bytes, size);
	out[size] = '\0';
	return size;
}

char *
raw_from_bytes(const void *bytes, size_t len)
{
	const unsigned char *at = bytes, *end = at + len;
	char *out = malloc(len * 4 + 1), one[8];
	size_t used = 0;

	if (out == NULL)
		return NULL;
	while (at < end)
		if (*at == '\n' || *at == '\\') {
			out[used++] = (char)*at++;
		} else {
			at += decode_one(at, (size_t)(end - at), one);
			memcpy(out + used, one, strlen(one));
			used += strlen(one);
		}
	out[used] = '\0';
	return out;
}

char *
raw_decode(const void *bytes, size_t len)
{
	const unsigned char *at = bytes, *end = at + len;
	char *out = malloc(len * 4 + 1), one[8];
	size_t used = 0;

	if (out == NULL)
		return NULL;
	while (at < end) {
		at += decode_one(at, (size_t)(end - at), one);
		memcpy(out + used, one, strlen(one));
		used += strlen(one);
	}
	out[used] = '\0';
	return out;
}

void
raw_expand(char *out, size_t out_size, const char *preset, const char *host,
    const char *name)
{
	const char *value;
	char length[24];
	size_t used = 0;

	(void)snprintf(length, sizeof(length), "%zu", strlen(name));
	out[0] = '\0';
	for (; *preset != '\0' && used + 1 < out_size; preset++) {
		value = strncmp(preset, "%h", 2) == 0 ? host :
		    strncmp(preset, "%n", 2) == 0 ? name :
		    strncmp(preset, "%l", 2) == 0 ? length : NULL;
		if (value == NULL) {
			out[used++] = *preset;
			out[used] = '\0';
			continue;
		}
		(void)text_copy(out + used, out_size - used, value);
		used += strlen(out + used);
		preset++;
	}
}
