/* Filters, read: the text of one becomes terms. */
#include "watch/rows.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/wording.h"
#include "watch/rows_private.h"

const char *const row_filter_help[] = {
	"al            occurs somewhere in the row; \"GET /\" with blanks",
	"name:al       occurs there; also lab: state: peer: last: end:",
	"name=alice    is just that; name=alice@chat, name:al@chat: in a lab",
	"status>=400   also = != < <= >; also pid messages bytes faults",
	"since>60      seconds; also left, connected",
	"!state:ended  does not hold",
	NULL
};

static const struct {
	const char *word;
	bool number;
} keys[KEY_COUNT] = {
#define KEY(symbol, word, number) { word, number },
#include "watch/filter_keys.def"
#undef KEY
};

/* The longer ones first: a term begins with the first that fits. */
static const struct {
	const char *text;
	enum comparison comparison;
} comparisons[] = {
	{ "!=", UNEQUAL }, { "<=", AT_MOST }, { ">=", AT_LEAST },
	{ ":", HAS }, { "=", EQUAL }, { "<", LESS }, { ">", MORE },
};

/* The end of a term: a blank, but not one between quotes. */
static const char *
term_end(const char *at)
{
	bool quoted = false;

	for (; *at != '\0' && (quoted || *at != ' '); at++)
		if (*at == '"')
			quoted = !quoted;
	return at;
}

static bool
term_number(const char *word, int64_t *number)
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

/* Is there a key and a comparison at the start?  The length of both. */
static size_t
term_head(const char *word, struct row_term *term)
{
	size_t key, i, len;

	for (key = KEY_ANY + 1; key < KEY_COUNT; key++) {
		len = strlen(keys[key].word);
		if (strncmp(word, keys[key].word, len) != 0)
			continue;
		for (i = 0; i < sizeof(comparisons) / sizeof(comparisons[0]);
		    i++)
			if (strncmp(word + len, comparisons[i].text,
			    strlen(comparisons[i].text)) == 0) {
				term->key = (uint8_t)key;
				term->comparison = (uint8_t)
				    comparisons[i].comparison;
				return len + strlen(comparisons[i].text);
			}
	}
	return 0;
}

/* Takes the lab off a name: what is left is the filter's own text. */
static const char *
term_name(struct row_term *term, char *word)
{
	struct name_at at;
	const char *fault = name_at_parse(&at, word, strlen(word));

	if (fault != NULL)
		return fault;
	term->lab = (uint8_t)at.lab;
	word[at.len] = '\0';
	return NULL;
}

/* One term, terminated, in the filter's own text. */
static const char *
term_parse(struct row_filter *filter, char *word)
{
	struct row_term *term;
	size_t head;

	if (filter->count == ROW_TERMS_MAX)
		return wording_of("filter.terms",
		    "a filter has at most 16 terms");
	term = &filter->terms[filter->count];
	memset(term, 0, sizeof(*term));
	if (word[0] == '!' && word[1] != '\0') {
		term->negated = true;
		word++;
	}
	head = term_head(word, term);
	word += head;
	term->word = (uint16_t)(word - filter->text);
	filter->count++;
	if (head == 0)
		return NULL;
	if (*word == '\0')
		return wording_of("filter.value",
		    "a value is missing after the comparison");
	if (!keys[term->key].number && term->comparison > UNEQUAL)
		return wording_of("filter.text",
		    "texts are compared with : = and != only");
	if (!keys[term->key].number)
		return term->key == KEY_NAME ? term_name(term, word) : NULL;
	if (term->comparison == HAS)
		term->comparison = EQUAL;
	return term_number(word, &term->number) ? NULL :
	    wording_of("filter.number",
	    "a number is missing after the comparison");
}

/* Takes the quotes out: they only kept blanks together. */
static void
term_unquote(char *word)
{
	char *to = word;

	for (; *word != '\0'; word++)
		if (*word != '"')
			*to++ = *word;
	*to = '\0';
}

const char *
row_filter_parse(struct row_filter *filter, const char *text)
{
	const char *fault = NULL;
	char *at, *end;
	bool last;

	filter->count = 0;
	if (!text_copy(filter->text, sizeof(filter->text), text))
		return wording_of("filter.tooLong", "the filter is too long");
	for (at = filter->text; fault == NULL; at = end + 1) {
		at += strspn(at, " ");
		if (*at == '\0')
			break;
		end = at + (term_end(at) - at);
		last = *end == '\0';
		*end = '\0';
		term_unquote(at);
		if (*at != '\0')
			fault = term_parse(filter, at);
		if (last)
			break;
	}
	if (fault != NULL)
		filter->count = 0;
	return fault;
}
