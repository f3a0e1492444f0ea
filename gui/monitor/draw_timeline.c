/* Painting the timeline: where everything is, and those cells that show
 * something else than before. */
#include <string.h>

#include "gui/monitor/replay.h"
#include "gui/toolkit/paragraph.h"
#include "gui/toolkit/scale.h"

#define LANE_LEAST	scale_px(6)
#define LANE_MOST	scale_px(20)
#define NAME_DIGITS	13
#define LIVE_MS		115000	/* two minutes, the last slot has begun */

int
draw_timeline_heading(const struct app *app)
{
	return font_height(app->fonts, FONT_SMALL) + scale_px(8);
}

int
draw_timeline_lane(void)
{
	return LANE_LEAST;
}

struct lanes_extent
timeline_extent(const struct monitor *monitor)
{
	const struct lanes *lanes = monitor->timeline.lanes;
	int64_t now_ms = lanes_now_ms(lanes);

	if (monitor->recorded == NULL)
		return (struct lanes_extent){ now_ms - LIVE_MS, now_ms,
		    false };
	return (struct lanes_extent){ lanes_first_ms(lanes), now_ms, true };
}

const struct row_data *
timeline_row(const struct monitor *monitor, uint32_t lane)
{
	return table_model_row(&monitor->table,
	    monitor->timeline.place.first + lane);
}

void
timeline_repaint(struct timeline *timeline)
{
	timeline->repaint = true;
}

/* All of them where they fit, else from the table's first row on. */
static void
place_lanes(const struct monitor *monitor, struct timeline_place *place,
    int height)
{
	uint32_t count = monitor->table.list.count, room;
	int all = height - place->top - 1;

	room = all < LANE_LEAST ? 0 : (uint32_t)(all / LANE_LEAST);
	if (room > TIMELINE_LANES)
		room = TIMELINE_LANES;
	place->shown = count < room ? count : room;
	place->lane_height = place->shown == 0 ? LANE_MOST :
	    all / (int)place->shown;
	if (place->lane_height > LANE_MOST)
		place->lane_height = LANE_MOST;
	place->first = monitor->table.top;
	if (place->first + place->shown > count)
		place->first = count - place->shown;
}

static struct timeline_place
find_place(const struct monitor *monitor, const struct canvas *canvas)
{
	const struct app *app = &monitor->app;
	const struct timeline *timeline = &monitor->timeline;
	struct timeline_place place;

	memset(&place, 0, sizeof(place));
	place.top = draw_timeline_heading(app);
	place.names = NAME_DIGITS * font_digit(app->fonts, FONT_SMALL) +
	    TIMELINE_ACCENT + 2 * TIMELINE_PAD;
	place.slot_width = (canvas->width - place.names - TIMELINE_PAD) /
	    LANES_SLOTS;
	if (place.slot_width < TIMELINE_PARTS)
		place.slot_width = TIMELINE_PARTS;
	place.right = place.names + LANES_SLOTS * place.slot_width;
	place.slot_ms = lanes_window_slot_ms(&timeline->window);
	place.end = timeline->window.end;
	place.scheme = app->scheme;
	place_lanes(monitor, &place, canvas->height);
	return place;
}

/* The picture goes to the left by so many slots. */
static void
move_on(struct monitor *monitor, struct canvas *canvas,
    const struct timeline_place *place, int slots)
{
	struct timeline *timeline = &monitor->timeline;
	int by = slots * place->slot_width, kept = TIMELINE_CELLS -
	    slots * TIMELINE_PARTS;
	struct area from = { place->names + by, place->top,
	    place->right - place->names - by, canvas->height - place->top };
	uint32_t i;

	paint_shift(canvas, from, place->names);
	for (i = 0; i < place->shown; i++) {
		uint32_t *cells = timeline->cells[i];

		memmove(cells, cells + slots * TIMELINE_PARTS,
		    (size_t)kept * sizeof(cells[0]));
		memset(cells + kept, 0, (size_t)(TIMELINE_CELLS - kept) *
		    sizeof(cells[0]));
	}
	from.x = place->names;
	from.width = place->right - place->names;
	paint_mark(canvas, from);
}

