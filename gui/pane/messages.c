/* The message pane: what is painted anew, and what the pane's core asks. */
#include "gui/pane/messages_private.h"

#include <string.h>

#include "gui/model/log_verdict.h"
#include "gui/toolkit/paragraph.h"

#define LOOK_PICKED	0x1u
#define LOOK_PINNED	0x2u
#define LOOK_MARKED	0x4u
#define LOOK_BITS	3

int
messages_line_height(const struct app *app)
{
	int mono = font_height(app->fonts, FONT_MONO);
	int ui = font_height(app->fonts, FONT_UI);

	return (mono > ui ? mono : ui) + 3;
}

int
messages_left(const struct app *app)
{
	return MESSAGES_EDGE + messages_line_height(app);
}

/* Which byte of the message was found, from 1; 0: none. */
static int64_t
found_at(const struct messages_pane *messages, const struct log_entry *entry)
{
	int64_t at;

	return stream_found(messages->stream, &at) == entry->id ? at + 1 : 0;
}

/* What a slot of the pane shows: the first one, when the heading of its
 * message has scrolled away, shows that heading. */
static struct stream_place
place_of_slot(const struct messages_pane *messages, unsigned number,
    uint32_t *look)
{
	struct stream_place place = stream_place(messages->stream,
	    stream_top(messages->stream) + number);

	*look = 0;
	if (place.entry == NULL)
		return place;
	if (number == 0 && place.line != 0) {
		place.line = 0;
		*look |= LOOK_PINNED;
	} else if (stream_picked(messages->stream, place))
		*look |= LOOK_PICKED;
	if (messages->needle[0] != '\0')
		*look |= LOOK_MARKED;
	/* Two finds in one line pick it both. */
	if ((*look & (LOOK_MARKED | LOOK_PICKED)) ==
	    (LOOK_MARKED | LOOK_PICKED))
		*look |= (uint32_t)found_at(messages, place.entry) <<
		    LOOK_BITS;
	return place;
}

static struct messages_slot
slot_of_place(const struct messages_pane *messages, struct stream_place place,
    uint32_t look)
{
	if (place.entry == NULL)
		return (struct messages_slot){ 0, 0, 0, 0 };
	return (struct messages_slot){ place.entry->id, place.line, look,
	    log_verdict_look(messages->log, place.entry) };
}

static bool
same_slot(struct messages_slot a, struct messages_slot b)
{
	return a.id == b.id && a.line == b.line && a.look == b.look &&
	    a.verdict == b.verdict;
}

/* By how many slots what was painted has moved up (or down, negative); 0
 * when it is not that simple. */
