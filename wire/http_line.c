/* Lines: their bytes, their ends, their limits; and the loop of steps. */
#include "wire/http_private.h"

static const struct {
	http_step *run;
	enum http_rule too_long;
} steps[PHASE_COUNT] = {
	[PHASE_BLANK] = { http_step_blank, HTTP_RULE_METHOD_LONG },
	[PHASE_METHOD] = { http_step_method, HTTP_RULE_METHOD_LONG },
	[PHASE_TARGET] = { http_step_target, HTTP_RULE_LINE_LONG },
	[PHASE_TARGET_HEX] = { http_step_target_hex, HTTP_RULE_LINE_LONG },
	[PHASE_VERSION] = { http_step_version, HTTP_RULE_LINE_LONG },
	[PHASE_VERSION_END] = { http_step_version_end, HTTP_RULE_LINE_LONG },
	[PHASE_LINE_ODD] = { http_step_line_odd, HTTP_RULE_LINE_LONG },
	[PHASE_STATUS] = { http_step_status, HTTP_RULE_LINE_LONG },
	[PHASE_REASON] = { http_step_reason, HTTP_RULE_LINE_LONG },
	[PHASE_FIELD] = { http_step_field, HTTP_RULE_FIELD_LONG },
	[PHASE_NAME] = { http_step_name, HTTP_RULE_FIELD_LONG },
	[PHASE_NAME_SPACE] = { http_step_name_space, HTTP_RULE_FIELD_LONG },
	[PHASE_FIELD_ODD] = { http_step_field_odd, HTTP_RULE_FIELD_LONG },
	[PHASE_VALUE] = { http_step_value, HTTP_RULE_FIELD_LONG },
#define CHUNK(phase, step) \
	[phase] = { step, HTTP_RULE_CHUNK_LINE_LONG }
	CHUNK(PHASE_CHUNK_SIZE, http_step_chunk_size),
	CHUNK(PHASE_CHUNK_SPACE, http_step_chunk_space),
	CHUNK(PHASE_CHUNK_NAME_START, http_step_chunk_name_start),
	CHUNK(PHASE_CHUNK_NAME, http_step_chunk_name),
	CHUNK(PHASE_CHUNK_NAME_END, http_step_chunk_name_end),
	CHUNK(PHASE_CHUNK_VALUE_START, http_step_chunk_value_start),
	CHUNK(PHASE_CHUNK_VALUE, http_step_chunk_value),
	CHUNK(PHASE_CHUNK_QUOTED, http_step_chunk_quoted),
	CHUNK(PHASE_CHUNK_ESCAPED, http_step_chunk_escaped),
	CHUNK(PHASE_CHUNK_QUOTED_END, http_step_chunk_quoted_end),
	CHUNK(PHASE_CHUNK_DATA, http_step_chunk_data),
	CHUNK(PHASE_CHUNK_DATA_END, http_step_chunk_data_end),
#undef CHUNK
	[PHASE_BODY] = { http_step_body, HTTP_RULE_NONE },
	[PHASE_BODY_CLOSE] = { http_step_body_close, HTTP_RULE_NONE },
};

enum http_progress
http_run(struct http_call *call)
{
	struct http_state *state = call->state;

	http_crosscheck_enter(call);
	while (state->phase < PHASE_DONE && steps[state->phase].run(call))
		continue;
	if (state->phase < PHASE_DONE && call->len == HTTP_RAW_MAX)
		http_fault_at(call, HTTP_RULE_CHUNKS_SMALL, call->len);
	return state->phase == PHASE_DONE ? HTTP_COMPLETE :
	    state->phase == PHASE_BAD ? HTTP_BAD : HTTP_MORE;
}

/* The offset that this line, with its end, may not reach beyond. */
static uint32_t
line_limit(const struct http_state *state)
{
	uint32_t line = state->line_at + HTTP_LINE_MAX;
	uint32_t section = state->section_at + HTTP_HEAD_MAX;

	return line < section ? line : section;
}

static bool
line_too_long(struct http_call *call)
{
	const struct http_state *state = call->state;
	bool line = line_limit(state) == state->line_at + HTTP_LINE_MAX;

	if (call->follows && state->phase <= PHASE_LINE_ODD &&
	    http_line_unmeant(call, line_limit(state)))
		return false;
	return http_fault_at(call, line ? steps[state->phase].too_long :
	    HTTP_RULE_HEAD_LONG, line_limit(state) - 1);
}

int
http_peek(struct http_call *call)
{
	return http_skip(call, 0);
}

int
http_skip(struct http_call *call, unsigned class)
{
	struct http_state *state = call->state;
	uint32_t limit = line_limit(state), at = state->at;
	uint32_t stop = limit < call->len ? limit : call->len;

	while (at < stop && http_is(class, call->buffer[at]))
		at++;
	state->at = at;
	if (at < stop)
		return (unsigned char)call->buffer[at];
	if (at >= limit)
		line_too_long(call);
	else if (call->ended)
		return '\n';
	return -1;
}

/* The bytes have ended where a line end should be. */
static bool
line_end_missing(struct http_call *call)
{
	http_crosscheck_rewrite(call);
	return http_repair(call, HTTP_RULE_HEAD_CUT, call->len);
}

enum http_cr
http_cr_at(const struct http_call *call, uint32_t at)
{
	if (at >= call->len || call->buffer[at] != '\r')
		return CR_NONE;
	if (at + 1 == call->len)
		return call->last ? CR_NONE : CR_OPEN;
	return call->buffer[at + 1] == '\n' ? CR_NONE : CR_ALONE;
}

bool
http_line_end(struct http_call *call, uint32_t *end)
{
	struct http_state *state = call->state;
	uint32_t at = state->at;

	if (end != NULL)
		*end = at;
	if (at < call->len && call->buffer[at] == '\r') {
		if (at + 1 >= line_limit(state))
			return line_too_long(call);
		state->at = at + 1 < call->len ? at + 2 : call->len;
		if (at + 1 < call->len && call->buffer[at + 1] == '\n')
			return true;
		if (at + 1 < call->len)
			return http_fault_at(call, HTTP_RULE_BARE_CR, at);
		if (call->ended)
			return line_end_missing(call);
		state->at = at;
		return false;
	}
	if (at == call->len)
		return line_end_missing(call);
	state->at = at + 1;
	http_crosscheck_rewrite(call);
	return http_repair(call, HTTP_RULE_BARE_LF, at);
}

void
http_line_begin(struct http_call *call, enum http_phase phase)
{
	struct http_state *state = call->state;

	state->lead = 0;
	state->line_at = state->at;
	http_line_move(call, phase);
}

void
http_line_move(struct http_call *call, enum http_phase phase)
{
	struct http_state *state = call->state;

	state->lead += state->at - state->line_at;
	state->line_at = state->at;
	state->phase = phase;
	http_crosscheck_line(call);
}
