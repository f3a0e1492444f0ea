/* The line before a chunk: its size and extensions (RFC 9112, 7.1). */
#include "wire/http_private.h"

#include <string.h>

#define SIZE_DIGITS_MAX 8	/* fits 32 bits */

static bool
chunk_line_done(struct http_call *call)
{
	struct http_state *state = call->state;
	const char *digits = call->buffer + state->line_at;
	uint32_t size = http_hex(digits, state->name_len);

	if (!http_line_end(call, NULL))
		return false;
	if (size > HTTP_BODY_MAX - *call->body_len)
		return http_fault_at(call, HTTP_RULE_BODY_LONG,
		    state->line_at + state->name_len - 1);
	http_crosscheck_show(call, digits, state->name_len);
	http_crosscheck_show(call, "\r\n", 2);
	state->section_at = state->at;
	state->chunk_left = size;
	state->trailer = size == 0;
	state->name_len = 0;
	http_line_begin(call, state->trailer ? PHASE_FIELD :
	    PHASE_CHUNK_DATA);
	return true;
}

/* After a size, a name or a value: an extension, white space or the end. */
static bool
chunk_next(struct http_call *call, int byte, enum http_rule rule)
{
	struct http_state *state = call->state;

	switch (byte) {
	case -1:
		return false;
	case ';':
		state->at++;
		state->phase = PHASE_CHUNK_NAME_START;
		return true;
	case ' ':
	case '\t':
		state->phase = PHASE_CHUNK_SPACE;
		return true;
	case '\r':
	case '\n':
		return chunk_line_done(call);
	default:
		return http_fault_at(call, rule, state->at);
	}
}

bool
http_step_chunk_size(struct http_call *call)
{
	struct http_state *state = call->state;
	int byte = http_skip(call, CLASS_HEX);

	state->name_len = state->at - state->line_at;
	if (state->name_len > SIZE_DIGITS_MAX)
		return http_fault_at(call, HTTP_RULE_CHUNK_SIZE_LONG,
		    state->line_at + SIZE_DIGITS_MAX);
	if (state->name_len == 0 && byte >= 0)
		return http_fault_at(call, HTTP_RULE_CHUNK_SIZE, state->at);
	return chunk_next(call, byte, HTTP_RULE_CHUNK_SIZE);
}

bool
http_step_chunk_space(struct http_call *call)
{
	struct http_state *state = call->state;
	const char *line = call->buffer + state->line_at;
	int byte = http_skip(call, CLASS_SPACE);

	if (byte == ';')
		return chunk_next(call, byte, HTTP_RULE_NONE);
	return byte >= 0 && http_fault_at(call, memchr(line, ';',
	    state->at - state->line_at) == NULL ? HTTP_RULE_CHUNK_SIZE :
	    HTTP_RULE_CHUNK_EXTENSION, state->at);
}

static bool
extension_fault(struct http_call *call, int byte)
{
	return byte >= 0 && http_fault_at(call, HTTP_RULE_CHUNK_EXTENSION,
	    call->state->at);
}

bool
http_step_chunk_name_start(struct http_call *call)
{
	int byte = http_skip(call, CLASS_SPACE);

	if (byte < 0 || !http_is(CLASS_TOKEN, (char)byte))
		return extension_fault(call, byte);
	call->state->phase = PHASE_CHUNK_NAME;
	return true;
}

bool
http_step_chunk_name(struct http_call *call)
{
	struct http_state *state = call->state;
	int byte = http_skip(call, CLASS_TOKEN);

	switch (byte) {
	case '=':
		state->at++;
		state->phase = PHASE_CHUNK_VALUE_START;
		return true;
	case ' ':
	case '\t':
		state->phase = PHASE_CHUNK_NAME_END;
		return true;
	default:
		return chunk_next(call, byte, HTTP_RULE_CHUNK_EXTENSION);
	}
}

bool
http_step_chunk_name_end(struct http_call *call)
{
	int byte = http_skip(call, CLASS_SPACE);

	if (byte != '=' && byte != ';')
		return extension_fault(call, byte);
	call->state->at++;
	call->state->phase = byte == '=' ? PHASE_CHUNK_VALUE_START :
	    PHASE_CHUNK_NAME_START;
	return true;
}

bool
http_step_chunk_value_start(struct http_call *call)
{
	struct http_state *state = call->state;
	int byte = http_skip(call, CLASS_SPACE);

	if (byte == '"') {
		state->at++;
		state->phase = PHASE_CHUNK_QUOTED;
		return true;
	}
	if (byte < 0 || !http_is(CLASS_TOKEN, (char)byte))
		return extension_fault(call, byte);
	state->phase = PHASE_CHUNK_VALUE;
	return true;
}

bool
http_step_chunk_value(struct http_call *call)
{
	return chunk_next(call, http_skip(call, CLASS_TOKEN),
	    HTTP_RULE_CHUNK_EXTENSION);
}

bool
http_step_chunk_quoted(struct http_call *call)
{
	struct http_state *state = call->state;
	int byte = http_skip(call, CLASS_QUOTED);

	if (byte != '"' && byte != '\\')
		return extension_fault(call, byte);
	state->at++;
	state->phase = byte == '"' ? PHASE_CHUNK_QUOTED_END :
	    PHASE_CHUNK_ESCAPED;
	return true;
}

bool
http_step_chunk_escaped(struct http_call *call)
{
	int byte = http_peek(call);

	if (byte < 0 || !http_is(CLASS_VALUE, (char)byte))
		return extension_fault(call, byte);
	call->state->at++;
	call->state->phase = PHASE_CHUNK_QUOTED;
	return true;
}

bool
http_step_chunk_quoted_end(struct http_call *call)
{
	return chunk_next(call, http_peek(call), HTTP_RULE_CHUNK_EXTENSION);
}
