/* llhttp: shown what we have read, asked what it makes of it. */
#include "wire/http_private.h"

#include <llhttp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A slice that equals no other: bytes that are not, or not in one piece, in
 * the message. */
#define ELSEWHERE UINT32_MAX

/* In struct http_crosscheck. */
struct __attribute__((may_alias)) watch {
	llhttp_t parser;
	/* What it found in the line it was shown. */
	struct http_slice name;	/* or target */
	struct http_slice value;
	bool rewrite;		/* this line cannot be shown as it is */
	bool hidden;		/* nor in any other form */
	bool agrees;		/* it saw the same head end */
	bool done;		/* it saw the message end */
	bool failed;		/* it is asked no more */
};

_Static_assert(sizeof(struct watch) <= sizeof(struct http_crosscheck),
    "memory has room for what is watched");

void (*http_crosscheck_failed)(const char *why);

static struct watch *
watch_of(struct http_state *state)
{
	return (struct watch *)state->crosscheck.memory;
}

static void
disagree(struct http_call *call, const char *why)
{
	struct watch *watch = watch_of(call->state);

	if (watch->failed)
		return;
	watch->failed = true;
	if (http_crosscheck_failed != NULL) {
		http_crosscheck_failed(why);
		return;
	}
	(void)fprintf(stderr, "llhttp reads this message differently, up to "
	    "byte %u of %u: %s\n", call->state->at, call->len, why);
	abort();
}

/* Nothing is shown any more when the message is to be refused anyway and its
 * end does not matter: llhttp might not take what it is refused for. */
static bool
is_idle(const struct http_call *call)
{
	return watch_of(call->state)->failed || (call->state->pending &&
	    http_rule_info(call->fault->rule)->close);
}

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

	return span_add(call, &watch_of(call->state)->name, at, len);
}

static int
got_value(llhttp_t *parser, const char *at, size_t len)
{
	struct http_call *call = parser->data;

	return span_add(call, &watch_of(call->state)->value, at, len);
}

static int
got_head_end(llhttp_t *parser)
{
	struct http_call *call = parser->data;
	struct http_state *state = call->state;

	watch_of(state)->agrees = parser->content_length == state->length &&
	    ((parser->flags & F_CHUNKED) != 0) == state->chunked &&
	    parser->http_minor == *call->version_minor;
	/* 1: there is no body, whatever the fields say. */
	return state->no_body;
}

static int
got_end(llhttp_t *parser)
{
	struct http_call *call = parser->data;

	watch_of(call->state)->done = true;
	return 0;
}

void
http_crosscheck_init(struct http_state *state)
{
	static const llhttp_settings_t settings = {
		.on_url = got_name,
		.on_header_field = got_name,
		.on_header_value = got_value,
		.on_headers_complete = got_head_end,
		.on_message_complete = got_end,
	};
	struct watch *watch = watch_of(state);

	memset(watch, 0, sizeof(*watch));
	llhttp_init(&watch->parser, state->response ? HTTP_RESPONSE :
	    HTTP_REQUEST, &settings);
}

void
http_crosscheck_enter(struct http_call *call)
{
	watch_of(call->state)->parser.data = call;
}

void
http_crosscheck_line(struct http_call *call)
{
	struct watch *watch = watch_of(call->state);

	watch->rewrite = watch->hidden = false;
}

void
http_crosscheck_rewrite(struct http_call *call)
{
	watch_of(call->state)->rewrite = true;
}

void
http_crosscheck_hide(struct http_call *call)
{
	watch_of(call->state)->hidden = true;
}

void
http_crosscheck_show(struct http_call *call, const char *bytes, size_t len)
{
	struct watch *watch = watch_of(call->state);
	llhttp_errno_t error;

	if (is_idle(call))
		return;
	if (watch->done) {
		disagree(call, "the message had ended before");
		return;
	}
	error = llhttp_execute(&watch->parser, bytes, len);
	/* We do not upgrade; llhttp stops at the end of such a message. */
	if (error != HPE_OK && (error != HPE_PAUSED_UPGRADE || !watch->done))
		disagree(call, llhttp_get_error_reason(&watch->parser));
}

