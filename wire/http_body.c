/* Bodies: of a known length, in chunks, or until the connection closes
 * (RFC 9112, 6.3 and 7.1). */
#include "wire/http_private.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

bool
http_message_done(struct http_call *call)
{
	struct http_state *state = call->state;

	http_crosscheck_done(call);
	*call->raw_len = state->at;
	state->phase = PHASE_DONE;
	return false;
}

void
http_body_cut(struct http_call *call)
{
	uint32_t came = *call->body_len;

	if (call->state->chunked) {
		http_fault_at(call, HTTP_RULE_CHUNKS_CUT, call->len);
		return;
	}
	http_fault_at(call, HTTP_RULE_BODY_CUT, call->len);
	if (came != 0)
		(void)snprintf(call->fault->instead,
		    sizeof(call->fault->instead), "Content-Length: %u, if no "
		    "more was to come", came);
}

bool
http_body_begin(struct http_call *call)
{
	struct http_state *state = call->state;

	*call->head_len = state->at;
	call->ended = false;
	state->line = 0;
	state->section_at = state->at;
	if (state->chunked && !state->no_body) {
		http_line_begin(call, PHASE_CHUNK_SIZE);
		return true;
	}
	if (state->no_body || (state->length == 0 &&
	    (state->has_length || !state->response)))
		return http_message_done(call);
	http_line_begin(call, state->has_length ? PHASE_BODY :
	    PHASE_BODY_CLOSE);
	return true;
}

/* Passes at most max body bytes. */
static bool
body_take(struct http_call *call, uint32_t max)
{
	struct http_state *state = call->state;
	uint32_t have = call->len - state->at;
	const char *from = call->buffer + state->at;

	if (have > max)
		have = max;
	if (have == 0)
		return false;
	state->at += have;
	*call->body_len += have;
	http_crosscheck_show(call, from, have);
	return true;
}

bool
http_step_body(struct http_call *call)
{
	uint32_t length = call->state->length;

	if (!body_take(call, length - *call->body_len))
		return false;
	return *call->body_len == length && http_message_done(call);
}

bool
http_step_body_close(struct http_call *call)
{
	if (call->len - *call->head_len > HTTP_BODY_MAX)
		return http_fault_at(call, HTTP_RULE_BODY_LONG,
		    *call->head_len + HTTP_BODY_MAX);
	return body_take(call, HTTP_BODY_MAX);
}

bool
http_step_chunk_data(struct http_call *call)
{
	struct http_state *state = call->state;
	uint32_t before = *call->body_len;

	if (!body_take(call, state->chunk_left))
		return false;
	state->chunk_left -= *call->body_len - before;
	if (state->chunk_left > 0)
		return false;
	state->section_at = state->at;
	http_line_begin(call, PHASE_CHUNK_DATA_END);
	return true;
}

bool
http_step_chunk_data_end(struct http_call *call)
{
	struct http_state *state = call->state;
	int byte = http_peek(call);

	if (byte < 0)
		return false;
	if (byte != '\r' && (byte != '\n' || !call->lenient))
		return http_fault_at(call, HTTP_RULE_CHUNK_END, state->at);
	if (!http_line_end(call, NULL))
		return false;
	http_crosscheck_show(call, "\r\n", 2);
	http_line_begin(call, PHASE_CHUNK_SIZE);
	return true;
}

uint32_t
http_hex(const char *digits, size_t count)
{
	uint32_t value = 0;

	for (; count > 0; count--, digits++)
		value = value << 4 | (uint32_t)text_hex_digit(*digits);
	return value;
}

/* Chunks that have been read before, so that they are known to be good. */
static size_t
chunks_copy(const char *from, const char *end, char *out, size_t out_size)
{
	size_t used = 0, digits, size, part;

	for (;;) {
		for (digits = 0; http_is(CLASS_HEX, from[digits]); digits++)
			continue;
		size = http_hex(from, digits);
		from = memchr(from, '\n', (size_t)(end - from));
		if (size == 0 || from == NULL)
			return used;
		from++;
		part = size < out_size - used ? size : out_size - used;
		memcpy(out + used, from, part);
		used += part;
		from += size;
		from += *from == '\r' ? 2 : 1;
	}
}

size_t
http_body_copy(const char *buffer, struct http_slice body, bool chunked,
    char *out, size_t out_size)
{
	const char *from = buffer + body.at;
	size_t part = body.len < out_size ? body.len : out_size;

	if (chunked)
		return chunks_copy(from, from + body.len, out, out_size);
	memcpy(out, from, part);
	return part;
}
