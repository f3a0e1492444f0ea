/* llhttp: shown what we have read, asked what it makes of it. */
#include "wire/http_private.h"

#include <string.h>

#include "base/text.h"

/* A slice that equals no other: bytes that are not, or not in one piece, in
 * the message. */
#define ELSEWHERE UINT32_MAX

/* Adds a span llhttp reports to what it reported of the same thing before. */
static int
span_add(struct http_call *call, struct http_slice *slice, const char *at,
    size_t len)
{
	uintptr_t offset = (uintptr_t)at - (uintptr_t)call->buffer;

	if (len == 0 || slice->len == ELSEWHERE)
		return 0;
	if (slice->len == 0)
		slice->at = (uint32_t)offset;
	if (offset > call->len || len > call->len - offset ||
	    offset != slice->at + slice->len)
		slice->len = ELSEWHERE;
	else
		slice->len += (uint32_t)len;
	return 0;
}

static int
got_name(llhttp_t *parser, const char *at, size_t len)
{
	struct http_call *call = parser->data;

	return span_add(call, &call->parser_name, at, len);
}

static int
got_value(llhttp_t *parser, const char *at, size_t len)
{
	struct http_call *call = parser->data;

	return span_add(call, &call->parser_value, at, len);
}

static int
got_head_end(llhttp_t *parser)
{
	struct http_call *call = parser->data;
	struct http_state *state = call->state;

	state->parser_agrees = parser->content_length == state->length &&
	    ((parser->flags & F_CHUNKED) != 0) == state->chunked &&
	    parser->http_minor == *call->version_minor;
	/* 1: there is no body, whatever the fields say. */
	return state->no_body;
}

static int
got_end(llhttp_t *parser)
{
	struct http_call *call = parser->data;

	call->state->parser_done = true;
	return 0;
}

void
http_parser_init(struct http_state *state)
{
	static const llhttp_settings_t settings = {
		.on_url = got_name,
		.on_header_field = got_name,
		.on_header_value = got_value,
		.on_headers_complete = got_head_end,
		.on_message_complete = got_end,
	};

	llhttp_init(&state->parser, state->response ? HTTP_RESPONSE :
	    HTTP_REQUEST, &settings);
}

static bool
parser_fault(struct http_call *call, const char *reason)
{
	http_fault_at(call, HTTP_RULE_PARSER, call->state->at);
	text_copy(call->fault->detail, sizeof(call->fault->detail), reason);
	return false;
}

/* Nothing is shown any more when the message is to be refused anyway and its
 * end does not matter: llhttp might not take what it is refused for. */
static bool
parser_idle(const struct http_call *call)
{
	return call->state->pending &&
	    http_rule_info(call->fault->rule)->close;
}

bool
http_parser_show(struct http_call *call, const char *bytes, size_t len)
{
	struct http_state *state = call->state;
	llhttp_errno_t error;

	if (parser_idle(call))
		return true;
	if (state->parser_done)
		return parser_fault(call, "the message had ended before");
	error = llhttp_execute(&state->parser, bytes, len);
	/* We do not upgrade; llhttp stops at the end of such a message. */
	if (error == HPE_OK ||
	    (error == HPE_PAUSED_UPGRADE && state->parser_done))
		return true;
	return parser_fault(call, llhttp_get_error_reason(&state->parser));
}

static bool
slice_same(struct http_slice one, struct http_slice other)
{
	return one.len == other.len && (one.len == 0 || one.at == other.at);
}

static void
parser_forget(struct http_call *call)
{
	memset(&call->parser_name, 0, sizeof(call->parser_name));
	memset(&call->parser_value, 0, sizeof(call->parser_value));
}

/* The line as it came. */
static bool
show_line(struct http_call *call)
{
	const struct http_state *state = call->state;

	return http_parser_show(call, call->buffer + state->line_at,
	    state->at - state->line_at);
}

/* The request line in a form llhttp takes: not with methods and targets it
 * does not know and we refuse by other means, nor with HTTP/1.2. */
static bool
show_request_line(struct http_call *call, struct http_slice method,
    struct http_slice target)
{
	const char *buffer = call->buffer;
	bool old = *call->version_minor == 0;

	return http_parser_show(call, method.len != 0 ? buffer + method.at :
	    "POST", method.len != 0 ? method.len : 4) &&
	    http_parser_show(call, " ", 1) &&
	    http_parser_show(call, target.len != 0 ? buffer + target.at :
	    "*", target.len != 0 ? target.len : 1) &&
	    http_parser_show(call, old ? " HTTP/1.0\r\n" :
	    " HTTP/1.1\r\n", 11);
}

bool
http_parser_request_line(struct http_call *call)
{
	const struct http_request *request = call->request;
	struct http_slice method = request->method;
	struct http_slice target = request->target;
	char first = call->buffer[target.at];

	if ((http_method_bit(call->buffer, method) & METHOD_OFFERABLE) == 0)
		method.len = 0;
	if (first != '/' && request->host.len == 0 &&
	    (first != '*' || target.len > 1))
		target.len = 0;
	parser_forget(call);
	if (!(method.len != 0 && target.len != 0 &&
	    !call->state->rewrite ? show_line(call) :
	    show_request_line(call, method, target)))
		return false;
	if (target.len != 0 && !slice_same(call->parser_name, target))
		return parser_fault(call, "another target");
	return true;
}

bool
http_parser_status_line(struct http_call *call, uint32_t end)
{
	const struct http_state *state = call->state;
	const char *line = call->buffer + state->line_at;

	parser_forget(call);
	return http_parser_show(call, line[7] == '0' ? "HTTP/1.0" :
	    "HTTP/1.1", 8) &&
	    http_parser_show(call, line + 8, end - state->line_at - 8) &&
	    http_parser_show(call, "\r\n", 2);
}

bool
http_parser_field(struct http_call *call, const struct http_field *field)
{
	if (call->state->hidden)
		return true;
	parser_forget(call);
	if (!call->state->rewrite) {
		if (!show_line(call))
			return false;
	} else if (!http_parser_show(call, call->buffer + field->name.at,
	    field->name.len) ||
	    !http_parser_show(call, ":", 1) ||
	    !http_parser_show(call, call->buffer + field->value.at,
	    field->value.len) ||
	    !http_parser_show(call, "\r\n", 2))
		return false;
	if (!parser_idle(call) &&
	    (!slice_same(call->parser_name, field->name) ||
	    !slice_same(call->parser_value, field->value)))
		return parser_fault(call, "another field");
	return true;
}

bool
http_parser_head_end(struct http_call *call)
{
	if (!http_parser_show(call, "\r\n", 2))
		return false;
	if (!parser_idle(call) && !call->state->parser_agrees)
		return parser_fault(call, "another length or version");
	return true;
}

bool
http_parser_close(struct http_call *call)
{
	struct http_state *state = call->state;

	if (llhttp_finish(&state->parser) == HPE_OK)
		return true;
	return parser_fault(call, llhttp_get_error_reason(&state->parser));
}
