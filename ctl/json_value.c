/* Values as barewirectl's JSON has them. */
#include "ctl/json_value.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/when.h"

/* Writes the bytes with invalid ones as \xHH; returns the length, at most
 * four times that of the bytes. */
static size_t
utf8_keep(char *out, const unsigned char *bytes, size_t len)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t used = 0, at = 0, n;

	while (at < len) {
		n = text_utf8(bytes + at, len - at, NULL);
		if (n == 0) {
			out[used++] = '\\';
			out[used++] = 'x';
			out[used++] = hex[bytes[at] >> 4];
			out[used++] = hex[bytes[at] & 0xf];
			at++;
			continue;
		}
		memcpy(out + used, bytes + at, n);
		used += n;
		at += n;
	}
	return used;
}

json_t *
json_value_bytes(const void *bytes, size_t len)
{
	char *text = malloc(4 * len + 1);
	json_t *value;

	if (text == NULL)
		return NULL;
	value = json_stringn(text, utf8_keep(text, bytes, len));
	free(text);
	return value;
}

json_t *
json_value_text(const char *text)
{
	return json_value_bytes(text, strlen(text));
}

json_t *
json_value_or_null(const char *text)
{
	return text[0] == '\0' ? json_null() : json_value_text(text);
}

json_t *
json_value_time(int64_t wall_ns)
{
	char text[WHEN_RFC3339_SIZE];

	if (wall_ns == 0)
		return json_null();
	when_rfc3339(text, wall_ns);
	return json_string(text);
}

json_t *
json_value_count(uint64_t count)
{
	return json_integer((json_int_t)count);
}

/* Jansson leaves DEL as it is. */
static char *
ascii_del(const char *text)
{
	static const char escaped[] = "\\u007f";
	char *out = malloc((sizeof(escaped) - 1) * strlen(text) + 1);
	size_t len = 0;

	for (; out != NULL && *text != '\0'; text++) {
		out[len++] = *text;
		if (*text != 0x7f)
			continue;
		memcpy(out + len - 1, escaped, sizeof(escaped) - 1);
		len += sizeof(escaped) - 2;
	}
	if (out != NULL)
		out[len] = '\0';
	return out;
}

char *
json_value_ascii(const json_t *value, size_t flags)
{
	char *text = json_dumps(value, flags | JSON_ENSURE_ASCII), *out;

	if (text == NULL || strchr(text, 0x7f) == NULL)
		return text;
	out = ascii_del(text);
	free(text);
	return out;
}

bool
json_value_set(json_t *object, const char *name, json_t *value)
{
	return json_object_set_new(object, name, value) == 0;
}
