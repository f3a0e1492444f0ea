/*
 * Requests among bytes that may be text: after a body that is not where it
 * should end, and inside it.  For lenient mode.
 */
#include "wire/http_private.h"

#include <string.h>
#include <strings.h>

/* A request line is looked for in so many bytes. */
#define LINE_MAX_WITH_LEAD (HTTP_LINE_MAX + 64)
/* No method's name is longer. */
#define METHOD_LEN_MAX 20

static const char byte_order_mark[] = "\xef\xbb\xbf";

bool
http_is_letter(int byte)
{
	return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

static bool
is_padding(char byte)
{
	return byte == '\0' || byte == '\r' || byte == '\n' ||
	    http_is(CLASS_SPACE, byte);
}

/* Does a version, after a blank, have its '/' here? */
static bool
is_version(const char *text, uint32_t slash, uint32_t len)
{
	return slash >= 5 && slash + 1 < len &&
	    http_is(CLASS_SPACE, text[slash - 5]) &&
	    strncasecmp(text + slash - 4, "HTTP", 4) == 0 &&
	    text[slash + 1] >= '0' && text[slash + 1] <= '9';
}

/* Passes backwards the blanks before *at, or what is none; false when there
 * is nothing of it. */
static bool
back_over(const char *text, uint32_t *at, bool blanks)
{
	uint32_t from = *at;

	while (*at > 0 && (blanks ? http_is(CLASS_SPACE, text[*at - 1]) :
	    (unsigned char)text[*at - 1] > ' '))
		--*at;
	return *at != from;
}

/* Passes a version backwards, and the target before it: to the end of what
 * should be a method. */
static bool
back_to_method(const char *text, uint32_t slash, uint32_t *at)
{
	*at = slash - 4;
	return back_over(text, at, true) && back_over(text, at, false) &&
	    back_over(text, at, true);
}

/* Does the line come to a version?  *parts: right after word and target. */
static bool
line_has_version(const char *text, uint32_t word_len, uint32_t len,
    bool *parts)
{
	uint32_t slash, at;

	for (slash = 0; slash < len && text[slash] != '\n'; slash++)
		if (text[slash] == '/' && is_version(text, slash, len)) {
			*parts = back_to_method(text, slash, &at) &&
			    at == word_len;
			return true;
		}
	return false;
}

/* Are the last letters of a word a method, to which others are glued? */
static bool
ends_in_method(const char *text, struct http_slice word)
{
	if (word.len > METHOD_LEN_MAX) {
		word.at += word.len - METHOD_LEN_MAX;
		word.len = METHOD_LEN_MAX;
	}
	for (; word.len > 0; word.at++, word.len--)
		if (http_method_any_case(text, word) != METHOD_UNKNOWN)
			return true;
	return false;
}

static bool
in_capitals(const char *text, struct http_slice word)
{
	uint32_t i;

	for (i = 0; i < word.len; i++)
		if (text[i] != '-' && (text[i] < 'A' || text[i] > 'Z'))
			return false;
	return true;
}

/* A word, what comes after it, and the line as far as it is here. */
static enum http_follows
word_follows(const char *text, struct http_slice word, uint32_t len)
{
	bool known = http_method_any_case(text, word) != METHOD_UNKNOWN;
	bool parts;

	if (word.len == 0 || !http_is(CLASS_SPACE, text[word.len]))
		return FOLLOWS_TEXT;
	if (line_has_version(text, word.len, len, &parts))
		return known || (parts && !ends_in_method(text, word)) ?
		    FOLLOWS_REQUEST : FOLLOWS_TEXT;
	if (http_method_bit(text, word) != METHOD_UNKNOWN)
		return FOLLOWS_METHOD;
	return memchr(text, '\n', len) == NULL &&
	    (known || in_capitals(text, word)) ? FOLLOWS_PERHAPS :
	    FOLLOWS_TEXT;
}

/* What may stand before a request line. */
static uint32_t
lead_len(const char *text, uint32_t len)
{
	uint32_t at = 0, left;

	while (at < len && is_padding(text[at]))
		at++;
	left = len - at;
	if (left >= 3 && memcmp(text + at, byte_order_mark, 3) == 0)
		return at + 3;
	if (left >= 3 && (unsigned char)text[at] < ' ' &&
	    http_is_letter(text[at + 2]))
		return at + 2;
	return at;
}

enum http_follows
http_what_follows(const char *text, uint32_t len)
{
	struct http_slice word = { 0, 0 };
	const char *from;
	enum http_follows follows = FOLLOWS_NOTHING;

	if (len > LINE_MAX_WITH_LEAD)
		len = LINE_MAX_WITH_LEAD;
	from = text + lead_len(text, len);
	len -= (uint32_t)(from - text);
	while (word.len < len && http_is(CLASS_TOKEN, from[word.len]))
		word.len++;
	if (word.len < len)
		follows = word_follows(from, word, len);
	else if (len != 0)
		follows = http_method_begins(from, word) ?
		    FOLLOWS_LETTERS : FOLLOWS_TEXT;
	/* No text begins with a NUL; a length may, whose second byte this
	 * is. */
	return follows == FOLLOWS_TEXT && *text == '\0' ? FOLLOWS_NOTHING :
	    follows;
}

/* The request line with this version, if its method is known. */
static bool
request_before(const char *text, uint32_t slash, uint32_t *begin)
{
	struct http_slice method = { 0, 0 };
	uint32_t at;

	if (!back_to_method(text, slash, &at))
		return false;
	for (method.at = at; method.at > 0 && method.len < METHOD_LEN_MAX &&
	    http_is_letter(text[method.at - 1]); method.len++)
		method.at--;
	/* Of the letters before it as many as may be are the method's. */
	for (; method.len > 0; method.at++, method.len--)
		if (http_method_any_case(text, method) != METHOD_UNKNOWN)
			break;
	*begin = method.at;
	return method.len > 0;
}

/* Without a mark, or a length, that belongs to the request behind it. */
static uint32_t
without_lead(const char *text, uint32_t len)
{
	const char *last = text + len - 2;

	if (len >= 3 && memcmp(text + len - 3, byte_order_mark, 3) == 0)
		return len - 3;
	if (len >= 2 && (*last == '\0' ? last[1] != '\0' :
	    (unsigned char)*last < ' ' && !is_padding(*last)))
		return len - 2;
	return len;
}

bool
http_request_within(struct http_call *call, uint32_t *at)
{
	const char *text = call->buffer + call->request->head_len;
	uint32_t len = call->len - call->request->head_len;
	uint32_t slash = call->state->searched;

	for (; slash < len; slash++) {
		if (text[slash] != '/')
			continue;
		/* Whether it is a version the next byte will tell. */
		if (slash + 1 == len)
			break;
		if (is_version(text, slash, len) &&
		    request_before(text, slash, at)) {
			*at = without_lead(text, *at);
			return true;
		}
	}
	call->state->searched = slash;
	return false;
}
