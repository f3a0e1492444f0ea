/* wait: Content-Length and Content-Type against the body. */
#include "wire/judge_private.h"

#include <string.h>
#include <strings.h>

bool
judge_wait_bare(const struct judge_call *call)
{
	int status = judge_status(call);

	return call->who == RULE_SERVER && (status == 204 || status == 304 ||
	    (call->judge->of.wait.heads & 1) != 0);
}

/* false: no number. */
static bool
body_announced(const struct judge_call *call, const struct judge_field *field,
    size_t *announced)
{
	size_t i;

	*announced = 0;
	for (i = 0; i < field->len; i++) {
		if (call->bytes[field->at + i] < '0' ||
		    call->bytes[field->at + i] > '9' || i > 9)
			return false;
		*announced = 10 * *announced +
		    (size_t)(call->bytes[field->at + i] - '0');
	}
	return field->len > 0;
}

bool
judge_body_is_cut(const struct judge_call *call)
{
	struct judge_field field;
	size_t announced;

	judge_field(call, "Content-Length", &field);
	return field.count == 1 && body_announced(call, &field, &announced) &&
	    announced > call->len - judge_body_at(call);
}

/* Where no blank line is there is no body to speak of. */
static void
body_length(const struct judge_call *call)
{
	size_t at = judge_body_at(call), real = call->len - at, announced;
	struct judge_field field;
	size_t label;

	judge_field(call, "Content-Length", &field);
	if (field.count != 1 || call->record->truncated ||
	    !judge_head_ends(call) ||
	    !body_announced(call, &field, &announced))
		return;
	if (announced == real) {
		judge_ok(call, RULE_WAIT_BODY_LENGTH);
		return;
	}
	label = http_label_len(call->bytes + at, real);
	if (real > announced && label > 0 && real - announced == label)
		judge_fault(call, RULE_WAIT_BODY_LENGTH, (struct judge_span){
		    .at = at, .len = label }, "Content-Length is %zu, the "
		    "body has %zu bytes: the word before the value is not "
		    "counted", announced, real);
	else if (real > announced)
		judge_fault(call, RULE_WAIT_BODY_LENGTH, (struct judge_span){
		    .at = at + announced, .len = real - announced },
		    "Content-Length is %zu, the body has %zu bytes",
		    announced, real);
	else
		judge_fault(call, RULE_WAIT_BODY_LENGTH, (struct judge_span){
		    .at = field.at, .len = field.len }, "Content-Length is "
		    "%zu, the body has %zu bytes", announced, real);
}

/* Brackets and quotes that close: enough to tell JSON from none. */
static bool
body_is_json(const char *text, size_t len)
{
	size_t depth = 0, at;
	bool quoted = false, any = false;

	for (at = 0; at < len; at++) {
		if (quoted && text[at] == '\\')
			at++;
		else if (text[at] == '"')
			quoted = !quoted;
		else if (!quoted && (text[at] == '{' || text[at] == '['))
			depth++;
		else if (!quoted && (text[at] == '}' || text[at] == ']') &&
		    depth-- == 0)
			return false;
		else if (!quoted && depth == 0 && text[at] >= 'A' &&
		    !(len - at >= 4 && (strncmp(text + at, "true", 4) == 0 ||
		    strncmp(text + at, "null", 4) == 0)) && !any)
			return false;
		any = true;
	}
	return any && depth == 0 && !quoted;
}

static bool
type_is(const struct judge_call *call, const struct judge_field *field,
    const char *type)
{
	return field->len >= strlen(type) && strncasecmp(call->bytes +
	    field->at, type, strlen(type)) == 0;
}

static void
body_type(const struct judge_call *call)
{
	size_t at = judge_body_at(call);
	const char *body = call->bytes + at;
	struct judge_field field;
	struct judge_span span;

	judge_field(call, "Content-Type", &field);
	if (field.count != 1 || field.len == 0 || call->record->truncated)
		return;
	span = (struct judge_span){ .at = field.at, .len = field.len };
	if (type_is(call, &field, "application/json") &&
	    !body_is_json(body, call->len - at))
		judge_fault(call, RULE_WAIT_TYPE_FITS, span,
		    "Content-Type says JSON, the body is none");
	else if (type_is(call, &field, "text/html") && body[0] != '<')
		judge_fault(call, RULE_WAIT_TYPE_FITS, span,
		    "Content-Type says HTML, the body is plain text");
	else if (type_is(call, &field, "text/plain") ||
	    type_is(call, &field, "application/json") ||
	    type_is(call, &field, "application/x-www-form-urlencoded"))
		judge_ok(call, RULE_WAIT_TYPE_FITS);
}

/* What came before this message and belongs to none. */
static void
body_after(const struct judge_call *call)
{
	if (call->side->messages == 1)
		return;
	if (call->record->facts.beyond > 0)
		judge_fault(call, RULE_WAIT_BODY_AFTER,
		    (struct judge_span){ 0 }, "%llu bytes follow the body of "
		    "the message before",
		    (unsigned long long)call->record->facts.beyond);
	else if (call->bytes[0] == '\r' || call->bytes[0] == '\n')
		judge_fault(call, RULE_WAIT_BODY_AFTER, (struct judge_span){
		    .at = 0, .len = 1 }, "a line end follows the body of the "
		    "message before");
	else if (call->bytes[0] >= 'A' && call->bytes[0] <= 'Z')
		judge_ok(call, RULE_WAIT_BODY_AFTER);
}

void
judge_wait_body(const struct judge_call *call)
{
	if (call->len == 0)
		return;
	body_after(call);
	if (!judge_wait_bare(call))
		body_length(call);
	if (judge_body_at(call) < call->len)
		body_type(call);
}
