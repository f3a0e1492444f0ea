/* A verdict, drawn. */
#include "gui/client/verdict.h"

#include <Xm/Form.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <string.h>

#include "gui/client/client.h"
#include "gui/toolkit/scale.h"

#define PAD_X		scale_px(12)
#define PAD_Y		scale_px(7)
#define GAP_X		scale_px(8)
#define LINES_LEAST	2
#define LINES_MOST	6

static int
line_height(const struct app *app)
{
	return font_height(app->fonts, FONT_UI_BOLD) + 3;
}

static int
dot_size(const struct app *app)
{
	return font_height(app->fonts, FONT_UI_BOLD) / 2;
}

static int
text_x(const struct app *app)
{
	return PAD_X + dot_size(app) + GAP_X;
}

static enum colour_id
ink_of(enum verdict_kind kind)
{
	switch (kind) {
	case VERDICT_RIGHT:
		return COLOUR_GOOD;
	case VERDICT_OPEN:
		return COLOUR_WARNING;
	case VERDICT_WRONG:
		return COLOUR_ERROR;
	case VERDICT_NONE:
		break;
	}
	return COLOUR_MUTED;
}

/* "Right:", "Wrong:"; for no verdict a whole sentence. */
static const char *
judgement(const struct verdict_view *view)
{
	static const char *const kinds[] = {
		[VERDICT_NONE] = "none", [VERDICT_RIGHT] = "right",
		[VERDICT_OPEN] = "open", [VERDICT_WRONG] = "wrong",
	};
	char name[64];

	(void)snprintf(name, sizeof(name), "%s.%s%s", view->words,
	    view->verdict->past ? "past." : "", kinds[view->verdict->kind]);
	return app_text(view->view.group->app, name, "");
}

/* As much of the text as fits, up to a blank; a word that is too long for a
 * line of its own is broken. */
static size_t
line_length(struct app *app, const char *text, int width, bool whole_line)
{
	size_t len = strlen(text), fits, at;
	int used;

	fits = width <= 0 ? 0 : font_fit(app->fonts, FONT_UI, text, len,
	    width, &used);
	if (fits >= len)
		return len;
	for (at = fits; at > 0; at--)
		if (text[at] == ' ')
			return at;
	return whole_line && fits == 0 ? len : whole_line ? fits : 0;
}

struct flow {
	struct verdict_view *view;
	struct canvas *canvas;	/* NULL: lines are only counted */
	int lines, most;
	int x;			/* where the next line begins */
};

/* The last line that there is room for: what does not fit becomes an
 * ellipsis. */
static void
paint_rest(struct flow *flow, const char *text, const char *behind,
    enum colour_id colour, int right)
{
	struct app *app = flow->view->view.group->app;
	char rest[2 * VERDICT_SIZE + 2];

	(void)snprintf(rest, sizeof(rest), "%s%s%s", text,
	    behind[0] != '\0' ? " " : "", behind);
	paint_label(flow->canvas, FONT_UI, colour, (struct area){ flow->x,
	    PAD_Y + flow->lines * line_height(app), right - flow->x,
	    font_height(app->fonts, FONT_UI_BOLD) }, ALIGN_LEFT, rest);
}

/* A paragraph, the first line from flow->x on.  behind: what follows it, of
 * which the last line says what it can. */
static void
flow_text(struct flow *flow, const char *text, const char *behind,
    enum colour_id colour)
{
	struct app *app = flow->view->view.group->app;
	size_t len;
	Dimension width;
	int right, y;

	XtVaGetValues(flow->view->view.area, XmNwidth, &width, NULL);
	right = (int)width - PAD_X;
	for (; *text != '\0' && flow->lines < flow->most; flow->lines++) {
		len = line_length(app, text, right - flow->x,
		    flow->x == text_x(app));
		y = PAD_Y + flow->lines * line_height(app);
		if (flow->canvas != NULL && flow->lines == flow->most - 1)
			paint_rest(flow, text, behind, colour, right);
		else if (flow->canvas != NULL)
			paint_text(flow->canvas, FONT_UI, colour, flow->x, y +
			    font_ascent(app->fonts, FONT_UI_BOLD), text, len);
		text += len;
		text += strspn(text, " ");
		flow->x = text_x(app);
	}
}

