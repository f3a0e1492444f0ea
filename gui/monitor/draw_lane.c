/* Painting a part of a lane: states with a colour and a pattern each, marks
 * with a shape each. */
#include <string.h>

#include "gui/monitor/draw.h"
#include "gui/monitor/monitor.h"
#include "gui/toolkit/pattern.h"
#include "gui/toolkit/scale.h"

#define ITEMS_MAX	96
#define REACH		scale_px(7)	/* of a mark, to either side */
#define NO_PATTERN	PATTERN_COUNT
#define HELD_MAX	128
#define SHAPES		64		/* an item's `what` from there on */

/* What a cell shows: runs, clipped, and signs, not clipped. */
struct item {
	int16_t x, end, what;
};

struct items {
	struct item all[ITEMS_MAX];
	unsigned count;
};

static const enum pattern patterns[STATE_COUNT] = {
	[STATE_FREE] = NO_PATTERN, [STATE_CONNECTED] = NO_PATTERN,
	[STATE_RECEIVING] = PATTERN_UPRIGHT, [STATE_IDLE] = NO_PATTERN,
	[STATE_WAITING] = PATTERN_RISING, [STATE_SENDING] = PATTERN_FALLING,
	[STATE_PAIRING] = PATTERN_GRID, [STATE_CHATTING] = PATTERN_DOTS,
	[STATE_CLOSING] = PATTERN_LEVEL, [STATE_ENDED] = NO_PATTERN,
};

int
timeline_x(const struct timeline_place *place, int64_t at_ms)
{
	int64_t left_ms = (place->end - LANES_SLOTS) * place->slot_ms;
	int64_t end_ms = place->end * place->slot_ms;

	if (at_ms < left_ms - place->slot_ms)
		at_ms = left_ms - place->slot_ms;
	if (at_ms > end_ms + place->slot_ms)
		at_ms = end_ms + place->slot_ms;
	/* Never of a negative number, which is rounded to the other side. */
	return place->names + (int)((at_ms - left_ms + place->slot_ms) *
	    place->slot_width / place->slot_ms) - place->slot_width;
}

/* Where patterns begin: it moves as slots do, and they fit into 64 of them. */
static int
origin_of(const struct timeline_place *place)
{
	return place->names - (int)(place->end % 64) * place->slot_width;
}

static void
put(struct items *items, int x, int end, int what)
{
	if (items->count < ITEMS_MAX)
		items->all[items->count++] = (struct item){ (int16_t)x,
		    (int16_t)end, (int16_t)what };
}

static int64_t
time_of(const struct lane_cell *cell, int x)
{
	return (cell->place->end - LANES_SLOTS) * cell->place->slot_ms +
	    (int64_t)(x - cell->place->names) * cell->place->slot_ms /
	    cell->place->slot_width;
}

/* Of runs that begin on one pixel the first one has it. */
static void
put_runs(struct items *items, const struct lane_cell *cell)
{
	const struct lane *lane = cell->lane;
	int left = cell->area.x, right = left + cell->area.width;
	uint32_t run = lane_run_at(lane, time_of(cell, left) - 1);
	int x, end, free = left;

	if (lane->run_count > 0 && lane->connected_ms <
	    lane->runs[0].start_ms) {
		x = timeline_x(cell->place, lane->connected_ms);
		end = timeline_x(cell->place, lane->runs[0].start_ms);
		if (x < right && end > left)
			put(items, x < left ? left : x, end > right ? right :
			    end, LANE_UNKNOWN);
	}
	for (; run < lane->run_count; run++) {
		x = timeline_x(cell->place, lane->runs[run].start_ms);
		end = timeline_x(cell->place, lane_run_end(lane, run,
		    cell->now_ms));
		if (x >= right)
			break;
		/* Two of one state are two. */
		if (run > 0 && end - x > 3 &&
		    lane->runs[run - 1].state == lane->runs[run].state)
			x++;
		end = end <= x ? x + 1 : end > right ? right : end;
		x = x < free ? free : x;
		if (x >= end)
			continue;
		put(items, x, end, lane->runs[run].state);
		free = end;
	}
}

static void
put_shape(struct items *items, const struct lane_cell *cell, int64_t at_ms,
    enum lane_shape shape)
{
	int x = timeline_x(cell->place, at_ms);

	if (x >= cell->area.x - REACH &&
	    x < cell->area.x + cell->area.width + REACH)
		put(items, x, x, SHAPES + (int)shape);
}

enum lane_shape
lane_shape_of(const struct lane_mark *mark)
{
	return mark->kind == LANE_MISCHIEF ? SHAPE_MISCHIEF :
	    mark->fault || mark->kind == LANE_VERDICT ? SHAPE_FAULT :
	    mark->kind == LANE_SENT ? SHAPE_SENT : SHAPE_RECEIVED;
}

/* Faults last, above all others; of others on one pixel the first one. */
static void
put_marks(struct items *items, const struct lane_cell *cell)
{
	const struct lane *lane = cell->lane;
	uint32_t from = lane_mark_from(lane, time_of(cell, cell->area.x -
	    REACH - 1)), i;
	int end = cell->area.x + cell->area.width + REACH, faults, x;
	int last[SHAPE_COUNT];

	for (faults = 0; faults < 2; faults++) {
		memset(last, 0xff, sizeof(last));
		for (i = from; i < lane->mark_count; i++) {
			enum lane_shape shape = lane_shape_of(&lane->marks[i]);

			x = timeline_x(cell->place, lane->marks[i].at_ms);
			if (x >= end)
				break;
			if ((shape == SHAPE_FAULT) != (faults == 1) ||
			    x == last[shape])
				continue;
			last[shape] = x;
			put_shape(items, cell, lane->marks[i].at_ms, shape);
		}
	}
}

