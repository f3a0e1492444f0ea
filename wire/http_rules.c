/* The rules, and what is said about a message that breaks one. */
#include "wire/http_private.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* A detail shows at most this much of the line before the bad byte... */
#define BEFORE_BYTES	60
/* ... and this much when every byte takes four characters. */
#define BEFORE_BYTES_ESCAPED 22

const struct http_rule_info *
http_rule_info(enum http_rule rule)
{
	static const struct http_rule_info rules[HTTP_RULE_COUNT] = {
		{ 0, false, "NONE", "", "", NULL },
#define HTTP_RULE(symbol, status, close, text, reference, instead) \
		{ status, close, #symbol, text, reference, instead },
#include "wire/http_rules.def"
#undef HTTP_RULE
	};

	return &rules[(unsigned)rule < HTTP_RULE_COUNT ? rule :
	    HTTP_RULE_NONE];
}

/* Lines outside the head are not counted. */
static void
fault_set(struct http_call *call, struct http_fault *fault,
    enum http_rule rule, uint32_t at)
{
	const struct http_state *state = call->state;

	fault->rule = rule;
	fault->line = state->line;
	fault->column = state->line == 0 ? 0 :
	    at + state->lead - state->line_at + 1;
	fault->byte = at + 1;
	fault->detail[0] = fault->instead[0] = '\0';
}

enum http_rule
http_control_rule(int byte)
{
	return byte == '\0' ? HTTP_RULE_NUL : HTTP_RULE_CONTROL;
}

/* The end of the line up to and with the byte: only bytes that were there
 * when the fault was found, however the message was cut. */
static void
fault_show_line(struct http_call *call, struct http_fault *fault)
{
	uint32_t end = fault->byte < call->len ? fault->byte : call->len;
	uint32_t from = call->state->line_at;

	/* A repair may stand before what was taken for the line. */
	if (from >= fault->byte)
		from = fault->byte - 1;
	if (from > end)
		from = end;
	if (end - from > BEFORE_BYTES)
		from = end - BEFORE_BYTES;
	if (text_escape(fault->detail, sizeof(fault->detail),
	    call->buffer + from, end - from))
		return;
	if (end - from > BEFORE_BYTES_ESCAPED)
		from = end - BEFORE_BYTES_ESCAPED;
	text_escape(fault->detail, sizeof(fault->detail),
	    call->buffer + from, end - from);
}

bool
http_fault_at(struct http_call *call, enum http_rule rule, uint32_t byte)
{
	fault_set(call, call->fault, rule, byte);
	fault_show_line(call, call->fault);
	*call->keep_alive = false;
	call->state->phase = PHASE_BAD;
	return false;
}

bool
http_fault_slice(struct http_call *call, enum http_rule rule,
    struct http_slice slice)
{
	return http_fault_in(call, rule, slice, slice.at);
}

bool
http_fault_in(struct http_call *call, enum http_rule rule,
    struct http_slice slice, uint32_t byte)
{
	fault_set(call, call->fault, rule, byte);
	text_escape(call->fault->detail, sizeof(call->fault->detail),
	    call->buffer + slice.at, slice.len);
	*call->keep_alive = false;
	call->state->phase = PHASE_BAD;
	return false;
}

void
http_fault_pend(struct http_call *call, enum http_rule rule,
    struct http_slice slice)
{
	if (call->state->pending && (!http_rule_info(rule)->close ||
	    http_rule_info(call->fault->rule)->close))
		return;
	fault_set(call, call->fault, rule, slice.at);
	text_escape(call->fault->detail, sizeof(call->fault->detail),
	    call->buffer + slice.at, slice.len);
	call->state->pending = true;
}

void
http_suggest(struct http_call *call, const char *before,
    struct http_slice middle, const char *after)
{
	char *out = call->fault->instead;
	char shown[sizeof(call->fault->instead)];
	bool fits = text_escape(shown, sizeof(shown),
	    call->buffer + middle.at, middle.len);

	if (fits && strlen(before) + strlen(shown) + strlen(after) <
	    sizeof(call->fault->instead))
		(void)snprintf(out, sizeof(call->fault->instead), "%s%s%s",
		    before, shown, after);
}

void
http_suggest_escape(struct http_call *call, uint32_t byte)
{
	unsigned char value = (unsigned char)call->buffer[byte];

	/* Of several that belong together, one says little. */
	if (value > ' ' && value < 0x7f)
		(void)snprintf(call->fault->instead,
		    sizeof(call->fault->instead), "write %c as %%%02X", value,
		    value);
}

bool
http_repair(struct http_call *call, enum http_rule rule, uint32_t byte)
{
	uint32_t i, count = *call->repair_count;

	if (!call->lenient)
		return http_fault_at(call, rule, byte);
	/* A mistake that is made in every line is named once. */
	for (i = 0; i < count; i++)
		if (call->repairs[i].rule == rule)
			return true;
	if (count < HTTP_REPAIRS_MAX) {
		*call->repair_count = count + 1;
		fault_set(call, &call->repairs[count], rule, byte);
		fault_show_line(call, &call->repairs[count]);
	}
	return true;
}

void
http_fault_say(const struct http_fault *fault, char out[HTTP_SAID_SIZE])
{
	const char *text = http_rule_info(fault->rule)->text;
	const char *gap = strstr(text, "%s");

	if (gap == NULL)
		(void)text_copy(out, HTTP_SAID_SIZE, text);
	else
		(void)snprintf(out, HTTP_SAID_SIZE, "%.*s%s%s",
		    (int)(gap - text), text, fault->detail, gap + 2);
}

bool
http_fault_said(const struct http_fault *fault)
{
	return fault->detail[0] == '\0' ||
	    strstr(http_rule_info(fault->rule)->text, "%s") != NULL;
}

void
http_fault_where(const struct http_fault *fault, char out[HTTP_WHERE_SIZE])
{
	if (fault->line == 0)
		(void)snprintf(out, HTTP_WHERE_SIZE, "byte %u of the message",
		    fault->byte);
	else
		(void)snprintf(out, HTTP_WHERE_SIZE, "line %u, column %u, "
		    "byte %u of the message", fault->line, fault->column,
		    fault->byte);
}

const char *
http_fault_instead(const struct http_fault *fault)
{
	return fault->instead[0] != '\0' ? fault->instead :
	    http_rule_info(fault->rule)->instead;
}

size_t
http_fault_explain(const struct http_fault *fault, char *out,
    size_t out_size)
{
	const char *instead = http_fault_instead(fault);
	bool said = http_fault_said(fault);
	char text[HTTP_SAID_SIZE], where[HTTP_WHERE_SIZE];
	int len;

	http_fault_say(fault, text);
	http_fault_where(fault, where);
	len = snprintf(out, out_size, "%s\nwhere: %s%s%s\nrule: %s\n%s%s%s",
	    text, where, said ? "" : ": ", said ? "" : fault->detail,
	    http_rule_info(fault->rule)->reference,
	    instead != NULL ? "instead: " : "",
	    instead != NULL ? instead : "", instead != NULL ? "\n" : "");
	if (len < 0)
		return 0;
	return (size_t)len < out_size ? (size_t)len : out_size - 1;
}
