/* The columns of the client table as somebody arranged them. */
#include "gui/model/columns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH_MIN	100	/* thousandths */
#define WIDTH_MAX	20000
#define WORD_SIZE	32

void
columns_init(struct columns *columns)
{
	int i;

	for (i = 0; i < COLUMNS; i++) {
		columns->order[i] = (enum row_column)i;
		columns->hidden[i] = false;
		columns->width[i] = COLUMNS_WHOLE;
	}
}

/* COLUMNS: there is none of that name. */
static int
find(const char *name)
{
	int i;

	for (i = 0; i < COLUMNS; i++)
		if (strcmp(row_column_info((unsigned)i)->word, name) == 0)
			break;
	return i;
}

/* "-name=1250", or less of it; returns the column, COLUMNS for nonsense. */
static int
parse_word(struct columns *columns, char *word)
{
	bool hidden = word[0] == '-';
	char *equals = strchr(word, '='), *end;
	long width = COLUMNS_WHOLE;
	int column;

	if (equals != NULL) {
		*equals = '\0';
		width = strtol(equals + 1, &end, 10);
		if (end == equals + 1 || *end != '\0' || width < WIDTH_MIN ||
		    width > WIDTH_MAX)
			return COLUMNS;
	}
	column = find(word + hidden);
	if (column == COLUMNS || (hidden &&
	    !columns_can_hide((enum row_column)column)))
		return COLUMNS;
	columns->hidden[column] = hidden;
	columns->width[column] = (int)width;
	return column;
}

/* The next of the text, cut at what fits; NULL at its end. */
static const char *
next_word(const char *text, char word[WORD_SIZE])
{
	size_t len;

	text += strspn(text, " \t,");
	len = strcspn(text, " \t,");
	if (len == 0)
		return NULL;
	(void)snprintf(word, WORD_SIZE, "%.*s", (int)(len < WORD_SIZE ? len :
	    WORD_SIZE - 1), text);
	return text + len;
}

bool
columns_parse(struct columns *columns, const char *text)
{
	bool placed[COLUMNS] = { false }, understood = true;
	char word[WORD_SIZE];
	unsigned count = 0;
	int column;

	columns_init(columns);
	while ((text = next_word(text, word)) != NULL) {
		column = parse_word(columns, word);
		if (column == COLUMNS || placed[column]) {
			understood = false;
			continue;
		}
		placed[column] = true;
		columns->order[count++] = (enum row_column)column;
	}
	for (column = 0; column < COLUMNS; column++)
		if (!placed[column])
			columns->order[count++] = (enum row_column)column;
	return understood;
}

void
columns_format(const struct columns *columns, char out[COLUMNS_TEXT_SIZE])
{
	size_t used = 0;
	int i, column, written;

	out[0] = '\0';
	for (i = 0; i < COLUMNS; i++) {
		column = (int)columns->order[i];
		written = snprintf(out + used, COLUMNS_TEXT_SIZE - used,
		    "%s%s%s=%d", i == 0 ? "" : " ",
		    columns->hidden[column] ? "-" : "",
		    row_column_info((unsigned)column)->word,
		    columns->width[column]);
		if (written < 0 || (size_t)written >= COLUMNS_TEXT_SIZE - used)
			return;
		used += (size_t)written;
	}
}

static int
place_of(const struct columns *columns, enum row_column column)
{
	int i;

	for (i = 0; i < COLUMNS - 1; i++)
		if (columns->order[i] == column)
			break;
	return i;
}

void
columns_move(struct columns *columns, enum row_column column,
    enum row_column to)
{
	int from = place_of(columns, column), at = place_of(columns, to);

	for (; from < at; from++)
		columns->order[from] = columns->order[from + 1];
	for (; from > at; from--)
		columns->order[from] = columns->order[from - 1];
	columns->order[at] = column;
}

bool
columns_can_hide(enum row_column column)
{
	return column != COLUMN_NAME && column < COLUMNS;
}

void
columns_toggle(struct columns *columns, enum row_column column)
{
	if (columns_can_hide(column))
		columns->hidden[column] = !columns->hidden[column];
}

unsigned
columns_fit(const struct columns *columns, const int needs[COLUMNS], int room,
    enum row_column seen[COLUMNS])
{
	static const enum row_column first[] = { COLUMN_PID, COLUMN_PEER };
	bool hidden[COLUMNS];
	unsigned count = 0;
	int whole = 0, i;

	memcpy(hidden, columns->hidden, sizeof(hidden));
	for (i = 0; i < COLUMNS; i++)
		whole += hidden[i] ? 0 : needs[i];
	for (i = 0; i < 2 && whole > room; i++)
		if (!hidden[first[i]]) {
			hidden[first[i]] = true;
			whole -= needs[first[i]];
		}
	for (i = 0; i < COLUMNS; i++)
		if (!hidden[columns->order[i]])
			seen[count++] = columns->order[i];
	return count;
}

/* Of so much a block is shown: its last column may lose the rest. */
static int
squeezed(int width)
{
	return width * 15 / 16;
}

static bool
stays(int column)
{
	return column == COLUMN_LEFT ||
	    row_column_info((unsigned)column)->rank == 0;
}

/* The one that goes next; COLUMNS: none. */
static int
highest_rank(const bool hidden[COLUMNS])
{
	int column, highest = COLUMNS;
	uint8_t rank = 0;

	for (column = 0; column < COLUMNS; column++)
		if (!hidden[column] && !stays(column) &&
		    row_column_info((unsigned)column)->rank > rank) {
			rank = row_column_info((unsigned)column)->rank;
			highest = column;
		}
	return highest;
}

unsigned
columns_fit_block(const struct columns *columns, const int widths[COLUMNS],
    int room, enum row_column seen[COLUMNS])
{
	bool hidden[COLUMNS];
	unsigned count = 0;
	int whole = 0, i, goes;

	memcpy(hidden, columns->hidden, sizeof(hidden));
	for (i = 0; i < COLUMNS; i++)
		whole += hidden[i] ? 0 : widths[i];
	while (squeezed(whole) > room &&
	    (goes = highest_rank(hidden)) != COLUMNS) {
		hidden[goes] = true;
		whole -= widths[goes];
	}
	for (i = 0; i < COLUMNS; i++)
		if (!hidden[columns->order[i]])
			seen[count++] = columns->order[i];
	return count;
}

int
columns_least(const struct columns *columns, const int widths[COLUMNS])
{
	int least = 0, i;

	for (i = 0; i < COLUMNS; i++)
		if (!columns->hidden[i] && stays(i))
			least += widths[i];
	return squeezed(least);
}
