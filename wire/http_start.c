/* The first line: a request line or a status line (RFC 9112, 3 and 4). */
#include "wire/http_private.h"

#define METHOD_OFFERABLE (METHOD_GET | METHOD_HEAD | METHOD_POST | \
	METHOD_OPTIONS)

/* A byte that the rule does not allow; a control is always named as one. */
static bool
start_fault(struct http_call *call, enum http_rule rule, int byte)
{
	if (byte < 0)
		return false;
	if (http_is(CLASS_CONTROL, (char)byte))
		rule = HTTP_RULE_CONTROL;
	else if (byte == '\t')
		rule = HTTP_RULE_LINE_SPACE;
	return http_fault_at(call, rule, call->state->at);
}

bool
http_step_blank(struct http_call *call)
{
	struct http_state *state = call->state;
	int byte = http_peek(call);

	if (byte < 0)
		return false;
	if (byte != '\r' && byte != '\n') {
		http_line_begin(call, PHASE_METHOD);
		return true;
	}
	if (state->blanks == HTTP_BLANKS_MAX)
		return http_fault_at(call, HTTP_RULE_BLANK_LINES, state->at);
	if (!http_line_end(call, NULL))
		return false;
	state->blanks++;
	http_line_begin(call, PHASE_BLANK);
	return true;
}

bool
http_step_method(struct http_call *call)
{
	struct http_state *state = call->state;
	struct http_slice *method = &call->request->method;
	int byte = http_skip(call, CLASS_TOKEN);

	if (byte == 0x16 && state->at == state->line_at)
		return http_fault_at(call, HTTP_RULE_TLS, state->at);
	if (byte == '\r' || byte == '\n')
		return http_fault_at(call, HTTP_RULE_TARGET_MISSING,
		    state->at);
	if (byte != ' ')
		return start_fault(call, HTTP_RULE_METHOD_BYTE, byte);
	method->at = state->line_at;
	method->len = state->at - state->line_at;
	if (method->len == 0)
		return http_fault_at(call, HTTP_RULE_LINE_SPACE, state->at);
	state->mark = ++state->at;
	state->phase = PHASE_TARGET;
	return true;
}

bool
http_step_target(struct http_call *call)
{
	struct http_state *state = call->state;
	struct http_slice *target = &call->request->target;
	int byte = http_skip(call, CLASS_TARGET);

	target->at = state->mark;
	target->len = state->at - state->mark;
	switch (byte) {
	case '%':
		state->phase = PHASE_TARGET_HEX;
		state->at++;
		return true;
	case ' ':
		if (target->len == 0)
			return http_fault_at(call, HTTP_RULE_LINE_SPACE,
			    state->at);
		state->mark = ++state->at;
		state->phase = PHASE_VERSION;
		return true;
	case '\r':
	case '\n':
		return http_fault_at(call, target->len == 0 ?
		    HTTP_RULE_TARGET_MISSING : HTTP_RULE_VERSION_MISSING,
		    state->at);
	case '#':
		return http_fault_at(call, HTTP_RULE_TARGET_FRAGMENT,
		    state->at);
	default:
		return start_fault(call, HTTP_RULE_TARGET_BYTE, byte);
	}
}

bool
http_step_target_hex(struct http_call *call)
{
	struct http_state *state = call->state;
	const char *hex;
	int byte = http_peek(call);

	if (byte < 0)
		return false;
	if (!http_is(CLASS_HEX, (char)byte))
		return http_fault_at(call, HTTP_RULE_TARGET_PERCENT,
		    state->at);
	hex = call->buffer + state->at++ - 1;
	if (hex[0] == '%')
		return true;
	if (hex[0] == '0' && (hex[1] == '0' || (hex[1] | 0x20) == 'a' ||
	    (hex[1] | 0x20) == 'd'))
		return http_fault_at(call, HTTP_RULE_TARGET_CONTROL,
		    state->at - 1);
	state->phase = PHASE_TARGET;
	return true;
}

/* Does the byte fit "HTTP/d.d" there?  *lower: only in lower case. */
static bool
version_fits(uint32_t at, int byte, bool *lower)
{
	static const char form[] = "HTTP/0.0";

	if (form[at] == '0')
		return byte >= '0' && byte <= '9';
	*lower = byte != form[at];
	return byte == form[at] || (at < 4 && byte == (form[at] | 0x20));
}

