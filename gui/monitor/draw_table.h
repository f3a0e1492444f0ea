/* Between the files of the client table: draw_table.c, draw_cell.c and
 * draw_heading.c paint it, columns.c and blocks.c measure with them. */
#ifndef GUI_MONITOR_DRAW_TABLE_H
#define GUI_MONITOR_DRAW_TABLE_H

#include "gui/monitor/draw.h"
#include "gui/monitor/monitor.h"
#include "gui/toolkit/scale.h"

#define DRAW_TABLE_PAD	scale_px(8)	/* beside the words of a cell */
#define DRAW_TABLE_ACCENT	scale_px(3)	/* of the row selected */
#define DRAW_TABLE_LEAD	(DRAW_TABLE_ACCENT + DRAW_TABLE_PAD)

/* Where a cell of a line is; the last column takes the rest of its width. */
struct area draw_table_cell(const struct monitor *monitor,
    enum row_column column, struct area line);
/* Where its words are. */
struct area draw_table_inside(struct area cell);

/* Did the client's process end as none should? */
bool draw_cell_crashed(const struct row_data *row);
/* How much of the pause is left, 0 to 1. */
double draw_cell_pause_left(const struct monitor *monitor,
    const struct row_data *row);
/* The state as a pill, the pause as a bar, the last message or the end. */
void draw_cell_state(struct monitor *monitor, const struct row_data *row,
    struct area area, const char *word);
void draw_cell_pause(struct monitor *monitor, const struct row_data *row,
    struct area area, const char *words);
void draw_cell_last(struct monitor *monitor, const struct row_data *row,
    struct area area, const char *words);

void draw_table_heading(struct monitor *monitor);

/* blocks.c: as many pixels for each; one of them, all of its height; and the
 * line of a visible row. */
int draw_table_block_width(const struct monitor *monitor);
struct area draw_table_block(const struct monitor *monitor, unsigned block);
struct area draw_table_line(const struct monitor *monitor, unsigned slot);

#endif
