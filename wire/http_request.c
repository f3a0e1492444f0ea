/* Requests: one read from its first byte to its last. */
#include "wire/http_private.h"

#include <string.h>

static struct http_state *
request_state(struct http_request *request)
{
	return (struct http_state *)request->private_state;
}

static void
request_call(struct http_call *call, struct http_request *request,
    const char *buffer, size_t len)
{
	memset(call, 0, sizeof(*call));
	call->state = request_state(request);
	call->buffer = buffer;
	call->len = len < HTTP_RAW_MAX ? (uint32_t)len : HTTP_RAW_MAX;
	call->request = request;
	call->lenient = request->policy.lenient;
	call->forgiving = call->lenient;
	call->follows = request->policy.follows;
	call->fault = &request->fault;
	call->repairs = request->repairs;
	call->repair_count = &request->repair_count;
	call->fields = request->fields;
	call->field_count = &request->field_count;
	call->version_minor = &request->version_minor;
	call->keep_alive = &request->keep_alive;
	call->head_len = &request->head_len;
	call->raw_len = &request->raw_len;
	call->body_len = &request->body_len;
}

void
http_request_init(struct http_request *request,
    const struct http_policy *policy)
{
	memset(request, 0, offsetof(struct http_request, fields));
	request->policy = *policy;
	request_state(request)->phase = PHASE_BLANK;
	request_state(request)->line = 1;
	http_crosscheck_init(request_state(request));
}

/* A fault that waited for the end of the head.  Where no body follows, the
 * message has ended too, and the connection can go on. */
static bool
request_refuse(struct http_call *call)
{
	struct http_state *state = call->state;

	if (state->chunked || state->length > 0 ||
	    http_rule_info(call->fault->rule)->close)
		*call->keep_alive = false;
	else
		http_crosscheck_done(call);
	*call->head_len = state->at;
	*call->raw_len = state->at;
	state->phase = PHASE_BAD;
	return false;
}

/* There is nothing to show of it but where the head ends without it. */
static bool
host_missing(struct http_call *call)
{
	struct http_slice nothing = { call->state->line_at, 0 };

	if (!call->request->policy.lenient)
		return http_fault_slice(call, HTTP_RULE_HOST_MISSING,
		    nothing);
	return http_repair(call, HTTP_RULE_HOST_MISSING, nothing.at);
}

bool
http_request_head_done(struct http_call *call)
{
	struct http_state *state = call->state;
	struct http_request *request = call->request;

	request->chunked = state->chunked;
	request->keep_alive = !state->has_close &&
	    (request->version_minor == 1 || state->has_keep_alive);
	if (!state->pending && !state->has_host &&
	    request->version_minor == 1 && !host_missing(call))
		return false;
	http_crosscheck_head_end(call);
	if (state->pending)
		return request_refuse(call);
	return http_body_begin(call);
}

/* As far as the bytes go; a lenient body may go further than it says. */
static enum http_progress
request_run(struct http_call *call)
{
	enum http_progress progress;

	if (call->state->settled)
		return HTTP_COMPLETE;
	progress = http_run(call);
	call->request->patience = call->forgiving &&
	    call->state->phase == PHASE_BODY &&
	    call->request->method_bit == METHOD_POST &&
	    call->len == call->request->head_len ?
	    HTTP_PATIENCE_BODY : HTTP_PATIENCE_REST;
	if (progress != HTTP_COMPLETE)
		return progress;
	if (call->request->policy.lenient)
		return http_length_judge(call);
	call->state->settled = true;
	return progress;
}

enum http_progress
http_request_feed(struct http_request *request, const char *buffer,
    size_t len)
{
	struct http_state *state = request_state(request);
	struct http_call call;
	enum http_progress progress;

	request_call(&call, request, buffer, len);
	progress = request_run(&call);
	if (state->phase >= PHASE_DONE || progress != HTTP_MORE ||
	    request->head_len == 0 || !request->expect_continue ||
	    state->continued)
		return progress;
	state->continued = true;
	return call.len == request->head_len ? HTTP_CONTINUE : HTTP_MORE;
}

/* The body, or the end of its chunks, is missing. */
static enum http_progress
body_ended(struct http_call *call)
{
	struct http_state *state = call->state;

	if (!call->request->policy.lenient || (state->chunked &&
	    (state->phase != PHASE_FIELD || !state->trailer))) {
		http_body_cut(call);
		return HTTP_BAD;
	}
	return http_length_cut(call);
}

enum http_progress
http_request_end(struct http_request *request, const char *buffer,
    size_t len)
{
	struct http_state *state = request_state(request);
	enum http_progress progress;
	struct http_call call;

	http_request_feed(request, buffer, len);
	request_call(&call, request, buffer, len);
	call.ended = request->policy.lenient;
	if (state->phase == PHASE_BLANK || state->phase >= PHASE_DONE) {
		call.last = call.ended;
		return request_run(&call);
	}
	if (request->head_len != 0)
		return body_ended(&call);
	call.last = true;
	progress = request_run(&call);
	if (progress == HTTP_MORE && request->policy.lenient)
		return body_ended(&call);
	if (progress == HTTP_MORE)
		http_head_cut(&call);
	return state->phase == PHASE_BAD ? HTTP_BAD : progress;
}

size_t
http_request_body(const struct http_request *request, const char *buffer,
    char *out, size_t out_size)
{
	struct http_slice body = { request->head_len, request->chunked ?
	    request->raw_len - request->head_len : request->body_len };

	return http_body_copy(buffer, body, request->chunked, out, out_size);
}

const struct http_slice *
http_request_field(const struct http_request *request, const char *buffer,
    const char *name)
{
	uint16_t i;

	for (i = 0; i < request->field_count; i++)
		if (http_name_is(buffer, request->fields[i].name, name))
			return &request->fields[i].value;
	return NULL;
}
