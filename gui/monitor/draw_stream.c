/*
 * Painting the message pane: lines that were there before are moved, only
 * others are painted.
 */
#include "gui/monitor/draw_stream.h"

#include <stdio.h>
#include <string.h>

#include "gui/monitor/monitor.h"

#define LOOK_PICKED	0x1u
#define LOOK_PINNED	0x2u
#define LOOK_MARKED	0x4u

int
draw_stream_line_height(const struct app *app)
{
	int mono = font_height(app->fonts, FONT_MONO);
	int ui = font_height(app->fonts, FONT_UI);

	return (mono > ui ? mono : ui) + 3;
}

int
draw_stream_left(const struct app *app)
{
	return STREAM_EDGE + draw_stream_line_height(app);
}

/* What a slot of the pane shows: the first one, when the heading of its
 * message has scrolled away, shows that heading. */
static struct stream_place
place_of_slot(const struct monitor *monitor, unsigned number, uint32_t *look)
{
	struct stream_place place = stream_place(monitor->stream,
	    stream_top(monitor->stream) + number);

	*look = 0;
	if (place.entry == NULL)
		return place;
	if (number == 0 && place.line != 0) {
		place.line = 0;
		*look |= LOOK_PINNED;
	} else if (stream_picked(monitor->stream, place))
		*look |= LOOK_PICKED;
	if (monitor->stream_view.needle[0] != '\0')
		*look |= LOOK_MARKED;
	return place;
}

static struct stream_slot
slot_of_place(struct stream_place place, uint32_t look)
{
	if (place.entry == NULL)
		return (struct stream_slot){ 0, 0, 0 };
	return (struct stream_slot){ place.entry->id, place.line, look };
}

static bool
same_slot(struct stream_slot a, struct stream_slot b)
{
	return a.id == b.id && a.line == b.line && a.look == b.look;
}

/* By how many slots what was painted has moved up (or down, negative); 0
 * when it is not that simple. */
static int
find_shift(const struct stream_view *view, const struct stream_slot *now,
    unsigned count)
{
	unsigned middle = count / 2, i;

	if (count < 4 || view->painted_slots != count || now[middle].id == 0)
		return 0;
	for (i = 0; i < count; i++)
		if (same_slot(view->slots[i], now[middle]))
			return (int)i - (int)middle;
	return 0;
}

static void
move_lines(struct monitor *monitor, int shift, unsigned count)
{
	struct stream_view *view = &monitor->stream_view;
	struct canvas *canvas = &monitor->canvases[AREA_STREAM];
	int height = draw_stream_line_height(&monitor->app);
	unsigned size = (unsigned)(shift < 0 ? -shift : shift);
	unsigned from = shift > 0 ? size : 0, to = shift > 0 ? 0 : size;
	unsigned kept = count - size;

	paint_move(canvas, (struct area){ 0, (int)from * height,
	    canvas->width, (int)kept * height }, (int)to * height);
	paint_mark(canvas, (struct area){ 0, (int)to * height, canvas->width,
	    (int)kept * height });
	memmove(view->slots + to, view->slots + from,
	    kept * sizeof(view->slots[0]));
	memset(view->slots + (shift > 0 ? kept : 0), 0,
	    size * sizeof(view->slots[0]));
}

static void
draw_slot(struct monitor *monitor, unsigned number,
    struct stream_place place, uint32_t look)
{
	struct canvas *canvas = &monitor->canvases[AREA_STREAM];
	int height = draw_stream_line_height(&monitor->app);
	struct area area = { 0, (int)number * height, canvas->width, height };

	paint_mark(canvas, area);
	if (place.entry == NULL)
		paint_fill(canvas, COLOUR_SURFACE, area);
	else if (place.entry->kind != LOG_MESSAGE)
		draw_stream_event(monitor, place.entry, area,
		    look & LOOK_PICKED);
	else if (place.line == 0)
		draw_stream_heading(monitor, place.entry, area,
		    look & LOOK_PICKED, look & LOOK_PINNED);
	else
		draw_stream_line(monitor, place, area, look & LOOK_PICKED);
}

