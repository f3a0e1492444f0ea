/*
 * The lines of an HTTP message's head, whatever is wrong with it: for those
 * who show a message or take it apart.  What is right is wire/http.h's affair.
 *
 * Pure, bounded, no allocation; any process; no X.  The bytes are the
 * caller's and only pointed to.
 *
 *	http_walk_begin(&walk, bytes, head_len);
 *	http_walk_next(&walk)			the start line
 *	while (http_walk_next(&walk) && walk.line_len > 0)
 *		walk.line is a field
 */
#ifndef WIRE_HTTP_WALK_H
#define WIRE_HTTP_WALK_H

#include <stdbool.h>
#include <stddef.h>

struct http_walk {
	const unsigned char *bytes;
	size_t len;
	size_t at;			/* the next line's first byte */
	/* The line that was found: */
	const unsigned char *line;
	size_t line_len;		/* without CRLF or LF */
	bool ended;			/* there was one */
};

/* Line ends before the start line are passed (RFC 9112 section 2.2). */
void http_walk_begin(struct http_walk *walk, const void *bytes, size_t len);

/* The next line, also a blank one; false when there are no more bytes. */
bool http_walk_next(struct http_walk *walk);

/* Is the line a field of that name, in any case? */
bool http_walk_is(const struct http_walk *walk, const char *name);

/* How long the head is, with what comes before it and its blank line; 0: it
 * does not end. */
size_t http_walk_head(const void *bytes, size_t len);

#endif
