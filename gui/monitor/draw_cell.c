/* Painting the cells of the client table that are more than words. */
#include <string.h>

#include "gui/monitor/draw_table.h"
#include "gui/toolkit/scale.h"

#define FAULTS_GAP	scale_px(10)	/* pixels behind them */

bool
draw_cell_crashed(const struct row_data *row)
{
	return row->state == STATE_ENDED && watch_end_is_crash(row->end);
}

void
draw_cell_state(struct monitor *monitor, const struct row_data *row,
    struct area area, const char *word)
{
	struct canvas *canvas = &monitor->canvases[AREA_TABLE];
	struct font_set *fonts = monitor->app.fonts;
	enum colour_id fill = draw_cell_crashed(row) ? COLOUR_ERROR :
	    COLOUR_STATE_FILL(row->state);
	int high = font_height(fonts, FONT_SMALL) + 4;
	int height = high < area.height ? high : area.height;
	int width = font_width(fonts, FONT_SMALL, word, strlen(word)) +
	    height;
	struct area pill = { area.x, area.y + (area.height - height) / 2,
	    width < area.width ? width : area.width, height };

	/* A word's width, or the column's. */
	paint_capsule(canvas, fill, pill);
	pill.x += height / 2;
	pill.width -= height;
	paint_label(canvas, FONT_SMALL, draw_cell_crashed(row) ?
	    COLOUR_ON_ACCENT : COLOUR_STATE_INK(row->state), pill,
	    ALIGN_LEFT, word);
}

/* How much of the pause is left, 0 to 1. */
double
draw_cell_pause_left(const struct monitor *monitor, const struct row_data *row)
{
	double left = watch_seconds_left(row, monitor->table.now_ns);
	double whole = (double)(row->pause_until_ns - row->since_mono_ns) /
	    1e9;

	if (left <= 0 || whole <= 0)
		return 0;
	return left >= whole ? 1 : left / whole;
}

void
draw_cell_pause(struct monitor *monitor, const struct row_data *row,
    struct area area, const char *words)
{
	struct canvas *canvas = &monitor->canvases[AREA_TABLE];
	struct font_set *fonts = monitor->app.fonts;
	int text = 6 * font_digit(fonts, FONT_UI), height = scale_px(8);
	struct area bar = { area.x, area.y + (area.height - height) / 2,
	    area.width - text, height };

	paint_capsule(canvas, COLOUR_TROUGH, bar);
	bar.width = (int)(bar.width * draw_cell_pause_left(monitor, row) + 0.5);
	if (bar.width >= 2)
		paint_round(canvas, COLOUR_INK_WAITING, bar);
	paint_label(canvas, FONT_UI, COLOUR_INK_WAITING, area, ALIGN_RIGHT,
	    words);
}

/* A word before the others; what is left for those. */
static struct area
draw_before(struct canvas *canvas, enum colour_id colour, struct area area,
    const char *words)
{
	int width = font_width(canvas->app->fonts, FONT_UI_BOLD, words,
	    strlen(words)) + FAULTS_GAP;

	paint_label(canvas, FONT_UI_BOLD, colour, area, ALIGN_LEFT, words);
	area.x += width;
	area.width -= width;
	return area;
}

/* Ended rows say why, where the last message was; faults come first, then
 * what is done to what it is sent. */
void
draw_cell_last(struct monitor *monitor, const struct row_data *row,
    struct area area, const char *words)
{
	struct canvas *canvas = &monitor->canvases[AREA_TABLE];
	char count[64], number[WORDING_NUMBER_SIZE];
	char mischief[MISCHIEF_TEXT_SIZE], mark[MISCHIEF_TEXT_SIZE + 40];

	if (row->faults != 0) {
		wording_put(count, sizeof(count), wording_of("faults",
		    "%1 malformed"), wording_number(number, row->faults),
		    NULL);
		area = draw_before(canvas, COLOUR_ERROR, area, count);
	}
	if (area.width > 0 && row->state != STATE_ENDED &&
	    watch_mischief_text(row, mischief)) {
		wording_put(mark, sizeof(mark), app_text(&monitor->app,
		    "mischief.mark", "%1"), mischief, NULL);
		area = draw_before(canvas, COLOUR_ESCAPE, area, mark);
	}
	if (area.width > 0)
		paint_label(canvas, FONT_UI, draw_cell_crashed(row) ?
		    COLOUR_ERROR : COLOUR_MUTED, area, ALIGN_LEFT, words);
}
