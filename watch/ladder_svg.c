/* A ladder diagram as a picture: SVG 1.1, without scripts, fonts or links. */
#include <string.h>

#include "base/when.h"
#include "watch/ladder_draw.h"

#define GUTTER		120	/* for times */
#define COLUMN		260	/* between two life lines */
#define ROW		24
#define TOP		64
#define LETTER		7	/* of a monospaced letter, about */
#define LABEL_LETTERS	((COLUMN - 30) / LETTER)
/* A mark of the last line has room to its right. */
#define MARK_LETTERS	120
/* So wide is a letter of the fonts that are wide. */
#define LETTER_MOST	8

struct picture {
	const struct ladder *ladder;
	FILE *out;
	unsigned height;
};

/* Nothing that XML would take for its own; controls are escaped before. */
static void
put_text(FILE *out, const char *text, size_t most)
{
	size_t len = strlen(text), n, used;

	for (used = 0; len > 0 && used < most; used++, text += n, len -= n) {
		n = text_utf8(text, len, NULL);
		if (*text == '&')
			fputs("&amp;", out);
		else if (*text == '<')
			fputs("&lt;", out);
		else if (*text == '>')
			fputs("&gt;", out);
		else if (*text == '"')
			fputs("&quot;", out);
		else
			fprintf(out, "%.*s", n == 0 ? 1 : (int)n, n == 0 ?
			    "?" : text);
		n = n == 0 ? 1 : n;
	}
	if (len > 0)
		fputs("\xe2\x80\xa6", out);
}

static unsigned
line_x(unsigned line)
{
	return GUTTER + COLUMN / 4 + line * COLUMN;
}

static void
put_words(const struct picture *picture, unsigned x, unsigned y,
    const char *class, const char *text, size_t most)
{
	fprintf(picture->out, "<text x=\"%u\" y=\"%u\" class=\"%s\"><title>",
	    x, y, class);
	put_text(picture->out, text, LADDER_LABEL_SIZE);
	fputs("</title>", picture->out);
	put_text(picture->out, text, most);
	fputs("</text>\n", picture->out);
}

static void
put_lines(const struct picture *picture)
{
	char title[LADDER_TITLE_SIZE];
	unsigned line, x;

	for (line = 0; line < ladder_lines(picture->ladder); line++) {
		ladder_title(ladder_line(picture->ladder, line), title);
		x = line_x(line);
		put_words(picture, x, TOP - 16, "title", title,
		    LABEL_LETTERS);
		fprintf(picture->out, "<line class=\"life\" x1=\"%u\" "
		    "y1=\"%u\" x2=\"%u\" y2=\"%u\"/>\n", x, TOP - 8, x,
		    picture->height - 8);
	}
}

static void
put_arrow(const struct picture *picture, const struct ladder_row *row,
    unsigned y)
{
	unsigned from = line_x(row->from), to = line_x(row->to);
	unsigned client = from > to ? from : to;
	int side = from < to ? -1 : 1;
	const char *class = row->fault ? "bad" : "arrow";

	fprintf(picture->out, "<line class=\"%s\"%s x1=\"%u\" y1=\"%u\" "
	    "x2=\"%u\" y2=\"%u\"/>\n<path class=\"%s\" d=\"M%u %u l%d -4 "
	    "l0 8 z\"/>\n", class, row->datagram ?
	    " stroke-dasharray=\"3 3\"" : "", from, y, to, y, class, to, y,
	    side * 8);
	put_words(picture, client - COLUMN / 2, y - 4, row->fault ?
	    "label wrong" : "label", row->label, LABEL_LETTERS);
}

static void
put_mark(const struct picture *picture, const struct ladder_row *row,
    unsigned y)
{
	unsigned x = line_x(row->from);

	fprintf(picture->out, "<circle class=\"%s\" cx=\"%u\" cy=\"%u\" "
	    "r=\"4\"/>\n", row->fault ? "bad" : "arrow", x, y);
	put_words(picture, x + 8, y + 4, row->fault ? "mark wrong" : "mark",
	    row->label, row->from + 1 == ladder_lines(picture->ladder) ?
	    MARK_LETTERS : LABEL_LETTERS - 4);
}

