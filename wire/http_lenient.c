/*
 * What --lenient guesses: where the body of a hand-written request begins
 * when its blank line is missing.  (Where it ends: http_length.c.)
 */
#include "wire/http_private.h"

#include <string.h>

/* How long the line end here is; 0 while that cannot be told. */
static uint32_t
line_end_len(const struct http_call *call)
{
	uint32_t left = call->len - call->state->at;
	const char *end = call->buffer + call->state->at;

	if (left == 0 || (left == 1 && *end == '\r'))
		return 0;
	return *end == '\n' ? 1 : 2;
}

/*
 * A line without a colon: the body, where the blank line before it is
 * missing, or a field to be left out.  It is the body when it is as long as
 * that should be; with its line end, and another one follows; or shorter, and
 * nothing follows.
 */
enum line_is { LINE_BODY, LINE_FIELD, LINE_UNKNOWN };

static enum line_is
line_without_colon(const struct http_call *call)
{
	const struct http_state *state = call->state;
	uint32_t len = state->at - state->line_at, end = line_end_len(call);

	if (state->indented && !state->indents)
		return LINE_FIELD;
	if (len > state->length && !(call->ended && http_body_expected(call)))
		return LINE_FIELD;
	if (len == state->length || call->ended)
		return LINE_BODY;
	if (end == 0 || state->at + end == call->len)
		return LINE_UNKNOWN;
	return len + end == state->length &&
	    strchr("\r\n", call->buffer[state->at + end]) != NULL ?
	    LINE_BODY : LINE_FIELD;
}

bool
http_name_unended(struct http_call *call)
{
	struct http_state *state = call->state;
	enum line_is line = LINE_FIELD;

	if (call->forgiving && !state->trailer)
		line = line_without_colon(call);
	if (line == LINE_UNKNOWN)
		return false;
	if (line == LINE_FIELD)
		return call->ended ?
		    http_fault_at(call, HTTP_RULE_HEAD_CUT, state->at) :
		    http_field_odd(call, HTTP_RULE_FIELD_NO_COLON, state->at);
	state->at = state->line_at;
	http_crosscheck_rewrite(call);
	return http_repair(call, HTTP_RULE_HEAD_CUT, state->at) &&
	    http_request_head_done(call);
}

bool
http_body_unmarked(struct http_call *call)
{
	struct http_state *state = call->state;

	if (!call->ended || state->at < call->len ||
	    state->left_out_at == 0 || !http_body_expected(call))
		return false;
	/* It was taken for a field whose colon was forgotten. */
	if (call->repairs[*call->repair_count - 1].byte >= state->left_out_at)
		--*call->repair_count;
	state->line--;
	state->at = state->line_at = state->left_out_at;
	return http_repair(call, HTTP_RULE_HEAD_CUT, state->at);
}