static struct lane_cell
find_cell(const struct monitor *monitor, const struct timeline_place *place,
    uint32_t lane, int cell)
{
	const struct row_data *row = timeline_row(monitor, lane);
	int slot = cell / TIMELINE_PARTS, part = cell % TIMELINE_PARTS;
	int x = place->names + slot * place->slot_width +
	    part * place->slot_width / TIMELINE_PARTS;
	int end = place->names + slot * place->slot_width + (part + 1) *
	    place->slot_width / TIMELINE_PARTS;

	return (struct lane_cell){ .place = place,
	    .lane = lanes_find(monitor->timeline.lanes, row->client),
	    .area = { x, place->top + (int)lane * place->lane_height, end - x,
	    place->lane_height },
	    .now_ms = lanes_now_ms(monitor->timeline.lanes),
	    .below = row->client == monitor->table.selected ?
	    COLOUR_SELECTED : COLOUR_SURFACE,
	    .marked = part == 0 && (place->end - LANES_SLOTS + slot) %
	    LANES_MARKED == 0 };
}

static bool changed[TIMELINE_LANES][TIMELINE_CELLS];

/* The first cell that may show something else: all of a lane that is another
 * one or has changed, else where time went on. */
static int
first_cell(struct monitor *monitor, uint32_t lane)
{
	struct timeline *timeline = &monitor->timeline;
	const struct row_data *row = timeline_row(monitor, lane);
	const struct lane *it = lanes_find(timeline->lanes, row->client);
	uint32_t changes = it == NULL ? 0 : it->changes;
	enum colour_id below = row->client == monitor->table.selected ?
	    COLOUR_SELECTED : COLOUR_SURFACE;
	int64_t since_ms = timeline->painted_ms - LANES_LATE_MS -
	    lanes_window_left_ms(&timeline->window), cell;
	bool same = timeline->painted[lane].client == row->client &&
	    timeline->painted[lane].changes == changes &&
	    timeline->painted[lane].below == below;

	timeline->painted[lane].client = row->client;
	timeline->painted[lane].changes = changes;
	timeline->painted[lane].below = below;
	/* A mark reaches into its neighbours. */
	cell = since_ms * TIMELINE_CELLS /
	    lanes_window_span_ms(&timeline->window) - 3;
	return !same || cell < 0 ? 0 : cell > TIMELINE_CELLS ?
	    TIMELINE_CELLS : (int)cell;
}

/* Those that show something else; from the first to behind the last. */
static void
find_changed(struct monitor *monitor, const struct timeline_place *place,
    int *from, int *end)
{
	struct timeline *timeline = &monitor->timeline;
	struct lane_cell it;
	uint32_t lane, look;
	int cell;

	*from = TIMELINE_CELLS;
	*end = 0;
	memset(changed, 0, sizeof(changed));
	for (lane = 0; lane < place->shown; lane++)
		for (cell = first_cell(monitor, lane); cell < TIMELINE_CELLS;
		    cell++) {
			it = find_cell(monitor, place, lane, cell);
			look = draw_lane_look(&it);
			changed[lane][cell] = look !=
			    timeline->cells[lane][cell];
			timeline->cells[lane][cell] = look;
			if (!changed[lane][cell])
				continue;
			*from = cell < *from ? cell : *from;
			*end = cell >= *end ? cell + 1 : *end;
		}
	timeline->painted_ms = lanes_now_ms(timeline->lanes);
}

static void
draw_changed(struct monitor *monitor, struct canvas *canvas,
    const struct timeline_place *place,
    void (*draw)(struct canvas *, const struct lane_cell *))
{
	struct lane_cell it;
	uint32_t lane;
	int cell;

	for (lane = 0; lane < place->shown; lane++)
		for (cell = 0; cell < TIMELINE_CELLS; cell++) {
			if (!changed[lane][cell])
				continue;
			it = find_cell(monitor, place, lane, cell);
			draw(canvas, &it);
		}
}

