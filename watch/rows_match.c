/* Filters, applied: does a row match? */
#include <string.h>
#include <wctype.h>

#include "base/when.h"
#include "watch/rows_private.h"

/* The columns that the text keys look at. */
static const enum row_column text_columns[KEY_PID] = {
	[KEY_NAME] = COLUMN_NAME, [KEY_LAB] = COLUMN_LAB,
	[KEY_STATE] = COLUMN_STATE, [KEY_PEER] = COLUMN_PEER,
	[KEY_LAST] = COLUMN_LAST, [KEY_END] = COLUMN_END,
};

/* The next character without its case, moving on; 0 at the end. */
static unsigned
fold(const char **at)
{
	unsigned code_point = (unsigned char)**at;
	size_t n;

	if (code_point < 0x80) {
		*at += code_point != 0;
		return code_point >= 'A' && code_point <= 'Z' ?
		    code_point + 'a' - 'A' : code_point;
	}
	n = text_utf8(*at, strlen(*at), &code_point);
	*at += n > 0 ? n : 1;
	return n > 0 ? (unsigned)towlower((wint_t)code_point) : code_point;
}

/* Does text begin with word?  *whole: and end there? */
static bool
begins(const char *text, const char *word, bool *whole)
{
	while (*word != '\0')
		if (fold(&text) != fold(&word))
			return false;
	*whole = *text == '\0';
	return true;
}

static bool
has(const char *text, const char *word)
{
	bool whole;

	for (; *text != '\0'; (void)fold(&text))
		if (begins(text, word, &whole))
			return true;
	return *word == '\0';
}

static bool
text_holds(const struct row_term *term, const char *text, const char *word)
{
	bool whole = false;

	if (term->comparison == HAS)
		return has(text, word);
	whole = begins(text, word, &whole) && whole;
	return term->comparison == EQUAL ? whole : !whole;
}

/* A name of another lab has nothing of this one, and is another one. */
static bool
name_holds(const struct row_term *term, const struct row_data *row,
    const char *word)
{
	if (term->lab != NAME_ANY_LAB && term->lab != row->lab)
		return term->comparison == UNEQUAL;
	return text_holds(term, row->name, word);
}

/* Does the text occur anywhere: in a column, or in "alice@chat"? */
static bool
row_has(const struct row_data *row, const char *word)
{
	char end[WATCH_END_SIZE], name[NAME_AT_SIZE];
	int key;

	for (key = KEY_NAME; key < KEY_PID; key++)
		if (has(row_column_text(row, text_columns[key], end), word))
			return true;
	if (strchr(word, '@') == NULL)
		return false;
	name_at_put(name, row->name, row->lab);
	return has(name, word);
}

static bool
number_holds(const struct row_term *term, int64_t value)
{
	switch (term->comparison) {
	case UNEQUAL:
		return value != term->number;
	case LESS:
		return value < term->number;
	case AT_MOST:
		return value <= term->number;
	case MORE:
		return value > term->number;
	case AT_LEAST:
		return value >= term->number;
	default:
		return value == term->number;
	}
}

/* False when the row has no such number. */
static bool
number_of(const struct row_data *row, enum key key, int64_t now_mono_ns,
    int64_t *value)
{
	switch (key) {
	case KEY_PID:
		*value = row->pid;
		return true;
	case KEY_STATUS:
		*value = row->last_status;
		return row->last_status != 0;
	case KEY_MESSAGES:
		*value = (int64_t)(row->messages_in + row->messages_out);
		return true;
	case KEY_BYTES:
		*value = (int64_t)(row->bytes_in + row->bytes_out);
		return true;
	case KEY_FAULTS:
		*value = (int64_t)row->faults;
		return true;
	case KEY_LEFT:
		*value = (int64_t)watch_seconds_left(row, now_mono_ns);
		return watch_seconds_left(row, now_mono_ns) >= 0;
	case KEY_SINCE:
		*value = row_since_ns(row, now_mono_ns) / NS_PER_S;
		return true;
	default:
		*value = row_connected_ns(row, now_mono_ns) / NS_PER_S;
		return true;
	}
}

static bool
term_holds(const struct row_term *term, const char *word,
    const struct row_data *row, int64_t now_mono_ns)
{
	char end[WATCH_END_SIZE];
	int64_t value;

	if (term->key >= KEY_PID)
		return number_of(row, term->key, now_mono_ns, &value) &&
		    number_holds(term, value);
	if (term->key == KEY_ANY)
		return row_has(row, word);
	if (term->key == KEY_NAME)
		return name_holds(term, row, word);
	return text_holds(term, row_column_text(row, text_columns[term->key],
	    end), word);
}

bool
row_filter_match(const struct row_filter *filter, const struct row_data *row,
    int64_t now_mono_ns)
{
	const struct row_term *term;
	uint32_t i;

	for (i = 0; i < filter->count; i++) {
		term = &filter->terms[i];
		if (term_holds(term, filter->text + term->word, row,
		    now_mono_ns) == term->negated)
			return false;
	}
	return true;
}
