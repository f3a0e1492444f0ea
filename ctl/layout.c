/* Columns fitted into a line. */
#include "ctl/layout.h"

#include <string.h>
#include <wchar.h>

/* Between two columns. */
#define GAP 2

/* The cells of the character at the start, and its length in bytes. */
static unsigned
char_cells(const char *text, size_t *len)
{
	unsigned code_point;
	int width;

	*len = text_utf8(text, strlen(text), &code_point);
	if (*len == 0) {
		*len = 1;
		return 1;
	}
	width = code_point < 0x80 ? 1 : wcwidth((wchar_t)code_point);
	return width >= 0 ? (unsigned)width : 1;
}

unsigned
layout_text_cells(const char *text)
{
	unsigned cells = 0;
	size_t len;

	for (; *text != '\0'; text += len)
		cells += char_cells(text, &len);
	return cells;
}

/* How many bytes of text fit into so many cells; *used of them. */
static size_t
fit_bytes(const char *text, unsigned cells, unsigned *used)
{
	size_t at = 0, len;
	unsigned more;

	*used = 0;
	while (text[at] != '\0') {
		more = char_cells(text + at, &len);
		if (*used + more > cells)
			break;
		*used += more;
		at += len;
	}
	return at;
}

size_t
layout_pad(char *out, size_t out_size, const char *text, unsigned cells,
    bool right)
{
	bool cut = layout_text_cells(text) > cells;
	size_t len, at = 0;
	unsigned used, blanks;

	len = fit_bytes(text, cut ? cells - 1 : cells, &used);
	blanks = cells - used - cut;
	if (cells == 0 || len + blanks + cut >= out_size) {
		out[0] = '\0';
		return 0;
	}
	if (right) {
		memset(out, ' ', blanks);
		at = blanks;
	}
	memcpy(out + at, text, len);
	at += len;
	if (cut)
		out[at++] = '~';
	if (!right) {
		memset(out + at, ' ', blanks);
		at += blanks;
	}
	out[at] = '\0';
	return at;
}

void
layout_begin(struct layout *layout)
{
	const struct row_column_info *info;
	unsigned i, cells;

	for (i = 0; i < COLUMN_COUNT; i++) {
		info = row_column_info(i);
		layout->width[i] = 0;
		if (info->min_cells == 0)
			continue;
		cells = layout_text_cells(info->heading);
		layout->width[i] = (uint16_t)(cells > info->min_cells ? cells :
		    info->min_cells);
	}
}

void
layout_measure(struct layout *layout, const struct row_data *row,
    int64_t now_mono_ns)
{
	char cell[ROW_CELL_SIZE];
	unsigned i, cells;

	for (i = 0; i < COLUMN_COUNT; i++) {
		row_cell(cell, row, (enum row_column)i, now_mono_ns);
		cells = layout_text_cells(cell);
		if (cells > 0 && layout->width[i] == 0)
			layout->width[i] = (uint16_t)layout_text_cells(
			    row_column_info(i)->heading);
		if (cells > layout->width[i])
			layout->width[i] = (uint16_t)cells;
	}
}

static unsigned
layout_cells(const struct layout *layout)
{
	unsigned i, cells = 0;

	for (i = 0; i < COLUMN_COUNT; i++)
		if (layout->width[i] > 0)
			cells += layout->width[i] + (cells > 0 ? GAP : 0);
	return cells;
}

/* Takes cells from a column, down to floor, while the line is too long. */
static void
layout_cut(struct layout *layout, enum row_column column, unsigned floor,
    unsigned cells)
{
	unsigned now = layout_cells(layout), width = layout->width[column];
	unsigned excess;

	if (now <= cells || width <= floor)
		return;
	excess = now - cells;
	layout->width[column] = (uint16_t)(excess < width - floor ?
	    width - excess : floor);
}

/* Gives a column back what it had to give, as far as there is room. */
static void
layout_grow(struct layout *layout, enum row_column column, unsigned wanted,
    unsigned cells)
{
	unsigned now = layout_cells(layout), width = layout->width[column];

	if (width == 0 || width >= wanted || now >= cells)
		return;
	layout->width[column] = (uint16_t)(wanted - width < cells - now ?
	    wanted : width + (cells - now));
}