static void
put_row(const struct picture *picture, const struct ladder_row *row,
    unsigned y)
{
	char time[32];
	unsigned width = line_x(ladder_lines(picture->ladder));

	if (row->kind == LADDER_PAUSE) {
		(void)snprintf(time, sizeof(time), "%.1f s",
		    (double)row->pause_ns / NS_PER_S);
		fprintf(picture->out, "<rect class=\"pause\" x=\"%u\" "
		    "y=\"%u\" width=\"%u\" height=\"8\"/>\n", GUTTER, y - 4,
		    width - GUTTER);
	} else {
		when_clock(time, row->wall_ns);
	}
	put_words(picture, 8, y + 4, "time", time, sizeof(time));
	if (row->kind == LADDER_ARROW)
		put_arrow(picture, row, y);
	else if (row->kind == LADDER_MARK)
		put_mark(picture, row, y);
	else if (row->kind == LADDER_LOSS)
		put_words(picture, GUTTER, y + 4, "mark wrong", row->label,
		    LADDER_LABEL_SIZE);
}

/* What stands at the right of the last line is in the picture, too. */
static unsigned
picture_width(const struct ladder *ladder, const char *heading)
{
	unsigned lines = ladder_lines(ladder), from, at;
	unsigned width = line_x(lines) + COLUMN / 2;
	const struct ladder_row *row;
	size_t i, letters;

	if (width < 16 + LETTER_MOST * strlen(heading))
		width = 16 + LETTER_MOST * (unsigned)strlen(heading);
	for (i = 0; (row = ladder_row(ladder, i)) != NULL; i++) {
		if (row->kind != LADDER_LOSS && (row->kind != LADDER_MARK ||
		    row->from + 1 != lines))
			continue;
		letters = strlen(row->label);
		if (row->kind == LADDER_MARK && letters > MARK_LETTERS)
			letters = MARK_LETTERS;
		from = row->kind == LADDER_LOSS ? GUTTER : line_x(row->from);
		at = from + 16 + LETTER_MOST * (unsigned)letters;
		width = at > width ? at : width;
	}
	return width;
}

static void
put_begin(const struct picture *picture, const char *heading)
{
	unsigned width = picture_width(picture->ladder, heading);

	fprintf(picture->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" "
	    "width=\"%u\" height=\"%u\" viewBox=\"0 0 %u %u\">\n"
	    "<style>text{font:12px monospace;fill:#222}"
	    ".title{font-weight:bold;text-anchor:middle}"
	    ".label{text-anchor:middle}.time{fill:#777}"
	    ".life{stroke:#bbb}.arrow{stroke:#246;fill:#246}"
	    ".bad{stroke:#b00;fill:#b00}text.wrong{fill:#b00}"
	    ".pause{fill:#eee}</style>\n"
	    "<rect width=\"%u\" height=\"%u\" fill=\"#fff\"/>\n"
	    "<text x=\"8\" y=\"20\">", width, picture->height, width,
	    picture->height, width, picture->height);
	put_text(picture->out, heading, LADDER_LABEL_SIZE);
	fputs("</text>\n", picture->out);
}

void
ladder_put_svg(const struct ladder *ladder, const char *heading, FILE *out)
{
	struct picture picture = { .out = out, .ladder = ladder };
	const struct ladder_row *row;
	unsigned y = TOP;
	size_t i;

	picture.height = TOP + ROW * ((unsigned)ladder_rows(ladder) + 2);
	put_begin(&picture, heading);
	put_lines(&picture);
	for (i = 0; (row = ladder_row(ladder, i)) != NULL; i++)
		put_row(&picture, row, y += ROW);
	if (ladder_left_out(ladder) > 0)
		fprintf(out, "<text x=\"8\" y=\"%u\">%llu more are left out"
		    "</text>\n", y + ROW,
		    (unsigned long long)ladder_left_out(ladder));
	fputs("</svg>\n", out);
}
