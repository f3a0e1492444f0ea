/*
 * Which mistake was made in a request line.
 *
 * Where a byte cannot stand, the mistake is often another one than that: it
 * shows in the line as a whole.  So the rest of the line is read first
 * (PHASE_LINE_ODD), and then named what is wrong with its words.
 */
#include "wire/http_words.h"

bool
http_line_odd(struct http_call *call, enum http_rule rule)
{
	struct http_state *state = call->state;
	bool known = http_method_bit(call->buffer, call->request->method) !=
	    METHOD_UNKNOWN;

	state->odd_rule = (uint8_t)rule;
	state->odd_at = state->at;
	switch (rule) {
	case HTTP_RULE_LINE_LITERAL:
		return http_fault_at(call, rule, state->at);
	case HTTP_RULE_METHOD_BYTE:
		if (!call->follows)
			return http_fault_at(call, rule, state->at);
		break;
	case HTTP_RULE_TARGET_BYTE:
	case HTTP_RULE_TARGET_FRAGMENT:
	case HTTP_RULE_VERSION_FORM:
	case HTTP_RULE_LINE_MORE:
		if (!known)
			break;
		http_fault_at(call, rule, state->at);
		if (rule == HTTP_RULE_TARGET_BYTE &&
		    state->at > call->request->target.at)
			http_suggest_escape(call, state->at);
		return false;
	default:
		break;
	}
	state->phase = PHASE_LINE_ODD;
	return true;
}

bool
http_method_odd(struct http_call *call, int byte)
{
	struct http_slice word = call->request->method;
	const char *buffer = call->buffer;
	bool http = http_name_is(buffer, word, "http");
	int next = http_ahead(call, 1);

	if (http_method_any_case(buffer, word) != METHOD_UNKNOWN)
		return byte == '/' ?
		    http_line_odd(call, HTTP_RULE_LINE_JOINED) :
		    http_fault_at(call, HTTP_RULE_METHOD_BYTE,
		    call->state->at);
	if (byte == '/' && http)
		return http_fault_at(call, HTTP_RULE_VERSION_FIRST,
		    call->state->at);
	if ((byte == '/' && word.len == 0) || (byte == ':' && (http ||
	    http_name_is(buffer, word, "https"))))
		return http_line_odd(call, HTTP_RULE_METHOD_MISSING);
	if (byte != ':' || word.len == 0)
		return http_line_odd(call, HTTP_RULE_METHOD_BYTE);
	if (call->follows && next < 0 && !call->last)
		return false;
	return !call->follows || next == ' ' ? http_fault_at(call,
	    HTTP_RULE_FIELD_FIRST, call->state->at) :
	    http_line_odd(call, HTTP_RULE_METHOD_BYTE);
}

static void
suggest_capitals(struct http_call *call, struct http_slice method)
{
	char *out = call->fault->instead;
	uint32_t i;

	for (i = 0; i < method.len; i++) {
		out[i] = call->buffer[method.at + i];
		if (out[i] >= 'a' && out[i] <= 'z')
			out[i] -= 'a' - 'A';
	}
	out[i] = '\0';
}

bool
http_method_pend(struct http_call *call)
{
	struct http_slice method = call->request->method;
	bool other = http_method_any_case(call->buffer, method) !=
	    METHOD_UNKNOWN;
	struct http_slice line = http_slice_to(call->state->line_at,
	    call->state->mark + 8);

	/* The version may be forgiven, and shorter than it should be. */
	if (line.at + line.len > call->len)
		line.len = call->len - line.at;
	if (!other && call->follows && http_method_ends(call->buffer, method))
		return http_words_unmeant(call, line);
	http_fault_pend(call, other ? HTTP_RULE_METHOD_CASE :
	    HTTP_RULE_METHOD_UNKNOWN, method);
	if (other)
		suggest_capitals(call, method);
	return true;
}

bool
http_step_line_odd(struct http_call *call)
{
	struct http_state *state = call->state;
	struct http_words words;
	int byte = http_skip(call, CLASS_VALUE);

	if (state->phase == PHASE_BAD || (byte < 0 && !call->last))
		return false;
	switch (http_cr_at(call, state->odd_at)) {
	case CR_OPEN:
		return false;
	case CR_ALONE:
		return http_fault_at(call, HTTP_RULE_BARE_CR, state->odd_at);
	case CR_NONE:
		break;
	}
	http_words_of(call->buffer, http_slice_to(state->line_at, state->at),
	    &words);
	return http_words_judge(call, &words);
}

bool
http_line_unmeant(struct http_call *call, uint32_t end)
{
	struct http_words words;

	http_words_of(call->buffer, http_slice_to(call->state->line_at, end),
	    &words);
	if (http_words_meant(call, &words))
		return false;
	http_words_unmeant(call, words.line);
	return true;
}

/* A line that has not ended may be the beginning of a request line. */
static bool
is_beginning(const struct http_call *call)
{
	struct http_slice line = http_slice_to(call->state->line_at,
	    call->len);

	return http_method_begins(call->buffer, line);
}

bool
http_head_cut(struct http_call *call)
{
	if (call->state->phase <= PHASE_LINE_ODD && !is_beginning(call) &&
	    http_line_unmeant(call, call->len))
		return false;
	return http_fault_at(call, HTTP_RULE_HEAD_CUT, call->len);
}
