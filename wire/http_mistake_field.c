/*
 * Which mistake was made in a line that is no field.  The rest of the line is
 * read first (PHASE_FIELD_ODD), then looked at as a whole.
 */
#include "wire/http_words.h"

#include <string.h>

bool
http_field_odd(struct http_call *call, enum http_rule rule, uint32_t byte)
{
	struct http_state *state = call->state;

	/* What stands in the place of a name is often a body, whose line may
	 * never end. */
	if (!call->forgiving && rule == HTTP_RULE_FIELD_NAME_BYTE)
		return http_fault_at(call, rule, byte);
	/* In a head that is not indented it would continue the last field. */
	if (state->indented && !state->indents)
		return http_fault_at(call, HTTP_RULE_FIELD_FOLD,
		    state->line_at);
	state->odd_rule = (uint8_t)rule;
	state->odd_at = byte;
	state->phase = PHASE_FIELD_ODD;
	return true;
}

/* White space, then a line: a field that is indented, the rest of the field
 * before it, or nothing. */
static enum http_rule
rule_of_indented(const struct http_call *call, const struct http_words *words)
{
	const char *buffer = call->buffer;
	struct http_slice first = words->word[0];
	uint32_t at = first.at, end = first.at + first.len;

	if (words->count == 0)
		return HTTP_RULE_LINE_BLANK;
	while (at < end && http_is(CLASS_TOKEN, buffer[at]))
		at++;
	if (at > first.at && at < end && buffer[at] == ':')
		return HTTP_RULE_FIELD_SPACE;
	return call->state->odd_rule;
}

/* No colon follows the name.  One that comes later follows a longer name, or
 * belongs to the value: "Host localhost:80". */
static enum http_rule
rule_of_uncoloned(const struct http_call *call,
    const struct http_words *words)
{
	const char *buffer = call->buffer;
	uint32_t end = words->line.at + words->line.len;
	const char *colon = memchr(buffer + words->line.at, ':',
	    words->line.len);

	if (call->request != NULL && http_method_bit(buffer, words->word[0])
	    != METHOD_UNKNOWN && http_version_at(buffer, words->line) < end)
		return HTTP_RULE_REQUEST_IN_HEAD;
	if (colon == NULL || (colon + 1 < buffer + end && colon[1] >= '0' &&
	    colon[1] <= '9'))
		return HTTP_RULE_FIELD_NO_COLON;
	return HTTP_RULE_FIELD_NAME_BLANK;
}

static bool
judge_field(struct http_call *call)
{
	struct http_state *state = call->state;
	enum http_rule rule = state->odd_rule;
	uint32_t at = state->odd_at;
	struct http_words words;

	http_words_of(call->buffer, http_slice_to(state->line_at, state->at),
	    &words);
	if (rule == HTTP_RULE_FIELD_SPACE || rule == HTTP_RULE_FIELD_FOLD)
		rule = rule_of_indented(call, &words);
	else if (rule == HTTP_RULE_FIELD_NO_COLON)
		rule = rule_of_uncoloned(call, &words);
	if (rule == HTTP_RULE_REQUEST_IN_HEAD)
		at = words.line.at;
	return http_fault_in(call, rule, words.line, at);
}

bool
http_step_field_odd(struct http_call *call)
{
	struct http_state *state = call->state;
	int byte = http_skip(call, CLASS_VALUE);

	if (state->phase == PHASE_BAD || (byte < 0 && !call->last))
		return false;
	if (byte >= 0 && byte != '\r' && byte != '\n')
		return http_fault_at(call, http_control_rule(byte),
		    state->at);
	if (http_cr_at(call, state->at) == CR_OPEN)
		return false;
	if (http_cr_at(call, state->at) == CR_ALONE)
		return http_fault_at(call, HTTP_RULE_BARE_CR, state->at);
	if (!http_field_forgive(call))
		return judge_field(call);
	if (!http_line_end(call, NULL))
		return false;
	state->field_lines++;
	state->line++;
	state->left_out_at = state->line_at;
	http_line_begin(call, PHASE_FIELD);
	return true;
}
