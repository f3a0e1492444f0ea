/* Other protocols than the lab's, by the first thing somebody says. */
#include "wire/judge_private.h"

#include <string.h>

#include "base/text.h"

static unsigned char
byte_of(const struct judge_call *call, size_t at)
{
	return (unsigned char)call->bytes[at];
}

static bool
is_tls(const struct judge_call *call)
{
	/* A handshake; or the alert with which a server refuses other bytes. */
	return call->len >= 5 && (byte_of(call, 0) == 0x16 ||
	    (byte_of(call, 0) == 0x15 && byte_of(call, 4) == 2)) &&
	    byte_of(call, 1) == 3 && byte_of(call, 2) <= 4 &&
	    (byte_of(call, 3) << 8 | byte_of(call, 4)) <= 16384;
}

static bool
is_http2(const struct judge_call *call)
{
	return call->len >= 5 && memcmp(call->bytes, "PRI *", 5) == 0;
}

/* Negotiation and nothing else. */
bool
judge_is_telnet(const struct judge_call *call)
{
	size_t at = 0;

	if (!lab_speaks_text(call->judge->lab) ||
	    call->judge->lab == LAB_CLOCK)
		return false;

	while (at + 2 < call->len && byte_of(call, at) == 0xff &&
	    byte_of(call, at + 1) >= 0xfb && byte_of(call, at + 1) != 0xff)
		at += 3;
	return at > 0 && at == call->len;
}

static bool
is_digit(int byte)
{
	return byte >= '0' && byte <= '9';
}

/* "HTTP/1.1 200", or METHOD SP target SP "HTTP/". */
static bool
is_http(const struct judge_call *call, bool *answer)
{
	const char *line = call->bytes;
	size_t len = 0, at, blanks = 0;

	while (len < call->len && line[len] != '\n' && line[len] != '\r')
		len++;
	*answer = len >= 8 && memcmp(line, "HTTP/", 5) == 0 &&
	    is_digit(line[5]) && line[6] == '.' && is_digit(line[7]);
	if (*answer)
		return true;
	for (at = 0; at < len && line[at] >= 'A' && line[at] <= 'Z'; at++)
		continue;
	if (at == 0 || at >= len || line[at] != ' ')
		return false;
	for (; at + 5 <= len; at++) {
		blanks += line[at] == ' ';
		if (blanks >= 2 && memcmp(line + at, " HTTP/",
		    at + 6 <= len ? 6 : 5) == 0)
			return true;
	}
	return false;
}

static bool
all_text(const char *bytes, size_t len)
{
	size_t at = 0, one;
	unsigned code;

	for (; at < len; at += one) {
		one = text_utf8(bytes + at, len - at, &code);
		if (one == 0 || (code < ' ' && code != '\n' && code != '\r' &&
		    code != '\t'))
			return false;
	}
	return true;
}

/* A length alone, which was read, or taken for a message, before its text
 * came: no text begins with a NUL, or is a control character. */
static bool
is_header(const struct judge_call *call, size_t bytes, bool little)
{
	unsigned char length = call->len != bytes ? 0 :
	    byte_of(call, little ? 0 : bytes - 1);
	size_t i, nuls = 0;

	for (i = 0; i < call->len; i++)
		nuls += byte_of(call, i) == 0;
	if (length == 0 || nuls != bytes - 1)
		return false;
	return !little || (length < ' ' && length != '\t' &&
	    length != '\n' && length != '\r');
}

/* A chain of lengths of so many bytes and as much text behind each, exactly;
 * one flag byte may come before. */
static bool
is_framed(const struct judge_call *call, size_t bytes, bool little)
{
	size_t at = 0, i, len;

	if (is_header(call, bytes, little))
		return true;
	if (bytes == 4 && call->len > 5 && byte_of(call, 0) <= 1 &&
	    byte_of(call, 1) == 0 && byte_of(call, 4) != 0 &&
	    byte_of(call, 4) == call->len - 5)
		at = 1;
	if (call->len <= at + bytes)
		return false;
	while (at < call->len) {
		if (call->len - at <= bytes)
			return false;
		for (i = 0, len = 0; i < bytes; i++)
			len = len << 8 | byte_of(call, at +
			    (little ? bytes - 1 - i : i));
		at += bytes;
		if (len == 0 || len > call->len - at ||
		    !all_text(call->bytes + at, len))
			return false;
		at += len;
	}
	return true;
}

