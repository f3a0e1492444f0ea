/* A ladder diagram of letters. */

#include <stdlib.h>
#include <string.h>

#include "base/when.h"
#include "watch/ladder_draw.h"

#define GUTTER		14	/* "08:00:53.120  " */
#define COLUMN_MIN	26
#define COLUMN_MAX	58

/* A line of the diagram: a character a cell. */
struct drawing {
	char (*cells)[5];
	size_t width;
	size_t column;		/* between two life lines */
	const struct ladder *ladder;
	FILE *out;
};

/* The text, no more than room cells of it; how many it took. */
static size_t
draw_text(struct drawing *drawing, size_t at, const char *text, size_t room)
{
	size_t len = strlen(text), n, used = 0;

	for (; len > 0 && used < room && at + used < drawing->width; used++) {
		n = text_utf8(text, len, NULL);
		if (n == 0)
			n = 1;
		memcpy(drawing->cells[at + used], text, n);
		drawing->cells[at + used][n] = '\0';
		text += n;
		len -= n;
	}
	return used;
}

static void
draw_cell(struct drawing *drawing, size_t at, char cell)
{
	drawing->cells[at][0] = cell;
	drawing->cells[at][1] = '\0';
}

static size_t
draw_x(const struct drawing *drawing, unsigned line)
{
	return GUTTER + line * drawing->column + drawing->column / 4;
}

static void
draw_lines(struct drawing *drawing, char cell)
{
	size_t i;
	unsigned line;

	for (i = 0; i < drawing->width; i++)
		draw_cell(drawing, i, ' ');
	for (line = 0; line < ladder_lines(drawing->ladder); line++)
		draw_cell(drawing, draw_x(drawing, line), cell);
}

static void
draw_end(struct drawing *drawing)
{
	size_t len = drawing->width, i;

	while (len > 0 && drawing->cells[len - 1][0] == ' ')
		len--;
	for (i = 0; i < len; i++)
		fputs(drawing->cells[i], drawing->out);
	fputc('\n', drawing->out);
}

static size_t
text_cells(const char *text)
{
	size_t cells = 0, len = strlen(text), n;

	for (; len > 0; cells++, text += n, len -= n) {
		n = text_utf8(text, len, NULL);
		n = n == 0 ? 1 : n;
	}
	return cells;
}

static void
draw_titles(struct drawing *drawing)
{
	char title[LADDER_TITLE_SIZE];
	size_t cells, x;
	unsigned line;

	draw_lines(drawing, ' ');
	for (line = 0; line < ladder_lines(drawing->ladder); line++) {
		ladder_title(ladder_line(drawing->ladder, line), title);
		cells = text_cells(title);
		x = draw_x(drawing, line);
		x -= cells / 2 < x - GUTTER ? cells / 2 : x - GUTTER;
		(void)draw_text(drawing, x, title, drawing->column - 2);
	}
	draw_end(drawing);
}

/* Its words stand beside the client, whoever else's line it crosses. */
static void
draw_arrow(struct drawing *drawing, const struct ladder_row *row)
{
	unsigned client = row->from == LADDER_SERVER ? row->to : row->from;
	size_t left = draw_x(drawing, LADDER_SERVER) + 1, i;
	size_t right = draw_x(drawing, client), room, cells;
	char label[LADDER_LABEL_SIZE + 4];

	for (i = left; i < right; i++)
		draw_cell(drawing, i, row->datagram ? '.' : '-');
	if (row->from == LADDER_SERVER)
		draw_cell(drawing, right - 1, '>');
	else
		draw_cell(drawing, left, '<');
	(void)snprintf(label, sizeof(label), " %s%s ", row->fault ? "! " :
	    "", row->label);
	room = drawing->column - 6;
	cells = text_cells(label);
	if (cells > room)
		cells = room;
	i = right - drawing->column + (drawing->column - cells) / 2;
	(void)draw_text(drawing, i, label, cells);
	if (text_cells(label) > cells)
		(void)draw_text(drawing, i + cells - 3, ".. ", 3);
}

static void
draw_mark(struct drawing *drawing, const struct ladder_row *row)
{
	size_t x = draw_x(drawing, row->from);
	bool last = row->from + 1 == ladder_lines(drawing->ladder);

	draw_cell(drawing, x, row->fault ? '!' : '*');
	(void)draw_text(drawing, x + 2, row->label, last ? drawing->width :
	    drawing->column - 3);
}

static void
draw_row(struct drawing *drawing, const struct ladder_row *row)
{
	char time[32];

	draw_lines(drawing, row->kind == LADDER_PAUSE ? ':' : '|');
	if (row->kind == LADDER_PAUSE)
		(void)snprintf(time, sizeof(time), "%10.1f s",
		    (double)row->pause_ns / NS_PER_S);
	else
		when_clock(time, row->wall_ns);
	(void)draw_text(drawing, 0, time, GUTTER);
	if (row->kind == LADDER_ARROW)
		draw_arrow(drawing, row);
	else if (row->kind == LADDER_MARK)
		draw_mark(drawing, row);
	else if (row->kind == LADDER_LOSS)
		(void)draw_text(drawing, GUTTER, row->label,
		    drawing->width - GUTTER);
	draw_end(drawing);
}

/* As wide as what is said, within bounds. */
static size_t
draw_column(const struct ladder *ladder)
{
	const struct ladder_row *row;
	size_t most = COLUMN_MIN, cells, i;

	for (i = 0; (row = ladder_row(ladder, i)) != NULL; i++) {
		cells = row->kind == LADDER_ARROW ?
		    text_cells(row->label) + 10 : 0;
		if (cells > most)
			most = cells;
	}
	return ladder_lines(ladder) > 3 || most > COLUMN_MAX ?
	    (ladder_lines(ladder) > 3 ? COLUMN_MIN + 8 : COLUMN_MAX) : most;
}

const char *
ladder_put_text(const struct ladder *ladder, const char *heading, FILE *out)
{
	struct drawing drawing = { .out = out, .ladder = ladder };
	size_t i;

	drawing.column = draw_column(ladder);
	drawing.width = GUTTER + ladder_lines(ladder) * drawing.column +
	    LADDER_LABEL_SIZE;
	drawing.cells = calloc(drawing.width, sizeof(*drawing.cells));
	if (drawing.cells == NULL)
		return "no memory";
	fprintf(out, "%s\n<-- a client sent, --> it got (... in datagrams), "
	    "* what happened, ! what is wrong, : silence\n\n", heading);
	draw_titles(&drawing);
	for (i = 0; i < ladder_rows(ladder); i++)
		draw_row(&drawing, ladder_row(ladder, i));
	if (ladder_left_out(ladder) > 0)
		fprintf(out, "%llu more are left out: --only NAME shows less\n",
		    (unsigned long long)ladder_left_out(ladder));
	free(drawing.cells);
	return NULL;
}
