/* Which messages are shown. */
#include "gui/model/match.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/wording.h"
#include "gui/model/event.h"

static bool
same_text(const unsigned char *bytes, const char *needle, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (tolower(bytes[i]) != tolower((unsigned char)needle[i]))
			return false;
	return true;
}

int64_t
match_find(const unsigned char *bytes, size_t len, size_t from,
    const char *needle)
{
	size_t need = strlen(needle), at;

	if (need == 0)
		return -1;
	for (at = from; at + need <= len; at++)
		if (same_text(bytes + at, needle, need))
			return (int64_t)at;
	return -1;
}

int64_t
match_find_last(const unsigned char *bytes, size_t len, size_t before,
    const char *needle)
{
	size_t need = strlen(needle), at;

	if (need == 0 || need > len)
		return -1;
	at = before < len - need + 1 ? before : len - need + 1;
	while (at-- > 0)
		if (same_text(bytes + at, needle, need))
			return (int64_t)at;
	return -1;
}

static const struct { const char *word; enum match_key key; } keys[] = {
	{ "lab:", MATCH_LAB }, { "name:", MATCH_CLIENT },
	{ "dir:", MATCH_DIRECTION },
};

/* Longer signs first: "<=" before "<". */
static const struct { const char *sign; enum match_compare compare; }
signs[] = {
	{ "!=", COMPARE_NOT }, { "<=", COMPARE_LESS_EQUAL },
	{ ">=", COMPARE_MORE_EQUAL }, { "=", COMPARE_EQUAL },
	{ ":", COMPARE_EQUAL }, { "<", COMPARE_LESS }, { ">", COMPARE_MORE },
};

static const char *
parse_status(struct match_term *term, const char *rest)
{
	size_t i;
	char *end;

	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strncmp(rest, signs[i].sign, strlen(signs[i].sign)) == 0)
			break;
	if (i == sizeof(signs) / sizeof(signs[0]))
		return wording_of("filter.status",
		    "status needs =, !=, <, <=, > or >= and a number");
	rest += strlen(signs[i].sign);
	term->compare = signs[i].compare;
	term->number = (int)strtol(rest, &end, 10);
	return end != rest && *end == '\0' ? NULL :
	    wording_of("filter.statusNumber",
	    "status is compared with a number, like status>=400");
}

static bool
begins_status(const char *word)
{
	const size_t len = strlen("status");

	/* Terminated by next_word, which the analyzer loses sight of. */
	/* NOLINTNEXTLINE(clang-analyzer-core.*) */
	return strncmp(word, "status", len) == 0 && word[len] != '\0' &&
	    strchr("=!<>:", word[len]) != NULL;
}

/* What is left as the text is the name without its lab. */
static const char *
parse_name(struct match_term *term)
{
	struct name_at at;
	const char *fault = name_at_parse(&at, term->text,
	    strlen(term->text));

	if (fault != NULL)
		return fault;
	term->lab = at.lab;
	term->text[at.len] = '\0';
	return NULL;
}

static const char *
parse_term(struct match_term *term, const char *word)
{
	size_t i;

	memset(term, 0, sizeof(*term));
	if (word[0] == '!' && word[1] != '\0') {
		term->negated = true;
		word++;
	}
	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strncmp(word, keys[i].word, strlen(keys[i].word)) == 0) {
			term->key = keys[i].key;
			word += strlen(keys[i].word);
			break;
		}
	if (word[0] == '\0')
		return wording_of("filter.colon",
		    "a value is missing after the colon");
	text_copy(term->text, sizeof(term->text), word);
	if (term->key == MATCH_TEXT && begins_status(word)) {
		term->key = MATCH_STATUS;
		return parse_status(term, word + 6);
	}
	if (term->key == MATCH_CLIENT)
		return parse_name(term);
	if (term->key == MATCH_DIRECTION && strcmp(word, "received") != 0 &&
	    strcmp(word, "sent") != 0)
		return wording_of("filter.direction",
		    "dir is received or sent");
	return NULL;
}

/* The next word; blanks between double quotes belong to it. */
static bool
next_word(const char **text, char out[MATCH_TEXT_SIZE])
{
	const char *at = *text + strspn(*text, " \t");
	bool quoted = false;
	size_t len = 0;

	for (; *at != '\0' && (quoted || (*at != ' ' && *at != '\t')); at++)
		if (*at == '"')
			quoted = !quoted;
		else if (len + 1 < MATCH_TEXT_SIZE)
			out[len++] = *at;
	out[len] = '\0';
	*text = at;
	return len != 0;
}

const char *
match_parse(struct match *match, const char *text)
{
	char word[MATCH_TEXT_SIZE];
	const char *fault = NULL;

	match->count = 0;
	while (fault == NULL && next_word(&text, word)) {
		if (match->count == MATCH_TERMS_MAX)
			fault = wording_of("filter.tooMany", "too many words");
		else
			fault = parse_term(&match->terms[match->count++],
			    word);
	}
	if (fault != NULL)
		match->count = 0;
	return fault;
}

static bool
text_in(const char *text, const char *needle)
{
	return match_find((const unsigned char *)text, strlen(text), 0,
	    needle) >= 0;
}

static bool
name_in(const struct log_entry *entry, const char *needle)
{
	char name[NAME_AT_SIZE];

	if (text_in(entry->name, needle))
		return true;
	if (strchr(needle, '@') == NULL)
		return false;
	name_at_put(name, entry->name, entry->lab);
	return text_in(name, needle);
}

static bool
compare_status(const struct match_term *term, int status)
{
	if (status == 0)
		return false;
	switch (term->compare) {
	case COMPARE_EQUAL:
		return status == term->number;
	case COMPARE_NOT:
		return status != term->number;
	case COMPARE_LESS:
		return status < term->number;
	case COMPARE_LESS_EQUAL:
		return status <= term->number;
	case COMPARE_MORE:
		return status > term->number;
	case COMPARE_MORE_EQUAL:
		return status >= term->number;
	}
	return false;
}

static bool
term_holds(const struct match_term *term, const struct log_entry *entry)
{
	char words[EVENT_WORDS_SIZE];

	switch (term->key) {
	case MATCH_LAB:
		/* A part will do, as in the filter of the clients. */
		return text_in(lab_info(entry->lab)->name, term->text);
	case MATCH_CLIENT:
		return (term->lab == NAME_ANY_LAB ||
		    term->lab == entry->lab) &&
		    text_in(entry->name, term->text);
	case MATCH_DIRECTION:
		return entry->direction == (term->text[0] == 'r' ?
		    FEED_RECEIVED : FEED_SENT);
	case MATCH_STATUS:
		return compare_status(term, entry->status);
	case MATCH_TEXT:
		break;
	}
	if (name_in(entry, term->text))
		return true;
	if (entry->kind == LOG_EVENT) {
		event_words(entry, words, sizeof(words));
		return text_in(words, term->text);
	}
	return text_in(entry->note, term->text) ||
	    match_find(entry->bytes, entry->len, 0, term->text) >= 0;
}

bool
match_entry(const struct match *match, const struct log_entry *entry)
{
	unsigned i;

	if (entry->kind == LOG_GAP)
		return true;	/* a loss is shown whatever is looked for */
	for (i = 0; i < match->count; i++)
		if (term_holds(&match->terms[i], entry) ==
		    match->terms[i].negated)
			return false;
	return true;
}
