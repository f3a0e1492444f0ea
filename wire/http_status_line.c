/* The status line of a response (RFC 9112 section 4). */
#include "wire/http_private.h"

#include <string.h>

/* What does not begin an answer: a request does not either, but is HTTP.
 * False while that may still turn out. */
static bool
status_other(struct http_call *call)
{
	const struct http_state *state = call->state;
	const char *line = call->buffer + state->line_at;
	uint32_t left = call->len - state->line_at;
	const char *space = memchr(line, ' ', left);
	struct http_slice word = { state->line_at,
	    space != NULL ? (uint32_t)(space - line) : left };

	if (space == NULL && http_method_begins(call->buffer, word))
		return false;
	return http_fault_at(call, space != NULL &&
	    http_method_bit(call->buffer, word) != METHOD_UNKNOWN ?
	    HTTP_RULE_STATUS_REQUEST : HTTP_RULE_STATUS_FORM,
	    state->line_at);
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
	if (at == 0 && (http_is(CLASS_CONTROL, (char)byte) || byte >= 0x80))
		return http_start_fault(call, byte);
	if (at == 1 && byte == '\0')
		return http_second_nul(call);
	if (at < 2 && byte != form[at])
		return status_other(call);
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

/* What stands behind the status, without the spaces around it. */
static struct http_slice
reason_of(const struct http_call *call, uint32_t end)
{
	uint32_t at = call->state->line_at + 12;

	while (at < end && (call->buffer[at] == ' ' ||
	    call->buffer[at] == '\t'))
		at++;
	while (end > at && (call->buffer[end - 1] == ' ' ||
	    call->buffer[end - 1] == '\t'))
		end--;
	return (struct http_slice){ at, end - at };
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
	if (!http_line_end(call, &end))
		return false;
	http_crosscheck_status_line(call, end);
	call->response->reason = reason_of(call, end);
	state->line++;
	http_line_begin(call, PHASE_FIELD);
	return true;
}
