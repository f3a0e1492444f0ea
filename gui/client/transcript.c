/* What was said, drawn. */
#include "gui/client/transcript.h"

#include <Xm/Form.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "gui/client/client.h"

#define PAD_X		12
#define PAD_Y		8
#define GAP_Y		4		/* between the lines */
#define PARAGRAPHS_MAX	2000

static int
line_height(const struct app *app)
{
	return font_height(app->fonts, FONT_UI) + GAP_Y;
}

/* The width of the clock before each paragraph. */
static int
clock_width(const struct app *app)
{
	return 9 * font_digit(app->fonts, FONT_SMALL) + PAD_X;
}

static size_t
fit(void *context, const char *text, size_t len, int width)
{
	struct app *app = context;
	int used;
	/* The wider of the two fonts that lines are painted in. */
	size_t fits = font_fit(app->fonts, FONT_UI_BOLD, text, len, width,
	    &used);

	return fits == 0 && len > 0 ? 1 : fits;
}

static void
fold(struct transcript_view *view)
{
	struct app *app = &view->view.client->app;
	struct transcript_measure measure = { app, fit };
	int width = view->view.canvas.width - 2 * PAD_X - clock_width(app);

	if (width < 40)
		width = 40;
	if (width == view->width && view->fonts == app->fonts)
		return;
	view->width = width;
	view->fonts = app->fonts;
	transcript_fold(view->transcript, width, &measure);
}

static enum colour_id
ink_of(enum transcript_kind kind)
{
	switch (kind) {
	case TRANSCRIPT_NOTE:
		return COLOUR_MUTED;
	case TRANSCRIPT_OURS:
		return COLOUR_SENT_INK;
	case TRANSCRIPT_ANSWER:
		return COLOUR_TEXT;
	case TRANSCRIPT_PRIVATE:
		return COLOUR_INK_PAIRING;
	case TRANSCRIPT_WARNING:
		return COLOUR_WARNING;
	case TRANSCRIPT_ERROR:
		break;
	}
	return COLOUR_ERROR;
}

static void
paint_line(struct transcript_view *view, struct area area, uint64_t number)
{
	struct canvas *canvas = &view->view.canvas;
	const struct app *app = canvas->app;
	struct transcript_line line;
	char clock[WHEN_CLOCK_SIZE];
	int base = area.y + GAP_Y / 2 + font_ascent(app->fonts, FONT_UI);

	if (!transcript_line(view->transcript, number, &line))
		return;
	if (transcript_picked(view->transcript, number))
		paint_fill(canvas, COLOUR_PICKED, area);
	if (line.first) {
		when_clock(clock, line.wall_ns);
		paint_text(canvas, FONT_SMALL, COLOUR_FAINT, PAD_X, base,
		    clock, 8);
	}
	paint_text(canvas, line.kind < TRANSCRIPT_ANSWER ? FONT_UI :
	    FONT_UI_BOLD, ink_of(line.kind), PAD_X + clock_width(app), base,
	    line.text, line.len);
}

static void
paint_hint(struct transcript_view *view)
{
	struct canvas *canvas = &view->view.canvas;
	char name[48];

	snprintf(name, sizeof(name), "hint.%s", view->hint);
	paint_label(canvas, FONT_UI, COLOUR_MUTED, (struct area){ PAD_X,
	    PAD_Y, canvas->width - 2 * PAD_X, line_height(canvas->app) },
	    ALIGN_LEFT, app_text(canvas->app, name, ""));
}

static void
paint_focus(const struct view *view)
{
	struct canvas *canvas = (struct canvas *)(uintptr_t)&view->canvas;

	if (view->focused)
		paint_fill(canvas, COLOUR_ACCENT, (struct area){ 0, 0,
		    canvas->width, 2 });
}

static void
paint(struct view *base)
{
	struct transcript_view *view = base->owner;
	struct canvas *canvas = &base->canvas;
	struct transcript *transcript = view->transcript;
	int height = line_height(canvas->app), y;
	int lines = (canvas->height - 2 * PAD_Y) / height;
	uint64_t number;

	fold(view);
	(void)transcript_update(transcript);
	transcript_set_page(transcript, lines < 1 ? 1 : (unsigned)lines);
	scroll_show(&view->scroll, transcript_end(transcript) -
	    transcript_first(transcript), transcript_page(transcript),
	    transcript_top(transcript) - transcript_first(transcript));
	if (!base->repaint &&
	    view->painted == transcript_generation(transcript))
		return;
	view->painted = transcript_generation(transcript);
	paint_fill(canvas, COLOUR_SURFACE, (struct area){ 0, 0,
	    canvas->width, canvas->height });
	number = transcript_top(transcript);
	for (y = PAD_Y; lines-- > 0; y += height, number++)
		paint_line(view, (struct area){ 0, y, canvas->width, height },
		    number);
	if (transcript_end(transcript) == transcript_first(transcript))
		paint_hint(view);
	paint_focus(base);
	paint_mark_all(canvas);
}