static void
find_items(struct items *items, const struct lane_cell *cell)
{
	items->count = 0;
	if (cell->lane == NULL)
		return;
	put_runs(items, cell);
	if (cell->lane->connected_ms != 0)
		put_shape(items, cell, cell->lane->connected_ms, SHAPE_CONNECT);
	put_marks(items, cell);
	if (cell->lane->ended_ms != 0)
		put_shape(items, cell, cell->lane->ended_ms,
		    cell->lane->crashed ? SHAPE_CRASH : SHAPE_CLOSE);
}

uint32_t
draw_lane_look(const struct lane_cell *cell)
{
	struct items items;
	uint32_t hash = draw_hash(DRAW_HASH_START, &cell->below,
	    sizeof(cell->below));
	unsigned i;

	find_items(&items, cell);
	for (i = 0; i < items.count; i++) {
		/* From the cell's edge: it is the same when all has moved. */
		items.all[i].x -= (int16_t)cell->area.x;
		items.all[i].end -= (int16_t)cell->area.x;
	}
	return draw_hash(hash, items.all, items.count * sizeof(items.all[0])) |
	    1;
}

static struct area
body_of(const struct lane_cell *cell, const struct item *item)
{
	int gap = cell->area.height > 12 ? 2 : 1;

	return (struct area){ item->x, cell->area.y + gap / 2,
	    item->end - item->x, cell->area.height - gap };
}

static void
paint_dots(struct canvas *canvas, struct area body, int origin)
{
	int step = scale_px(4), x = body.x - (body.x - origin) % step;

	for (; x < body.x + body.width; x += step)
		if (x >= body.x)
			paint_fill(canvas, COLOUR_FAINT, (struct area){ x,
			    body.y + body.height / 2, 1, 1 });
}

/* Idle is a thin line: what happens shall be seen. */
static void
paint_state(struct canvas *canvas, unsigned state, struct area body,
    int origin)
{
	int thin = body.height / 4 < 1 ? 1 : body.height / 4;

	if (state == LANE_UNKNOWN) {
		paint_dots(canvas, body, origin);
	} else if (state == STATE_IDLE) {
		paint_fill(canvas, COLOUR_STATE_INK(state), (struct area){
		    body.x, body.y + (body.height - thin) / 2, body.width,
		    thin });
	} else if (state != STATE_ENDED && state != STATE_FREE) {
		paint_fill(canvas, COLOUR_STATE_FILL(state), body);
		if (state != STATE_CONNECTED)
			return;
		paint_fill(canvas, COLOUR_STATE_INK(state), (struct area){
		    body.x, body.y, body.width, 1 });
		paint_fill(canvas, COLOUR_STATE_INK(state), (struct area){
		    body.x, body.y + body.height - 1, body.width, 1 });
	}
}

void
draw_lane_ground(struct canvas *canvas, const struct lane_cell *cell)
{
	struct items items;
	unsigned i;

	find_items(&items, cell);
	paint_fill(canvas, cell->below, cell->area);
	if (cell->marked)
		paint_fill(canvas, COLOUR_HAIRLINE, (struct area){
		    cell->area.x, cell->area.y, 1, cell->area.height });
	for (i = 0; i < items.count; i++)
		if (items.all[i].what < SHAPES)
			paint_state(canvas, (unsigned)items.all[i].what,
			    body_of(cell, &items.all[i]),
			    origin_of(cell->place));
}

/* Rectangles of a pattern travel together; its colour is that of its state. */
static struct {
	XRectangle at[HELD_MAX];
	int count;
} held[STATE_COUNT];

static void
let_go(struct canvas *canvas, unsigned state, int origin_x)
{
	pattern_fill(canvas, patterns[state], COLOUR_STATE_INK(state),
	    held[state].at, held[state].count, origin_x);
	held[state].count = 0;
}

void
draw_lane_patterns_end(struct canvas *canvas,
    const struct timeline_place *place)
{
	unsigned state;

	for (state = 0; state < STATE_COUNT; state++)
		if (patterns[state] != NO_PATTERN)
			let_go(canvas, state, origin_of(place));
}

void
draw_lane_patterns(struct canvas *canvas, const struct lane_cell *cell)
{
	struct items items;
	struct area body;
	unsigned i, state;

	find_items(&items, cell);
	for (i = 0; i < items.count; i++) {
		state = (unsigned)items.all[i].what;
		if (state >= STATE_COUNT || patterns[state] == NO_PATTERN)
			continue;
		if (held[state].count == HELD_MAX)
			let_go(canvas, state, origin_of(cell->place));
		body = body_of(cell, &items.all[i]);
		held[state].at[held[state].count++] = (XRectangle){
		    (short)body.x, (short)body.y, (unsigned short)body.width,
		    (unsigned short)body.height };
	}
}

void
draw_lane_marks(struct canvas *canvas, const struct lane_cell *cell)
{
	struct items items;
	unsigned i;

	find_items(&items, cell);
	for (i = 0; i < items.count; i++)
		if (items.all[i].what >= SHAPES)
			draw_lane_shape(canvas, (enum lane_shape)(
			    items.all[i].what - SHAPES), cell->area,
			    items.all[i].x, cell->area.y, cell->area.height);
}

void
draw_lane_sample(struct canvas *canvas, unsigned state, struct area area)
{
	XRectangle at = { (short)area.x, (short)area.y,
	    (unsigned short)area.width, (unsigned short)area.height };

	paint_state(canvas, state, area, area.x);
	if (state < STATE_COUNT && patterns[state] != NO_PATTERN)
		pattern_fill(canvas, patterns[state], COLOUR_STATE_INK(state),
		    &at, 1, area.x);
}
