/*
 * The rules by which clients and servers are graded: one list, of
 * wire/rules.def, wire/rule_families.def and wire/http_rules.def.
 *
 * Any process; pure, constant; no X.  The numbers of the enum go into shared
 * memory and records, so both sides must come from the same build.
 */
#ifndef WIRE_RULE_H
#define WIRE_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/labs.h"
#include "wire/http.h"

enum rule {
	RULE_NONE,
#define RULE(symbol, id, told, instead, labs, who, severity, variant, needs) \
	RULE_##symbol,
#include "wire/rules.def"
#undef RULE
#define FAMILY(symbol, word, text, labs, who) RULE_FAMILY_##symbol,
#include "wire/rule_families.def"
#undef FAMILY
	/* Those of enum http_rule follow from here on, in its order. */
	RULE_HTTP,
	RULE_COUNT = RULE_HTTP + HTTP_RULE_COUNT - 1
};

enum rule_limit_value {
#define LIMIT(symbol, value, unit, id, text) RULE_LIMIT_##symbol = (value),
#include "wire/rule_limits.def"
#undef LIMIT
};

enum rule_severity { RULE_STYLE, RULE_SHOULD, RULE_MUST };

/* As bits: BOTH is the two. */
enum rule_who { RULE_CLIENT = 1, RULE_SERVER = 2, RULE_BOTH = 3 };

/* A rule of a variant holds where that one is played; see
 * barewirectl(1). */
enum rule_variant {
	RULE_ANY,
	RULE_GREETED,		/* order: the server says who is X */
	RULE_RELAY,		/* order: the two talk after the result */
	RULE_COMMANDS,		/* chat: /list, /msg, /quit */
	RULE_ROOM		/* chat: everything to everyone */
};

enum rule_result { RULE_NOT_SEEN, RULE_OK, RULE_NOT_OK };

struct rule_info {
	const char *told;	/* what is wrong when it is not ok */
	const char *instead;	/* NULL: that is plain */
	unsigned labs;		/* bits: 1u << enum lab_id */
	unsigned must_labs;	/* where it is must; else `severity` */
	enum rule_severity severity;
	enum rule_who who;
	enum rule_variant variant;
	bool live;		/* a record of what was said is not enough */
};

/* A number outside the list gives RULE_NONE's, which is in no lab. */
struct rule_info rule_info(unsigned rule);
enum rule_severity rule_severity(unsigned rule, unsigned lab);
bool rule_in_lab(unsigned rule, unsigned lab);
enum rule rule_of_http(unsigned http_rule);
/* What a family speaks; what the lab does. */
const char *rule_family_speech(unsigned rule);
const char *rule_lab_speech(unsigned lab);
/* What to do instead, in this lab; NULL: that is plain. */
const char *rule_instead(unsigned rule, unsigned lab);

/* "wait.head.host", "http.bare_lf", "calc.family.tls"; lab says whose family,
 * "LAB.family.tls" where it is none. */
#define RULE_NAME_SIZE	40
const char *rule_name(unsigned rule, unsigned lab, char out[RULE_NAME_SIZE]);

/* The rule of that name, RULE_NONE: there is none.  Case does not count;
 * "family.tls" is that of any lab. */
enum rule rule_find(const char *name, size_t len);

/* "must", "client", "commands" (or "" for any), "not ok". */
const char *rule_severity_word(enum rule_severity severity);
const char *rule_who_word(enum rule_who who);
const char *rule_variant_word(enum rule_variant variant);
const char *rule_result_word(enum rule_result result);

/* The limits, for those who print them; false behind the last. */
struct rule_limit {
	const char *rule;
	long value;
	const char *unit;
	const char *text;
};
bool rule_limit(unsigned at, struct rule_limit *limit);

#endif
