/* The lab's steps in a line, ticked as they happen; below them why one went
 * wrong. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "gui/client/client.h"
#include "gui/client/page.h"
#include "gui/toolkit/paragraph.h"
#include "gui/toolkit/scale.h"

#define MARGIN	scale_px(12)
#define PAD	scale_px(4)
#define GAP	scale_px(14)	/* between steps */
#define WHY_LINES 3

static const struct {
	const char *name, *mark;	/* told by shape as well as colour */
	enum colour_id ink;
} looks[] = {
	[STEP_TODO] = { "step.todo", "\xe2\x97\x8b", COLOUR_MUTED },
	[STEP_NEXT] = { "step.next", "\xe2\x96\xb8", COLOUR_ACCENT },
	[STEP_DONE] = { "step.done", "\xe2\x9c\x93", COLOUR_GOOD },
	[STEP_WRONG] = { "step.wrong", "\xe2\x9c\x97", COLOUR_ERROR },
};

static int
line_height(const struct app *app)
{
	return font_height(app->fonts, FONT_UI_BOLD) + PAD;
}

static int
paint_step(struct client_page *page, unsigned at, int x)
{
	struct canvas *canvas = &page->steps_view.canvas;
	struct app *app = canvas->app;
	enum step_state state = steps_state(&page->steps, at);
	enum font_role role = state == STEP_TODO || state == STEP_DONE ?
	    FONT_UI : FONT_UI_BOLD;
	char words[120];
	int width;

	(void)snprintf(words, sizeof(words), "%s %s", app_text(app,
	    looks[state].name, looks[state].mark),
	    steps_words(&page->steps, at));
	width = font_width(app->fonts, role, words, strlen(words));
	if (x + width > canvas->width - MARGIN)
		width = canvas->width - MARGIN - x;
	if (width > 0)
		paint_label(canvas, role, looks[state].ink, (struct area){ x,
		    0, width, line_height(app) }, ALIGN_LEFT, words);
	return x + width + GAP;
}

static void
paint(struct view *view)
{
	struct client_page *page = view->owner;
	struct canvas *canvas = &view->canvas;
	unsigned at;
	int x = MARGIN;

	paint_fill(canvas, COLOUR_CHROME, (struct area){ 0, 0, canvas->width,
	    canvas->height });
	for (at = 0; at < steps_count(&page->steps); at++)
		x = paint_step(page, at, x);
	(void)paragraph_paint(canvas, FONT_UI, COLOUR_ERROR, (struct area){
	    MARGIN, line_height(canvas->app), canvas->width - 2 * MARGIN,
	    canvas->height - line_height(canvas->app) }, ALIGN_LEFT,
	    page->steps.why);
	paint_mark_all(canvas);
}

static void
fit(struct client_page *page)
{
	const struct app *app = &page->client->app;
	Dimension width = 0;
	int lines;

	XtVaGetValues(page->steps_view.area, XmNwidth, &width, NULL);
	lines = 1 + paragraph_lines(app, FONT_UI, page->steps.why,
	    (int)width - 2 * MARGIN, WHY_LINES);
	if (lines == page->steps_lines)
		return;
	page->steps_lines = lines;
	view_set_height(&page->steps_view, line_height(app) + PAD +
	    (lines - 1) * paragraph_line_height(app, FONT_UI));
}

static void
resized(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	fit(data);
}

static void
steps_show(struct client_page *page)
{
	if (page->steps_view.area == NULL)
		return;
	fit(page);
	view_touch(&page->steps_view);
}

static void
judged(void *context, const struct judge_verdict *verdict)
{
	struct client_page *page = context;

	steps_verdict(&page->steps, verdict);
}

void
client_steps_begin(struct client_page *page,
    const struct conversation_plan *plan)
{
	const struct judge_sink sink = { page, judged };

	if (page->steps_view.area == NULL)
		return;
	steps_begin(&page->steps);
	check_begin(&page->check, plan->lab, plan->name, &plan->mischief,
	    &sink);
	steps_show(page);
}

void
client_steps_event(struct client_page *page,
    const struct conversation_event *event)
{
	if (page->steps_view.area == NULL)
		return;
	check_event(&page->check, event);
	steps_event(&page->steps, event);
	steps_show(page);
}

void
client_steps_make(struct client_page *page, Widget parent)
{
	steps_init(&page->steps, page->number);
	page->steps_view.owner = page;
	page->steps_view.paint = paint;
	view_make(&page->steps_view, &page->client->views, parent, "steps",
	    NULL);
	XtVaSetValues(page->steps_view.area, XmNleftAttachment,
	    XmATTACH_FORM, XmNrightAttachment, XmATTACH_FORM,
	    XmNtopAttachment, XmATTACH_WIDGET, XmNtopWidget,
	    page->strip.area, NULL);
	XtAddCallback(page->steps_view.area, XmNresizeCallback, resized,
	    page);
}

void
client_steps_fit(struct client_page *page)
{
	if (page->steps_view.area == NULL)
		return;
	page->steps_lines = 0;
	steps_show(page);
}

size_t
client_steps_state(const struct client_page *page, char *out, size_t out_size)
{
	static const char *const words[] = {
		[STEP_TODO] = "todo", [STEP_NEXT] = "next",
		[STEP_DONE] = "done", [STEP_WRONG] = "wrong",
	};
	unsigned at, count = steps_count(&page->steps);
	size_t used = 0;
	char why[200];

	client_state_word(why, sizeof(why), page->steps.why);
	used = (size_t)snprintf(out, out_size, " steps=%s", count == 0 ? "-" :
	    "");
	for (at = 0; at < count && used < out_size; at++)
		used += (size_t)snprintf(out + used, out_size - used,
		    "%s%s:%s", at == 0 ? "" : ",", steps_kind_word(
		    &page->steps, at), words[steps_state(&page->steps, at)]);
	if (used < out_size)
		used += (size_t)snprintf(out + used, out_size - used,
		    " why=%s", why);
	return used;
}