/* Leaves columns out, those of high rank first, while the line is too long;
 * those below the lowest rank stay. */
static void
layout_drop(struct layout *layout, unsigned lowest, unsigned cells)
{
	unsigned i, drop, rank;

	while (layout_cells(layout) > cells) {
		rank = 0;
		drop = 0;
		for (i = 0; i < COLUMN_COUNT; i++)
			if (layout->width[i] > 0 &&
			    row_column_info(i)->rank > rank) {
				drop = i;
				rank = row_column_info(i)->rank;
			}
		if (rank < lowest || rank == 0)
			return;
		layout->width[drop] = 0;
	}
}

/* Only texts are cut, and say so; a cut number would be a wrong one.  fair:
 * what a text keeps as long as a column of LUXURY_RANK or above can go. */
#define LUXURY_RANK 9
static const struct {
	enum row_column column;
	unsigned fair;
} texts[] = {
	{ COLUMN_NAME, 16 }, { COLUMN_PEER, 21 }, { COLUMN_LAST, 19 },
};
#define TEXT_COUNT (sizeof(texts) / sizeof(texts[0]))

void
layout_fit(struct layout *layout, unsigned cells)
{
	struct layout wanted = *layout;
	size_t i;

	if (cells > LAYOUT_CELLS_MAX)
		cells = LAYOUT_CELLS_MAX;
	for (i = TEXT_COUNT; i-- > 0; )
		layout_cut(layout, texts[i].column, texts[i].fair, cells);
	layout_drop(layout, LUXURY_RANK, cells);
	layout_cut(layout, COLUMN_LAST,
	    row_column_info(COLUMN_LAST)->min_cells, cells);
	layout_drop(layout, 1, cells);
	layout_cut(layout, COLUMN_NAME, 4, cells);
	for (i = 0; i < TEXT_COUNT; i++)
		layout_grow(layout, texts[i].column,
		    wanted.width[texts[i].column], cells);
}

unsigned
layout_at(const struct layout *layout, enum row_column column)
{
	unsigned i, cells = 0;

	for (i = 0; i < (unsigned)column; i++)
		if (layout->width[i] > 0)
			cells += layout->width[i] + GAP;
	return cells;
}

/* Adds a cell to the line at at; returns where the next one begins. */
static size_t
line_add(const struct layout *layout, unsigned column, const char *text,
    char line[LAYOUT_LINE_SIZE], size_t at)
{
	if (layout->width[column] == 0 || at + GAP >= LAYOUT_LINE_SIZE)
		return at;
	if (at > 0) {
		memcpy(line + at, "  ", GAP + 1);
		at += GAP;
	}
	return at + layout_pad(line + at, LAYOUT_LINE_SIZE - at - GAP, text,
	    layout->width[column], row_column_info(column)->right);
}

static void
line_trim(char *line, size_t len)
{
	while (len > 0 && line[len - 1] == ' ')
		len--;
	line[len] = '\0';
}

void
layout_heading(const struct layout *layout, char line[LAYOUT_LINE_SIZE])
{
	size_t at = 0;
	unsigned i;

	line[0] = '\0';
	for (i = 0; i < COLUMN_COUNT; i++)
		at = line_add(layout, i, row_column_info(i)->heading, line,
		    at);
	line_trim(line, at);
}

/* Where the end has no column of its own, it is told in the last message's:
 * there will be no other message. */
static void
layout_cell(const struct layout *layout, const struct row_data *row,
    enum row_column column, int64_t now_mono_ns, char cell[ROW_CELL_SIZE])
{
	if (column == COLUMN_LAST && layout->width[COLUMN_END] == 0 &&
	    row->state == STATE_ENDED)
		column = COLUMN_END;
	row_cell(cell, row, column, now_mono_ns);
}

void
layout_row(const struct layout *layout, const struct row_data *row,
    int64_t now_mono_ns, char line[LAYOUT_LINE_SIZE])
{
	char cell[ROW_CELL_SIZE];
	size_t at = 0;
	unsigned i;

	line[0] = '\0';
	for (i = 0; i < COLUMN_COUNT; i++) {
		if (layout->width[i] == 0)
			continue;
		layout_cell(layout, row, (enum row_column)i, now_mono_ns,
		    cell);
		at = line_add(layout, i, cell, line, at);
	}
	line_trim(line, at);
}
