/* What patterns and marks look like, and what clients do now, in words. */
#include <stdio.h>
#include <string.h>

#include "gui/monitor/draw.h"
#include "gui/monitor/monitor.h"
#include "gui/toolkit/scale.h"

#define GAP		scale_px(8)

static const char *const words[] = {
#define STATE(symbol, word, meaning) word,
#include "shm/states.def"
#undef STATE
};

/* A rectangle, of which only what is inside clip is painted. */
static void
paint_clipped(struct canvas *canvas, enum colour_id colour, struct area clip,
    struct area area)
{
	int right = area.x + area.width, bottom = area.y + area.height;

	if (area.x < clip.x)
		area.x = clip.x;
	if (area.y < clip.y)
		area.y = clip.y;
	if (right > clip.x + clip.width)
		right = clip.x + clip.width;
	if (bottom > clip.y + clip.height)
		bottom = clip.y + clip.height;
	area.width = right - area.x;
	area.height = bottom - area.y;
	paint_fill(canvas, colour, area);
}

/* Two diagonals, as wide as the lane is high. */
static void
paint_cross(struct canvas *canvas, struct area clip, int x, int y,
    int height)
{
	int side = height < scale_px(13) ? height : scale_px(13);
	int top = y + (height - side) / 2, thick = scale_px(2), i;

	for (i = 0; i < side; i++) {
		paint_clipped(canvas, COLOUR_ERROR, clip, (struct area){
		    x - side / 2 + i - thick / 2, top + i, thick, 1 });
		paint_clipped(canvas, COLOUR_ERROR, clip, (struct area){
		    x + side / 2 - i - thick / 2, top + i, thick, 1 });
	}
}

/* A bar, and a wedge at its upper end. */
static void
paint_fault(struct canvas *canvas, struct area clip, int x, int y,
    int height)
{
	int unit = scale_px(1), i;

	paint_clipped(canvas, COLOUR_ERROR, clip, (struct area){ x - unit / 2,
	    y, 2 * unit, height });
	for (i = 0; i < 3; i++)
		paint_clipped(canvas, COLOUR_ERROR, clip, (struct area){
		    x - unit / 2 - (3 - i) * unit, y + i * unit,
		    2 * unit + 2 * (3 - i) * unit, unit });
}

/* A diamond at the lower edge, larger in a higher lane. */
static void
paint_diamond(struct canvas *canvas, struct area clip, int x, int y,
    int height)
{
	int side = height / 3 < scale_px(2) ? scale_px(2) : height / 3, i, half;

	if (side > scale_px(4))
		side = scale_px(4);
	for (i = 0; i <= 2 * side; i++) {
		half = i < side ? i : 2 * side - i;
		paint_clipped(canvas, COLOUR_ESCAPE, clip, (struct area){
		    x - half, y + height - 1 - 2 * side + i, 2 * half + 1,
		    1 });
	}
}

/* A bar with a flag to the side where the client is. */
static void
paint_flag(struct canvas *canvas, enum colour_id colour, struct area clip,
    int x, int y, int height, bool right)
{
	int unit = scale_px(1), i;

	paint_clipped(canvas, colour, clip, (struct area){ x, y, 2 * unit,
	    height });
	for (i = 0; i < 3; i++)
		paint_clipped(canvas, colour, clip, (struct area){
		    right ? x : x - (3 - i) * unit,
		    y + height / 2 - (2 - i) * unit,
		    (5 - i) * unit, unit });
}

void
draw_lane_shape(struct canvas *canvas, enum lane_shape shape,
    struct area clip, int x, int y, int height)
{
	int unit = scale_px(1), half = (height + 1) / 2;

	if (shape == SHAPE_RECEIVED)
		paint_clipped(canvas, COLOUR_TEXT, clip, (struct area){ x, y,
		    unit, half });
	else if (shape == SHAPE_SENT)
		paint_clipped(canvas, COLOUR_TEXT, clip, (struct area){ x,
		    y + height - half, unit, half });
	else if (shape == SHAPE_FAULT)
		paint_fault(canvas, clip, x, y, height);
	else if (shape == SHAPE_MISCHIEF)
		paint_diamond(canvas, clip, x, y, height);
	else if (shape == SHAPE_CRASH)
		paint_cross(canvas, clip, x, y, height);
	else
		paint_flag(canvas, shape == SHAPE_CONNECT ? COLOUR_GOOD :
		    COLOUR_MUTED, clip, x, y, height,
		    shape == SHAPE_CONNECT);
}

