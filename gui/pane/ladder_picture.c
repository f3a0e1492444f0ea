/* A ladder as a picture. */
#include "gui/pane/ladder_picture.h"

#include <stdlib.h>
#include <string.h>

#include "base/wording.h"
#include "gui/pane/ladder_private.h"
#include "gui/toolkit/scale.h"
#include "gui/toolkit/sheet.h"

/* Pixels of a life line's column, for two of them, some, many. */
#define COLUMN_OF_TWO	scale_px(500)
#define COLUMN		scale_px(220)
#define COLUMN_OF_MANY	scale_px(160)
#define SOME		9
/* Painted and read at once. */
#define PIXELS_AT_ONCE	(1 << 20)
/* Lines that are no rows: heading, titles, what is left out. */
#define OTHER_LINES	3

struct picture {
	const struct ladder *ladder;
	const char *heading;
	struct canvas canvas;
	struct ladder_sheet sheet;
	int line;		/* a line's height */
	size_t lines, rows;	/* all of them; of those, rows that are
				   drawn */
	int at_once;		/* lines */
};

static void
measure(struct picture *picture, struct app *app, int *width)
{
	unsigned columns = ladder_lines(picture->ladder);
	int gutter = ladder_sheet_gutter(app);
	int column = columns <= 2 ? COLUMN_OF_TWO : columns <= SOME ? COLUMN :
	    COLUMN_OF_MANY;
	int most = (SHEET_SIDE_MAX - gutter) / (int)columns;
	size_t lines_max;

	picture->line = font_height(app->fonts, FONT_UI) + scale_px(12);
	*width = gutter + (int)columns * (column < most ? column : most);
	lines_max = (size_t)(SHEET_SIDE_MAX / picture->line);
	picture->rows = ladder_rows(picture->ladder);
	if (picture->rows > lines_max - OTHER_LINES)
		picture->rows = lines_max - OTHER_LINES;
	picture->lines = picture->rows + OTHER_LINES;
	picture->at_once = PIXELS_AT_ONCE / (*width * picture->line) + 1;
	picture->sheet = (struct ladder_sheet){ &picture->canvas, columns };
}

/* The server is in the middle, as in the window. */
static unsigned
column_of(const struct picture *picture, unsigned line)
{
	unsigned middle = picture->sheet.columns / 2;

	return line == LADDER_SERVER ? middle : line <= middle ? line - 1 :
	    line;
}

static void
paint_row(struct picture *picture, size_t number, struct area area)
{
	const struct ladder_row *row = ladder_row(picture->ladder, number);
	struct ladder_place place = { row, column_of(picture, row->from),
	    column_of(picture, row->to), 0, 1 };
	struct ladder_words words;

	ladder_words_of(picture->canvas.app, NULL, row, &words);
	ladder_sheet_line(&picture->sheet, &place, &words, area, false);
}

static void
paint_titles(struct picture *picture, struct area area)
{
	unsigned i;

	ladder_sheet_heading(&picture->sheet, area, NULL);
	for (i = 0; i < picture->sheet.columns; i++)
		ladder_sheet_title(&picture->sheet, area, column_of(picture,
		    i), ladder_line(picture->ladder, i));
}

static void
paint_left_out(struct picture *picture, struct area area)
{
	uint64_t count = ladder_rows(picture->ladder) - picture->rows +
	    ladder_left_out(picture->ladder);
	char words[200], number[WORDING_NUMBER_SIZE];

	if (count == 0)
		return;
	wording_put(words, sizeof(words), app_text(picture->canvas.app,
	    "ladder.pictureCut", "%1"), wording_number(number, count), NULL);
	paint_label(&picture->canvas, FONT_UI_BOLD, COLOUR_WARNING, area,
	    ALIGN_LEFT, words);
}

static void
paint_line(struct picture *picture, size_t number, int y)
{
	struct canvas *canvas = &picture->canvas;
	struct area area = { 0, y, canvas->width, picture->line };
	struct area inner = { scale_px(8), y, canvas->width - scale_px(16),
	    picture->line };

	paint_fill(canvas, COLOUR_SURFACE, area);
	if (number == 0)
		paint_label(canvas, FONT_UI_BOLD, COLOUR_TEXT, inner,
		    ALIGN_LEFT, picture->heading);
	else if (number == 1)
		paint_titles(picture, area);
	else if (number - 2 < picture->rows)
		paint_row(picture, number - 2, area);
	else
		paint_left_out(picture, inner);
}

static bool
put_strips(struct picture *picture, const struct ladder_picture_sink *sink,
    unsigned char *rgb)
{
	size_t number = 0;
	int i, count;

	while (number < picture->lines) {
		count = picture->lines - number < (size_t)picture->at_once ?
		    (int)(picture->lines - number) : picture->at_once;
		for (i = 0; i < count; i++)
			paint_line(picture, number++, i * picture->line);
		if (!sheet_read(&picture->canvas, count * picture->line,
		    rgb) || !sink->rows(sink->context, rgb, count *
		    picture->line))
			return false;
	}
	return true;
}

bool
ladder_picture(struct app *app, const struct ladder *ladder,
    const char *heading, const struct ladder_picture_sink *sink)
{
	struct picture picture = { .ladder = ladder, .heading = heading };
	enum app_scheme scheme = app->scheme;
	unsigned char *rgb;
	int width;
	bool whole;

	measure(&picture, app, &width);
	rgb = malloc((size_t)(width * picture.line * picture.at_once) * 3);
	if (rgb == NULL)
		return false;
	sheet_open(&picture.canvas, app, width, picture.line *
	    picture.at_once);
	/* It may be printed. */
	app->scheme = SCHEME_LIGHT;
	whole = sink->begin(sink->context, width, (int)picture.lines *
	    picture.line) && put_strips(&picture, sink, rgb);
	sheet_close(&picture.canvas);
	app->scheme = scheme;
	free(rgb);
	return whole;
}
