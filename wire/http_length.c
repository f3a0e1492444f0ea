/*
 * Where a lenient body ends.  Hand-written clients count only a part of it,
 * forget Content-Length, or count what they do not send; and they may send
 * head and body, and the parts of either, one after the other.
 *
 * A body ends where Content-Length says when a request follows there, or
 * nothing does and nothing seems to be missing: so what is right is read as
 * in strict mode.  Else it ends where it is as long as it seems, before a
 * request that stands in it, or where the bytes end.
 */
#include "wire/http_private.h"

#include <string.h>
#include <strings.h>

/* A label is looked for in so many bytes. */
#define LABEL_MAX 64

struct extent {
	const char *text;	/* the body, from its first byte on */
	uint32_t len;		/* bytes that are here */
	uint32_t declared;		/* Content-Length */
	uint32_t seems;		/* what that should have been */
	bool open;		/* there is none */
	bool labelled;		/* it covers more than a label */
};

bool
http_body_expected(const struct http_call *call)
{
	const struct http_request *request = call->request;

	return !request->chunked && (call->state->length != 0 ||
	    request->method_bit == METHOD_POST ||
	    http_name_is(call->buffer, request->method, "put") ||
	    http_name_is(call->buffer, request->method, "patch"));
}

size_t
http_label_len(const char *text, size_t len)
{
	size_t at = 0, word;

	while (at < len && (http_is(CLASS_SPACE, text[at]) ||
	    text[at] == '\r' || text[at] == '\n'))
		at++;
	for (word = at; at < len && http_is_letter(text[at]); at++)
		continue;
	if (at == word || at == len || text[at] != ':')
		return 0;
	for (at++; at < len && http_is(CLASS_SPACE, text[at]); at++)
		continue;
	return at;
}

/* How many bytes of a UTF-8 character are cut off at the end. */
static uint32_t
utf8_missing(const char *text, uint32_t len)
{
	uint32_t back, need;

	for (back = 1; back <= 3 && back <= len; back++) {
		unsigned char byte = (unsigned char)text[len - back];

		if ((byte & 0xc0) == 0x80)
			continue;
		need = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 :
		    byte >= 0xc0 ? 2 : 1;
		return need > back ? need - back : 0;
	}
	return 0;
}

/* Content-Length may count the text alone: not the length that Java's
 * writeUTF puts before it, not a label, not every byte of a character. */
static void
extent_seems(struct extent *extent)
{
	static const char label[] = "DATA:";
	const unsigned char *text = (const unsigned char *)extent->text;
	uint32_t len = extent->len, declared = extent->declared, lead;

	lead = (uint32_t)http_label_len(extent->text,
	    len < LABEL_MAX ? len : LABEL_MAX);
	extent->labelled = lead != 0 && declared > lead;
	if (text[0] == declared >> 8 &&
	    (len == 1 || text[1] == (declared & 0xff)))
		extent->seems = declared + 2;
	else if (lead != 0)
		extent->seems = declared + lead;
	else if (len < sizeof(label) - 1 &&
	    strncasecmp(extent->text, label, len) == 0)
		extent->seems = declared + sizeof(label) - 1;
	if (extent->seems <= len)
		extent->seems += utf8_missing(extent->text, extent->seems);
}

static void
extent_look(const struct http_call *call, struct extent *extent)
{
	memset(extent, 0, sizeof(*extent));
	extent->text = call->buffer + call->request->head_len;
	extent->len = call->len - call->request->head_len;
	extent->open = !call->state->has_length;
	extent->declared = extent->seems = call->state->length;
	if (extent->declared != 0 && extent->len >= extent->declared)
		extent_seems(extent);
}

/* The body is so long, and the message with it. */
static enum http_progress
body_is(struct http_call *call, const struct extent *extent, uint32_t len)
{
	struct http_request *request = call->request;
	uint32_t declared = extent->declared;

	call->state->line_at = request->head_len;
	if (len < declared)
		http_repair(call, HTTP_RULE_BODY_CUT,
		    request->head_len + len);
	else if (len > declared)
		http_repair(call, extent->open ? HTTP_RULE_LENGTH_MISSING :
		    HTTP_RULE_LENGTH_SHORT, request->head_len + declared);
	request->exact = len == declared && !extent->open;
	request->raw_len = request->head_len + len;
	/* A line end after such a body was not meant to be part of it. */
	if (len > declared && extent->text[len - 1] == '\n')
		len--;
	if (len > declared && extent->text[len - 1] == '\r')
		len--;
	request->body_len = len;
	call->state->phase = PHASE_DONE;
	call->state->settled = true;
	return HTTP_COMPLETE;
}