static void
scrolled(void *context, uint64_t top)
{
	struct transcript_view *view = context;

	transcript_scroll_to(view->transcript,
	    transcript_first(view->transcript) + top);
	view_touch(&view->view);
}

static void
pick(struct transcript_view *view, int y, bool extend)
{
	int height = line_height(&view->view.client->app);

	transcript_pick(view->transcript, transcript_top(view->transcript) +
	    (uint64_t)(y < PAD_Y ? 0 : (y - PAD_Y) / height), extend);
}

static bool
act_with_mouse(struct transcript_view *view, const char *what, XEvent *event)
{
	if (strcmp(what, "pick") == 0 || strcmp(what, "extend") == 0) {
		XmProcessTraversal(view->view.area, XmTRAVERSE_CURRENT);
		pick(view, event->xbutton.y, what[0] == 'e');
	} else if (strcmp(what, "drag") == 0) {
		pick(view, event->xmotion.y, true);
	} else {
		return false;
	}
	return true;
}

static void
act(struct view *base, const char *what, XEvent *event)
{
	struct transcript_view *view = base->owner;
	struct transcript *transcript = view->transcript;
	int64_t page = transcript_page(transcript);
	static const struct { const char *what; int lines, pages; } moves[] = {
		{ "up", -1, 0 }, { "down", 1, 0 }, { "wheel-up", -3, 0 },
		{ "wheel-down", 3, 0 }, { "page-up", 1, -1 },
		{ "page-down", -1, 1 },
	};
	size_t i;

	for (i = 0; i < XtNumber(moves); i++)
		if (strcmp(what, moves[i].what) == 0)
			transcript_scroll_by(transcript, moves[i].lines +
			    moves[i].pages * page);
	if (strcmp(what, "begin") == 0)
		transcript_scroll_to(transcript, 0);
	else if (strcmp(what, "end") == 0)
		transcript_scroll_to(transcript, transcript_end(transcript));
	else if (strcmp(what, "none") == 0)
		transcript_pick_none(transcript);
	else
		(void)act_with_mouse(view, what, event);
	view_touch(base);
}

void
transcript_view_make(struct transcript_view *view, struct client *client,
    Widget parent, const char *hint)
{
	view->transcript = transcript_new(PARAGRAPHS_MAX);
	if (view->transcript == NULL)
		return;
	view->hint = hint;
	view->view.owner = view;
	view->view.paint = paint;
	view->view.act = act;
	view->frame = XtVaCreateManagedWidget("transcriptFrame",
	    xmFormWidgetClass, parent, NULL);
	scroll_init(&view->scroll, &client->app, view->frame,
	    "transcriptScroll", false, scrolled, view);
	XtVaSetValues(view->scroll.bar, XmNtopAttachment, XmATTACH_FORM,
	    XmNbottomAttachment, XmATTACH_FORM, XmNrightAttachment,
	    XmATTACH_FORM, NULL);
	view_make(&view->view, client, view->frame, "transcript", "pane");
	XtVaSetValues(view->view.area, XmNtopAttachment, XmATTACH_FORM,
	    XmNbottomAttachment, XmATTACH_FORM, XmNleftAttachment,
	    XmATTACH_FORM, XmNrightAttachment, XmATTACH_WIDGET,
	    XmNrightWidget, view->scroll.bar, NULL);
}

void
transcript_view_add(struct transcript_view *view, enum transcript_kind kind,
    const char *text, size_t len)
{
	(void)transcript_add(view->transcript, kind, when_wall_ns(), text,
	    len);
	view_touch(&view->view);
}

void
transcript_view_add_shown(struct transcript_view *view,
    enum transcript_kind kind, const char *text)
{
	(void)transcript_add_shown(view->transcript, kind, when_wall_ns(),
	    text);
	view_touch(&view->view);
}

void
transcript_view_say(struct transcript_view *view, enum transcript_kind kind,
    const char *word, const char *const *args, int count)
{
	struct app *app = &view->view.client->app;
	char name[64], words[2 * SESSION_TEXT_SIZE];

	snprintf(name, sizeof(name), "say.%s", word);
	wording_expand(words, sizeof(words), app_text(app, name, word), args,
	    count);
	transcript_view_add_shown(view, kind, words);
}

void
transcript_view_restyle(struct transcript_view *view)
{
	scroll_restyle(&view->scroll);
	view_touch(&view->view);
}

void
transcript_view_clear(struct transcript_view *view)
{
	transcript_clear(view->transcript);
	view_touch(&view->view);
}
