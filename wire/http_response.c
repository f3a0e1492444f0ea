/* Responses, as a client reads them. */
#include "wire/http_private.h"

#include <string.h>

#include "base/text.h"

static struct http_state *
response_state(struct http_response *response)
{
	return (struct http_state *)response->private_state;
}

static void
response_call(struct http_call *call, struct http_response *response,
    const char *buffer, size_t len)
{
	memset(call, 0, sizeof(*call));
	call->state = response_state(response);
	call->buffer = buffer;
	call->len = len < HTTP_RAW_MAX ? (uint32_t)len : HTTP_RAW_MAX;
	call->response = response;
	call->lenient = response->policy.lenient;
	call->fault = &response->fault;
	call->repairs = response->repairs;
	call->repair_count = &response->repair_count;
	call->fields = response->fields;
	call->field_count = &response->field_count;
	call->version_minor = &response->version_minor;
	call->keep_alive = &response->keep_alive;
	call->head_len = &response->head_len;
	call->raw_len = &response->raw_len;
	call->body_len = &response->body_len;
}

void
http_response_init(struct http_response *response, bool head_request)
{
	struct http_state *state = response_state(response);

	memset(response, 0, sizeof(*response));
	state->response = true;
	state->head_request = head_request;
	state->phase = PHASE_STATUS;
	state->line = 1;
	http_crosscheck_init(state);
}

bool
http_response_head_done(struct http_call *call)
{
	struct http_state *state = call->state;
	struct http_response *response = call->response;

	state->no_body = state->head_request || response->status < 200 ||
	    response->status == 204 || response->status == 304;
	response->until_close = !state->no_body && !state->chunked &&
	    !state->has_length;
	response->keep_alive = !state->has_close && !response->until_close &&
	    (response->version_minor == 1 || state->has_keep_alive);
	http_crosscheck_head_end(call);
	if (!state->pending)
		return http_body_begin(call);
	response->keep_alive = false;
	response->head_len = state->at;
	state->phase = PHASE_BAD;
	return false;
}

enum http_progress
http_response_feed(struct http_response *response, const char *buffer,
    size_t len)
{
	struct http_call call;

	response_call(&call, response, buffer, len);
	return http_run(&call);
}

enum http_progress
http_response_end(struct http_response *response, const char *buffer,
    size_t len)
{
	struct http_state *state = response_state(response);
	enum http_progress progress = http_response_feed(response, buffer,
	    len);
	struct http_call call;

	if (progress != HTTP_MORE || len == 0)
		return progress;
	response_call(&call, response, buffer, len);
	call.last = true;
	if (http_run(&call) == HTTP_BAD)
		return HTTP_BAD;
	if (response->head_len == 0)
		http_fault_at(&call, HTTP_RULE_HEAD_CUT, call.len);
	else if (state->phase != PHASE_BODY_CLOSE)
		http_body_cut(&call);
	else {
		http_crosscheck_close(&call);
		http_message_done(&call);
	}
	return http_run(&call);
}

void
http_response_reason(const struct http_response *response,
    const char *buffer, char out[HTTP_REASON_SIZE])
{
	struct http_slice reason = response->reason;

	if (reason.len != 0)
		(void)text_show(out, HTTP_REASON_SIZE, buffer + reason.at,
		    reason.len);
	else
		(void)text_copy(out, HTTP_REASON_SIZE,
		    http_status_reason(response->status));
}

size_t
http_response_body(const struct http_response *response, const char *buffer,
    char *out, size_t out_size)
{
	const struct http_state *state =
	    (const struct http_state *)response->private_state;
	struct http_slice body = { response->head_len, state->chunked ?
	    response->raw_len - response->head_len : response->body_len };

	return http_body_copy(buffer, body, state->chunked && !state->no_body,
	    out, out_size);
}
