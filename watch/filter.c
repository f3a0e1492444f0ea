/* Filters, read: the text of one becomes terms. */
#include "watch/filter.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/wording.h"
#include "watch/filter_private.h"

/* The longer ones first: a term begins with the first that fits. */
static const struct {
	const char *text;
	enum filter_comparison comparison;
} comparisons[] = {
	{ "!=", FILTER_UNEQUAL }, { "<=", FILTER_AT_MOST },
	{ ">=", FILTER_AT_LEAST }, { ":", FILTER_HAS }, { "=", FILTER_EQUAL },
	{ "<", FILTER_LESS }, { ">", FILTER_MORE },
};

static bool
filter_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

size_t
filter_term_length(const char *text)
{
	bool quoted = false;
	size_t len;

	for (len = 0; text[len] != '\0' && (quoted ||
	    !filter_is_blank(text[len])); len++)
		if (text[len] == '"')
			quoted = !quoted;
	return len;
}

static bool
filter_number(const char *word, int64_t *number)
{
	static const char units[] = "kMG";
	const char *unit;
	char *end;

	errno = 0;
	*number = strtoll(word, &end, 10);
	if (end == word || errno != 0 || *word == ' ')
		return false;
	unit = *end == '\0' ? NULL : strchr(units, *end);
	if (unit == NULL)
		return *end == '\0';
	for (; unit >= units; unit--)
		if (__builtin_mul_overflow(*number, 1000, number))
			return false;
	return end[1] == '\0';
}

/* The comparison at the start; its length, 0 when there is none. */
static size_t
filter_comparison(const char *text, struct filter_term *term)
{
	size_t i, len;

	for (i = 0; i < sizeof(comparisons) / sizeof(comparisons[0]); i++) {
		len = strlen(comparisons[i].text);
		if (strncmp(text, comparisons[i].text, len) != 0)
			continue;
		term->comparison = (uint8_t)comparisons[i].comparison;
		return len;
	}
	return 0;
}

/* Is there a key and a comparison at the start?  The length of both. */
static size_t
filter_head(const struct filter_keys *keys, const char *word,
    struct filter_term *term)
{
	size_t len, comparison;
	unsigned key;

	for (key = 1; key < keys->count; key++) {
		len = strlen(keys->list[key].word);
		if (strncasecmp(word, keys->list[key].word, len) != 0)
			continue;
		comparison = filter_comparison(word + len, term);
		if (comparison == 0)
			continue;
		term->key = (uint8_t)key;
		return len + comparison;
	}
	return 0;
}

/* Is it a mark's key, alone? */
static bool
filter_mark(const struct filter_keys *keys, const char *word,
    struct filter_term *term)
{
	unsigned key;

	for (key = 1; key < keys->count; key++) {
		if (keys->list[key].kind != FILTER_MARK ||
		    strcasecmp(keys->list[key].word, word) != 0)
			continue;
		term->key = (uint8_t)key;
		term->comparison = FILTER_EQUAL;
		term->number = 1;
		return true;
	}
	return false;
}

/* Letters and a colon, but no key: a text must say so, by a quote. */
static const char *
filter_unknown(struct filter *filter, const char *word)
{
	size_t len = strspn(word, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), used = 0;
	char key[24], list[160] = "";
	unsigned i;

	if (len == 0 || word[len] != ':' || len >= sizeof(key))
		return NULL;
	(void)snprintf(key, sizeof(key), "%.*s", (int)len, word);
	for (i = 1; i < filter->keys->count && used < sizeof(list); i++)
		used += (size_t)snprintf(list + used, sizeof(list) - used,
		    i == 1 ? "%s" : " %s", filter->keys->list[i].word);
	wording_put(filter->fault, sizeof(filter->fault), wording_of(
	    "filter.key", "%1: is none of the keys %2; as a text: \"%1:\""),
	    key, list, NULL);
	return filter->fault;
}

/* Takes the lab off a name: what is left is the filter's own text. */
static const char *
filter_name(struct filter_term *term, char *word)
{
	struct name_at at;
	const char *fault = name_at_parse(&at, word, strlen(word));

	if (fault != NULL)
		return fault;
	term->lab = (uint8_t)at.lab;
	word[at.len] = '\0';
	return NULL;
}

/* The beginning of one of them will do. */
static const char *
filter_one_of(struct filter *filter, const struct filter_key *key,
    const char *word)
{
	const char *at = key->values;
	size_t len = strlen(word);

	while (at != NULL && strncasecmp(at, word, len) != 0) {
		at = strchr(at, ' ');
		if (at != NULL)
			at++;
	}
	if (at != NULL)
		return NULL;
	wording_put(filter->fault, sizeof(filter->fault), wording_of(
	    "filter.values", "%1 is one of: %2"), key->word, key->values,
	    NULL);
	return filter->fault;
}

static const char *
filter_value(struct filter *filter, struct filter_term *term, char *word)
{
	const struct filter_key *key = &filter->keys->list[term->key];

	if (*word == '\0')
		return wording_of("filter.value",
		    "a value is missing after the comparison");
	if (key->kind != FILTER_NUMBER && key->kind != FILTER_MARK &&
	    term->comparison > FILTER_UNEQUAL)
		return wording_of("filter.text",
		    "texts are compared with : = and != only");
	if (key->kind == FILTER_NAME)
		return filter_name(term, word);
	if (key->kind == FILTER_TEXT)
		return key->values == NULL ? NULL :
		    filter_one_of(filter, key, word);
	if (term->comparison == FILTER_HAS)
		term->comparison = FILTER_EQUAL;
	return filter_number(word, &term->number) ? NULL :
	    wording_of("filter.number",
	    "a number is missing after the comparison");
}

/* Takes the quotes out: they only kept blanks together. */
static void
filter_unquote(char *word)
{
	char *to = word;

	for (; *word != '\0'; word++)
		if (*word != '"')
			*to++ = *word;
	*to = '\0';
}

/* One term, terminated, in the filter's own text. */
static const char *
filter_term(struct filter *filter, char *word)
{
	struct filter_term *term;
	size_t head = 0;
	bool plain;

	if (filter->count == FILTER_TERMS_MAX)
		return wording_of("filter.terms",
		    "a filter has at most 16 terms");
	term = &filter->terms[filter->count];
	memset(term, 0, sizeof(*term));
	if (word[0] == '!' && word[1] != '\0') {
		term->negated = true;
		word++;
	}
	plain = word[0] == '"';
	filter_unquote(word);
	if (*word == '\0')
		return NULL;
	if (!plain)
		head = filter_head(filter->keys, word, term);
	term->word = (uint16_t)(word + head - filter->text);
	filter->count++;
	if (head != 0)
		return filter_value(filter, term, word + head);
	if (plain || filter_mark(filter->keys, word, term))
		return NULL;
	return filter_unknown(filter, word);
}

const char *
filter_parse(struct filter *filter, const struct filter_keys *keys,
    const char *text)
{
	const char *fault = NULL;
	char *at, *end;
	bool last = false;

	filter->keys = keys;
	filter->count = 0;
	if (!text_copy(filter->text, sizeof(filter->text), text))
		return wording_of("filter.tooLong", "the filter is too long");
	for (at = filter->text; fault == NULL && !last; at = end + 1) {
		at += strspn(at, " \t");
		end = at + filter_term_length(at);
		last = *end == '\0';
		*end = '\0';
		if (*at != '\0')
			fault = filter_term(filter, at);
	}
	if (fault != NULL)
		filter->count = 0;
	return fault;
}
