/* Is it the order lab's result? */
#include "wire/order_result.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"

#define WORDS_MAX	64
#define EXTRAS_MAX	2	/* verbs and family names beside the two */

enum order_word {
	WORD_NAME,		/* anything else: perhaps a name */
	WORD_OURS,
	WORD_LETTER,		/* X or Y */
	WORD_BEFORE,
	WORD_FIRST,
	WORD_SECOND,
	WORD_SPLIT,
	WORD_FILLER,
	WORD_TALK
};

struct word {
	enum order_word kind;
	const char *at;
	size_t len;
};

struct words {
	struct word list[WORDS_MAX];
	size_t count;
	bool has[WORD_TALK + 1];
};

/* A text that is being taken apart. */
struct scan {
	const char *at, *end;
	const char *name;
	size_t name_len;
};

static const struct {
	enum order_word kind;
	const char *word;
} known[] = {
#define ORDER_WORD(symbol, word) { WORD_##symbol, word },
#include "wire/order_words.def"
#undef ORDER_WORD
};

/* The length of the character, if a name may be made of it: punctuation
 * beyond ASCII, such as other quotes, is none. */
static size_t
name_char(const char *at, const char *end)
{
	unsigned c;
	size_t len = text_utf8(at, (size_t)(end - at), &c);

	if (len == 0)
		return 1;	/* a letter of Latin-1, say */
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		    (c >= 'a' && c <= 'z') || c == '_' || c == '-' ||
		    c == '.';
	return (c >= 0xa0 && c <= 0xbf) || (c >= 0x2000 && c <= 0x206f) ||
	    (c >= 0x3000 && c <= 0x303f) ? 0 : len;
}

static size_t
name_len(const char *at, const char *end)
{
	const char *begin = at;
	size_t len = 1;

	while (at < end && (len = name_char(at, end)) != 0)
		at += len;
	return (size_t)(at - begin);
}

/* Digits, dashes: nobody is called that. */
static bool
is_number(const char *at, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (strchr("0123456789.-_", at[i]) == NULL)
			return false;
	return true;
}

/* Our name begins here, and nothing goes on behind it but a full stop. */
static size_t
scan_ours(const struct scan *scan)
{
	const char *behind = scan->at + scan->name_len;

	if ((size_t)(scan->end - scan->at) < scan->name_len ||
	    strncasecmp(scan->at, scan->name, scan->name_len) != 0)
		return 0;
	while (behind < scan->end && *behind == '.')
		behind++;
	return name_len(behind, scan->end) != 0 ? 0 : scan->name_len;
}

static enum order_word
word_kind(const char *at, size_t len)
{
	size_t i;

	if (is_number(at, len))
		return WORD_FILLER;
	if (len == 1 && strchr("xXyY", *at) != NULL)
		return WORD_LETTER;
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strlen(known[i].word) == len &&
		    strncasecmp(known[i].word, at, len) == 0)
			return known[i].kind;
	return WORD_NAME;
}

/* "X : alice": is what ends here only what somebody is called by?  Not in
 * "alice: first". */
static bool
is_label(const char *at, const char *end)
{
	while (at < end && strchr(" \t\")']", *at) != NULL)
		at++;
	if (at == end || (*at != ':' && *at != '='))
		return false;
	at++;
	while (at < end && strchr(" \t\"('[", *at) != NULL)
		at++;
	if (at == end || name_char(at, end) == 0 || is_number(at, 1))
		return false;
	return !((size_t)(end - at) >= 5 && strncasecmp(at, "first", 5) == 0)
	    && !((size_t)(end - at) >= 6 &&
	    strncasecmp(at, "second", 6) == 0);
}

static void
words_add(struct words *words, enum order_word kind, const char *at,
    size_t len)
{
	words->has[kind] = true;
	if (kind == WORD_FILLER || words->count == WORDS_MAX)
		return;
	words->list[words->count++] = (struct word){ kind, at, len };
}

/* One word, at least a byte. */
static void
words_take(struct words *words, struct scan *scan)
{
	size_t len = name_len(scan->at, scan->end), ours = scan_ours(scan);
	enum order_word kind;

	while (len > 1 && scan->at[len - 1] == '.')
		len--;
	kind = word_kind(scan->at, len);
	if (ours > 0 && !(kind == WORD_LETTER &&
	    is_label(scan->at + len, scan->end))) {
		kind = WORD_OURS;
		len = ours;
	} else if (kind == WORD_NAME && is_label(scan->at + len, scan->end)) {
		kind = WORD_FILLER;
	}
	words_add(words, kind, scan->at, len);
	scan->at += len;
}

static void
words_find(struct words *words, const char *text, size_t len,
    const char *name)
{
	struct scan scan = { text, text + len, name, strlen(name) };

	memset(words, 0, sizeof(*words));
	while (scan.at < scan.end) {
		if (name_char(scan.at, scan.end) != 0 ||
		    scan_ours(&scan) != 0) {
			words_take(words, &scan);
			continue;
		}
		if (*scan.at == ',' || *scan.at == ';' || *scan.at == '\n')
			words_add(words, WORD_SPLIT, scan.at, 1);
		scan.at += text_utf8(scan.at,
		    (size_t)(scan.end - scan.at), NULL);
	}
}

/* The two names: each is the first word of its part, and what else is in the
 * part may be a verb.  NULL where there is none. */
struct pair {
	const struct word *names[2];
	size_t parts;
	size_t extras;
};

static void
pair_find(struct pair *pair, const struct words *words,
    enum order_word between)
{
	bool begun = false;
	size_t i;

