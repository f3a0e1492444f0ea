/*
 * What --lenient forgives in a head: each is a habit of hand-written clients
 * whose meaning is plain.  What may say where the message ends (a
 * Transfer-Encoding, a second Content-Length that differs) is never guessed.
 */
#include "wire/http_private.h"

#include <string.h>
#include <strings.h>

/* Passes so many bytes before the request line. */
static enum http_lead
lead_pass(struct http_call *call, enum http_rule rule, uint32_t bytes)
{
	struct http_state *state = call->state;

	http_repair(call, rule, state->at);
	state->at += bytes;
	/* However long padding is, it is no part of the head. */
	state->section_at = state->at;
	http_line_move(call, PHASE_BLANK);
	return LEAD_PASSED;
}

/* Waits for bytes that have not come yet, unless none will. */
static enum http_lead
lead_wait(const struct http_call *call)
{
	return call->ended ? LEAD_NONE : LEAD_WAIT;
}

static enum http_lead
lead_mark(struct http_call *call)
{
	if ((http_ahead(call, 1) != 0xbb && http_ahead(call, 1) != -1) ||
	    (http_ahead(call, 2) != 0xbf && http_ahead(call, 2) != -1))
		return LEAD_NONE;
	if (http_ahead(call, 2) == -1)
		return lead_wait(call);
	return lead_pass(call, HTTP_RULE_BYTE_ORDER_MARK, 3);
}

/* What a length may precede: a method, blanks or a mark. */
static bool
is_text(int byte)
{
	return http_is_letter(byte) || byte == ' ' || byte == '\t' ||
	    byte == 0xef;
}

/* Two bytes of length; 0x16 begins a TLS record. */
static enum http_lead
lead_length(struct http_call *call, int high)
{
	if (call->state->counted || high == 0x16)
		return LEAD_NONE;
	if (http_ahead(call, 1) == -1 || http_ahead(call, 2) == -1)
		return lead_wait(call);
	if (!is_text(http_ahead(call, 2)))
		return LEAD_NONE;
	call->state->counted = true;
	return lead_pass(call, HTTP_RULE_COUNTED, 2);
}

/* A NUL is padding, or a length's first byte. */
static enum http_lead
lead_nul(struct http_call *call)
{
	int next = http_ahead(call, 1), after = http_ahead(call, 2);
	enum http_lead lead = LEAD_NONE;

	if (next == -1 && !call->ended)
		return LEAD_WAIT;
	if (next > 0 && strchr("\t\r\n", next) == NULL &&
	    !(http_is_letter(next) && http_is_letter(after)))
		lead = lead_length(call, 0);
	if (lead != LEAD_NONE)
		return lead;
	if (!http_is_letter(next))
		return lead_pass(call, HTTP_RULE_PADDING, 1);
	/* What it is the method will tell: http_method_forgive. */
	call->state->at++;
	http_line_move(call, PHASE_BLANK);
	return LEAD_PASSED;
}

enum http_lead
http_lead_forgive(struct http_call *call, int byte)
{
	if (!call->forgiving)
		return LEAD_NONE;
	if (byte == '\0')
		return lead_nul(call);
	if (byte == 0xef)
		return lead_mark(call);
	if (http_blanks_forgive(call, byte))
		return LEAD_PASSED;
	return byte < ' ' ? lead_length(call, byte) : LEAD_NONE;
}

/* A NUL before the method is the first byte of a length when without the
 * second one it is a method. */
static void
method_forgive_nul(struct http_call *call)
{
	struct http_slice *method = &call->request->method;
	struct http_slice rest = { method->at + 1, method->len - 1 };

	if (http_method_any_case(call->buffer, *method) != METHOD_UNKNOWN ||
	    http_method_any_case(call->buffer, rest) == METHOD_UNKNOWN) {
		http_repair(call, HTTP_RULE_PADDING, method->at - 1);
		return;
	}
	http_repair(call, HTTP_RULE_COUNTED, method->at - 1);
	call->state->line_at++;
	call->state->lead++;
	*method = rest;
}

void
http_method_forgive(struct http_call *call)
{
	struct http_request *request = call->request;
	struct http_slice *method = &request->method;

	if (!call->forgiving)
		return;
	if (!call->state->counted && method->at != 0 &&
	    call->buffer[method->at - 1] == '\0')
		method_forgive_nul(call);
	request->method_bit = http_method_bit(call->buffer, *method);
	if (request->method_bit != METHOD_UNKNOWN)
		return;
	request->method_bit = http_method_any_case(call->buffer, *method);
	if (request->method_bit != METHOD_UNKNOWN)
		http_repair(call, HTTP_RULE_METHOD_CASE, method->at);
}

