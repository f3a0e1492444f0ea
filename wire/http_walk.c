/* A head, line by line, without a verdict. */
#include "wire/http_walk.h"

#include <string.h>
#include <strings.h>

void
http_walk_begin(struct http_walk *walk, const void *bytes, size_t len)
{
	memset(walk, 0, sizeof(*walk));
	walk->bytes = bytes;
	walk->len = len;
	while (walk->at < len && (walk->bytes[walk->at] == '\r' ||
	    walk->bytes[walk->at] == '\n'))
		walk->at++;
}

bool
http_walk_next(struct http_walk *walk)
{
	const unsigned char *end;

	if (walk->at >= walk->len)
		return false;
	walk->line = walk->bytes + walk->at;
	end = memchr(walk->line, '\n', walk->len - walk->at);
	walk->ended = end != NULL;
	walk->line_len = walk->ended ? (size_t)(end - walk->line) :
	    walk->len - walk->at;
	walk->at += walk->line_len + walk->ended;
	if (walk->line_len > 0 && walk->line[walk->line_len - 1] == '\r')
		walk->line_len--;
	return true;
}

bool
http_walk_is(const struct http_walk *walk, const char *name)
{
	size_t len = strlen(name);

	return walk->line_len > len && walk->line[len] == ':' &&
	    strncasecmp((const char *)walk->line, name, len) == 0;
}

size_t
http_walk_head(const void *bytes, size_t len)
{
	struct http_walk walk;

	http_walk_begin(&walk, bytes, len);
	while (http_walk_next(&walk))
		if (walk.line_len == 0 && walk.ended)
			return walk.at;
	return 0;
}