static void
draw_empty(struct monitor *monitor)
{
	struct canvas *canvas = &monitor->canvases[AREA_STREAM];
	struct app *app = &monitor->app;
	int line = font_height(app->fonts, FONT_UI) + 6;
	bool none = log_first(monitor->log) == log_next(monitor->log);
	const char *words = app_text(app, !none ? "stream.filtered" :
	    log_counts(monitor->log).seen != 0 ? "stream.cleared" :
	    "stream.quiet", "");

	if (monitor_feedless(monitor))
		words = watcher_error(monitor->watcher);
	paint_label(canvas, FONT_UI, COLOUR_MUTED, (struct area){ 0, line,
	    canvas->width, line }, ALIGN_CENTRE, words);
}

/* The slots, and what lies below them. */
static void
draw_slots(struct monitor *monitor, unsigned count)
{
	struct stream_view *view = &monitor->stream_view;
	struct canvas *canvas = &monitor->canvases[AREA_STREAM];
	struct stream_slot now[STREAM_SLOTS_MAX];
	struct stream_place places[STREAM_SLOTS_MAX];
	uint32_t look;
	unsigned i;
	int shift, bottom;

	for (i = 0; i < count; i++) {
		places[i] = place_of_slot(monitor, i, &look);
		now[i] = slot_of_place(places[i], look);
	}
	shift = view->repaint ? 0 : find_shift(view, now, count);
	if (shift != 0)
		move_lines(monitor, shift, count);
	for (i = 0; i < count; i++)
		if (view->repaint || !same_slot(view->slots[i], now[i]))
			draw_slot(monitor, i, places[i], now[i].look);
	memcpy(view->slots, now, count * sizeof(now[0]));
	bottom = (int)count * draw_stream_line_height(&monitor->app);
	if (view->repaint) {
		paint_fill(canvas, COLOUR_SURFACE, (struct area){ 0, bottom,
		    canvas->width, canvas->height - bottom });
		paint_mark_all(canvas);
	}
	view->painted_slots = count;
}

/* How many characters fit beside each other. */
static void
set_columns(struct monitor *monitor)
{
	const struct canvas *canvas = &monitor->canvases[AREA_STREAM];
	int digit = font_digit(monitor->app.fonts, FONT_MONO);
	/* Room for the line end after the last column. */
	int columns = (canvas->width - draw_stream_left(&monitor->app)) /
	    digit - 5;

	monitor->lines.columns = columns < 20 ? 20 :
	    columns > LINE_COLUMNS_MAX ? LINE_COLUMNS_MAX : (unsigned)columns;
	stream_set_options(monitor->stream, &monitor->lines);
}

void
draw_stream(struct monitor *monitor)
{
	struct stream_view *view = &monitor->stream_view;
	struct canvas *canvas = &monitor->canvases[AREA_STREAM];
	int height = draw_stream_line_height(&monitor->app);
	unsigned count;

	if (paint_prepare(canvas, &monitor->app, monitor->areas[AREA_STREAM]))
		view->repaint = true;
	if (canvas->pixmap == None)
		return;
	set_columns(monitor);
	count = canvas->height < height ? 1 :
	    (unsigned)(canvas->height / height);
	if (count > STREAM_SLOTS_MAX)
		count = STREAM_SLOTS_MAX;
	stream_set_page(monitor->stream, count);
	if (count != view->painted_slots || view->empty ||
	    stream_shown(monitor->stream) == 0)
		view->repaint = true;
	draw_slots(monitor, count);
	view->empty = stream_shown(monitor->stream) == 0;
	if (view->empty)
		draw_empty(monitor);
	view->repaint = false;
	paint_show(canvas);
	scroll_show(&monitor->stream_scroll, stream_end(monitor->stream) -
	    stream_first(monitor->stream), stream_page(monitor->stream),
	    stream_top(monitor->stream) - stream_first(monitor->stream));
}
