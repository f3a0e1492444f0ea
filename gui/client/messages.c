/* The raw messages of a page, drawn. */
#include "gui/client/messages.h"

#include <Xm/Form.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "gui/client/client.h"

#define EDGE	4		/* the coloured edge of a message */
#define LEFT	(EDGE + 12)

static int
line_height(const struct app *app)
{
	int mono = font_height(app->fonts, FONT_MONO);
	int ui = font_height(app->fonts, FONT_UI);

	return (mono > ui ? mono : ui) + 3;
}

static int
baseline_of(const struct app *app, enum font_role role, struct area area)
{
	return area.y + font_ascent(app->fonts, role) +
	    (area.height - font_height(app->fonts, role)) / 2;
}

struct band {
	enum colour_id ink, band, head;
};

static struct band
band_of(const struct log_entry *entry)
{
	if (entry->direction == FEED_SENT)
		return (struct band){ COLOUR_SENT_INK, COLOUR_SENT_BAND,
		    COLOUR_SENT_HEAD };
	return (struct band){ COLOUR_RECEIVED_INK, COLOUR_RECEIVED_BAND,
	    COLOUR_RECEIVED_HEAD };
}

/* Sent points away from the client, received towards it. */
static void
paint_arrow(struct canvas *canvas, enum colour_id colour, struct area area,
    bool sent)
{
	double middle = area.y + area.height / 2.0, left = EDGE + 5;
	double base = sent ? left : left + 9, tip = sent ? left + 9 : left;
	XPointDouble corners[3] = { { base, middle - 5 }, { base, middle + 5 },
	    { tip, middle } };

	paint_triangle(canvas, colour, corners);
}

static void
paint_heading(struct canvas *canvas, const struct log_entry *entry,
    struct area area, bool picked, bool pinned)
{
	struct app *app = canvas->app;
	struct band band = band_of(entry);
	bool sent = entry->direction == FEED_SENT;
	const char *word = app_text(app, sent ? "sent" : "received", "");
	char clock[WHEN_CLOCK_SIZE], bytes[24], words[FEED_NOTE_MAX + 80];
	const char *args[3] = { clock, bytes, entry->note };
	int x = LEFT + 12;

	paint_fill(canvas, picked ? COLOUR_PICKED : band.head, area);
	paint_fill(canvas, band.ink, (struct area){ 0, area.y, EDGE,
	    area.height });
	if (pinned)
		paint_fill(canvas, band.ink, (struct area){ 0, area.y +
		    area.height - 1, area.width, 1 });
	paint_arrow(canvas, band.ink, area, sent);
	x += paint_text(canvas, FONT_UI_BOLD, band.ink, x, baseline_of(app,
	    FONT_UI_BOLD, area), word, strlen(word)) + 10;
	when_clock(clock, entry->wall_ns);
	snprintf(bytes, sizeof(bytes), "%u", entry->message_bytes);
	wording_expand(words, sizeof(words),
	    app_text(app, entry->note[0] != '\0' ?
	    "messageFault" : entry->message_bytes == 1 ? "messageByte" :
	    "messageBytes", "%1 %2"), args, 3);
	paint_label(canvas, FONT_SMALL, entry->note[0] != '\0' ?
	    COLOUR_ERROR : COLOUR_MUTED, (struct area){ x, area.y,
	    area.width - x, area.height }, ALIGN_LEFT, words);
}

/* The place's line; the next one is found where it ended, for a message may
 * have thousands. */
static bool
next_line(struct messages_view *view, struct stream_place place,
    struct line *line)
{
	const struct line_options *options = stream_options(view->stream);
	struct messages_mark *mark = &view->mark;

	if (mark->entry != place.entry || mark->line != place.line)
		mark->at = lines_seek(place.entry, options, place.line - 1);
	mark->entry = place.entry;
	mark->line = place.line + 1;
	return lines_next(place.entry, options, &mark->at, line);
}