/* Every second byte NUL, the others printable; with a mark it is another
 * encoding that we speak, too. */
static bool
is_utf16(const struct judge_call *call)
{
	size_t at, first;

	if (call->len < 4 || call->len % 2 != 0)
		return false;
	first = byte_of(call, 0) == 0 ? 1 : 0;
	for (at = 0; at < call->len; at++)
		if (at % 2 != first ? byte_of(call, at) != 0 :
		    (byte_of(call, at) < ' ' && byte_of(call, at) != '\n' &&
		    byte_of(call, at) != '\r') || byte_of(call, at) > '~')
			return false;
	return true;
}

/* Colours and the like of a terminal, "ESC [", are text. */
static bool
is_control(const struct judge_call *call, size_t at)
{
	unsigned char byte = byte_of(call, at);

	return byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r' &&
	    byte != '\0' && !(byte == '\033' && at + 1 < call->len &&
	    byte_of(call, at + 1) == '[');
}

/* A byte of no text among the first; text comes before NULs, not after. */
static bool
is_binary(const struct judge_call *call)
{
	size_t at;

	for (at = 0; at < 8 && at < call->len &&
	    (at == 0 || byte_of(call, at) != '\0'); at++)
		if (is_control(call, at))
			return true;
	return call->len > 1 && byte_of(call, 0) == '\0' &&
	    call->text_len == 0;
}

/* wait: text where HTTP belongs. */
static bool
is_lines(const struct judge_call *call)
{
	bool answer;

	return call->len > 0 && all_text(call->bytes, call->len) &&
	    !is_http(call, &answer) && memchr(call->bytes, '/', call->len) ==
	    NULL && call->side->messages == 1;
}

/* With a mark UTF-16 is what we speak, too. */
static bool
is_marked(const struct judge_call *call)
{
	return call->len >= 2 && (memcmp(call->bytes, "\xff\xfe", 2) == 0 ||
	    memcmp(call->bytes, "\xfe\xff", 2) == 0);
}

/* wait: a request of the server's: before anything was asked, or in place of an
 * answer.  One with a body may hold the answer, which is judged on. */
static enum rule
family_turned(const struct judge_call *call)
{
	if (judge_body_at(call) < call->len)
		return RULE_NONE;
	return call->judge->sides[0].messages == 0 ?
	    RULE_FAMILY_ASKS_NAME_HTTP : RULE_FAMILY_REVERSED;
}

static enum rule
family_of(const struct judge_call *call)
{
	bool answer = false;

	if (is_tls(call))
		return RULE_FAMILY_TLS;
	if (is_http2(call))
		return RULE_FAMILY_HTTP2;
	if (is_http(call, &answer)) {
		if (call->judge->lab != LAB_WAIT)
			return RULE_FAMILY_HTTP_ON_LINE;
		return answer || call->who != RULE_SERVER ? RULE_NONE :
		    family_turned(call);
	}
	if (is_framed(call, 2, false))
		return RULE_FAMILY_U16_LENGTH;
	if (is_framed(call, 4, false) || is_framed(call, 4, true))
		return RULE_FAMILY_U32_LENGTH;
	if (is_utf16(call) || (is_marked(call) &&
	    call->judge->lab != LAB_WAIT))
		return RULE_FAMILY_UTF16;
	if (call->judge->lab == LAB_WAIT)
		return is_lines(call) ? RULE_FAMILY_LINES_ON_HTTP : RULE_NONE;
	return is_binary(call) ? RULE_FAMILY_BINARY : RULE_NONE;
}

/* The first thing of a side says it, or what the server's answers are by then;
 * echo takes any bytes. */
bool
judge_family(const struct judge_call *call)
{
	enum rule family = RULE_NONE;

	if (call->side->messages == 1 &&
	    lab_info(call->judge->lab)->speech != LAB_SPEAKS_ANY)
		family = family_of(call);
	if (family == RULE_NONE)
		family = judge_course(call);
	if (family == RULE_NONE || !rule_in_lab(family, call->judge->lab))
		return false;
	/* Who is judged by it: what one side speaks says nothing of the
	 * other, but neither can be judged on. */
	call->judge->family = family;
	judge_fault(call, family, (struct judge_span){
	    .style = family == RULE_FAMILY_UTF16 && is_marked(call) },
	    "this speaks %s, the exercise speaks %s",
	    rule_family_speech(family), rule_lab_speech(call->judge->lab));
	return true;
}