static void
count_rows(const struct monitor *monitor, uint32_t states[STATE_COUNT])
{
	const struct row_data *row;
	uint32_t i;

	memset(states, 0, STATE_COUNT * sizeof(states[0]));
	for (i = 0; (row = table_model_row(&monitor->table, i)) != NULL; i++)
		if (row->state < STATE_COUNT)
			states[row->state]++;
}

/* "30 waiting", behind what their lanes look like; where the next begins. */
static struct area
draw_entry(struct canvas *canvas, struct area area, struct area next,
    unsigned state, uint32_t count)
{
	struct font_set *fonts = canvas->app->fonts;
	int height = font_height(fonts, FONT_SMALL), width;
	int swatch = scale_px(26);
	char text[64], number[WORDING_NUMBER_SIZE];

	wording_put(text, sizeof(text), app_text(canvas->app, "timeline.now",
	    "%1 %2"), wording_number(number, count), words[state], NULL);
	width = font_width(fonts, FONT_SMALL, text, strlen(text));
	if (next.x > area.x && next.x + swatch + GAP + width >
	    area.x + area.width) {
		next.x = area.x;
		next.y += height + GAP;
	}
	if (next.y + height > area.y + area.height)
		return next;
	draw_lane_sample(canvas, state, (struct area){ next.x,
	    next.y + (height - scale_px(10)) / 2, swatch, scale_px(10) });
	paint_label(canvas, FONT_SMALL, COLOUR_TEXT, (struct area){
	    next.x + swatch + GAP, next.y, width, height }, ALIGN_LEFT, text);
	next.x += swatch + GAP + width + 2 * GAP;
	return next;
}

void
draw_timeline_key(struct monitor *monitor, struct canvas *canvas,
    struct area area, bool whole)
{
	struct area next = { area.x, area.y + scale_px(2), 0, 0 };
	uint32_t states[STATE_COUNT], look;
	unsigned state;

	count_rows(monitor, states);
	look = draw_hash(DRAW_HASH_START, states, sizeof(states)) | 1;
	if (!whole && look == monitor->timeline.key_look)
		return;
	monitor->timeline.key_look = look;
	paint_fill(canvas, COLOUR_SURFACE, area);
	for (state = STATE_FREE + 1; state < STATE_COUNT; state++)
		if (states[state] != 0)
			next = draw_entry(canvas, area, next, state,
			    states[state]);
	paint_mark(canvas, area);
}

static void
count_lane(const struct lane *lane, int64_t left_ms, int64_t end_ms,
    struct timeline_counts *counts)
{
	uint32_t *shapes = counts->shapes, i;

	if (lane->run_count > 0 &&
	    lane->runs[lane->run_count - 1].state < STATE_COUNT)
		counts->states[lane->runs[lane->run_count - 1].state]++;
	for (i = lane_mark_from(lane, left_ms); i < lane->mark_count &&
	    lane->marks[i].at_ms < end_ms; i++)
		shapes[lane_shape_of(&lane->marks[i])]++;
	shapes[SHAPE_CONNECT] += lane->connected_ms >= left_ms &&
	    lane->connected_ms < end_ms;
	if (lane->ended_ms >= left_ms && lane->ended_ms < end_ms)
		shapes[lane->crashed ? SHAPE_CRASH : SHAPE_CLOSE]++;
}

void
timeline_count(const struct monitor *monitor, struct timeline_counts *counts)
{
	const struct timeline *timeline = &monitor->timeline;
	int64_t left_ms = lanes_window_left_ms(&timeline->window);
	int64_t end_ms = left_ms + lanes_window_span_ms(&timeline->window);
	const struct row_data *row;
	const struct lane *lane;
	uint32_t i;

	memset(counts, 0, sizeof(*counts));
	for (i = 0; i < timeline->place.shown; i++) {
		row = timeline_row(monitor, i);
		lane = row == NULL ? NULL : lanes_find(timeline->lanes,
		    row->client);
		if (lane != NULL)
			count_lane(lane, left_ms, end_ms, counts);
	}
}
