/* What fields mean for the message they are in: its length above all. */
#include "wire/http_private.h"

#include <string.h>

bool
http_name_is(const char *buffer, struct http_slice name, const char *lower)
{
	const char *text = buffer + name.at;
	uint32_t i;

	for (i = 0; i < name.len; i++) {
		char byte = text[i];

		if (byte >= 'A' && byte <= 'Z')
			byte |= 0x20;
		if (lower[i] == '\0' || byte != lower[i])
			return false;
	}
	return lower[i] == '\0';
}

struct http_slice
http_trim(const char *buffer, struct http_slice slice)
{
	while (slice.len > 0 && http_is(CLASS_SPACE, buffer[slice.at])) {
		slice.at++;
		slice.len--;
	}
	while (slice.len > 0 &&
	    http_is(CLASS_SPACE, buffer[slice.at + slice.len - 1]))
		slice.len--;
	return slice;
}

bool
http_list_next(const char *buffer, char separator, struct http_slice *list,
    struct http_slice *item)
{
	const char *from = buffer + list->at, *end;

	if (list->len == 0)
		return false;
	end = memchr(from, separator, list->len);
	item->at = list->at;
	item->len = end == NULL ? list->len : (uint32_t)(end - from);
	list->at += item->len + (end != NULL);
	list->len -= item->len + (end != NULL);
	*item = http_trim(buffer, *item);
	return true;
}

static bool
check_host(struct http_call *call, struct http_slice value)
{
	struct http_request *request = call->request;
	enum http_rule rule;
	uint32_t at;

	if (request == NULL)
		return true;
	if (call->state->has_host)
		return http_fault_slice(call, HTTP_RULE_HOST_REPEATED, value);
	call->state->has_host = true;
	rule = http_host_rule(call->buffer, value, &at);
	if (rule != HTTP_RULE_NONE && !http_host_forgive(call, &value)) {
		http_fault_in(call, rule, value, at);
		http_host_suggest(call, value);
		return false;
	}
	if (request->host.len == 0)
		request->host = value;
	return true;
}

static bool
is_number(const char *buffer, struct http_slice value)
{
	uint32_t i;

	for (i = 0; i < value.len; i++)
		if (buffer[value.at + i] < '0' || buffer[value.at + i] > '9')
			return false;
	return value.len != 0;
}

/* A second Content-Length.  One that says the same may be forgiven. */
static bool
check_length_again(struct http_call *call, struct http_slice value)
{
	struct http_state *state = call->state;

	if (!call->forgiving || value.len != state->length_value.len ||
	    memcmp(call->buffer + value.at,
	    call->buffer + state->length_value.at, value.len) != 0)
		return http_fault_slice(call, HTTP_RULE_LENGTH_REPEATED,
		    value);
	http_crosscheck_hide(call);
	return http_repair(call, HTTP_RULE_LENGTH_REPEATED, value.at);
}

/* "5, 5" is one field made of two that were equal, and may be read as one of
 * them (RFC 9110 section 8.6).  Anything else stays as it is. */
static struct http_slice
length_forgive(struct http_call *call, struct http_slice value)
{
	struct http_slice list = value, first = value, item;
	uint32_t end = value.at + value.len;

	if (!call->forgiving || value.len == 0 || call->buffer[end - 1] == ',')
		return value;
	(void)http_list_next(call->buffer, ',', &list, &first);
	if (list.len == 0 || !is_number(call->buffer, first))
		return value;
	while (http_list_next(call->buffer, ',', &list, &item))
		if (item.len != first.len || memcmp(call->buffer + item.at,
		    call->buffer + first.at, first.len) != 0)
			return value;
	http_crosscheck_rewrite(call);
	(void)http_repair(call, HTTP_RULE_LENGTH_FORM, value.at);
	return first;
}

