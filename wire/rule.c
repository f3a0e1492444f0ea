/* The list of rules: numbers, names, what stands in it. */
#include "wire/rule.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

/* IN_WAIT and so on: a bit for each; those that speak text. */
enum {
#define LAB(symbol, name, port, speech, summary) \
	IN_##symbol = 1 << LAB_##symbol,
#include "base/labs.def"
#undef LAB
	IN_TEXT = 0
#define LAB(symbol, name, port, speech, summary) \
	| (LAB_SPEAKS_##speech == LAB_SPEAKS_TEXT ? IN_##symbol : 0)
#include "base/labs.def"
#undef LAB
};
#define IN_LINES	(IN_TEXT & ~IN_CLOCK)
#define IN_STREAMS	(IN_ALL & ~IN_CLOCK)
#define IN_DATAGRAMS	(IN_CLOCK | IN_ECHO)
#define IN_TALK		(IN_ORDER | IN_CHAT)
#define IN_UPPERS	(IN_ECHO | IN_CLOCK | IN_ORDER)
#define IN_CONSTANTS	(IN_CLOCK | IN_CALC | IN_CHAT)
#define IN_ALL		((1u << LAB_COUNT) - 1)

/* Where it is must, and what it is elsewhere. */
#define GRAVE_MUST	IN_ALL, RULE_SHOULD
#define GRAVE_MUST_ROOMS (IN_WAIT | IN_ORDER | IN_CHAT), RULE_SHOULD
#define GRAVE_SHOULD	0, RULE_SHOULD
#define GRAVE_STYLE	0, RULE_STYLE
#define NEEDS_RECORD	false
#define NEEDS_LIVE	true

#define FAMILY_FIRST	RULE_FAMILY_TLS
#define FAMILY_WORD	"family."

static const struct rule_info infos[RULE_HTTP] = {
	{ .told = "" },
#define RULE(symbol, id, told, instead, labs, who, grave, variant, needs) \
	{ told, instead, IN_##labs, GRAVE_##grave, RULE_##who, \
	    RULE_##variant, NEEDS_##needs },
#include "wire/rules.def"
#undef RULE
#define FAMILY(symbol, word, text, labs, who) \
	{ "this speaks " text ", the exercise speaks something else", \
	    "begin with what the lab's exercise shows", \
	    IN_##labs, GRAVE_MUST, RULE_##who, RULE_ANY, false },
#include "wire/rule_families.def"
#undef FAMILY
};

static const char *const ids[RULE_HTTP] = {
	"none",
#define RULE(symbol, id, told, instead, labs, who, grave, variant, needs) id,
#include "wire/rules.def"
#undef RULE
#define FAMILY(symbol, word, text, labs, who) word,
#include "wire/rule_families.def"
#undef FAMILY
};

/* Those without which a tolerant reader cannot find the message. */
static bool
http_is_must(enum http_rule rule)
{
	switch (rule) {
	case HTTP_RULE_HEAD_CUT:
	case HTTP_RULE_TARGET_MISSING:
	case HTTP_RULE_VERSION_MISSING:
	case HTTP_RULE_FIELD_NO_COLON:
	case HTTP_RULE_STATUS_FORM:
	case HTTP_RULE_METHOD_UNKNOWN:
	case HTTP_RULE_LENGTH_SHORT:
	case HTTP_RULE_LENGTH_FORM:
	case HTTP_RULE_BODY_CUT:
	case HTTP_RULE_CHUNK_SIZE:
	case HTTP_RULE_CHUNK_SIZE_LONG:
	case HTTP_RULE_CHUNK_EXTENSION:
	case HTTP_RULE_CHUNK_LINE_LONG:
	case HTTP_RULE_CHUNK_END:
	case HTTP_RULE_CHUNKS_CUT:
	case HTTP_RULE_CHUNKS_SMALL:
		return true;
	default:
		return false;
	}
}

enum rule
rule_of_http(unsigned http_rule)
{
	return http_rule == HTTP_RULE_NONE || http_rule >= HTTP_RULE_COUNT ?
	    RULE_NONE : (enum rule)(RULE_HTTP + http_rule - 1);
}

struct rule_info
rule_info(unsigned rule)
{
	enum http_rule http = (enum http_rule)(rule - RULE_HTTP + 1);
	const struct http_rule_info *told;

	if (rule < RULE_HTTP)
		return infos[rule];
	if (rule >= RULE_COUNT)
		return infos[RULE_NONE];
	told = http_rule_info(http);
	return (struct rule_info){ told->text, told->instead, IN_WAIT,
	    http_is_must(http) ? IN_WAIT : 0, RULE_SHOULD, RULE_BOTH,
	    RULE_ANY, false };
}

enum rule_severity
rule_severity(unsigned rule, unsigned lab)
{
	struct rule_info info = rule_info(rule);

	return lab < LAB_COUNT && (info.must_labs >> lab & 1) != 0 ?
	    RULE_MUST : info.severity;
}

bool
rule_in_lab(unsigned rule, unsigned lab)
{
	return lab < LAB_COUNT && (rule_info(rule).labs >> lab & 1) != 0;
}

const char *
rule_family_speech(unsigned rule)
{
	static const char *const speeches[] = {
#define FAMILY(symbol, word, text, labs, who) text,
#include "wire/rule_families.def"
#undef FAMILY
	};

	return rule >= FAMILY_FIRST && rule < RULE_HTTP ?
	    speeches[rule - FAMILY_FIRST] : "";
}

const char *
rule_lab_speech(unsigned lab)
{
	return lab == LAB_CLOCK ? "one word a datagram" :
	    lab_speaks_http(lab) ? "HTTP" : lab_speaks_text(lab) ?
	    "lines of text" : "any bytes";
}

const char *
rule_instead(unsigned rule, unsigned lab)
{
	static const char *const firsts[LAB_COUNT] = {
		[LAB_WAIT] = "begin like this: POST /clients HTTP/1.1",
		[LAB_ORDER] = "begin like this: Client X: Alice",
		[LAB_CHAT] = "begin with the name alone: alice",
		[LAB_CALC] = "begin with the name, then 12 + 42",
		[LAB_CLOCK] = "send SEND_DATE or SEND_TIME",
		[LAB_ECHO] = "send bytes, and read them back"
	};

	if (rule >= FAMILY_FIRST && rule < RULE_HTTP && lab < LAB_COUNT &&
	    firsts[lab] != NULL)
		return firsts[lab];
	return rule_info(rule).instead;
}

const char *
rule_name(unsigned rule, unsigned lab, char out[RULE_NAME_SIZE])
{
	const char *symbol;
	size_t len;

	if (rule >= RULE_COUNT)
		rule = RULE_NONE;
	if (rule >= RULE_HTTP) {
		symbol = http_rule_info((enum http_rule)(rule - RULE_HTTP +
		    1))->symbol;
		len = (size_t)snprintf(out, RULE_NAME_SIZE, "http.");
		for (; *symbol != '\0' && len < RULE_NAME_SIZE - 1; symbol++)
			out[len++] = *symbol >= 'A' && *symbol <= 'Z' ?
			    (char)(*symbol - 'A' + 'a') : *symbol;
		out[len] = '\0';
	} else if (rule >= FAMILY_FIRST) {
		(void)snprintf(out, RULE_NAME_SIZE, "%s." FAMILY_WORD "%s",
		    lab < LAB_COUNT ? lab_info(lab)->name : "LAB", ids[rule]);
	} else {
		(void)snprintf(out, RULE_NAME_SIZE, "%s", ids[rule]);
	}
	return out;
}

/* "calc.family.tls", "family.tls". */
static enum rule
family_find(const char *name, size_t len)
{
	const char *dot = memchr(name, '.', len);
	unsigned rule;
	int lab = -1;

	if (dot != NULL && strncasecmp(name, FAMILY_WORD,
	    sizeof(FAMILY_WORD) - 1) != 0) {
		lab = lab_find(name, (size_t)(dot - name));
		if (lab == -1)
			return RULE_NONE;
		len -= (size_t)(dot + 1 - name);
		name = dot + 1;
	}
	if (len < sizeof(FAMILY_WORD) || strncasecmp(name, FAMILY_WORD,
	    sizeof(FAMILY_WORD) - 1) != 0)
		return RULE_NONE;
	name += sizeof(FAMILY_WORD) - 1;
	len -= sizeof(FAMILY_WORD) - 1;
	for (rule = FAMILY_FIRST; rule < RULE_HTTP; rule++)
		if (strlen(ids[rule]) == len &&
		    strncasecmp(ids[rule], name, len) == 0 &&
		    (lab == -1 || rule_in_lab(rule, (unsigned)lab)))
			return (enum rule)rule;
	return RULE_NONE;
}

enum rule
rule_find(const char *name, size_t len)
{
	char own[RULE_NAME_SIZE];
	unsigned rule;

	if (len == 0 || len >= RULE_NAME_SIZE)
		return RULE_NONE;
	for (rule = RULE_NONE + 1; rule < RULE_COUNT; rule++) {
		if (rule >= FAMILY_FIRST && rule < RULE_HTTP)
			continue;
		(void)rule_name(rule, LAB_COUNT, own);
		if (strlen(own) == len && strncasecmp(own, name, len) == 0)
			return (enum rule)rule;
	}
	return family_find(name, len);
}

const char *
rule_severity_word(enum rule_severity severity)
{
	return severity == RULE_MUST ? "must" :
	    severity == RULE_SHOULD ? "should" : "style";
}

const char *
rule_who_word(enum rule_who who)
{
	return who == RULE_CLIENT ? "client" :
	    who == RULE_SERVER ? "server" : "both";
}

const char *
rule_variant_word(enum rule_variant variant)
{
	static const char *const words[] = { [RULE_ANY] = "",
	    [RULE_GREETED] = "greeted", [RULE_RELAY] = "chat",
	    [RULE_COMMANDS] = "commands", [RULE_ROOM] = "room" };

	return words[variant];
}

const char *
rule_result_word(enum rule_result result)
{
	return result == RULE_OK ? "ok" :
	    result == RULE_NOT_OK ? "not ok" : "not seen";
}

bool
rule_limit(unsigned at, struct rule_limit *limit)
{
	static const struct rule_limit limits[] = {
#define LIMIT(symbol, value, unit, id, text) { id, value, unit, text },
#include "wire/rule_limits.def"
#undef LIMIT
	};

	if (at >= sizeof(limits) / sizeof(limits[0]))
		return false;
	*limit = limits[at];
	return true;
}
