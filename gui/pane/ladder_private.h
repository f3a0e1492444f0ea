/* Between the ladder*.c files only: one line of the pane. */
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

void ladder_pane_words(const struct ladder_pane *pane,
    const struct ladder_place *place, struct ladder_words *words);
void ladder_pane_count(struct ladder_shapes *shapes,
    const struct ladder_place *place, const struct ladder_words *words);

/* Pixels: left of the first life line's column, and a life line. */
int ladder_pane_gutter(const struct ladder_pane *pane);
int ladder_pane_x(const struct ladder_pane *pane, unsigned column);
void ladder_pane_titles(struct ladder_pane *pane, struct area area);
void ladder_pane_line(struct ladder_pane *pane,
    const struct ladder_place *place, const struct ladder_words *words,
    struct area area, bool picked);

#endif
