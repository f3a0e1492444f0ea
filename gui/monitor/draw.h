/*
 * The painting of the monitor's areas, draw_*.c: each function paints what
 * differs from what was painted before, and shows it.
 */
#ifndef GUI_MONITOR_DRAW_H
#define GUI_MONITOR_DRAW_H

#include "gui/monitor/monitor.h"

void draw_header(struct monitor *monitor);
/* Is the figure of what is bad or failed there? */
bool draw_header_is_faults(struct monitor *monitor, int x);
/* Is that where the chart is, or what stands in its place? */
bool draw_header_is_chart(struct monitor *monitor, int x);
void draw_chart(struct canvas *canvas, const struct rates *rates,
    struct area area);
void draw_infos(struct monitor *monitor);
void draw_table(struct monitor *monitor);
void draw_status(struct monitor *monitor);

int draw_table_row_height(const struct monitor *monitor);
/* How many whole rows it has room for, one above the other. */
int draw_table_room(const struct monitor *monitor);
int draw_table_heading_height(const struct app *app);
/* A column's width as it should be at this font size. */
int draw_table_default_width(struct app *app, enum row_column column);
/* The left edge of a column, offset not counted; of one that is not to be
 * seen, and of COLUMNS, where they end. */
int draw_table_left(const struct monitor *monitor, enum row_column column);
bool draw_table_shows(const struct monitor *monitor, enum row_column column);

/* FNV-1a, to notice what differs. */
uint32_t draw_hash(uint32_t hash, const void *bytes, size_t len);
#define DRAW_HASH_START 2166136261u

#endif