bool
http_blanks_forgive(struct http_call *call, int byte)
{
	if (!call->forgiving || (byte != ' ' && byte != '\t'))
		return false;
	http_repair(call, HTTP_RULE_LINE_SPACE, call->state->at);
	http_crosscheck_rewrite(call);
	http_skip(call, CLASS_SPACE);
	return true;
}

bool
http_version_forgive(struct http_call *call, uint32_t at, int byte)
{
	struct http_state *state = call->state;

	if (!call->forgiving)
		return false;
	if (at == 0 && http_blanks_forgive(call, byte)) {
		state->mark = state->at;
		return true;
	}
	if (at != sizeof("HTTP/1") - 1 || byte <= 0 ||
	    strchr(" \t\r\n", byte) == NULL)
		return false;
	http_repair(call, HTTP_RULE_VERSION_FORM, state->at);
	state->no_minor = true;
	http_crosscheck_rewrite(call);
	state->phase = PHASE_VERSION_END;
	return true;
}

/* Fields whose values may hold a colon, when theirs is forgotten. */
static bool
is_common_name(const char *buffer, struct http_slice name)
{
	static const char *const names[] = { "host", "date", "user-agent",
		"content-type", "content-length", "connection", "accept",
		"referer", "origin", "if-modified-since" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (http_name_is(buffer, name, names[i]))
			return true;
	return false;
}

/* Can the line be left out, and nothing is misunderstood? */
static bool
is_harmless(const struct http_call *call)
{
	static const char coding[] = "transfer-encoding";
	const struct http_state *state = call->state;
	struct http_slice name = { state->line_at, state->name_len };
	const char *line = call->buffer + state->line_at;
	size_t len = state->at - state->line_at;

	if (memmem(line, len, " HTTP/", 6) != NULL ||
	    (len >= sizeof(coding) - 1 &&
	    strncasecmp(line, coding, sizeof(coding) - 1) == 0))
		return false;
	return memchr(line, ':', len) == NULL ||
	    (http_is(CLASS_SPACE, line[name.len]) &&
	    is_common_name(call->buffer, name));
}

bool
http_field_forgive(struct http_call *call)
{
	struct http_state *state = call->state;

	return call->forgiving && !state->trailer && is_harmless(call) &&
	    http_repair(call, HTTP_RULE_FIELD_NO_COLON, state->at);
}

static bool
is_host(const struct http_call *call, struct http_slice host)
{
	uint32_t at;

	return http_host_rule(call->buffer, host, &at) == HTTP_RULE_NONE;
}

/* An address as Java prints it, or what it prints when it knows none; empty
 * where it is no host as HTTP writes one. */
static bool
host_address(const struct http_call *call, struct http_slice *address)
{
	static const char unknown[] = "<unresolved>";
	const char *text = call->buffer + address->at;
	uint32_t i, len = address->len;

	if (len < sizeof(unknown) - 1 ||
	    memcmp(text, unknown, sizeof(unknown) - 1) != 0) {
		for (i = 0; i < len; i++)
			if (!http_is(CLASS_HEX, text[i]) &&
			    strchr(".:[]", text[i]) == NULL)
				return false;
		if (memchr(text, '.', len) == NULL &&
		    memchr(text, ':', len) == NULL)
			return false;
		if (is_host(call, *address))
			return true;
	}
	address->len = 0;
	return true;
}

/* "localhost/127.0.0.1:4444" */
static bool
host_forgive_java(struct http_call *call, struct http_slice *host)
{
	const char *text = call->buffer + host->at;
	const char *slash = memchr(text, '/', host->len);
	struct http_slice name = *host, address;

	if (slash == NULL)
		return false;
	name.len = (uint32_t)(slash - text);
	address.at = name.at + name.len + 1;
	address.len = host->len - name.len - 1;
	if ((name.len != 0 && !is_host(call, name)) ||
	    !host_address(call, &address))
		return false;
	http_repair(call, HTTP_RULE_HOST_BYTE, name.at + name.len);
	*host = address.len != 0 ? address : name;
	return true;
}

bool
http_host_forgive(struct http_call *call, struct http_slice *host)
{
	static const char scheme[] = "http://";
	const uint32_t scheme_len = sizeof(scheme) - 1;
	const char *text = call->buffer + host->at, *slash;
	struct http_slice rest = *host;

	if (!call->forgiving)
		return false;
	if (host->len < scheme_len ||
	    strncasecmp(text, scheme, scheme_len) != 0)
		return host_forgive_java(call, host);
	rest.at += scheme_len;
	rest.len -= scheme_len;
	slash = memchr(text + scheme_len, '/', rest.len);
	if (slash != NULL)
		rest.len = (uint32_t)(slash - text) - scheme_len;
	if (!is_host(call, rest))
		return false;
	http_repair(call, HTTP_RULE_HOST_URI, host->at);
	*host = rest;
	return true;
}
