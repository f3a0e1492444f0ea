/*
 * The columns of the client table as somebody arranged them: their order,
 * their widths, which are hidden.
 *
 * Pure; no X.  A width is in thousandths of what a column is made for, so
 * that it holds for every size of letters.  As text, a word a column in their
 * order, which is how an arrangement is remembered:
 *
 *	name=1250 state=1000 -lab=1000 ...
 */
#ifndef GUI_MODEL_COLUMNS_H
#define GUI_MODEL_COLUMNS_H

#include "watch/rows.h"

/* What ended a client stands in the last one: COLUMN_END has no place. */
#define COLUMNS		COLUMN_END
#define COLUMNS_WHOLE	1000
#define COLUMNS_TEXT_SIZE	256

struct columns {
	enum row_column order[COLUMNS];
	bool hidden[COLUMNS];
	int width[COLUMNS];	/* thousandths */
};

void columns_init(struct columns *columns);

/* Takes what it understands, whatever the text; false when there was more.
 * Columns that are not in it come last, as they were made. */
bool columns_parse(struct columns *columns, const char *text);
void columns_format(const struct columns *columns,
    char out[COLUMNS_TEXT_SIZE]);

/* To the place that another one has. */
void columns_move(struct columns *columns, enum row_column column,
    enum row_column to);
/* The client's name stays. */
bool columns_can_hide(enum row_column column);
void columns_toggle(struct columns *columns, enum row_column column);

/*
 * Those that are to be seen where there is so much room, in their order;
 * returns how many.  needs: what each is made for.  Where that is too much,
 * process and address go before anything is cut.
 */
unsigned columns_fit(const struct columns *columns, const int needs[COLUMNS],
    int room, enum row_column seen[COLUMNS]);

/* The same for a narrow block of a table: columns go by their rank
 * (watch/columns.def), the highest first, until the rest has room; name, state
 * and what is left of a pause stay.  The last one may lose a little. */
unsigned columns_fit_block(const struct columns *columns,
    const int widths[COLUMNS], int room, enum row_column seen[COLUMNS]);
/* The room that a block needs for those that stay. */
int columns_least(const struct columns *columns, const int widths[COLUMNS]);

#endif
