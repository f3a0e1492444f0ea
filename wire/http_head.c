/* Field lines, of a head or a trailer (RFC 9112 section 5). */
#include "wire/http_private.h"

/* Fields that may not come after the body: they frame or route the message,
 * say who sends it or how to read its body (RFC 9110 section 6.5.1).  All
 * others are checked and forgotten. */
static const char *const not_in_trailers[] = {
	"authorization", "connection", "content-encoding", "content-length",
	"content-range", "content-type", "cookie", "expect", "host",
	"max-forwards", "proxy-authorization", "proxy-connection",
	"set-cookie", "te", "trailer", "transfer-encoding", "upgrade",
};

/* The empty line after the fields. */
static bool
fields_end(struct http_call *call)
{
	struct http_state *state = call->state;

	if (http_body_unmarked(call))
		return http_request_head_done(call);
	if (!http_line_end(call, NULL))
		return false;
	if (state->trailer) {
		http_crosscheck_show(call, "\r\n", 2);
		return http_message_done(call);
	}
	return state->response ? http_response_head_done(call) :
	    http_request_head_done(call);
}

bool
http_step_field(struct http_call *call)
{
	struct http_state *state = call->state;
	bool forgiving = call->forgiving && !state->trailer;
	int byte = http_skip(call, forgiving ? CLASS_SPACE : 0);

	if (byte < 0)
		return false;
	state->indented = state->at > state->line_at;
	if (state->indented)
		http_repair(call, HTTP_RULE_FIELD_SPACE, state->line_at);
	if (byte == '\r' || byte == '\n')
		return fields_end(call);
	if (byte == ' ' || byte == '\t')
		return http_field_odd(call, state->name_len == 0 ?
		    HTTP_RULE_FIELD_SPACE : HTTP_RULE_FIELD_FOLD, state->at);
	if (state->field_lines == HTTP_FIELDS_MAX)
		return http_fault_at(call, HTTP_RULE_FIELDS_MANY, state->at);
	state->left_out_at = 0;
	if (state->field_lines == 0)
		state->indents = state->indented;
	http_line_move(call, PHASE_NAME);
	return true;
}

static bool
name_fault(struct http_call *call, int byte)
{
	uint32_t at = call->state->at;

	if (byte == ':')
		return http_fault_at(call, HTTP_RULE_FIELD_NAME_EMPTY, at);
	if (http_is(CLASS_CONTROL, (char)byte))
		return http_fault_at(call, http_control_rule(byte), at);
	return http_field_odd(call, HTTP_RULE_FIELD_NAME_BYTE, at);
}

/* At the colon.  No leniency moves what says where the message ends. */
static bool
name_done(struct http_call *call)
{
	struct http_state *state = call->state;
	struct http_slice name = { state->line_at, state->name_len };

	if (state->indented &&
	    http_name_is(call->buffer, name, "transfer-encoding"))
		return http_fault_slice(call, HTTP_RULE_FIELD_SPACE, name);
	state->mark = ++state->at;
	state->phase = PHASE_VALUE;
	return true;
}

bool
http_step_name(struct http_call *call)
{
	struct http_state *state = call->state;
	int byte = http_skip(call, CLASS_TOKEN);

	if (byte < 0)
		return false;
	state->name_len = state->at - state->line_at;
	if (byte == '\r' || byte == '\n')
		return http_name_unended(call);
	if (state->name_len != 0 && http_is(CLASS_SPACE, (char)byte)) {
		state->phase = PHASE_NAME_SPACE;
		http_crosscheck_rewrite(call);
		return true;
	}
	if (byte != ':' || state->name_len == 0)
		return name_fault(call, byte);
	return name_done(call);
}

bool
http_step_name_space(struct http_call *call)
{
	struct http_state *state = call->state;
	int byte = http_skip(call, CLASS_SPACE);

	if (byte < 0)
		return false;
	if (byte == '\r' || byte == '\n')
		return http_name_unended(call);
	if (byte != ':')
		return http_field_odd(call, HTTP_RULE_FIELD_NO_COLON,
		    state->line_at + state->name_len);
	return http_repair(call, HTTP_RULE_FIELD_NAME_SPACE,
	    state->line_at + state->name_len) && name_done(call);
}

static bool
trailer_check(struct http_call *call, const struct http_field *field)
{
	size_t i;

	for (i = 0; i < sizeof(not_in_trailers) / sizeof(not_in_trailers[0]);
	    i++)
		if (http_name_is(call->buffer, field->name,
		    not_in_trailers[i]))
			return http_fault_slice(call, HTTP_RULE_TRAILER_FIELD,
			    field->name);
	return true;
}

/* A whole field line, whose value ends there. */
static bool
field_done(struct http_call *call, uint32_t end)
{
	struct http_state *state = call->state;
	struct http_field field = { { state->line_at, state->name_len },
	    { state->mark, end - state->mark } };

	/* llhttp does not take white space after every value. */
	if (http_is(CLASS_SPACE, call->buffer[end - 1]))
		http_crosscheck_rewrite(call);
	field.value = http_trim(call->buffer, field.value);
	if (!(state->trailer ? trailer_check(call, &field) :
	    http_field_check(call, &field)))
		return false;
	state->field_lines++;
	if (!state->trailer) {
		http_crosscheck_field(call, &field);
		call->fields[(*call->field_count)++] = field;
		state->line++;
	}
	http_line_begin(call, PHASE_FIELD);
	return true;
}

bool
http_step_value(struct http_call *call)
{
	int byte = http_skip(call, CLASS_VALUE);
	uint32_t end;

	if (byte < 0)
		return false;
	if (byte != '\r' && byte != '\n')
		return http_fault_at(call, http_control_rule(byte),
		    call->state->at);
	return http_line_end(call, &end) && field_done(call, end);
}