/* Below a message of which not all was kept. */
static void
paint_cut(struct canvas *canvas, const struct log_entry *entry,
    struct area area)
{
	char words[160], count[WORDING_NUMBER_SIZE];

	wording_put(words, sizeof(words), app_text(canvas->app, "cut", "%1"),
	    wording_number(count, entry->message_bytes - entry->len), NULL);
	paint_label(canvas, FONT_SMALL, COLOUR_WARNING, (struct area){ LEFT,
	    area.y, area.width - LEFT, area.height }, ALIGN_LEFT, words);
}

static void
paint_bytes(struct messages_view *view, struct stream_place place,
    struct area area, bool picked)
{
	static const enum colour_id colours[] = {
		[LINE_PLAIN] = COLOUR_TEXT, [LINE_END] = COLOUR_LINE_END,
		[LINE_BARE] = COLOUR_ERROR, [LINE_ESCAPE] = COLOUR_ESCAPE,
		[LINE_OFFSET] = COLOUR_LINE_END, [LINE_HEX] = COLOUR_TEXT,
	};
	struct canvas *canvas = &view->view.canvas;
	struct band band = band_of(place.entry);
	int x = LEFT, base = baseline_of(canvas->app, FONT_MONO, area);
	static struct line line;	/* large */
	unsigned i;

	paint_fill(canvas, picked ? COLOUR_PICKED : band.band, area);
	paint_fill(canvas, band.ink, (struct area){ 0, area.y, EDGE,
	    area.height });
	if (!next_line(view, place, &line)) {
		paint_cut(canvas, place.entry, area);
		return;
	}
	for (i = 0; i < line.part_count; i++)
		x += paint_text(canvas, FONT_MONO,
		    colours[line.parts[i].style], x, base,
		    line.text + line.parts[i].at, line.parts[i].len);
}

static void
paint_slot(struct messages_view *view, struct area area, uint64_t number,
    bool top)
{
	struct canvas *canvas = &view->view.canvas;
	struct stream_place place = stream_place(view->stream, number);
	bool picked = stream_picked(view->stream, place);

	if (place.entry == NULL)
		return;
	/* The heading stays in sight while its lines scroll. */
	if (place.line == 0 || top)
		paint_heading(canvas, place.entry, area, picked &&
		    place.line == 0, place.line != 0);
	else
		paint_bytes(view, place, area, picked);
}

static void
set_columns(struct messages_view *view)
{
	struct client *client = view->view.client;
	int digit = font_digit(client->app.fonts, FONT_MONO);
	/* Room for the line end after the last column. */
	int columns = (view->view.canvas.width - LEFT) / digit - 5;

	client->lines.columns = columns < 20 ? 20 :
	    columns > LINE_COLUMNS_MAX ? LINE_COLUMNS_MAX : (unsigned)columns;
	stream_set_options(view->stream, &client->lines);
}

static void
paint(struct view *base)
{
	struct messages_view *view = base->owner;
	struct canvas *canvas = &base->canvas;
	struct stream *stream = view->stream;
	int height = line_height(canvas->app), y = 0;
	unsigned lines = canvas->height < height ? 1 :
	    (unsigned)(canvas->height / height), i;

	set_columns(view);
	(void)stream_update(stream);
	view->mark.entry = NULL;
	stream_set_page(stream, lines);
	scroll_show(&view->scroll, stream_end(stream) - stream_first(stream),
	    stream_page(stream), stream_top(stream) - stream_first(stream));
	paint_fill(canvas, COLOUR_SURFACE, (struct area){ 0, 0,
	    canvas->width, canvas->height });
	for (i = 0; i < lines; i++, y += height)
		paint_slot(view, (struct area){ 0, y, canvas->width, height },
		    stream_top(stream) + i, i == 0);
	if (stream_shown(stream) == 0)
		paint_label(canvas, FONT_UI, COLOUR_MUTED, (struct area){ LEFT,
		    height / 2, canvas->width - LEFT, height }, ALIGN_LEFT,
		    app_text(canvas->app, "hint.messages", ""));
	if (base->focused)
		paint_fill(canvas, COLOUR_ACCENT, (struct area){ 0, 0,
		    canvas->width, 2 });
	paint_mark_all(canvas);
}

