/*
 * The filter language: what people type to see some rows, or some messages.
 *
 * Any watcher; pure but for the locale's upper and lower case; no X.  One
 * parser and one match; what can be asked is a table of keys
 * (filter_row_keys.def, filter_message_keys.def), the same word for the same
 * thing in both.
 *
 * Terms separated by blanks, all of which must hold:
 *	al		the text occurs somewhere, or in NAME@LAB
 *	"GET /"		with a blank in it; what begins with a quote is text
 *	name:al		occurs in the name; name=alice: is the name
 *	name=alice@chat, name:al@chat: in that lab
 *	status>=400	numbers: also = != < <= >, and : for =; 2k, 1M
 *	!state:ended	does not hold
 *	fault		a mark (of messages): so it is
 * Case does not count, nor in keys.  A word before ':' that is no key is a
 * fault, which names the keys.
 */
#ifndef WATCH_FILTER_H
#define WATCH_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/name_at.h"

#define FILTER_SIZE	256
#define FILTER_TERMS_MAX 16
#define FILTER_FAULT_SIZE 256
/* For texts that are made when they are asked for. */
#define FILTER_TEXT_SIZE 512

/* A mark is a number, 0 or 1, whose key may stand alone. */
enum filter_kind { FILTER_TEXT, FILTER_NAME, FILTER_NUMBER, FILTER_MARK };

struct filter_key {
	const char *word;
	enum filter_kind kind;
	const char *values;	/* the only ones, blanks between; or NULL */
};

/* The first is "", for terms without a key. */
struct filter_keys {
	const struct filter_key *list;
	unsigned count;
};

/* Private to watch/filter*.c. */
struct filter_term {
	uint8_t key;
	uint8_t comparison;
	uint8_t lab;		/* with a name: that lab's, or NAME_ANY_LAB */
	bool negated;
	uint16_t word;		/* offset in filter.text */
	int64_t number;
};

struct filter {
	const struct filter_keys *keys;
	char text[FILTER_SIZE];
	struct filter_term terms[FILTER_TERMS_MAX];
	uint32_t count;		/* 0: everything matches; zeroed is so */
	char fault[FILTER_FAULT_SIZE];
};

/* What is looked at: how it answers for a key of its table. */
struct filter_subject {
	const void *context;
	int64_t now_mono_ns;
	const char *name;
	unsigned lab;
	/* Does the text occur in anything but the name? */
	bool (*has)(const struct filter_subject *subject, const char *word);
	const char *(*text)(const struct filter_subject *subject,
	    unsigned key, char scratch[FILTER_TEXT_SIZE]);
	/* False when it has no such number: no comparison holds then. */
	bool (*number)(const struct filter_subject *subject, unsigned key,
	    int64_t *number);
};

/* NULL, or what is wrong with it, for as long as the filter is not parsed
 * anew; everything matches then. */
const char *filter_parse(struct filter *filter,
    const struct filter_keys *keys, const char *text);
bool filter_match(const struct filter *filter,
    const struct filter_subject *subject);

/* How long the term is that the text begins with: up to a blank, but not one
 * between quotes. */
size_t filter_term_length(const char *text);

/*
 * The first place of the word in the bytes from `from` on, case aside; -1
 * when there is none or the word is empty.  As long as the word: characters
 * whose other case has more bytes are not the same here.
 */
int64_t filter_find(const void *bytes, size_t len, size_t from,
    const char *word);
/* The last place that begins before `before`. */
int64_t filter_find_last(const void *bytes, size_t len, size_t before,
    const char *word);
/* Does the word, perhaps "", occur in the text? */
bool filter_has(const char *text, const char *word);

#endif
