/*
 * Which messages are shown: the message filter.
 *
 * Words separated by spaces, all of which must hold:
 *	lab:wait  name:alice  name:alice@chat  dir:received  dir:sent
 *	status>=400
 *	anything else: text in the message, its client's name (as alice@chat,
 *	too) or its note, upper and lower case alike; "with a blank" in quotes
 * A '!' in front turns a word around.  status takes = != < <= > >=.
 *
 * Pure; no X.
 */
#ifndef GUI_MODEL_MATCH_H
#define GUI_MODEL_MATCH_H

#include "base/name_at.h"
#include "gui/model/log.h"

#define MATCH_TERMS_MAX	12
#define MATCH_TEXT_SIZE	128

enum match_key {
	MATCH_TEXT, MATCH_LAB, MATCH_CLIENT, MATCH_DIRECTION, MATCH_STATUS
};
enum match_compare {
	COMPARE_EQUAL, COMPARE_NOT, COMPARE_LESS, COMPARE_LESS_EQUAL,
	COMPARE_MORE, COMPARE_MORE_EQUAL
};

struct match_term {
	enum match_key key;
	bool negated;
	unsigned lab;		/* with a name: that lab's, or NAME_ANY_LAB */
	enum match_compare compare;
	int number;
	char text[MATCH_TEXT_SIZE];
};

struct match {
	struct match_term terms[MATCH_TERMS_MAX];
	unsigned count;
};

/* NULL, or what is wrong with the text; match then lets everything pass. */
const char *match_parse(struct match *match, const char *text);

/* An empty match lets everything pass. */
bool match_entry(const struct match *match, const struct log_entry *entry);

/* The first place of needle in the bytes from `from` on, case aside (ASCII);
 * -1 when there is none or the needle is empty. */
int64_t match_find(const unsigned char *bytes, size_t len, size_t from,
    const char *needle);
/* The last place that begins before `before`. */
int64_t match_find_last(const unsigned char *bytes, size_t len, size_t before,
    const char *needle);

#endif
