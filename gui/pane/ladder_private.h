/* Between the ladder*.c files only: one line of a ladder. */
#ifndef GUI_PANE_LADDER_PRIVATE_H
#define GUI_PANE_LADDER_PRIVATE_H

#include "gui/model/summary.h"
#include "gui/pane/ladder.h"

enum ladder_shape {
	LADDER_SHAPE_ARROW, LADDER_SHAPE_MARK, LADDER_SHAPE_MISCHIEF,
	LADDER_SHAPE_CRASH, LADDER_SHAPE_PAUSE, LADDER_SHAPE_LOSS
};

/* What a line shows. */
struct ladder_words {
	enum ladder_shape shape;
	bool fault;
	char clock[32], label[2 * SUMMARY_SIZE + 200];
};

/* log: the row's number is an entry's in there, which says more; NULL: the
 * row says it all. */
void ladder_words_of(struct app *app, const struct log *log,
    const struct ladder_row *row, struct ladder_words *words);
void ladder_pane_count(struct ladder_shapes *shapes,
    const struct ladder_place *place, const struct ladder_words *words);

/* What lines are drawn on: so many life lines beside each other, as wide as
 * the canvas. */
struct ladder_sheet {
	struct canvas *canvas;
	unsigned columns;
};

/* Pixels: left of the first life line's column. */
int ladder_sheet_gutter(const struct app *app);
/* left_out: what stands beside the titles; NULL: nothing. */
void ladder_sheet_heading(const struct ladder_sheet *sheet, struct area area,
    const char *left_out);
void ladder_sheet_title(const struct ladder_sheet *sheet, struct area area,
    unsigned column, const struct ladder_line *line);
void ladder_sheet_line(const struct ladder_sheet *sheet,
    const struct ladder_place *place, const struct ladder_words *words,
    struct area area, bool picked);

#endif