	memset(pair, 0, sizeof(*pair));
	for (i = 0; i < words->count; i++) {
		const struct word *word = &words->list[i];

		if (word->kind == between) {
			begun = false;
		} else if (word->kind != WORD_NAME &&
		    word->kind != WORD_OURS) {
			continue;
		} else if (begun) {
			pair->extras++;
		} else {
			begun = true;
			if (pair->parts < 2)
				pair->names[pair->parts] = word;
			pair->parts++;
		}
	}
}

/* "First: alice Second: bob": nothing stands between. */
static void
pair_side_by_side(struct pair *pair, const struct words *words)
{
	size_t i;

	memset(pair, 0, sizeof(*pair));
	for (i = 0; i < words->count; i++) {
		if (words->list[i].kind != WORD_NAME &&
		    words->list[i].kind != WORD_OURS)
			continue;
		if (pair->parts < 2)
			pair->names[pair->parts] = &words->list[i];
		pair->parts++;
	}
}

static bool
pair_is_result(struct pair *pair, const struct words *words)
{
	if (words->has[WORD_BEFORE]) {
		pair_find(pair, words, WORD_BEFORE);
		return pair->parts == 2 && pair->extras <= EXTRAS_MAX;
	}
	pair_find(pair, words, WORD_SPLIT);
	if (pair->parts == 2 && pair->extras <=
	    (words->has[WORD_FIRST] ? EXTRAS_MAX : 0))
		return true;
	pair_side_by_side(pair, words);
	return words->has[WORD_FIRST] && words->has[WORD_SECOND] &&
	    pair->parts == 2;
}

static size_t
words_letters(const struct words *words)
{
	size_t i, count = 0;

	for (i = 0; i < words->count; i++)
		count += words->list[i].kind == WORD_LETTER;
	return count;
}

/* Does nothing but a sign stand between the two? */
static bool
is_arrow(const char *at, const char *end)
{
	bool sign = false;

	for (; at < end; at++) {
		if (strchr("<>|/=-", *at) == NULL && *at != ' ')
			return false;
		sign |= *at != ' ';
	}
	return sign;
}

/* Is it "L: text", L either letter, and is the text the name? */
static bool
frame_side(const char *at, size_t len, const char *name, bool *ours)
{
	if (len < 4 || (at[0] != 'X' && at[0] != 'Y') || at[1] != ':' ||
	    at[2] != ' ')
		return false;
	*ours |= len - 3 == strlen(name) && memcmp(at + 3, name, len - 3) == 0;
	return true;
}

/* The exercise's own sentence: there a message may have any words. */
static bool
frame_is_ours(const char *text, size_t len, const char *name)
{
	static const char middle[] = " received before ";
	const char *end = text + len, *at, *rest;
	bool ours = false;

	while (end > text && strchr(" \r\n.", end[-1]) != NULL)
		end--;
	at = memmem(text, (size_t)(end - text), middle, sizeof(middle) - 1);
	if (at == NULL)
		return false;
	rest = at + sizeof(middle) - 1;
	return frame_side(text, (size_t)(at - text), name, &ours) &&
	    frame_side(rest, (size_t)(end - rest), name, &ours) &&
	    text[0] != rest[0] && ours;
}

static void
names_fill(struct order_names *names, const struct pair *pair)
{
	int i;

	for (i = 0; names != NULL && i < 2; i++)
		(void)text_escape(names->names[i], sizeof(names->names[i]),
		    pair->names[i]->at, pair->names[i]->len);
}

static bool
pair_has_ours(const struct pair *pair)
{
	return pair->names[0]->kind == WORD_OURS ||
	    pair->names[1]->kind == WORD_OURS;
}

/* "X: alice Y: bob", "alice -> bob": the two, and nothing that tells who was
 * first.  Two bare words may be anything: "alice arrived". */
static bool
is_unordered(struct pair *pair, const struct words *words)
{
	const struct word *first;

	pair_side_by_side(pair, words);
	if (pair->parts != 2 || words->has[WORD_BEFORE] ||
	    words->has[WORD_SPLIT] || !pair_has_ours(pair))
		return false;
	first = pair->names[0];
	return words_letters(words) >= 2 || is_arrow(first->at + first->len,
	    pair->names[1]->at);
}

enum order_result
order_result(const char *text, size_t len, const char *name,
    struct order_names *others)
{
	struct words words;
	struct pair pair;

	if (frame_is_ours(text, len, name))
		return ORDER_OURS;
	words_find(&words, text, len, name);
	if (words.has[WORD_TALK])
		return ORDER_NONE;
	if (!words.has[WORD_NAME] && !words.has[WORD_OURS])
		return words_letters(&words) >= 2 && (words.has[WORD_BEFORE]
		    || words.has[WORD_FIRST]) ? ORDER_NAMELESS : ORDER_NONE;
	if (!pair_is_result(&pair, &words)) {
		if (!is_unordered(&pair, &words))
			return ORDER_NONE;
		names_fill(others, &pair);
		return ORDER_UNORDERED;
	}
	if (pair_has_ours(&pair))
		return ORDER_OURS;
	/* "Enter a name, please" is no result that names others. */
	if (words_letters(&words) < 2)
		return ORDER_NONE;
	names_fill(others, &pair);
	return ORDER_OTHERS;
}

bool
order_result_begins(const char *text, size_t len, const char *name)
{
	struct words words;
	struct pair pair;

	words_find(&words, text, len, name);
	pair_side_by_side(&pair, &words);
	return !words.has[WORD_TALK] && !words.has[WORD_BEFORE] &&
	    pair.parts == 1 && (pair.names[0]->kind == WORD_OURS ||
	    words.has[WORD_LETTER] || words.has[WORD_FIRST]);
}