/* One thing of all cells before the next: what is of one kind travels
 * together. */
static void
draw_cells(struct monitor *monitor, struct canvas *canvas,
    const struct timeline_place *place)
{
	int from, end, first, last;

	find_changed(monitor, place, &from, &end);
	if (from >= end)
		return;
	draw_changed(monitor, canvas, place, draw_lane_ground);
	draw_changed(monitor, canvas, place, draw_lane_patterns);
	draw_lane_patterns_end(canvas, place);
	draw_changed(monitor, canvas, place, draw_lane_marks);
	first = from / TIMELINE_PARTS;
	last = (end - 1) / TIMELINE_PARTS;
	paint_mark(canvas, (struct area){ place->names +
	    first * place->slot_width, place->top, (last - first + 1) *
	    place->slot_width, canvas->height - place->top });
}

/* What will be there, and how it comes. */
static void
draw_nothing(struct monitor *monitor, struct canvas *canvas,
    const struct timeline_place *place)
{
	struct app *app = &monitor->app;
	const char *words = app_text(app, monitor->table.connected +
	    monitor->table.ended != 0 ? "timeline.filtered" :
	    monitor_replay_early(monitor) ? "empty.early" :
	    monitor->recorded != NULL ? "timeline.nobody" :
	    "timeline.empty", "");
	int edge = scale_px(12), room = canvas->height - place->top;
	int width = canvas->width - 2 * edge;
	int line = paragraph_line_height(app, FONT_UI);
	int high = line * paragraph_lines(app, FONT_UI, words, width,
	    room < line ? 1 : room / line);

	(void)paragraph_paint(canvas, FONT_UI, COLOUR_MUTED, (struct area){
	    edge, place->top + (room > high ? (room - high) / 2 : 0), width,
	    room }, ALIGN_CENTRE, words);
}

static void
draw_anew(struct monitor *monitor, struct canvas *canvas,
    const struct timeline_place *place)
{
	struct timeline *timeline = &monitor->timeline;

	timeline->repaint = false;
	timeline->names_look = 0;
	memset(timeline->cells, 0, sizeof(timeline->cells));
	memset(timeline->painted, 0, sizeof(timeline->painted));
	paint_fill(canvas, COLOUR_SURFACE, (struct area){ 0, 0, canvas->width,
	    canvas->height });
	draw_timeline_scale(monitor, canvas, place);
	if (place->shown == 0)
		draw_nothing(monitor, canvas, place);
	paint_mark_all(canvas);
}

/* Is only another end to be seen? */
static bool
same_place(const struct timeline_place *was, struct timeline_place now)
{
	now.end = was->end;
	return memcmp(was, &now, sizeof(now)) == 0;
}

void
draw_timeline(struct monitor *monitor)
{
	struct timeline *timeline = &monitor->timeline;
	struct canvas *canvas = &monitor->canvases[AREA_TIMELINE];
	struct lanes_extent extent = timeline_extent(monitor);
	struct timeline_place place;
	int64_t moved;

	if (!XtIsManaged(monitor->areas[AREA_TIMELINE]))
		return;
	if (paint_prepare(canvas, &monitor->app,
	    monitor->areas[AREA_TIMELINE]))
		timeline->repaint = true;
	if (canvas->pixmap == None)
		return;
	lanes_window_fit(&timeline->window, &extent);
	place = find_place(monitor, canvas);
	moved = place.end - timeline->place.end;
	if (timeline->repaint || !same_place(&timeline->place, place) ||
	    moved < 0 || moved >= LANES_SLOTS ||
	    (moved > 0 && place.shown == 0)) {
		timeline->place = place;
		draw_anew(monitor, canvas, &timeline->place);
	} else if (moved > 0) {
		timeline->place = place;
		move_on(monitor, canvas, &timeline->place, (int)moved);
		draw_timeline_scale(monitor, canvas, &timeline->place);
	}
	if (place.shown > 0) {
		draw_timeline_names(monitor, canvas, &timeline->place);
		draw_cells(monitor, canvas, &timeline->place);
	}
	paint_show(canvas);
}
