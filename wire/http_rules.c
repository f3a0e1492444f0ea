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

static void
fault_set(struct http_call *call, struct http_fault *fault,
    enum http_rule rule, uint32_t byte)
{
	fault->rule = rule;
	fault->line = call->state->line;
	fault->byte = byte;
	fault->detail[0] = '\0';
}

/* The end of the line up to and with the byte: only bytes that were there
 * when the fault was found, however the message was cut. */
static void
fault_show_line(struct http_call *call, struct http_fault *fault)
{
	uint32_t end = fault->byte < call->len ? fault->byte + 1 : call->len;
	uint32_t from = call->state->line_at;

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
	fault_set(call, call->fault, rule, slice.at);
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

size_t
http_fault_explain(const struct http_fault *fault, char *out,
    size_t out_size)
{
	const struct http_rule_info *rule = http_rule_info(fault->rule);
	char line[24] = "";
	int len;

	if (fault->line != 0)
		snprintf(line, sizeof(line), "line %u, ", fault->line);
	len = snprintf(out, out_size, "%s\nwhere: %sbyte %u%s%s\n"
	    "rule: %s\n%s%s%s", rule->text, line, fault->byte,
	    fault->detail[0] != '\0' ? ": " : "", fault->detail,
	    rule->reference, rule->instead != NULL ? "instead: " : "",
	    rule->instead != NULL ? rule->instead : "",
	    rule->instead != NULL ? "\n" : "");
	if (len < 0)
		return 0;
	return (size_t)len < out_size ? (size_t)len : out_size - 1;
}