static bool
check_length(struct http_call *call, struct http_slice value)
{
	struct http_state *state = call->state;
	uint32_t i;

	value = length_forgive(call, value);
	if (state->has_length)
		return check_length_again(call, value);
	if (state->has_coding)
		return http_fault_slice(call, HTTP_RULE_LENGTH_AND_CODING,
		    value);
	state->has_length = true;
	state->length_value = value;
	if (!is_number(call->buffer, value))
		return http_fault_slice(call, HTTP_RULE_LENGTH_FORM, value);
	for (i = 0; i < value.len; i++) {
		state->length = state->length * 10 +
		    (uint32_t)(call->buffer[value.at + i] - '0');
		if (state->length > HTTP_BODY_MAX)
			state->length = HTTP_BODY_MAX + 1;
	}
	if (state->length > HTTP_BODY_MAX)
		http_fault_pend(call, HTTP_RULE_BODY_LONG, value);
	return true;
}

/* Which of them is meant, nobody can know. */
static bool
check_type(struct http_call *call, struct http_slice value)
{
	bool first = !call->state->has_type;

	call->state->has_type = true;
	if (!first && !call->lenient)
		return http_fault_slice(call, HTTP_RULE_TYPE_REPEATED, value);
	return first || http_repair(call, HTTP_RULE_TYPE_REPEATED, value.at);
}

static bool
check_coding_item(struct http_call *call, struct http_slice item)
{
	struct http_slice name = { item.at, 0 };
	bool parameter;

	while (name.len < item.len &&
	    http_is(CLASS_TOKEN, call->buffer[name.at + name.len]))
		name.len++;
	parameter = name.len < item.len;
	if (name.len == 0 || (parameter && strchr("; \t",
	    call->buffer[name.at + name.len]) == NULL))
		return http_fault_slice(call, HTTP_RULE_CODING_FORM, item);
	if (call->state->chunked)
		return http_fault_slice(call, HTTP_RULE_CODING_ORDER, item);
	if (!http_name_is(call->buffer, name, "chunked")) {
		http_fault_pend(call, HTTP_RULE_CODING_UNKNOWN, item);
		return true;
	}
	if (parameter)
		return http_fault_slice(call, HTTP_RULE_CODING_FORM, item);
	call->state->chunked = true;
	return true;
}

static bool
check_coding(struct http_call *call, struct http_slice value)
{
	struct http_state *state = call->state;
	struct http_slice list = value, item;

	if (*call->version_minor == 0)
		return http_fault_slice(call, HTTP_RULE_CODING_VERSION,
		    value);
	if (state->has_length)
		return http_fault_slice(call, HTTP_RULE_LENGTH_AND_CODING,
		    value);
	state->has_coding = true;
	/* An empty value, and an empty item at the end, are items as well. */
	if (value.len == 0 || call->buffer[value.at + value.len - 1] == ',')
		return http_fault_slice(call, HTTP_RULE_CODING_FORM, value);
	while (http_list_next(call->buffer, ',', &list, &item))
		if (!check_coding_item(call, item))
			return false;
	return true;
}

static bool
check_connection(struct http_call *call, struct http_slice value)
{
	struct http_slice item;

	while (http_list_next(call->buffer, ',', &value, &item)) {
		if (http_name_is(call->buffer, item, "close"))
			call->state->has_close = true;
		else if (http_name_is(call->buffer, item, "keep-alive"))
			call->state->has_keep_alive = true;
	}
	return true;
}

static bool
check_expect(struct http_call *call, struct http_slice value)
{
	struct http_request *request = call->request;

	if (request == NULL)
		return true;
	if (!http_name_is(call->buffer, value, "100-continue"))
		http_fault_pend(call, HTTP_RULE_EXPECT, value);
	else
		request->expect_continue = request->version_minor == 1;
	return true;
}

bool
http_field_check(struct http_call *call, const struct http_field *field)
{
	static const struct {
		const char *name;
		bool (*check)(struct http_call *call,
		    struct http_slice value);
	} known[] = {
		{ "host", check_host },
		{ "content-length", check_length },
		{ "content-type", check_type },
		{ "transfer-encoding", check_coding },
		{ "connection", check_connection },
		{ "expect", check_expect },
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (http_name_is(call->buffer, field->name, known[i].name))
			return known[i].check(call, field->value);
	return true;
}
