/*
 * What stands before a start line, or in place of one, when the first byte
 * already cannot be one's: it says how the other program sends its text.  The
 * bytes after it are waited for, where they decide.
 */
#include "wire/http_private.h"

#include "wire/telnet.h"

#define PREFIX_MAX	4	/* of a length before the text */

enum found { FOUND, NOT_FOUND, UNDECIDED };

/* Not yet there; UNDECIDED matters only while more may come. */
static bool
start_waits(const struct http_call *call, int byte)
{
	return byte < 0 && !call->last;
}

/* Does an answer begin so far ahead? */
static enum found
answer_ahead(const struct http_call *call, uint32_t bytes)
{
	static const char begin[] = "HTTP/";
	uint32_t i;
	int byte;

	for (i = 0; i < sizeof(begin) - 1; i++) {
		byte = http_ahead(call, bytes + i);
		if (start_waits(call, byte))
			return UNDECIDED;
		if (byte != begin[i])
			return NOT_FOUND;
	}
	return FOUND;
}

/* Does a known method and its space begin so far ahead? */
static enum found
method_ahead(const struct http_call *call, uint32_t bytes)
{
	struct http_slice word = { call->state->at + bytes, 0 };
	unsigned method;
	int byte;

	while ((byte = http_ahead(call, bytes + word.len)) >= 0 &&
	    byte != ' ' && http_method_begins(call->buffer, word))
		word.len++;
	if (start_waits(call, byte))
		return UNDECIDED;
	method = http_method_bit(call->buffer, word);
	if (byte != ' ' || method == METHOD_UNKNOWN)
		return NOT_FOUND;
	call->request->method_bit = method;
	return FOUND;
}

/* What it is nobody knows. */
static bool
start_other(struct http_call *call)
{
	return call->response != NULL ? http_fault_at(call,
	    HTTP_RULE_STATUS_FORM, call->state->at) :
	    http_line_odd(call, HTTP_RULE_METHOD_BYTE);
}

/* A NUL or another control byte: the length of what follows, or padding. */
static bool
start_binary(struct http_call *call, int byte)
{
	uint32_t at = call->state->at, bytes;
	int next = http_ahead(call, 1), after = http_ahead(call, 2);

	if (byte == '\0' && call->follows)
		return http_fault_at(call, HTTP_RULE_PADDING, at);
	if (start_waits(call, next))
		return false;
	if (byte == '\0' && next > ' ') {
		if (start_waits(call, after))
			return false;
		if (after == '\0')
			return http_fault_at(call, HTTP_RULE_UTF16, at + 2);
	}
	for (bytes = 1; bytes <= PREFIX_MAX; bytes += bytes) {
		switch ((call->response != NULL ? answer_ahead :
		    method_ahead)(call, bytes)) {
		case UNDECIDED:
			return false;
		case NOT_FOUND:
			continue;
		case FOUND:
			return http_fault_at(call, bytes == 2 ?
			    HTTP_RULE_COUNTED : bytes == 1 && byte == '\0' ?
			    HTTP_RULE_PADDING : HTTP_RULE_PREFIX, at);
		}
	}
	/* Whatever the text is, "\0\5alice" was written by writeUTF. */
	if (byte == '\0' && next > 0 && next < ' ' && after >= ' ')
		return http_fault_at(call, HTTP_RULE_COUNTED, at);
	if (byte != '\0' && call->response != NULL)
		return start_other(call);
	return http_fault_at(call, http_control_rule(byte), at);
}

/* FF FE begins UTF-16, or is telnet's DONT, whose option is a small number. */
static bool
start_iac(struct http_call *call)
{
	uint32_t at = call->state->at;
	int next = http_ahead(call, 1), option = http_ahead(call, 2);

	if (start_waits(call, next) || (next == 0xfe &&
	    start_waits(call, option)))
		return false;
	if (next == 0xfe && (option >= ' ' || option == '\r' ||
	    option == '\n'))
		return http_fault_at(call, HTTP_RULE_UTF16, at + 1);
	return next >= 0xf0 && next <= 0xfe ?
	    http_fault_at(call, HTTP_RULE_TELNET, at) : start_other(call);
}

/* One that begins so when these bytes come after it. */
static bool
start_marked(struct http_call *call, enum http_rule rule, int second,
    int third)
{
	uint32_t at = call->state->at;
	int next = http_ahead(call, 1), after = http_ahead(call, 2);

	if (start_waits(call, next))
		return false;
	if (next == second && third >= 0 && start_waits(call, after))
		return false;
	if (next != second || (third >= 0 && after != third))
		return start_other(call);
	/* For the answer: one to HEAD has no content. */
	if (third >= 0 && call->request != NULL)
		(void)method_ahead(call, 3);
	return http_fault_at(call, rule, at);
}

bool
http_start_fault(struct http_call *call, int byte)
{
	switch (byte) {
	case 0x16:
		/* A TLS record with a handshake, of version 3.something. */
		if (start_waits(call, http_ahead(call, 1)))
			return false;
		if (http_ahead(call, 1) == 3 && call->response == NULL)
			return http_fault_at(call, HTTP_RULE_TLS,
			    call->state->at);
		return start_binary(call, byte);
	case TELNET_IAC:
		return start_iac(call);
	case 0xfe:
		return start_marked(call, HTTP_RULE_UTF16, 0xff, -1);
	case 0xef:
		return start_marked(call, HTTP_RULE_BYTE_ORDER_MARK, 0xbb,
		    0xbf);
	default:
		if (http_is(CLASS_CONTROL, (char)byte))
			return start_binary(call, byte);
		return start_other(call);
	}
}

bool
http_second_nul(struct http_call *call)
{
	uint32_t at = call->state->at;
	int next = http_ahead(call, 1);

	if (start_waits(call, next))
		return false;
	return http_fault_at(call, next > 0 ? HTTP_RULE_UTF16 :
	    HTTP_RULE_NUL, at);
}
