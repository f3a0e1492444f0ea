/* Bodies of the wait lab that are not the text alone that they should be. */
#include "server/labs/wait.h"

#include <string.h>

/* Java's writeUTF: two bytes of length, big-endian, before the text. */
bool
wait_has_utf_length(const char *line, size_t len)
{
	return len > 2 && (size_t)((unsigned char)line[0] << 8 |
	    (unsigned char)line[1]) == len - 2;
}

/* The type the client says its body has. */
static bool
body_is_called(const struct wait_talk *talk, const char *type)
{
	const struct http_slice *given = http_request_field(&talk->request,
	    talk->raw, "content-type");
	struct http_slice start;

	if (given == NULL || given->len < strlen(type))
		return false;
	start = *given;
	start.len = (uint32_t)strlen(type);
	return http_slice_is(talk->raw, start, type);
}

/* Two units at least: one letter and a NUL are a padded buffer. */
static bool
body_is_utf16(const char *body, size_t len)
{
	size_t zero = len > 0 && body[0] == '\0' ? 0 : 1, i;

	for (i = 0; i < len; i++)
		if ((body[i] == '\0') != (i % 2 == zero))
			return false;
	return len >= 4 && len % 2 == 0;
}

static const char *
body_form(const struct wait_talk *talk, const char *body, size_t len)
{
	if (body_is_called(talk, "multipart/") || (len > 2 &&
	    memcmp(body, "--", 2) == 0 &&
	    memmem(body, len, "Content-Disposition", 19) != NULL))
		return "it is a multipart form, as a web page or curl -F "
		    "sends it; send the text alone";
	if (memchr(body, '=', len) != NULL &&
	    body_is_called(talk, "application/x-www-form-urlencoded"))
		return "it is a form, name=value; send the value alone";
	if (len > 0 && body[0] != '\0' && strchr("{[\"", body[0]) != NULL)
		return "it is JSON; send the text alone, without quotes and "
		    "braces";
	return NULL;
}

const char *
wait_body_odd(const struct wait_talk *talk)
{
	const char *body = talk->body;
	size_t len = talk->body_len;

	if (wait_has_utf_length(body, len))
		return "it begins with a 2-byte length, as Java's writeUTF "
		    "writes it; send the text alone";
	if (len >= 3 && memcmp(body, "\xef\xbb\xbf", 3) == 0)
		return "it begins with a byte-order mark; send the text "
		    "alone";
	if (body_is_utf16(body, len))
		return "it has a NUL byte for every character, as in "
		    "UTF-16; send UTF-8";
	if (len > 0 && body[len - 1] == '\0')
		return "it ends in NUL bytes, as C strings do; send strlen() "
		    "bytes, not sizeof";
	return body_form(talk, body, len);
}

/* Names a field that was meant for Content-Length: "Content-Lenght",
 * "Content_Length", "Length". */
static void
body_length_meant(struct wait_talk *talk)
{
	char name[64];
	uint16_t i;

	for (i = 0; i < talk->request.field_count; i++) {
		struct http_slice field = talk->request.fields[i].name;

		if (text_escape(name, sizeof(name), talk->raw + field.at,
		    field.len) && strcasestr(name, "leng") != NULL) {
			(void)wait_add(talk, "The field %s is another "
			    "one.\n", name);
			return;
		}
	}
}

/* What follows a request that has no length is not its body (RFC 9112
 * section 6.3), however much it was meant to be. */
bool
wait_body_missing(struct wait_talk *talk)
{
	size_t left = talk->raw_len - talk->request.raw_len;
	char follows[80];

	if (talk->body_len != 0 || talk->request.chunked ||
	    http_request_field(&talk->request, talk->raw,
	    "content-length") != NULL)
		return false;
	(void)text_escape(follows, sizeof(follows), talk->raw +
	    talk->request.raw_len, left);
	wait_say(talk, 400, "This POST has no Content-Length, so it has no "
	    "body.\nWhat comes after its blank line%s%s%s is %s.\n",
	    left != 0 ? ", \"" : "", follows, left != 0 ? "\"," : "",
	    talk->close ? "not looked at" : "taken for the next request");
	body_length_meant(talk);
	(void)wait_add(talk, "rule: RFC 9112 section 6.3\n"
	    "instead: say how many bytes the body has, as in "
	    "Content-Length: 1 for the body 7\n");
	child_event(talk->child, SENTENCE_OF(NO_LENGTH));
	return true;
}
