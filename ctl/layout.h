/*
 * The client table fitted into a line: which columns, how wide.
 *
 * Pure but for the locale (wcwidth).  Widths are terminal cells, not bytes.
 *
 *	layout_begin(&layout);
 *	for each row	layout_measure(&layout, row, now)
 *	layout_fit(&layout, columns of the terminal)
 *	layout_heading(&layout, line), layout_row(&layout, row, now, line)
 */
#ifndef CTL_LAYOUT_H
#define CTL_LAYOUT_H

#include "watch/rows.h"

struct layout {
	uint16_t width[COLUMN_COUNT];	/* 0: left out */
};

/* A line of at most 512 cells. */
#define LAYOUT_CELLS_MAX 512
#define LAYOUT_LINE_SIZE (4 * LAYOUT_CELLS_MAX + 64)

void layout_begin(struct layout *layout);
void layout_measure(struct layout *layout, const struct row_data *row,
    int64_t now_mono_ns);

/* Makes it fit: long texts are cut to a fair size, what says least is left
 * out, then more of both; at last the texts get back what room there is. */
void layout_fit(struct layout *layout, unsigned cells);

void layout_heading(const struct layout *layout,
    char line[LAYOUT_LINE_SIZE]);
void layout_row(const struct layout *layout, const struct row_data *row,
    int64_t now_mono_ns, char line[LAYOUT_LINE_SIZE]);

/* Where a column begins in the line. */
unsigned layout_at(const struct layout *layout, enum row_column column);

/* How many cells a text takes. */
unsigned layout_text_cells(const char *text);

/* Copies text, padded or cut to exactly that many cells; a cut ends in "~".
 * Returns the bytes written, without the terminator. */
size_t layout_pad(char *out, size_t out_size, const char *text,
    unsigned cells, bool right);

#endif