static int
find_shift(const struct messages_pane *view, const struct messages_slot *now,
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
move_lines(struct messages_pane *messages, int shift, unsigned count)
{
	struct canvas *canvas = &messages->pane.view.canvas;
	int height = messages->pane.line_height;
	unsigned size = (unsigned)(shift < 0 ? -shift : shift);
	unsigned from = shift > 0 ? size : 0, to = shift > 0 ? 0 : size;
	unsigned kept = count - size;

	paint_move(canvas, (struct area){ 0, (int)from * height,
	    canvas->width, (int)kept * height }, (int)to * height);
	paint_mark(canvas, (struct area){ 0, (int)to * height, canvas->width,
	    (int)kept * height });
	memmove(messages->slots + to, messages->slots + from,
	    kept * sizeof(messages->slots[0]));
	memset(messages->slots + (shift > 0 ? kept : 0), 0,
	    size * sizeof(messages->slots[0]));
}

static void
paint_slot(struct messages_pane *messages, unsigned number,
    struct stream_place place, uint32_t look)
{
	struct canvas *canvas = &messages->pane.view.canvas;
	int height = messages->pane.line_height;
	struct area area = { 0, (int)number * height, canvas->width, height };

	paint_mark(canvas, area);
	if (place.entry == NULL)
		paint_fill(canvas, COLOUR_SURFACE, area);
	else if (place.entry->kind != LOG_MESSAGE)
		messages_paint_event(messages, place.entry, area,
		    look & LOOK_PICKED);
	else if (place.line == 0)
		messages_paint_heading(messages, place.entry, area,
		    look & LOOK_PICKED, look & LOOK_PINNED);
	else
		messages_paint_line(messages, place, area,
		    look & LOOK_PICKED);
}

static void
paint_empty(struct messages_pane *messages)
{
	struct canvas *canvas = &messages->pane.view.canvas;
	struct app *app = canvas->app;
	int line = font_height(app->fonts, FONT_UI) + 6;
	bool none = log_first(messages->log) == log_next(messages->log);
	const char *words = messages->why_empty == NULL ? NULL :
	    messages->why_empty(messages->pane.context);

	if (words == NULL)
		words = app_text(app, !none ? "stream.filtered" :
		    log_counts(messages->log).seen != 0 ? "stream.cleared" :
		    "stream.quiet", "");
	(void)paragraph_paint(canvas, FONT_UI, COLOUR_MUTED, (struct area){
	    line, line, canvas->width - 2 * line, canvas->height - line },
	    ALIGN_CENTRE, words);
}

/* What lies below the slots, and in the area as a whole. */
static void
paint_rest(struct messages_pane *messages, unsigned count)
{
	struct canvas *canvas = &messages->pane.view.canvas;
	int bottom = (int)count * messages->pane.line_height;

	paint_fill(canvas, COLOUR_SURFACE, (struct area){ 0, bottom,
	    canvas->width, canvas->height - bottom });
	paint_mark_all(canvas);
}

static void
paint_slots(struct messages_pane *messages, unsigned count)
{
	bool repaint = messages->pane.view.repaint;
	struct messages_slot now[MESSAGES_SLOTS_MAX];
	struct stream_place places[MESSAGES_SLOTS_MAX];
	uint32_t look;
	unsigned i;
	int shift;

	for (i = 0; i < count; i++) {
		places[i] = place_of_slot(messages, i, &look);
		now[i] = slot_of_place(messages, places[i], look);
	}
	shift = repaint ? 0 : find_shift(messages, now, count);
	if (shift != 0)
		move_lines(messages, shift, count);
	for (i = 0; i < count; i++)
		if (repaint || !same_slot(messages->slots[i], now[i]))
			paint_slot(messages, i, places[i], now[i].look);
	memcpy(messages->slots, now, count * sizeof(now[0]));
	if (repaint)
		paint_rest(messages, count);
	messages->painted_slots = count;
}

/* How many characters fit beside each other. */
static void
set_columns(struct messages_pane *messages)
{
	const struct canvas *canvas = &messages->pane.view.canvas;
	int digit = font_digit(canvas->app->fonts, FONT_MONO);
	/* Room for the line end after the last column. */
	int columns = (canvas->width - messages_left(canvas->app)) / digit - 5;

	messages->options->columns = columns < 20 ? 20 :
	    columns > LINE_COLUMNS_MAX ? LINE_COLUMNS_MAX : (unsigned)columns;
	stream_set_options(messages->stream, messages->options);
}

/* As many lines as there is room for. */
static unsigned
fit_lines(struct messages_pane *messages)
{
	int height = messages_line_height(messages->pane.view.canvas.app);
	int room = messages->pane.view.canvas.height;
	unsigned count = room < height ? 1 : (unsigned)(room / height);

	messages->pane.line_height = height;
	if (count > MESSAGES_SLOTS_MAX)
		count = MESSAGES_SLOTS_MAX;
	set_columns(messages);
	(void)stream_update(messages->stream);
	stream_set_page(messages->stream, count);
	return count;
}

/* The accent above says where the keyboard is. */
static void
paint_focus(struct messages_pane *messages)
{
	struct canvas *canvas = &messages->pane.view.canvas;
	struct area edge = { 0, 0, canvas->width, 2 };

	if (!messages->pane.view.focused)
		return;
	paint_fill(canvas, COLOUR_ACCENT, edge);
	paint_mark(canvas, edge);
	/* The line below it is not what its slot says. */
	messages->slots[0].id = 0;
	messages->slots[0].look = UINT32_MAX;
}

static void
paint(struct view *view)
{
	struct messages_pane *messages = view->owner;
	unsigned count = fit_lines(messages);

	if (count != messages->painted_slots || messages->empty ||
	    stream_shown(messages->stream) == 0)
		view->repaint = true;
	messages->mark.entry = NULL;
	paint_slots(messages, count);
	messages->empty = stream_shown(messages->stream) == 0;
	if (messages->empty)
		paint_empty(messages);
	paint_focus(messages);
	pane_show_scroll(&messages->pane);
}

/* What the pane's core asks. */

static uint64_t
first(const void *model)
{
	return stream_first(model);
}

static uint64_t
end(const void *model)
{
	return stream_end(model);
}

static uint64_t
top(const void *model)
{
	return stream_top(model);
}

static unsigned
page(const void *model)
{
	return stream_page(model);
}

static void
scroll_to(void *model, uint64_t line)
{
	stream_scroll_to(model, line);
}

static void
scroll_by(void *model, int64_t lines)
{
	stream_scroll_by(model, lines);
}

static void
pick(void *model, uint64_t line, bool extend)
{
	stream_pick(model, line, extend);
}

static void
pick_none(void *model)
{
	stream_pick_none(model);
}

static bool
is_picked(const void *model, uint64_t line)
{
	return stream_picked(model, stream_place(model, line));
}

/* A pinned heading stands where a line of its message is: a press means what
 * one sees. */
static uint64_t
pressed(const void *model, uint64_t line)
{
	return line != stream_top(model) ? line :
	    line - stream_place(model, line).line;
}

static const struct pane_lines lines = { first, end, top, page, scroll_to,
    scroll_by, pick, pick_none, is_picked, pressed };

void
messages_make(struct messages_pane *messages, struct view_group *group,
    Widget parent, const char *name)
{
	messages->pane.lines = &lines;
	messages->pane.model = messages->stream;
	messages->pane.view.owner = messages;
	messages->pane.view.paint = paint;
	pane_make(&messages->pane, group, parent, name);
}

void
messages_touch(struct messages_pane *messages)
{
	view_touch(&messages->pane.view);
}

void
messages_repaint(struct messages_pane *messages)
{
	messages->pane.view.repaint = true;
	view_touch(&messages->pane.view);
}

void
messages_restyle(struct messages_pane *messages)
{
	pane_restyle(&messages->pane);
	messages_repaint(messages);
}
