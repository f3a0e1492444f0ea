/* A verdict, drawn. */
#include "gui/client_verdict.h"

#include <Xm/Form.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <string.h>

#include "gui/client.h"

#define PAD_X		12
#define PAD_Y		7
#define GAP_X		8
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
	return app_text(&view->view.client->app, name, "");
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

/* A paragraph, its first line from `indent` on; returns how many lines.
 * canvas NULL: they are only counted. */
static int
flow_text(struct verdict_view *view, struct canvas *canvas, const char *text,
    enum colour_id colour, int first, int indent)
{
	struct app *app = &view->view.client->app;
	int most = canvas == NULL ? LINES_MOST : view->lines - first;
	int lines = 0, x = text_x(app) + indent, y, right;
	size_t len;
	Dimension width;

	XtVaGetValues(view->view.area, XmNwidth, &width, NULL);
	right = (int)width - PAD_X;
	for (; *text != '\0' && lines < most; lines++) {
		len = line_length(app, text, right - x,
		    x == text_x(app));
		y = PAD_Y + (first + lines) * line_height(app);
		if (canvas != NULL)
			paint_text(canvas, FONT_UI, colour, x, y +
			    font_ascent(app->fonts, FONT_UI_BOLD), text, len);
		text += len;
		text += strspn(text, " ");
		x = text_x(app);
	}
	return lines;
}

static int
flow_all(struct verdict_view *view, struct canvas *canvas)
{
	struct app *app = &view->view.client->app;
	const char *word = judgement(view);
	int indent = font_width(app->fonts, FONT_UI_BOLD, word,
	    strlen(word)) + GAP_X, lines;

	if (view->verdict->kind == VERDICT_NONE)
		return flow_text(view, canvas, word, COLOUR_MUTED, 0, 0);
	if (canvas != NULL)
		paint_text(canvas, FONT_UI_BOLD, ink_of(view->verdict->kind),
		    text_x(app), PAD_Y + font_ascent(app->fonts, FONT_UI_BOLD),
		    word, strlen(word));
	lines = flow_text(view, canvas, view->verdict->what, COLOUR_TEXT, 0,
	    indent);
	return lines + flow_text(view, canvas, view->verdict->more,
	    COLOUR_MUTED, lines, 0);
}

static void
paint(struct view *base)
{
	struct verdict_view *view = base->owner;
	struct canvas *canvas = &base->canvas;
	int dot = dot_size(canvas->app);

	paint_fill(canvas, COLOUR_CHROME, (struct area){ 0, 0, canvas->width,
	    canvas->height });
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
	int height = lines * line_height(&view->view.client->app) + 2 * PAD_Y;

	if (lines == view->lines)
		return;
	view->lines = lines;
	XtVaSetValues(view->view.area, XmNtopOffset, -height, XmNheight,
	    height, NULL);
}

/* The messages need room as well. */
static int
lines_allowed(const struct verdict_view *view)
{
	int line = line_height(&view->view.client->app), lines;
	Dimension height;

	XtVaGetValues(XtParent(view->view.area), XmNheight, &height, NULL);
	lines = (int)height / 2 / line;
	return lines < 1 ? 1 : lines > LINES_MOST ? LINES_MOST : lines;
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

void
verdict_view_make(struct verdict_view *view, struct client *client,
    Widget form, const char *name)
{
	view->view.owner = view;
	view->view.paint = paint;
	view_make(&view->view, client, form, name, NULL);
	XtVaSetValues(view->view.area, XmNtopAttachment,
	    XmATTACH_OPPOSITE_FORM, XmNbottomAttachment, XmATTACH_FORM,
	    XmNleftAttachment, XmATTACH_FORM, XmNrightAttachment,
	    XmATTACH_FORM, NULL);
	XtAddCallback(view->view.area, XmNresizeCallback, resized, view);
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
	view->lines = 0;
	set_lines(view, lines_needed(view));
	view->view.repaint = true;
	view_touch(&view->view);
}