/* It cannot be told yet. */
static enum http_progress
body_wait(struct http_call *call, const struct extent *extent,
    enum http_patience patience)
{
	if (extent->len > HTTP_BODY_MAX) {
		http_fault_at(call, HTTP_RULE_BODY_LONG,
		    call->request->head_len + HTTP_BODY_MAX);
		return HTTP_BAD;
	}
	call->request->patience = patience;
	return HTTP_MORE;
}

/* Nothing but line ends and padding stands after the announced end. */
static enum http_progress
judge_end(struct http_call *call, const struct extent *extent)
{
	bool whole = extent->seems == extent->declared;
	bool padded = extent->len > extent->declared &&
	    extent->text[extent->declared] == '\0';

	if (extent->open && !call->ended)
		return body_wait(call, extent, extent->len == 0 ?
		    HTTP_PATIENCE_BODY : HTTP_PATIENCE_REST);
	if (call->ended || (whole && padded) ||
	    (call->request->policy.exact && (whole || extent->labelled)))
		return body_is(call, extent, extent->declared);
	return body_wait(call, extent, whole ? HTTP_PATIENCE_MORE :
	    HTTP_PATIENCE_REST);
}

/* Text stands there: the body goes on. */
static enum http_progress
judge_text(struct http_call *call, const struct extent *extent)
{
	uint32_t seems = extent->seems, at;

	if (seems > extent->declared && extent->len >= seems &&
	    http_what_follows(extent->text + seems, extent->len - seems) !=
	    FOLLOWS_TEXT)
		return body_is(call, extent, seems);
	if (extent->len < seems && !call->ended)
		return body_wait(call, extent, HTTP_PATIENCE_REST);
	if (http_request_within(call, &at))
		return body_is(call, extent, at);
	return call->ended ? body_is(call, extent, extent->len) :
	    body_wait(call, extent, HTTP_PATIENCE_REST);
}

/* The beginning of a request stands there, or of a text that looks so. */
static enum http_progress
judge_beginning(struct http_call *call, const struct extent *extent,
    enum http_follows follows)
{
	bool sure = extent->seems == extent->declared;

	if (call->ended)
		sure = follows != FOLLOWS_PERHAPS &&
		    (sure || (extent->labelled &&
		    extent->len < extent->seems));
	else
		sure = sure && follows == FOLLOWS_METHOD;
	if (sure && !extent->open)
		return body_is(call, extent, extent->declared);
	return call->ended ? judge_text(call, extent) :
	    body_wait(call, extent, HTTP_PATIENCE_REST);
}

enum http_progress
http_length_judge(struct http_call *call)
{
	struct extent extent;
	enum http_follows follows;

	if (!http_body_expected(call)) {
		call->state->settled = true;
		return HTTP_COMPLETE;
	}
	extent_look(call, &extent);
	follows = http_what_follows(extent.text + extent.declared,
	    extent.len - extent.declared);
	switch (follows) {
	case FOLLOWS_NOTHING:
		return judge_end(call, &extent);
	case FOLLOWS_REQUEST:
		return body_is(call, &extent, extent.declared);
	case FOLLOWS_TEXT:
		return judge_text(call, &extent);
	default:
		return judge_beginning(call, &extent, follows);
	}
}

enum http_progress
http_length_cut(struct http_call *call)
{
	struct extent extent;
	uint32_t at;

	if (call->request->chunked) {
		http_repair(call, HTTP_RULE_CHUNKS_CUT, call->len);
		call->request->raw_len = call->len;
		call->state->phase = PHASE_DONE;
		call->state->settled = true;
		return HTTP_COMPLETE;
	}
	extent_look(call, &extent);
	return body_is(call, &extent, http_request_within(call, &at) ? at :
	    extent.len);
}
