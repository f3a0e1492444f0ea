/*
 * What the monitor's client table looks like: its columns, what was painted,
 * what the pointer is about.  A part of struct monitor.
 */
#ifndef GUI_MONITOR_TABLE_VIEW_H
#define GUI_MONITOR_TABLE_VIEW_H

#include "gui/toolkit/scroll.h"
#include "gui/model/columns.h"

/* What one visible cell showed when it was painted: a hash of it. */
#define TABLE_SLOTS_MAX	256
struct table_slot {
	uint64_t client;
	uint32_t look;
	uint32_t cells[COLUMN_COUNT];
};

struct table_view {
	struct columns columns;		/* as they were arranged */
	int needs[COLUMNS], widths[COLUMNS];	/* pixels */
	enum row_column seen[COLUMNS];	/* from left to right */
	unsigned seen_count;
	int offset;			/* scrolled to the right by, pixels */
	bool compact;			/* low rows, see blocks.c */
	unsigned blocks, block_rows;	/* beside each other, as painted */
	Time row_pressed;		/* when, and which client */
	uint64_t pressed_client, pressed_only;	/* whose alone were shown */
	Widget popup;			/* the context menu */
	struct table_slot slots[TABLE_SLOTS_MAX];
	unsigned painted_slots;
	enum row_column dragged;	/* its right edge, COLUMN_COUNT: none */
	enum row_column pressed;	/* its title; the same */
	bool moving;			/* the pressed one, to a new place */
	int drag_from, drag_width;
	bool resize_cursor;
	bool repaint;			/* everything, next time */
};

#endif
