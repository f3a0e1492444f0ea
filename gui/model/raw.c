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

/* An escape, or a character, or the byte that stands there; *open: it is an
 * escape that the text ends in. */
static size_t
unit_at(const char *text, bool *open)
{
	size_t size = text_utf8(text, strnlen(text, 4), NULL), used;

	*open = false;
	if (text[0] != '\\')
		return size == 0 ? 1 : size;
	if (escaped_byte(text, &used) >= 0)
		return used;
	*open = text[1] == '\0' || (text[1] == 'x' && (text[2] == '\0' ||
	    (text_hex_digit(text[2]) >= 0 && text[3] == '\0')));
	return *open ? strlen(text) : 1;
}

static size_t
characters(const char *text, size_t len)
{
	size_t count = 0;

	for (; len > 0; len--, text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

/* What is taken. */
struct taken {
	char *out;
	size_t used;
	size_t column;		/* of the next character */
};

static void
put_line_end(struct taken *taken)
{
	taken->out[taken->used++] = '\n';
	taken->column = 0;
}

/* from: of the unit only what stands behind is taken, the rest was there. */
static void
put_unit(struct taken *taken, const char *unit, size_t size, size_t from)
{
	size_t wide = characters(unit, size);

	if (from == 0 && unit[0] == '\n') {
		put_line_end(taken);
		return;
	}
	if (from == 0 && taken->column + wide > RAW_LINE_MAX)
		put_line_end(taken);
	memcpy(taken->out + taken->used, unit + from, size - from);
	taken->used += size - from;
	taken->column += wide;
}

/* The line before, of so many bytes, and the text. */
static char *
take_joined(const char *joined, size_t before_len, const char *after)
{
	struct taken taken = { malloc(2 * strlen(joined) + 2), 0, 0 };
	size_t at, size, old, more = characters(after, strcspn(after, "\n"));
	bool open = false;

	if (taken.out == NULL)
		return NULL;
	for (at = 0; joined[at] != '\0'; at += size) {
		size = unit_at(joined + at, &open);
		old = at >= before_len ? 0 : before_len - at;
		put_unit(&taken, joined + at, size, old < size ? old : size);
	}
	if (!open && more > 0 && taken.column + more > RAW_LINE_MAX)
		put_line_end(&taken);
	taken.out[taken.used] = '\0';
	return taken.out;
}

char *
raw_take(const char *before, const char *text, size_t len, const char *after)
{
	const char *newline = strrchr(before, '\n');
	const char *line = newline == NULL ? before : newline + 1;
	char *shown = raw_from_bytes(text, len), *joined, *taken = NULL;
	size_t line_len = strlen(line);
	size_t shown_len = shown == NULL ? 0 : strlen(shown);

	joined = shown == NULL ? NULL : malloc(line_len + shown_len + 1);
	if (joined != NULL) {
		memcpy(joined, line, line_len);
		memcpy(joined + line_len, shown, shown_len + 1);
		taken = take_joined(joined, line_len, after);
	}
	free(joined);
	free(shown);
	return taken;
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