static void
scrolled(void *context, uint64_t top)
{
	struct messages_view *view = context;

	stream_scroll_to(view->stream, stream_first(view->stream) + top);
	view_touch(&view->view);
}

static void
pick(struct messages_view *view, int y, bool extend)
{
	uint64_t top = stream_top(view->stream);
	unsigned slot = y < 0 ? 0 : (unsigned)(y /
	    line_height(&view->view.client->app));
	struct stream_place place = stream_place(view->stream, top);

	/* The pinned heading stands for its message. */
	if (slot == 0 && place.line != 0 && !extend)
		top -= place.line;
	stream_pick(view->stream, top + slot, extend);
}

static void
act_with_mouse(struct messages_view *view, const char *what, XEvent *event)
{
	if (strcmp(what, "pick") == 0 || strcmp(what, "extend") == 0) {
		XmProcessTraversal(view->view.area, XmTRAVERSE_CURRENT);
		pick(view, event->xbutton.y, what[0] == 'e');
	} else if (strcmp(what, "drag") == 0) {
		pick(view, event->xmotion.y, true);
	}
}

static void
act(struct view *base, const char *what, XEvent *event)
{
	struct messages_view *view = base->owner;
	struct stream *stream = view->stream;
	int64_t page = stream_page(stream);
	static const struct { const char *what; int lines, pages; } moves[] = {
		{ "up", -1, 0 }, { "down", 1, 0 }, { "wheel-up", -3, 0 },
		{ "wheel-down", 3, 0 }, { "page-up", 1, -1 },
		{ "page-down", -1, 1 },
	};
	size_t i;

	for (i = 0; i < XtNumber(moves); i++)
		if (strcmp(what, moves[i].what) == 0)
			stream_scroll_by(stream, moves[i].lines +
			    moves[i].pages * page);
	if (strcmp(what, "begin") == 0)
		stream_scroll_to(stream, 0);
	else if (strcmp(what, "end") == 0)
		stream_scroll_to(stream, stream_end(stream));
	else if (strcmp(what, "none") == 0)
		stream_pick_none(stream);
	else
		act_with_mouse(view, what, event);
	view_touch(base);
}

void
messages_view_make(struct messages_view *view, struct client *client,
    Widget parent, struct log *log)
{
	view->stream = stream_new(log);
	if (view->stream == NULL)
		return;
	view->view.owner = view;
	view->view.paint = paint;
	view->view.act = act;
	view->frame = XtVaCreateManagedWidget("messagesFrame",
	    xmFormWidgetClass, parent, NULL);
	scroll_init(&view->scroll, &client->app, view->frame,
	    "messagesScroll", false, scrolled, view);
	XtVaSetValues(view->scroll.bar, XmNtopAttachment, XmATTACH_FORM,
	    XmNbottomAttachment, XmATTACH_FORM, XmNrightAttachment,
	    XmATTACH_FORM, NULL);
	view_make(&view->view, client, view->frame, "messages", "pane");
	XtVaSetValues(view->view.area, XmNtopAttachment, XmATTACH_FORM,
	    XmNbottomAttachment, XmATTACH_FORM, XmNleftAttachment,
	    XmATTACH_FORM, XmNrightAttachment, XmATTACH_WIDGET,
	    XmNrightWidget, view->scroll.bar, NULL);
}

void
messages_view_update(struct messages_view *view)
{
	view_touch(&view->view);
}

void
messages_view_restyle(struct messages_view *view)
{
	scroll_restyle(&view->scroll);
	view_touch(&view->view);
}
