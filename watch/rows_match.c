/* What a row answers to a filter. */
#include "base/when.h"
#include "watch/rows_private.h"

enum key {
#define KEY(symbol, word, kind, values) KEY_##symbol,
#include "watch/filter_row_keys.def"
#undef KEY
	KEY_COUNT
};

static const struct filter_key keys[KEY_COUNT] = {
#define KEY(symbol, word, kind, values) { word, FILTER_##kind, values },
#include "watch/filter_row_keys.def"
#undef KEY
};
static const struct filter_keys row_keys = { keys, KEY_COUNT };

const char *const row_filter_help[] = {
	"al            occurs somewhere in the row; \"GET /\" with blanks",
	"name:al       occurs there; also lab: state: peer: last: end:",
	"name=alice    is just that; name=alice@chat, name:al@chat: in a lab",
	"status>=400   also = != < <= >; also pid messages bytes faults",
	"since>60      seconds; also left, connected",
	"!state:ended  does not hold",
	NULL
};

/* The columns that the text keys look at. */
static const enum row_column text_columns[KEY_PID] = {
	[KEY_NAME] = COLUMN_NAME, [KEY_LAB] = COLUMN_LAB,
	[KEY_STATE] = COLUMN_STATE, [KEY_PEER] = COLUMN_PEER,
	[KEY_LAST] = COLUMN_LAST, [KEY_END] = COLUMN_END,
};

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

static const char *
row_text_of(const struct filter_subject *subject, unsigned key,
    char scratch[FILTER_TEXT_SIZE])
{
	_Static_assert(FILTER_TEXT_SIZE >= WATCH_END_SIZE, "an end fits");

	return row_column_text(subject->context, text_columns[key], scratch);
}

static bool
row_number_of(const struct filter_subject *subject, unsigned key,
    int64_t *value)
{
	return number_of(subject->context, (enum key)key,
	    subject->now_mono_ns, value);
}

static bool
row_has(const struct filter_subject *subject, const char *word)
{
	char scratch[FILTER_TEXT_SIZE];
	unsigned key;

	for (key = KEY_LAB; key < KEY_PID; key++)
		if (filter_has(row_text_of(subject, key, scratch), word))
			return true;
	return false;
}

const char *
row_filter_parse(struct filter *filter, const char *text)
{
	return filter_parse(filter, &row_keys, text);
}

bool
row_filter_match(const struct filter *filter, const struct row_data *row,
    int64_t now_mono_ns)
{
	struct filter_subject subject = { row, now_mono_ns, row->name,
	    row->lab, row_has, row_text_of, row_number_of };

	return filter_match(filter, &subject);
}
