/* Between gui/monitor/draw_table.c and gui/monitor/draw_heading.c. */
#ifndef GUI_MONITOR_DRAW_TABLE_H
#define GUI_MONITOR_DRAW_TABLE_H

#include "gui/monitor/monitor.h"

/* Where a cell is; the last column takes the rest of the width. */
struct area draw_table_cell(const struct monitor *monitor,
    enum row_column column, int y, int height);
/* Where its words are. */
struct area draw_table_inside(struct area cell);

void draw_table_heading(struct monitor *monitor);

#endif
