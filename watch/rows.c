/* Columns and cells. */
#include "watch/rows.h"

#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "watch/rows_private.h"

_Static_assert(ROW_CELL_SIZE > 4 * ADDRESS_SIZE &&
    ROW_CELL_SIZE > 4 * NAME_SIZE && ROW_CELL_SIZE > WATCH_END_SIZE &&
    ROW_CELL_SIZE >= MISCHIEF_TEXT_SIZE,
    "every text of a row fits a cell");

static const struct row_column_info columns[COLUMN_COUNT] = {
#define COLUMN(symbol, a_word, a_heading, a_right, a_least, a_rank, \
    a_meaning) \
	{ .word = a_word, .heading = a_heading, .meaning = a_meaning, \
	    .right = a_right, .min_cells = a_least, .rank = a_rank },
#include "watch/columns.def"
#undef COLUMN
};

const struct row_column_info *
row_column_info(unsigned column)
{
	return &columns[column < COLUMN_COUNT ? column : 0];
}

bool
row_text_clean(char *out, size_t out_size, const char *text)
{
	size_t len = strlen(text), at = 0, used = 0, n;
	unsigned code_point;

	/* Room for the longest step and the terminator. */
	while (at < len && used + 5 < out_size) {
		n = text_utf8(text + at, len - at, &code_point);
		if (n != 0 && text_printable(code_point)) {
			memcpy(out + used, text + at, n);
			used += n;
			at += n;
			continue;
		}
		used += (size_t)snprintf(out + used, 5, "\\x%02X",
		    (unsigned char)text[at++]);
	}
	if (out_size > 0)
		out[used] = '\0';
	return at == len;
}

void
row_amount(char out[ROW_AMOUNT_SIZE], uint64_t amount)
{
	static const char units[] = " kMGTPE";
	size_t unit = 0;
	uint64_t tenths;

	if (amount < 1000) {
		(void)snprintf(out, ROW_AMOUNT_SIZE, "%u", (unsigned)amount);
		return;
	}
	/* Rounded down: a counter must not show what it has not reached. */
	tenths = amount / 100;
	for (unit = 1; tenths >= 10000; unit++)
		tenths /= 1000;
	if (tenths < 100)
		(void)snprintf(out, ROW_AMOUNT_SIZE, "%u.%u%c",
		    (unsigned)(tenths / 10) % 10, (unsigned)(tenths % 10),
		    units[unit]);
	else
		(void)snprintf(out, ROW_AMOUNT_SIZE, "%u%c",
		    (unsigned)(tenths / 10) % 1000, units[unit]);
}

static void
cell_pair(char out[ROW_CELL_SIZE], uint64_t in, uint64_t sent)
{
	char left[ROW_AMOUNT_SIZE], right[ROW_AMOUNT_SIZE];

	row_amount(left, in);
	row_amount(right, sent);
	(void)snprintf(out, ROW_CELL_SIZE, "%s/%s", left, right);
}

int64_t
row_since_ns(const struct row_data *row, int64_t now_mono_ns)
{
	return now_mono_ns - row->since_mono_ns;
}

int64_t
row_connected_ns(const struct row_data *row, int64_t now_mono_ns)
{
	return (row->state == STATE_ENDED ? row->ended_mono_ns : now_mono_ns) -
	    row->connected_mono_ns;
}

/* Whole seconds, rounded up: "0 s" would look like the end. */
static void
cell_left(char out[ROW_CELL_SIZE], const struct row_data *row,
    int64_t now_mono_ns)
{
	double left = watch_seconds_left(row, now_mono_ns);
	char text[WHEN_LONG_SIZE];

	out[0] = '\0';
	if (left < 0)
		return;
	when_duration(text, (int64_t)(left * NS_PER_S) + NS_PER_S - 1);
	(void)snprintf(out, ROW_CELL_SIZE, "%s", text);
}

const char *
row_column_text(const struct row_data *row, enum row_column column,
    char end[WATCH_END_SIZE])
{
	switch (column) {
	case COLUMN_NAME:
		return row->name;
	case COLUMN_LAB:
		return lab_info(row->lab)->name;
	case COLUMN_STATE:
		return state_word(row->state);
	case COLUMN_PEER:
		return row->peer;
	case COLUMN_LAST:
		return row->last_message;
	case COLUMN_END:
		watch_end_text(row, end);
		return end;
	default:
		return NULL;
	}
}

void
row_cell(char out[ROW_CELL_SIZE], const struct row_data *row,
    enum row_column column, int64_t now_mono_ns)
{
	char end[WATCH_END_SIZE];
	const char *text = row_column_text(row, column, end);
	size_t lead = 0;

	out[0] = '\0';
	if (text != NULL) {
		if (column == COLUMN_NAME && text_name_mixed(text,
		    strlen(text)))
			lead = text_copy(out, ROW_CELL_SIZE,
			    text_name_mixed_mark) ?
			    strlen(text_name_mixed_mark) : 0;
		(void)row_text_clean(out + lead, ROW_CELL_SIZE - lead, text);
		return;
	}
	switch (column) {
	case COLUMN_SINCE:
		when_duration(out, row_since_ns(row, now_mono_ns));
		break;
	case COLUMN_LEFT:
		cell_left(out, row, now_mono_ns);
		break;
	case COLUMN_PID:
		(void)snprintf(out, ROW_CELL_SIZE, "%d", (int)row->pid);
		break;
	case COLUMN_MESSAGES:
		cell_pair(out, row->messages_in, row->messages_out);
		break;
	case COLUMN_BYTES:
		cell_pair(out, row->bytes_in, row->bytes_out);
		break;
	case COLUMN_CONNECTED:
		when_duration(out, row_connected_ns(row, now_mono_ns));
		break;
	case COLUMN_MISCHIEF:
		(void)watch_mischief_text(row, out);
		break;
	default:
		break;
	}
}