/* Returns how many lines it takes. */
static int
flow_all(struct verdict_view *view, struct canvas *canvas)
{
	struct app *app = view->view.group->app;
	const struct verdict *verdict = view->verdict;
	const char *word = judgement(view);
	struct flow flow = { view, canvas, 0, canvas == NULL ? LINES_MOST :
	    view->lines, text_x(app) };

	if (verdict->kind == VERDICT_NONE) {
		flow_text(&flow, word, "", COLOUR_MUTED);
		return flow.lines;
	}
	if (canvas != NULL)
		paint_text(canvas, FONT_UI_BOLD, ink_of(verdict->kind),
		    flow.x, PAD_Y + font_ascent(app->fonts, FONT_UI_BOLD),
		    word, strlen(word));
	flow.x += font_width(app->fonts, FONT_UI_BOLD, word, strlen(word)) +
	    GAP_X;
	flow_text(&flow, verdict->what, verdict->more, COLOUR_TEXT);
	flow_text(&flow, verdict->more, "", COLOUR_MUTED);
	return flow.lines;
}

static void
paint(struct view *base)
{
	struct verdict_view *view = base->owner;
	struct canvas *canvas = &base->canvas;
	int dot = dot_size(canvas->app);

	paint_fill(canvas, COLOUR_CHROME, (struct area){ 0, 0, canvas->width,
	    canvas->height });
	if (view->lines == 0) {
		paint_mark_all(canvas);
		return;
	}
	paint_round(canvas, ink_of(view->verdict->kind), (struct area){ PAD_X,
	    PAD_Y + (line_height(canvas->app) - 3 - dot) / 2, dot, dot });
	(void)flow_all(view, canvas);
	paint_mark_all(canvas);
}

/* How far up from the form's end it begins: a form takes no other notice of
 * a height that changes.  The height as well, or one that shrinks seems to
 * the form not to fit between its edges. */
static void
set_lines(struct verdict_view *view, int lines)
{
	int height = lines == 0 ? 1 : lines * line_height(
	    view->view.group->app) + 2 * PAD_Y;

	if (lines == view->lines)
		return;
	view->lines = lines;
	XtVaSetValues(view->view.area, XmNtopOffset, -height, XmNheight,
	    height, NULL);
}

/* So many that what stands above keeps its lines, but one if there is any
 * room for it. */
static int
lines_allowed(const struct verdict_view *view)
{
	const struct app *app = view->view.group->app;
	int line = line_height(app), room, lines;
	Dimension height;
	Position top;

	XtVaGetValues(XtParent(view->view.area), XmNheight, &height, NULL);
	XtVaGetValues(view->above, XmNy, &top, NULL);
	room = (int)height - top - 2 * PAD_Y;
	lines = room / line - VERDICT_KEEP;
	if (lines < 1)
		return room >= 3 * line;
	return lines > LINES_MOST ? LINES_MOST : lines;
}

static int
lines_needed(struct verdict_view *view)
{
	int lines = flow_all(view, NULL), most = lines_allowed(view);

	lines = lines < LINES_LEAST ? LINES_LEAST : lines;
	return lines > most ? most : lines;
}

/* Another width: shrinks as well, which it does not while answers come, lest
 * it twitch. */
static void
resized(Widget widget, XtPointer data, XtPointer detail)
{
	struct verdict_view *view = data;
	Dimension width;

	(void)detail;
	XtVaGetValues(widget, XmNwidth, &width, NULL);
	if ((int)width != view->width)
		set_lines(view, lines_needed(view));
	view->width = (int)width;
}

/* So it is when the pane gets another height. */
static void
pane_resized(Widget pane, XtPointer data, XEvent *event, Boolean *go_on)
{
	struct verdict_view *view = data;

	(void)pane;
	(void)go_on;
	if (event->type != ConfigureNotify && event->type != MapNotify)
		return;
	set_lines(view, lines_needed(view));
	view_touch(&view->view);
}

void
verdict_view_make(struct verdict_view *view, struct view_group *group,
    Widget form, const char *name)
{
	view->view.owner = view;
	view->view.paint = paint;
	view_make(&view->view, group, form, name, NULL);
	XtVaSetValues(view->view.area, XmNtopAttachment,
	    XmATTACH_OPPOSITE_FORM, XmNbottomAttachment, XmATTACH_FORM,
	    XmNleftAttachment, XmATTACH_FORM, XmNrightAttachment,
	    XmATTACH_FORM, NULL);
	XtAddCallback(view->view.area, XmNresizeCallback, resized, view);
	XtAddEventHandler(form, StructureNotifyMask, False, pane_resized,
	    view);
}

void
verdict_view_update(struct verdict_view *view)
{
	int lines = lines_needed(view);

	if (lines > view->lines || view->lines > lines_allowed(view))
		set_lines(view, lines);
	view_touch(&view->view);
}

void
verdict_view_fit(struct verdict_view *view)
{
	view->lines = -1;
	set_lines(view, lines_needed(view));
	view->view.repaint = true;
	view_touch(&view->view);
}

int
verdict_view_least(const struct verdict_view *view)
{
	return LINES_LEAST * line_height(view->view.group->app) + 2 * PAD_Y;
}
