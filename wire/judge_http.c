/* HTTP's own rules (wire/http_rules.def), and a head's fields. */
#include "wire/judge_private.h"

#include <string.h>
#include <strings.h>

/* Used within one call only. */
static struct http_request request;
static struct http_response response;

/* Line ends before it belong to what was said before. */
size_t
judge_head_at(const struct judge_call *call)
{
	size_t at = 0;

	while (at < call->len && (call->bytes[at] == '\r' ||
	    call->bytes[at] == '\n'))
		at++;
	return at;
}

/* Is there a blank line?  The body begins at *body. */
static bool
head_ends(const struct judge_call *call, size_t *body)
{
	const char *bytes = call->bytes;
	size_t at = judge_head_at(call), line = 0;

	for (; at < call->len; at++) {
		*body = at + 1;
		if (bytes[at] == '\n' && line == 0)
			return true;
		if (bytes[at] == '\n')
			line = 0;
		else if (bytes[at] != '\r')
			line++;
	}
	*body = call->len;
	return false;
}

size_t
judge_body_at(const struct judge_call *call)
{
	size_t body;

	(void)head_ends(call, &body);
	return body;
}

bool
judge_head_ends(const struct judge_call *call)
{
	size_t body;

	return head_ends(call, &body);
}

int
judge_status(const struct judge_call *call)
{
	const char *bytes = call->bytes;
	int status = 0;
	size_t at;

	if (call->record->status != 0)
		return call->record->status;
	if (call->len < 12 || memcmp(bytes, "HTTP/", 5) != 0)
		return 0;
	for (at = 9; at < 12; at++) {
		if (bytes[at] < '0' || bytes[at] > '9')
			return 0;
		status = 10 * status + (bytes[at] - '0');
	}
	return status;
}

bool
judge_head_cut(const struct judge_call *call)
{
	return call->len > 0 && call->bytes[call->len - 1] != '\n' &&
	    !judge_head_ends(call);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Is the line, from at to end, that field?  Then its value, trimmed. */
static bool
field_line(const struct judge_call *call, const char *name, size_t at,
    size_t end, struct judge_field *field)
{
	size_t len = strlen(name);

	if (end - at <= len ||
	    strncasecmp(call->bytes + at, name, len) != 0)
		return false;
	for (at += len; at < end && is_blank(call->bytes[at]); at++)
		continue;
	if (at == end || call->bytes[at] != ':')
		return false;
	for (at++; at < end && is_blank(call->bytes[at]); at++)
		continue;
	while (end > at && is_blank(call->bytes[end - 1]))
		end--;
	field->at = at;
	field->len = end - at;
	return true;
}

void
judge_field(const struct judge_call *call, const char *name,
    struct judge_field *field)
{
	size_t head = judge_body_at(call), at, end;
	struct judge_field found = { 0 };

	memset(field, 0, sizeof(*field));
	for (at = 0; at < head; at = end + 1) {
		for (end = at; end < head && call->bytes[end] != '\n'; end++)
			continue;
		if (!field_line(call, name, at, end, &found))
			continue;
		if (field->count++ == 0) {
			field->at = found.at;
			field->len = found.len;
		} else {
			field->again_at = at;
		}
	}
}

/* Rules of the lab that say the same in its own words. */
static enum rule
http_rule_here(enum http_rule rule)
{
	switch (rule) {
	case HTTP_RULE_HOST_MISSING:
	case HTTP_RULE_HOST_REPEATED:
	case HTTP_RULE_HOST_EMPTY:
	case HTTP_RULE_TYPE_REPEATED:
	case HTTP_RULE_LENGTH_MISSING:
	case HTTP_RULE_LENGTH_REPEATED:
	case HTTP_RULE_LENGTH_SHORT:
	case HTTP_RULE_BODY_CUT:
		return RULE_NONE;	/* judge_wait_head.c, _body.c */
	case HTTP_RULE_SURPLUS:
		return RULE_WAIT_BODY_AFTER;
	case HTTP_RULE_STATUS_FORM:
		return RULE_WAIT_ANSWER_HTTP;
	case HTTP_RULE_STATUS_REQUEST:
		return RULE_WAIT_ANSWER_REQUEST;
	default:
		return rule_of_http(rule);
	}
}

/* before: so many bytes of the message were left out. */
static void
http_tell(const struct judge_call *call, size_t before,
    const struct http_fault *fault)
{
	enum rule rule = http_rule_here(fault->rule);
	char said[HTTP_SAID_SIZE];

	if (rule == RULE_NONE)
		return;
	http_fault_say(fault, said);
	judge_fault(call, rule, (struct judge_span){
	    .at = before + (fault->byte == 0 ? 0 : fault->byte - 1),
	    .len = 1 }, "%s",
	    said);
}

/* Each rule once a message: what breaks it twice has one cause. */
static void
http_tell_all(const struct judge_call *call, size_t before,
    const struct http_fault *repairs, uint32_t count)
{
	uint32_t i, j;

	for (i = 0; i < count && i < HTTP_REPAIRS_MAX; i++) {
		for (j = 0; j < i && repairs[j].rule != repairs[i].rule; j++)
			continue;
		if (j == i)
			http_tell(call, before, &repairs[i]);
	}
}

/* Line ends behind the message before are told of as such. */
static size_t
http_before(const struct judge_call *call)
{
	size_t at = call->side->messages > 1 ? judge_head_at(call) : 0;

	return at < call->len ? at : 0;
}

static void
http_request_judged(const struct judge_call *call)
{
	struct http_policy policy = { .lenient = true,
	    .follows = call->side->messages > 1, .exact = true };
	size_t before = http_before(call), len = call->len - before;
	const char *bytes = call->bytes + before;
	enum http_progress progress;

	http_request_init(&request, &policy);
	progress = http_request_feed(&request, bytes, len);
	if (progress == HTTP_MORE || progress == HTTP_CONTINUE)
		progress = http_request_end(&request, bytes, len);
	http_tell_all(call, before, request.repairs, request.repair_count);
	if (progress == HTTP_BAD)
		http_tell(call, before, &request.fault);
}

static void
http_response_judged(const struct judge_call *call)
{
	enum http_progress progress;

	http_response_init(&response, false);
	response.policy.lenient = true;
	progress = http_response_feed(&response, call->bytes, call->len);
	if (progress == HTTP_MORE)
		progress = http_response_end(&response, call->bytes,
		    call->len);
	http_tell_all(call, 0, response.repairs, response.repair_count);
	if (progress == HTTP_BAD)
		http_tell(call, 0, &response.fault);
	if (response.status >= 100 && response.status < 300)
		judge_ok(call, RULE_WAIT_ANSWER_HTTP);
}

void
judge_http(const struct judge_call *call)
{
	/* Of a longer one only the head is here, and its end is not known. */
	if (call->record->truncated || call->len > HTTP_RAW_MAX)
		return;
	if (call->who == RULE_CLIENT)
		http_request_judged(call);
	else
		http_response_judged(call);
}
