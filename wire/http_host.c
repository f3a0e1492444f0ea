/* Hosts and their ports, in Host and in a target (RFC 3986, 3.2). */
#include "wire/http_private.h"

#include <arpa/inet.h>
#include <string.h>

static bool
is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* What is wrong, and where: the byte at *at, if not before. */
static enum http_rule
port_rule(const char *port, const char *end, const char **at)
{
	unsigned long value = 0;

	for (*at = port; *at < end; (*at)++) {
		if (!is_digit(**at))
			return HTTP_RULE_HOST_PORT;
		value = value * 10 + (unsigned long)(**at - '0');
		if (value > 65535) {
			*at = port;
			return HTTP_RULE_HOST_PORT;
		}
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

/* The bytes of a name, each escape one of them. */
static enum http_rule
name_bytes(const char *name, const char *end, const char **at)
{
	for (*at = name; *at < end; (*at)++) {
		if (http_is(CLASS_HOST, **at))
			continue;
		if (**at != '%' || end - *at < 3 ||
		    !http_is(CLASS_HEX, (*at)[1]) ||
		    !http_is(CLASS_HEX, (*at)[2]) || (*at)[1] < '2')
			return HTTP_RULE_HOST_BYTE;
		*at += 2;
	}
	return HTTP_RULE_NONE;
}

/* The last label, the root's, may be empty; no other. */
static enum http_rule
name_labels(const char *name, const char *end, const char **at)
{
	for (*at = name; *at < end; (*at)++)
		if (**at == '.' && (*at == name || (*at)[-1] == '.'))
			return HTTP_RULE_HOST_LABEL;
	return HTTP_RULE_NONE;
}

static enum http_rule
name_rule(const char *name, const char *end, const char **at)
{
	size_t len = (size_t)(end - name);
	enum http_rule rule;

	*at = name;
	if (len == 0)
		return HTTP_RULE_HOST_EMPTY;
	rule = name_bytes(name, end, at);
	if (rule == HTTP_RULE_NONE)
		rule = name_labels(name, end, at);
	if (rule != HTTP_RULE_NONE)
		return rule;
	*at = name;
	if (ends_in_number(name, len) && !is_address(AF_INET, name, len))
		return HTTP_RULE_HOST_IPV4;
	return HTTP_RULE_NONE;
}

/* "[...]" or "[...]:port" */
static enum http_rule
bracket_rule(const char *host, const char *end, const char **at)
{
	const char *close = memchr(host, ']', (size_t)(end - host));

	*at = host;
	if (close == NULL || !is_address(AF_INET6, host + 1,
	    (size_t)(close - host - 1)))
		return HTTP_RULE_HOST_IPV6;
	*at = ++close;
	if (close == end)
		return HTTP_RULE_NONE;
	if (*close != ':')
		return HTTP_RULE_HOST_BYTE;
	return port_rule(close + 1, end, at);
}

/* What comes after a host and its port in a URI. */
static enum http_rule
uri_rule(const char *host, const char *end, const char **at)
{
	for (*at = host; *at < end; (*at)++) {
		if (**at == '@')
			return HTTP_RULE_HOST_USERINFO;
		if (end - *at >= 3 && memcmp(*at, "://", 3) == 0) {
			*at = host;
			return HTTP_RULE_HOST_URI;
		}
		if (**at == '/')
			return HTTP_RULE_HOST_BYTE;
	}
	return HTTP_RULE_NONE;
}

static enum http_rule
host_judge(const char *host, const char *end, const char **at)
{
	enum http_rule rule = uri_rule(host, end, at);
	const char *colon;

	if (rule != HTTP_RULE_NONE)
		return rule;
	if (host < end && *host == '[')
		return bracket_rule(host, end, at);
	colon = memchr(host, ':', (size_t)(end - host));
	if (colon == NULL)
		return name_rule(host, end, at);
	if (memchr(colon + 1, ':', (size_t)(end - colon - 1)) != NULL) {
		*at = host;
		return HTTP_RULE_HOST_IPV6;
	}
	rule = name_rule(host, colon, at);
	return rule != HTTP_RULE_NONE ? rule : port_rule(colon + 1, end, at);
}

enum http_rule
http_host_rule(const char *buffer, struct http_slice host, uint32_t *at)
{
	const char *from = buffer + host.at, *where = from;
	enum http_rule rule = host_judge(from, from + host.len, &where);

	*at = (uint32_t)(where - buffer);
	return rule;
}

/* "localhost/127.0.0.1:4444", as Java writes an address: the name, and the
 * port. */
static void
suggest_name(struct http_call *call, struct http_slice host, uint32_t slash)
{
	const char *end = call->buffer + host.at + host.len, *where;
	const char *colon = memchr(call->buffer + slash, ':',
	    host.len - (slash - host.at));
	char port[8] = "";
	uint32_t at;

	host.len = slash - host.at;
	if (http_host_rule(call->buffer, host, &at) != HTTP_RULE_NONE)
		return;
	if (colon != NULL && memchr(call->buffer + host.at, ':', host.len) ==
	    NULL && end - colon < (ptrdiff_t)sizeof(port) &&
	    port_rule(colon + 1, end, &where) == HTTP_RULE_NONE)
		memcpy(port, colon, (size_t)(end - colon));
	http_suggest(call, "Host: ", host, port);
}

void
http_host_suggest(struct http_call *call, struct http_slice host)
{
	const char *text = call->buffer + host.at;
	const char *colon = memchr(text, ':', host.len), *slash;
	uint32_t at;

	if (call->fault->rule == HTTP_RULE_HOST_URI && colon != NULL) {
		host.len -= (uint32_t)(colon + 3 - text);
		host.at += (uint32_t)(colon + 3 - text);
		text = colon + 3;
	}
	slash = memchr(text, '/', host.len);
	if (slash != NULL)
		suggest_name(call, host, (uint32_t)(slash - call->buffer));
	else if (http_host_rule(call->buffer, host, &at) == HTTP_RULE_NONE)
		http_suggest(call, "Host: ", host, "");
}
