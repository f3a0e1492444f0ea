/* What was said, drawn. */
#include "gui/pane/transcript.h"

#include <Xm/Form.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "base/wording.h"
#include "gui/toolkit/paragraph.h"
#include "gui/toolkit/scale.h"

#define PAD_X		scale_px(12)
#define PAD_Y		scale_px(8)
#define GAP_Y		scale_px(4)	/* between the lines */
#define PARAGRAPHS_MAX	2000
#define TRANSCRIPT_WORDS_SIZE 1024

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
fold(struct transcript_pane *view)
{
	struct app *app = view->pane.view.group->app;
	struct transcript_measure measure = { app, fit };
	int width = view->pane.view.canvas.width - 2 * PAD_X - clock_width(app);

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
		return COLOUR_RECEIVED_INK;	/* as the messages pane */
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

static enum font_role
role_of(enum transcript_kind kind)
{
	return kind < TRANSCRIPT_ANSWER ? FONT_UI : FONT_UI_BOLD;
}

static void
mark_needle(struct transcript_pane *view, const struct transcript_line *line,
    struct area area, uint64_t number)
{
	struct canvas *canvas = &view->pane.view.canvas;
	struct font_set *fonts = canvas->app->fonts;
	enum font_role role = role_of(line->kind);
	int64_t at = -1, now = transcript_found(view->transcript, number);
	struct area hit = area;
	struct font_span span;

	while (view->needle[0] != '\0' && (at = transcript_hit(line,
	    (size_t)(at + 1), view->needle)) >= 0) {
		span = font_span(fonts, role, line->text, line->len,
		    (size_t)at, (size_t)at + strlen(view->needle));
		hit.x = PAD_X + clock_width(canvas->app) + span.x;
		hit.width = span.width;
		paint_found(canvas, hit, at == now);
	}
}

static void
paint_line(struct transcript_pane *view, struct area area, uint64_t number)
{
	struct canvas *canvas = &view->pane.view.canvas;
	const struct app *app = canvas->app;
	struct transcript_line line;
	char clock[WHEN_CLOCK_SIZE];
	int base = area.y + GAP_Y / 2 + font_ascent(app->fonts, FONT_UI);

	if (!transcript_line(view->transcript, number, &line))
		return;
	if (transcript_picked(view->transcript, number))
		paint_fill(canvas, COLOUR_PICKED, area);
	mark_needle(view, &line, area, number);
	if (line.first) {
		when_clock(clock, line.wall_ns);
		paint_text(canvas, FONT_SMALL, COLOUR_FAINT, PAD_X, base,
		    clock, 8);
	}
	paint_text(canvas, role_of(line.kind), ink_of(line.kind),
	    PAD_X + clock_width(app), base,
	    line.text, line.len);
}

static void
paint_hint(struct transcript_pane *view)
{
	struct canvas *canvas = &view->pane.view.canvas;
	char name[48];

	snprintf(name, sizeof(name), "hint.%s", view->hint);
	(void)paragraph_paint(canvas, FONT_UI, COLOUR_MUTED, (struct area){
	    PAD_X, PAD_Y, canvas->width - 2 * PAD_X, canvas->height - PAD_Y },
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
	struct transcript_pane *view = base->owner;
	struct canvas *canvas = &base->canvas;
	struct transcript *transcript = view->transcript;
	int height = line_height(canvas->app), y;
	int lines = (canvas->height - 2 * PAD_Y) / height;
	uint64_t number;

	view->pane.line_height = height;
	view->pane.pad_top = PAD_Y;
	fold(view);
	(void)transcript_update(transcript);
	transcript_set_page(transcript, lines < 1 ? 1 : (unsigned)lines);
	pane_show_scroll(&view->pane);
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

/* What the pane's core asks. */

static uint64_t
first(const void *model)
{
	return transcript_first(model);
}

static uint64_t
end(const void *model)
{
	return transcript_end(model);
}

static uint64_t
top(const void *model)
{
	return transcript_top(model);
}

static unsigned
page(const void *model)
{
	return transcript_page(model);
}

static void
scroll_to(void *model, uint64_t line)
{
	transcript_scroll_to(model, line);
}

static void
scroll_by(void *model, int64_t lines)
{
	transcript_scroll_by(model, lines);
}

static void
pick(void *model, uint64_t line, bool extend)
{
	transcript_pick(model, line, extend);
}

static void
pick_none(void *model)
{
	transcript_pick_none(model);
}

static bool
is_picked(const void *model, uint64_t line)
{
	return transcript_picked(model, line);
}

static uint64_t
pressed(const void *model, uint64_t line)
{
	(void)model;
	return line;
}

static const struct pane_lines lines_of = { first, end, top, page, scroll_to,
    scroll_by, pick, pick_none, is_picked, pressed };

void
transcript_pane_make(struct transcript_pane *view, struct view_group *group,
    Widget parent, const char *hint)
{
	view->transcript = transcript_new(PARAGRAPHS_MAX);
	if (view->transcript == NULL)
		return;
	view->hint = hint;
	view->pane.lines = &lines_of;
	view->pane.model = view->transcript;
	view->pane.view.owner = view;
	view->pane.view.paint = paint;
	pane_make(&view->pane, group, parent, "transcript");
}

void
transcript_pane_add(struct transcript_pane *view, enum transcript_kind kind,
    const char *text, size_t len)
{
	(void)transcript_add(view->transcript, kind, when_wall_ns(), text,
	    len);
	view_touch(&view->pane.view);
}

void
transcript_pane_add_shown(struct transcript_pane *view,
    enum transcript_kind kind, const char *text)
{
	(void)transcript_add_shown(view->transcript, kind, when_wall_ns(),
	    text);
	view_touch(&view->pane.view);
}

void
transcript_pane_say(struct transcript_pane *view, enum transcript_kind kind,
    const char *word, const char *const *args, int count)
{
	struct app *app = view->pane.view.group->app;
	char name[64], words[TRANSCRIPT_WORDS_SIZE];

	snprintf(name, sizeof(name), "say.%s", word);
	wording_expand(words, sizeof(words), app_text(app, name, word), args,
	    count);
	transcript_pane_add_shown(view, kind, words);
}

void
transcript_pane_restyle(struct transcript_pane *view)
{
	pane_restyle(&view->pane);
}

void
transcript_pane_clear(struct transcript_pane *view)
{
	transcript_clear(view->transcript);
	view_touch(&view->pane.view);
}

void
transcript_pane_set_needle(struct transcript_pane *view, const char *needle)
{
	(void)text_copy(view->needle, sizeof(view->needle), needle);
	view->pane.view.repaint = true;
	view_touch(&view->pane.view);
}