static void
show_slice(struct http_call *call, struct http_slice slice)
{
	http_crosscheck_show(call, call->buffer + slice.at, slice.len);
}

static void
show_text(struct http_call *call, const char *text)
{
	http_crosscheck_show(call, text, strlen(text));
}

/* The line as it came. */
static void
show_line(struct http_call *call)
{
	const struct http_state *state = call->state;

	http_crosscheck_show(call, call->buffer + state->line_at,
	    state->at - state->line_at);
}

static bool
slice_same(struct http_slice one, struct http_slice other)
{
	return one.len == other.len && (one.len == 0 || one.at == other.at);
}

static void
forget(struct http_call *call)
{
	struct watch *watch = watch_of(call->state);

	memset(&watch->name, 0, sizeof(watch->name));
	memset(&watch->value, 0, sizeof(watch->value));
}

/* The request line in a form llhttp takes: not with methods and targets it
 * does not know and we refuse by other means, nor with HTTP/1.2. */
static void
show_request_line(struct http_call *call, struct http_slice method,
    struct http_slice target)
{
	if (method.len != 0)
		show_slice(call, method);
	else
		show_text(call, "POST");
	show_text(call, " ");
	if (target.len != 0)
		show_slice(call, target);
	else
		show_text(call, "*");
	show_text(call, *call->version_minor == 0 ? " HTTP/1.0\r\n" :
	    " HTTP/1.1\r\n");
}

void
http_crosscheck_request_line(struct http_call *call)
{
	const struct http_request *request = call->request;
	struct watch *watch = watch_of(call->state);
	struct http_slice method = request->method;
	struct http_slice target = request->target;
	char first = call->buffer[target.at];

	if ((http_method_bit(call->buffer, method) & METHOD_OFFERABLE) == 0)
		method.len = 0;
	if (first != '/' && request->host.len == 0 &&
	    (first != '*' || target.len > 1))
		target.len = 0;
	forget(call);
	if (method.len != 0 && target.len != 0 && !watch->rewrite)
		show_line(call);
	else
		show_request_line(call, method, target);
	if (!is_idle(call) && target.len != 0 &&
	    !slice_same(watch->name, target))
		disagree(call, "another target");
}

void
http_crosscheck_status_line(struct http_call *call, uint32_t end)
{
	const struct http_state *state = call->state;
	const char *line = call->buffer + state->line_at;

	forget(call);
	show_text(call, line[7] == '0' ? "HTTP/1.0" : "HTTP/1.1");
	http_crosscheck_show(call, line + 8, end - state->line_at - 8);
	show_text(call, "\r\n");
}

void
http_crosscheck_field(struct http_call *call, const struct http_field *field)
{
	struct watch *watch = watch_of(call->state);
	struct http_slice value = field->value;
	struct http_slice length = call->state->length_value;

	if (watch->hidden)
		return;
	forget(call);
	/* A list of equal lengths is one of them. */
	if (watch->rewrite && length.len != 0 && length.at == value.at)
		value = length;
	if (watch->rewrite) {
		show_slice(call, field->name);
		show_text(call, ":");
		show_slice(call, value);
		show_text(call, "\r\n");
	} else
		show_line(call);
	if (!is_idle(call) && (!slice_same(watch->name, field->name) ||
	    !slice_same(watch->value, value)))
		disagree(call, "another field");
}

void
http_crosscheck_head_end(struct http_call *call)
{
	show_text(call, "\r\n");
	if (!is_idle(call) && !watch_of(call->state)->agrees)
		disagree(call, "another length or version");
}

void
http_crosscheck_close(struct http_call *call)
{
	struct watch *watch = watch_of(call->state);

	if (!is_idle(call) && llhttp_finish(&watch->parser) != HPE_OK)
		disagree(call, llhttp_get_error_reason(&watch->parser));
}

void
http_crosscheck_done(struct http_call *call)
{
	if (!is_idle(call) && !watch_of(call->state)->done)
		disagree(call, "the message goes on");
}
