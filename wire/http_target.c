/* The target's form (RFC 9112 section 3.2), and hosts (RFC 3986, 3.2). */
#include "wire/http_private.h"

#include <arpa/inet.h>
#include <string.h>

static bool
is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static enum http_rule
port_rule(const char *port, size_t len)
{
	unsigned long value = 0;
	size_t i;

	for (i = 0; i < len; i++) {
		if (!is_digit(port[i]))
			return HTTP_RULE_HOST_PORT;
		value = value * 10 + (unsigned long)(port[i] - '0');
		if (value > 65535)
			return HTTP_RULE_HOST_PORT;
	}
	return HTTP_RULE_NONE;
}

static bool
is_address(int family, const char *text, size_t len)
{
	unsigned char address[sizeof(struct in6_addr)];
	char copy[INET6_ADDRSTRLEN];

	if (len >= sizeof(copy) || memchr(text, '\0', len) != NULL)
		return false;
	memcpy(copy, text, len);
	copy[len] = '\0';
	return inet_pton(family, copy, address) == 1;
}

/* A last label that inet_aton would take for a number: "1", "0x7f", "1.". */
static bool
ends_in_number(const char *name, size_t len)
{
	size_t from, i;
	unsigned class;

	if (len > 0 && name[len - 1] == '.')
		len--;
	for (from = len; from > 0 && name[from - 1] != '.'; from--)
		continue;
	class = 0;
	if (len - from > 1 && name[from] == '0' &&
	    (name[from + 1] | 0x20) == 'x') {
		from += 2;
		class = CLASS_HEX;
	} else if (from == len)
		return false;
	for (i = from; i < len; i++)
		if (!is_digit(name[i]) && !http_is(class, name[i]))
			return false;
	return true;
}

static enum http_rule
name_rule(const char *name, size_t len)
{
	size_t i;

	if (len == 0)
		return HTTP_RULE_HOST_EMPTY;
	for (i = 0; i < len; i++) {
		if (name[i] != '%') {
			if (!http_is(CLASS_HOST, name[i]))
				return HTTP_RULE_HOST_BYTE;
			continue;
		}
		if (len - i < 3 || !http_is(CLASS_HEX, name[i + 1]) ||
		    !http_is(CLASS_HEX, name[i + 2]) || name[i + 1] < '2')
			return HTTP_RULE_HOST_BYTE;
		i += 2;
	}
	if (ends_in_number(name, len) && !is_address(AF_INET, name, len))
		return HTTP_RULE_HOST_IPV4;
	return HTTP_RULE_NONE;
}

/* "[...]" or "[...]:port" */
static enum http_rule
bracket_rule(const char *host, const char *end)
{
	const char *close = memchr(host, ']', (size_t)(end - host));

	if (close == NULL || !is_address(AF_INET6, host + 1,
	    (size_t)(close - host - 1)))
		return HTTP_RULE_HOST_IPV6;
	if (++close == end)
		return HTTP_RULE_NONE;
	if (*close != ':')
		return HTTP_RULE_HOST_BYTE;
	return port_rule(close + 1, (size_t)(end - close - 1));
}

enum http_rule
http_host_rule(const char *buffer, struct http_slice host)
{
	const char *name = buffer + host.at, *end = name + host.len, *colon;
	enum http_rule rule;

	if (host.len == 0)
		return HTTP_RULE_HOST_EMPTY;
	if (memchr(name, '@', host.len) != NULL)
		return HTTP_RULE_HOST_USERINFO;
	if (name[0] == '[')
		return bracket_rule(name, end);
	colon = memchr(name, ':', host.len);
	if (colon == NULL)
		return name_rule(name, host.len);
	if (memchr(colon + 1, ':', (size_t)(end - colon - 1)) != NULL)
		return HTTP_RULE_HOST_IPV6;
	rule = name_rule(name, (size_t)(colon - name));
	return rule != HTTP_RULE_NONE ? rule :
	    port_rule(colon + 1, (size_t)(end - colon - 1));
}

/* Path and query; "/" for an empty path is the byte at slash. */
static enum http_rule
path_split(struct http_call *call, struct http_slice rest, uint32_t slash)
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
	return memchr(text, '[', rest.len) != NULL ||
	    memchr(text, ']', rest.len) != NULL ? HTTP_RULE_TARGET_BYTE :
	    HTTP_RULE_NONE;
}

static enum http_rule
absolute_split(struct http_call *call, uint32_t scheme_len)
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
	rule = http_host_rule(call->buffer, host);
	if (rule != HTTP_RULE_NONE)
		return rule;
	request->host = host;
	rest.at = host.at + host.len;
	rest.len = end - rest.at;
	return path_split(call, rest, host.at - 1);
}

enum http_rule
http_target_split(struct http_call *call)
{
	struct http_request *request = call->request;
	struct http_slice target = request->target;
	const char *text = call->buffer + target.at;
	const char *colon;

	request->path = target;
	if (text[0] == '/')
		return path_split(call, target, target.at);
	if (http_slice_is(call->buffer, target, "*"))
		return http_slice_is(call->buffer, request->method,
		    "OPTIONS") ? HTTP_RULE_NONE : HTTP_RULE_TARGET_STAR;
	colon = memchr(text, ':', target.len);
	if (colon == NULL || colon == text ||
	    text + target.len - colon < 3 || memcmp(colon, "://", 3) != 0)
		return HTTP_RULE_TARGET_FORM;
	return absolute_split(call, (uint32_t)(colon - text));
}
