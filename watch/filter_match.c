/* Filters, applied. */
#include <string.h>

#include "watch/filter_private.h"

static bool
filter_text_holds(const struct filter_term *term, const char *text,
    const char *word)
{
	bool whole;

	if (term->comparison == FILTER_HAS)
		return filter_has(text, word);
	whole = strlen(text) == strlen(word) && filter_has(text, word);
	return term->comparison == FILTER_EQUAL ? whole : !whole;
}

/* A name of another lab has nothing of this one, and is another one. */
static bool
filter_name_holds(const struct filter_term *term,
    const struct filter_subject *subject, const char *word)
{
	if (term->lab != NAME_ANY_LAB && term->lab != subject->lab)
		return term->comparison == FILTER_UNEQUAL;
	return filter_text_holds(term, subject->name, word);
}

/* Does the text occur anywhere, or in "alice@chat"? */
static bool
filter_any_holds(const struct filter_subject *subject, const char *word)
{
	char name[NAME_AT_SIZE];

	if (filter_has(subject->name, word) || subject->has(subject, word))
		return true;
	if (strchr(word, '@') == NULL)
		return false;
	name_at_put(name, subject->name, subject->lab);
	return filter_has(name, word);
}

static bool
filter_number_holds(const struct filter_term *term, int64_t value)
{
	switch (term->comparison) {
	case FILTER_UNEQUAL:
		return value != term->number;
	case FILTER_LESS:
		return value < term->number;
	case FILTER_AT_MOST:
		return value <= term->number;
	case FILTER_MORE:
		return value > term->number;
	case FILTER_AT_LEAST:
		return value >= term->number;
	default:
		return value == term->number;
	}
}

static bool
filter_term_holds(const struct filter *filter, const struct filter_term *term,
    const struct filter_subject *subject)
{
	const char *word = filter->text + term->word;
	char scratch[FILTER_TEXT_SIZE];
	int64_t value = 0;

	if (term->key == 0)
		return filter_any_holds(subject, word);
	switch (filter->keys->list[term->key].kind) {
	case FILTER_NAME:
		return filter_name_holds(term, subject, word);
	case FILTER_NUMBER:
	case FILTER_MARK:
		return subject->number(subject, term->key, &value) &&
		    filter_number_holds(term, value);
	case FILTER_TEXT:
		break;
	}
	return filter_text_holds(term, subject->text(subject, term->key,
	    scratch), word);
}

bool
filter_match(const struct filter *filter,
    const struct filter_subject *subject)
{
	uint32_t i;

	for (i = 0; i < filter->count; i++)
		if (filter_term_holds(filter, &filter->terms[i], subject) ==
		    filter->terms[i].negated)
			return false;
	return true;
}
