/*
 * What --lenient guesses: where the body of a hand-written request begins
 * when its blank line is missing, and where it ends when its Content-Length
 * is wrong.
 */
#include "wire/http_private.h"

#include <string.h>

/*
 * A line without a colon.  In lenient mode it is taken for the body when it
 * is no longer than the body should be: then the blank line is missing.
 */
bool
http_name_unended(struct http_call *call)
{
	struct http_state *state = call->state;

	if (call->request == NULL || !call->request->policy.lenient ||
	    state->trailer || state->at - state->line_at > state->length)
		return http_fault_at(call, call->ended ? HTTP_RULE_HEAD_CUT :
		    HTTP_RULE_FIELD_NO_COLON, state->at);
	state->at = state->line_at;
	state->rewrite = true;
	return http_repair(call, HTTP_RULE_HEAD_CUT, state->at) &&
	    http_request_head_done(call);
}

/* Could these bytes be a request, or the beginning of one? */
static bool
looks_like_request(const char *bytes, size_t len)
{
	struct http_slice word = { 0, 0 };
	const char *end;

	while (len > 0 && (*bytes == '\r' || *bytes == '\n')) {
		bytes++;
		len--;
	}
	while (word.len < len && ((bytes[word.len] >= 'A' &&
	    bytes[word.len] <= 'Z') || bytes[word.len] == '-'))
		word.len++;
	if (word.len == len)
		return len == 0 || http_method_begins(bytes, word);
	if (word.len == 0 || bytes[word.len] != ' ')
		return false;
	if (http_method_bit(bytes, word) != METHOD_UNKNOWN)
		return true;
	end = memchr(bytes, '\n', len);
	if (end != NULL)
		len = (size_t)(end - bytes);
	return memmem(bytes, len, " HTTP/", 6) != NULL;
}

/* Nobody forgets the Content-Length of a body that GET does not have. */
static bool
body_expected(const struct http_call *call)
{
	unsigned bit = http_method_bit(call->buffer, call->request->method);

	return call->state->has_length || bit == METHOD_POST ||
	    bit == METHOD_OTHER;
}

/* Is what came after the message in truth the rest of its body? */
static bool
surplus_is_body(const struct http_call *call)
{
	const struct http_request *request = call->request;
	uint32_t end = request->raw_len;

	return !request->chunked && call->len > end &&
	    call->len - request->head_len <= HTTP_BODY_MAX &&
	    body_expected(call) &&
	    !looks_like_request(call->buffer + end, call->len - end);
}

void
http_surplus_take(struct http_call *call)
{
	struct http_request *request = call->request;
	uint32_t end = call->len;

	if (!surplus_is_body(call))
		return;
	call->state->line_at = request->head_len;
	http_repair(call, HTTP_RULE_LENGTH_SHORT, request->raw_len);
	request->raw_len = end;
	/* A line end after such a body was not meant to be part of it. */
	if (call->buffer[end - 1] == '\n')
		end--;
	if (end > request->head_len && call->buffer[end - 1] == '\r')
		end--;
	request->body_len = end - request->head_len;
}
