/* The target's form (RFC 9112 section 3.2). */
#include "wire/http_private.h"

#include <string.h>

/* Path and query; "/" for an empty path is the byte at slash. */
static enum http_rule
path_split(struct http_call *call, struct http_slice rest, uint32_t slash,
    uint32_t *at)
{
	struct http_request *request = call->request;
	const char *text = call->buffer + rest.at;
	const char *question = memchr(text, '?', rest.len);

	request->path = rest;
	if (question != NULL) {
		request->path.len = (uint32_t)(question - text);
		request->query.at = rest.at + request->path.len + 1;
		request->query.len = rest.len - request->path.len - 1;
	}
	if (request->path.len == 0) {
		request->path.at = slash;
		request->path.len = 1;
	}
	/* They stand around an address, and nowhere else. */
	for (*at = rest.at; *at < rest.at + rest.len; (*at)++)
		if (call->buffer[*at] == '[' || call->buffer[*at] == ']')
			return HTTP_RULE_TARGET_BYTE;
	return HTTP_RULE_NONE;
}

static enum http_rule
absolute_split(struct http_call *call, uint32_t scheme_len, uint32_t *at)
{
	struct http_request *request = call->request;
	struct http_slice scheme = { request->target.at, scheme_len };
	struct http_slice host = { scheme.at + scheme_len + 3, 0 };
	struct http_slice rest;
	uint32_t end = request->target.at + request->target.len;
	enum http_rule rule;

	if (!http_name_is(call->buffer, scheme, "http"))
		return HTTP_RULE_TARGET_SCHEME;
	while (host.at + host.len < end &&
	    strchr("/?", call->buffer[host.at + host.len]) == NULL)
		host.len++;
	rule = http_host_rule(call->buffer, host, at);
	if (rule != HTTP_RULE_NONE)
		return rule;
	request->host = host;
	rest.at = host.at + host.len;
	rest.len = end - rest.at;
	return path_split(call, rest, host.at - 1, at);
}

static enum http_rule
target_split(struct http_call *call, uint32_t *at)
{
	struct http_request *request = call->request;
	struct http_slice target = request->target;
	const char *text = call->buffer + target.at;
	const char *colon;

	request->path = target;
	*at = target.at;
	if (text[0] == '/')
		return path_split(call, target, target.at, at);
	if (http_slice_is(call->buffer, target, "*"))
		return request->method_bit == METHOD_OPTIONS ?
		    HTTP_RULE_NONE : HTTP_RULE_TARGET_STAR;
	colon = memchr(text, ':', target.len);
	if (colon == NULL || colon == text ||
	    text + target.len - colon < 3 || memcmp(colon, "://", 3) != 0)
		return HTTP_RULE_TARGET_FORM;
	return absolute_split(call, (uint32_t)(colon - text), at);
}

/* What to send for the target, where that can be told. */
static void
target_suggest(struct http_call *call, uint32_t at)
{
	struct http_slice target = call->request->target, path = target;
	const char *text = call->buffer + target.at, *start;

	switch (call->fault->rule) {
	case HTTP_RULE_TARGET_BYTE:
		http_suggest_escape(call, at);
		break;
	case HTTP_RULE_TARGET_FORM:
		if (memchr(text, ':', target.len) == NULL)
			http_suggest(call, "/", target, "");
		break;
	case HTTP_RULE_TARGET_CONNECT:
		break;
	default:
		start = memmem(text, target.len, "://", 3);
		if (start == NULL)
			break;
		start = memchr(start + 3, '/',
		    (size_t)(text + target.len - start - 3));
		if (start == NULL)
			break;
		path.at += (uint32_t)(start - text);
		path.len -= (uint32_t)(start - text);
		http_suggest(call, "the path alone: ", path, "");
	}
}

/* Methods nobody offers are refused for that, not for the form of their
 * target; but what is malformed is so with any method. */
static bool
target_matters(unsigned bit, enum http_rule rule)
{
	return (bit & METHOD_OFFERABLE) != 0 ||
	    (rule != HTTP_RULE_TARGET_FORM && rule != HTTP_RULE_TARGET_STAR &&
	    rule != HTTP_RULE_TARGET_SCHEME);
}

bool
http_target_check(struct http_call *call, unsigned bit)
{
	struct http_request *request = call->request;
	enum http_rule rule;
	uint32_t at;

	rule = target_split(call, &at);
	if ((rule == HTTP_RULE_NONE || !target_matters(bit, rule)) &&
	    http_slice_is(call->buffer, request->method, "CONNECT") &&
	    memchr(call->buffer + request->target.at, '/',
	    request->target.len) != NULL)
		rule = HTTP_RULE_TARGET_CONNECT;
	if (rule == HTTP_RULE_NONE || !target_matters(bit, rule))
		return true;
	http_fault_in(call, rule, request->target, at);
	target_suggest(call, at);
	return false;
}