bool
http_step_version(struct http_call *call)
{
	struct http_state *state = call->state;
	uint32_t at = state->at - state->mark;
	bool lower = false;
	int byte = http_peek(call);

	if (byte < 0)
		return false;
	if (!version_fits(at, byte, &lower)) {
		if (at == 0 && (byte == '\r' || byte == '\n'))
			return http_fault_at(call, HTTP_RULE_VERSION_MISSING,
			    state->at);
		if (at == 0 && byte == ' ')
			return http_fault_at(call, HTTP_RULE_LINE_SPACE,
			    state->at);
		return start_fault(call, at == 0 ? HTTP_RULE_TARGET_SPACE :
		    HTTP_RULE_VERSION_FORM, byte);
	}
	if (lower) {
		state->rewrite = true;
		if (!http_repair(call, HTTP_RULE_VERSION_FORM, state->at))
			return false;
	}
	state->at++;
	if (at == 7)
		state->phase = PHASE_VERSION_END;
	return true;
}

bool
http_step_version_end(struct http_call *call)
{
	struct http_state *state = call->state;
	struct http_request *request = call->request;
	const char *version = call->buffer + state->mark;
	enum http_rule rule;
	unsigned bit;
	int byte = http_peek(call);

	if (byte == ' ')
		return http_fault_at(call, HTTP_RULE_LINE_SPACE, state->at);
	if (byte != '\r' && byte != '\n')
		return start_fault(call, HTTP_RULE_VERSION_FORM, byte);
	if (!http_line_end(call, NULL))
		return false;
	if (version[5] != '1')
		return http_fault_at(call, HTTP_RULE_VERSION_MAJOR,
		    state->mark + 5);
	request->version_minor = version[7] != '0';
	bit = http_method_bit(call->buffer, request->method);
	if (bit == METHOD_UNKNOWN)
		http_fault_pend(call, HTTP_RULE_METHOD_UNKNOWN,
		    request->method);
	/* Methods nobody offers are refused for that, not for this. */
	rule = http_target_split(call);
	if (rule != HTTP_RULE_NONE && (bit & METHOD_OFFERABLE) != 0)
		return http_fault_slice(call, rule, request->target);
	if (!http_parser_request_line(call))
		return false;
	state->line++;
	http_line_begin(call, PHASE_FIELD);
	return true;
}

bool
http_step_status(struct http_call *call)
{
	static const char form[] = "HTTP/0.0 000";
	struct http_state *state = call->state;
	struct http_response *response = call->response;
	uint32_t at = state->at - state->line_at;
	const char *line = call->buffer + state->line_at;
	int byte = http_peek(call);

	if (byte < 0)
		return false;
	if (form[at] == '0' ? byte < '0' || byte > '9' : byte != form[at])
		return http_fault_at(call, HTTP_RULE_STATUS_FORM, state->at);
	state->at++;
	if (at < sizeof(form) - 2)
		return true;
	response->status = (line[9] - '0') * 100 + (line[10] - '0') * 10 +
	    (line[11] - '0');
	response->version_minor = line[7] != '0';
	if (line[5] != '1')
		return http_fault_at(call, HTTP_RULE_VERSION_MAJOR,
		    state->line_at + 5);
	if (response->status < 100)
		return http_fault_at(call, HTTP_RULE_STATUS_FORM,
		    state->line_at + 9);
	state->phase = PHASE_REASON;
	return true;
}

bool
http_step_reason(struct http_call *call)
{
	struct http_state *state = call->state;
	uint32_t end;
	/* The space must be there even when no reason follows; servers that
	 * leave it out are understood all the same. */
	bool first = state->at == state->line_at + 12;
	int byte = first ? http_peek(call) : http_skip(call, CLASS_VALUE);

	if (first && byte == ' ') {
		state->at++;
		return true;
	}
	if (byte < 0)
		return false;
	if (byte != '\r' && byte != '\n')
		return http_fault_at(call, first ? HTTP_RULE_STATUS_FORM :
		    HTTP_RULE_CONTROL, state->at);
	if (!http_line_end(call, &end) ||
	    !http_parser_status_line(call, end))
		return false;
	state->line++;
	http_line_begin(call, PHASE_FIELD);
	return true;
}
