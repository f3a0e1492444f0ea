/* The Content-Length of a request written by hand. */
#include "gui/model/length.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/wording.h"
#include "gui/model/raw.h"
#include "wire/http_walk.h"

#define NAME	"content-length:"

/* The request's bytes, and where each stands in the text; the fields of its
 * head that matter. */
struct request {
	const char *text;
	char *bytes;
	size_t *at;		/* len + 1 of them */
	size_t len;
	size_t blank, body;	/* the blank line, 0: there is none */
	size_t field;		/* the first Content-Length, 0: none */
	size_t field_count;
	bool chunked;
};

/* Where the line that begins there ends, its line end included. */
static size_t
line_end(const struct request *request, size_t from)
{
	const char *end = memchr(request->bytes + from, '\n',
	    request->len - from);

	return end == NULL ? request->len :
	    (size_t)(end - request->bytes) + 1;
}

/* The same without the line end. */
static size_t
words_end(const struct request *request, size_t from)
{
	size_t end = line_end(request, from);

	if (end > from && request->bytes[end - 1] == '\n')
		end--;
	if (end > from && request->bytes[end - 1] == '\r')
		end--;
	return end;
}

static bool
begins_with(const struct request *request, size_t from, const char *name)
{
	size_t len = strlen(name);

	return request->len - from >= len &&
	    strncasecmp(request->bytes + from, name, len) == 0;
}

/* Does a line like "GET / HTTP/1.1" stand there?  With mistakes, maybe. */
static bool
is_request_line(const struct request *request, size_t from)
{
	size_t end = words_end(request, from);

	for (; from + 6 <= end; from++)
		if (strncasecmp(request->bytes + from, " http/", 6) == 0)
			return true;
	return false;
}

static void
read_head(struct request *request)
{
	struct http_walk walk;

	http_walk_begin(&walk, request->bytes, request->len);
	(void)http_walk_next(&walk);
	while (http_walk_next(&walk)) {
		if (walk.line_len == 0 && walk.ended) {
			request->blank = (size_t)(walk.line - walk.bytes);
			request->body = walk.at;
			return;
		}
		if (http_walk_is(&walk, "transfer-encoding"))
			request->chunked = true;
		if (http_walk_is(&walk, "content-length") &&
		    request->field_count++ == 0)
			request->field = (size_t)(walk.line - walk.bytes);
	}
}

/* The value, without the blanks before it. */
static size_t
value_of(const struct request *request)
{
	size_t from = request->field + sizeof(NAME) - 1;
	size_t end = words_end(request, request->field);

	while (from < end && (request->bytes[from] == ' ' ||
	    request->bytes[from] == '\t'))
		from++;
	return from;
}

static bool
is_right(const struct request *request)
{
	size_t from = value_of(request);
	size_t end = words_end(request, request->field);
	size_t length = 0;

	if (request->field_count != 1 || from == end || end - from > 9)
		return false;
	for (; from < end; from++) {
		if (request->bytes[from] < '0' || request->bytes[from] > '9')
			return false;
		length = length * 10 + (size_t)(request->bytes[from] - '0');
	}
	return length == request->len - request->body;
}

/* Why nothing is done; NULL: something is. */
static const char *
reason_not_to(const struct request *request)
{
	if (request->body == 0 && !is_request_line(request, 0))
		return wording_of("length.noRequest",
		    "This is no HTTP request: it has no request line.");
	if (request->body == 0)
		return wording_of("length.noBlank",
		    "The blank line between head and body is missing.");
	if (request->chunked)
		return wording_of("length.chunked",
		    "It has a Transfer-Encoding, which tells how long the "
		    "body is.");
	if (request->field_count == 0 && request->body == request->len)
		return wording_of("length.noBody",
		    "There is no body, and no Content-Length is needed.");
	if (request->field_count == 0 &&
	    is_request_line(request, request->body))
		return wording_of("length.another",
		    "Behind the blank line stands another request, not a "
		    "body.");
	if (is_right(request))
		return wording_of("length.right",
		    "The Content-Length is right as it is.");
	return NULL;
}

struct output {
	char *text;
	size_t len;
};

static void
put(struct output *out, const char *text, size_t len)
{
	memcpy(out->text + out->len, text, len);
	out->len += len;
	out->text[out->len] = '\0';
}

/* What the text has for those bytes, its own line ends included. */
static void
put_bytes(struct output *out, const struct request *request, size_t from,
    size_t end)
{
	put(out, request->text + request->at[from],
	    request->at[end] - request->at[from]);
}

/* The head from behind the first field on, without the others. */
static void
put_single(struct output *out, const struct request *request)
{
	size_t from = words_end(request, request->field), next;

	put_bytes(out, request, from, line_end(request, from));
	for (from = line_end(request, from); from < request->blank;
	    from = next) {
		next = line_end(request, from);
		if (!begins_with(request, from, NAME))
			put_bytes(out, request, from, next);
	}
}

static void
put_fixed(struct output *out, const struct request *request)
{
	char number[32];

	(void)snprintf(number, sizeof(number), "%zu",
	    request->len - request->body);
	put(out, request->text, request->at[0]);
	if (request->field_count != 0) {
		put_bytes(out, request, 0, value_of(request));
		put(out, number, strlen(number));
		put_single(out, request);
	} else {
		put_bytes(out, request, 0, request->blank);
		put(out, "Content-Length: ", 16);
		put(out, number, strlen(number));
		/* Its line ends as the blank line does. */
		put_bytes(out, request, request->blank, request->body);
	}
	put_bytes(out, request, request->blank, request->len);
}

/* The request has its bytes. */
static char *
fix(struct request *request, const char **reason)
{
	struct output out = { NULL, 0 };

	read_head(request);
	*reason = reason_not_to(request);
	if (*reason != NULL)
		return NULL;
	/* Longer by a field at most. */
	out.text = malloc(strlen(request->text) + 64);
	if (out.text == NULL)
		*reason = wording_of("noMemory", "out of memory");
	else
		put_fixed(&out, request);
	return out.text;
}

char *
length_fix(const char *text, const char **reason)
{
	struct request request = { .text = text };
	struct raw_fault fault;
	char *fixed = NULL;

	*reason = wording_of("noMemory", "out of memory");
	request.at = malloc((strlen(text) + 1) * sizeof(request.at[0]));
	if (request.at == NULL)
		return NULL;
	request.bytes = raw_encode_at(text, &request.len, &fault, request.at);
	if (request.bytes != NULL)
		fixed = fix(&request, reason);
	else
		*reason = fault.reason;
	free(request.bytes);
	free(request.at);
	return fixed;
}
