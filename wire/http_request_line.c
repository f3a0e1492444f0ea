/* The request line (RFC 9112 section 3), and empty lines before it. */
#include "wire/http_words.h"

/* A byte that cannot be here; a control is always named as one. */
static bool
line_fault(struct http_call *call, enum http_rule rule, int byte)
{
	if (byte < 0)
		return false;
	if (http_is(CLASS_CONTROL, (char)byte))
		return http_fault_at(call, http_control_rule(byte),
		    call->state->at);
	return http_line_odd(call, byte == '\t' ? HTTP_RULE_LINE_SPACE :
	    rule);
}

bool
http_step_blank(struct http_call *call)
{
	struct http_state *state = call->state;
	enum http_lead lead;
	int byte = http_peek(call);

	if (byte < 0 || state->at == call->len)
		return false;
	if (byte != '\r' && byte != '\n') {
		lead = http_lead_forgive(call, byte);
		if (lead == LEAD_NONE)
			http_line_move(call, PHASE_METHOD);
		return lead != LEAD_WAIT;
	}
	/* "7\n" with a length of 1: a request that ended right has no such
	 * end. */
	if (byte == '\n' && call->follows && !call->forgiving)
		return http_words_unmeant(call,
		    (struct http_slice){ state->at, 1 });
	if (state->blanks == HTTP_BLANKS_MAX)
		return http_fault_at(call, HTTP_RULE_BLANK_LINES, state->at);
	if (!http_line_end(call, NULL))
		return false;
	state->blanks++;
	state->line++;
	http_line_begin(call, PHASE_BLANK);
	return true;
}

static bool
method_fault(struct http_call *call, int byte)
{
	uint32_t len = call->request->method.len;
	bool control = http_is(CLASS_CONTROL, (char)byte);

	if (byte < 0)
		return false;
	if (len == 0 && (control || byte >= 0x80))
		return http_start_fault(call, byte);
	if (len == 1 && byte == '\0')
		return http_second_nul(call);
	if (byte == '\r' || byte == '\n')
		return line_fault(call, HTTP_RULE_TARGET_MISSING, byte);
	if (control || byte == ' ' || byte == '\t')
		return line_fault(call, HTTP_RULE_LINE_SPACE, byte);
	return http_method_odd(call, byte);
}

/* A space ends a part of the line, and leniency passes more of them. */
static bool
part_ends(struct http_call *call, int byte, enum http_phase next)
{
	if (byte != ' ' && (byte != '\t' || !call->forgiving))
		return false;
	if (byte == ' ')
		call->state->at++;
	call->state->mark = call->state->at;
	call->state->phase = next;
	return true;
}

bool
http_step_method(struct http_call *call)
{
	struct http_state *state = call->state;
	struct http_slice *method = &call->request->method;
	int byte = http_skip(call, CLASS_TOKEN);

	method->at = state->line_at;
	method->len = state->at - state->line_at;
	call->request->method_bit = http_method_bit(call->buffer, *method);
	if (method->len == 0 || !part_ends(call, byte, PHASE_TARGET))
		return method_fault(call, byte);
	http_method_forgive(call);
	return true;
}

/* Why the target cannot go on with this byte. */
static bool
target_fault(struct http_call *call, int byte)
{
	enum http_rule rule = HTTP_RULE_TARGET_BYTE;

	if (byte == '#')
		rule = HTTP_RULE_TARGET_FRAGMENT;
	else if (byte == ' ')
		rule = HTTP_RULE_LINE_SPACE;
	else if (byte == '\r' || byte == '\n')
		rule = call->request->target.len == 0 ?
		    HTTP_RULE_TARGET_MISSING : HTTP_RULE_VERSION_MISSING;
	return line_fault(call, rule, byte);
}

bool
http_step_target(struct http_call *call)
{
	struct http_state *state = call->state;
	struct http_slice *target = &call->request->target;
	int byte = http_skip(call, CLASS_TARGET);

	target->at = state->mark;
	target->len = state->at - state->mark;
	if (byte == '%') {
		state->phase = PHASE_TARGET_HEX;
		state->at++;
		return true;
	}
	if (target->len == 0 && http_blanks_forgive(call, byte)) {
		state->mark = state->at;
		return true;
	}
	if (target->len == 0 || !part_ends(call, byte, PHASE_VERSION))
		return target_fault(call, byte);
	return true;
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
	return byte == form[at] || byte == (form[at] | 0x20);
}

static bool
version_fault(struct http_call *call, uint32_t at, int byte)
{
	enum http_rule rule = HTTP_RULE_VERSION_FORM;

	if (at == 0 && (byte == '\r' || byte == '\n'))
		rule = HTTP_RULE_VERSION_MISSING;
	else if (at == 0 && byte == ' ')
		rule = HTTP_RULE_LINE_SPACE;
	else if (at == 0)
		rule = HTTP_RULE_TARGET_SPACE;
	return line_fault(call, rule, byte);
}

bool
http_step_version(struct http_call *call)
{
	struct http_state *state = call->state;
	uint32_t at = state->at - state->mark;
	bool lower = false;
	int byte = http_peek(call);

	if (http_version_forgive(call, at, byte))
		return true;
	if (byte < 0 || !version_fits(at, byte, &lower))
		return version_fault(call, at, byte);
	if (lower) {
		http_crosscheck_rewrite(call);
		if (!http_repair(call, HTTP_RULE_VERSION_FORM, state->at))
			return false;
	}
	state->at++;
	if (at == sizeof("HTTP/1.1") - 2)
		state->phase = PHASE_VERSION_END;
	return true;
}

/* The line as a whole: its version, method and target. */
static bool
request_line_done(struct http_call *call)
{
	struct http_state *state = call->state;
	struct http_request *request = call->request;
	const char *version = call->buffer + state->mark;
	unsigned bit;

	if (version[5] != '1')
		return http_fault_at(call, HTTP_RULE_VERSION_MAJOR,
		    state->mark + 5);
	request->version_minor = state->no_minor || version[7] != '0';
	/* llhttp knows no HTTP/1.2. */
	if (!state->no_minor && version[7] > '1')
		http_crosscheck_rewrite(call);
	bit = request->method_bit;
	if (bit == METHOD_UNKNOWN && !http_method_pend(call))
		return false;
	if (!http_target_check(call, bit))
		return false;
	http_crosscheck_request_line(call);
	state->line++;
	http_line_begin(call, PHASE_FIELD);
	return true;
}

bool
http_step_version_end(struct http_call *call)
{
	int byte = http_peek(call);

	if (byte == '\r' || byte == '\n')
		return http_line_end(call, NULL) && request_line_done(call);
	if (http_blanks_forgive(call, byte))
		return true;
	return line_fault(call, byte == ' ' ? HTTP_RULE_LINE_SPACE :
	    byte == '\\' ? HTTP_RULE_LINE_LITERAL :
	    byte == '.' || (byte >= '0' && byte <= '9') ?
	    HTTP_RULE_VERSION_FORM : HTTP_RULE_LINE_MORE, byte);
}
