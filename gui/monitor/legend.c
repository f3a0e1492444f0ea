/* Help > Legend: every colour beside the word it stands for. */
#include <Xm/DrawingA.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gui/toolkit/dialog.h"
#include "gui/toolkit/scale.h"
#include "gui/toolkit/screen.h"
#include "gui/toolkit/scroll.h"
#include "gui/monitor/monitor.h"

#define EDGE	scale_px(14)	/* above the first line, below the last */

static const struct { const char *word, *meaning; } states[] = {
#define STATE(symbol, word, meaning) { word, meaning },
#include "shm/states.def"
#undef STATE
};

static const struct mark {
	enum colour_id fill, ink;
	const char *name;
} marks[] = {
	{ COLOUR_FRESH, COLOUR_TEXT, "legend.fresh" },
	{ COLOUR_FAULTY, COLOUR_ERROR, "legend.faulty" },
	{ COLOUR_ERROR, COLOUR_ON_ACCENT, "legend.crashed" },
	{ COLOUR_SURFACE, COLOUR_TEXT, "legend.doubt" },
	{ COLOUR_RECEIVED_BAND, COLOUR_RECEIVED_INK, "legend.received" },
	{ COLOUR_SENT_BAND, COLOUR_SENT_INK, "legend.sent" },
	{ COLOUR_GAP_BAND, COLOUR_GAP_INK, "legend.gap" },
	{ COLOUR_ERROR, COLOUR_ON_ACCENT, "legend.must" },
	{ COLOUR_WARNING, COLOUR_ON_ACCENT, "legend.should" },
	{ COLOUR_SURFACE, COLOUR_TEXT, "legend.style" },
	{ COLOUR_SURFACE, COLOUR_GOOD, "legend.ok" },
	{ COLOUR_SURFACE, COLOUR_FAINT, "legend.judging" },
	{ COLOUR_GAP_BAND, COLOUR_GAP_INK, "legend.notJudged" },
	{ COLOUR_SURFACE, COLOUR_WARNING, "legend.waits" },
	{ COLOUR_SURFACE, COLOUR_WARNING, "legend.noAnswer" },
	{ COLOUR_SURFACE, COLOUR_TEXT, "legend.notKnown" },
	{ COLOUR_SURFACE, COLOUR_LINE_END, "legend.crlf" },
	{ COLOUR_SURFACE, COLOUR_ERROR, "legend.bare" },
	{ COLOUR_SURFACE, COLOUR_ESCAPE, "legend.escape" },
};

/* Of the timeline, in the order of enum lane_shape. */
static const char *const shapes[SHAPE_COUNT] = {
	[SHAPE_RECEIVED] = "legend.tickReceived",
	[SHAPE_SENT] = "legend.tickSent",
	[SHAPE_FAULT] = "legend.tickFault",
	[SHAPE_MISCHIEF] = "legend.tickMischief",
	[SHAPE_CONNECT] = "legend.tickConnect",
	[SHAPE_CLOSE] = "legend.tickClose",
	[SHAPE_CRASH] = "legend.tickCrash",
};

/* The first state is that of a free row; what is unknown is one more. */
#define LINES ((int)(XtNumber(states) + XtNumber(marks) + \
	XtNumber(shapes)))

struct legend {
	struct app *app;
	struct canvas canvas;
	Widget area;
	struct scroll scroll;
	int top;	/* the first line in view */
	int page;	/* lines there is room for */
	int line;	/* the height it was made for */
};

/* The closer together, the less room the screen has for all of it. */
static int
line_height(const struct app *app)
{
	static const int gaps[] = { 10, 4, 1 };
	int letters = font_height(app->fonts, FONT_UI);
	size_t i = 0;

	while (i + 1 < XtNumber(gaps) && LINES * (letters +
	    scale_px(gaps[i])) + 7 * letters >= HeightOfScreen(app->screen))
		i++;
	return letters + scale_px(gaps[i]);
}

static bool
is_in_view(const struct legend *legend, int line)
{
	return line >= legend->top && line < legend->top + legend->page;
}

/* Where the meanings begin. */
static int
meaning_x(const struct app *app)
{
	return scale_px(38) + 18 * font_digit(app->fonts, FONT_UI);
}

static void
paint_entry(struct legend *legend, int line, enum colour_id fill,
    enum colour_id ink, bool pill, const char *word, const char *meaning)
{
	struct font_set *fonts = legend->app->fonts;
	int height = line_height(legend->app);
	int digit = font_digit(fonts, FONT_UI);
	struct area sample = { scale_px(20), EDGE + (line - legend->top) *
	    height + scale_px(2), 13 * digit, height - scale_px(4) };

	if (!is_in_view(legend, line))
		return;
	if (pill)
		paint_round(&legend->canvas, fill, sample);
	else
		paint_fill(&legend->canvas, fill, sample);
	paint_label(&legend->canvas, FONT_UI_BOLD, ink, sample, ALIGN_CENTRE,
	    word);
	sample.x = meaning_x(legend->app);
	sample.width = legend->canvas.width - sample.x - scale_px(12);
	paint_label(&legend->canvas, FONT_UI, COLOUR_TEXT, sample, ALIGN_LEFT,
	    meaning);
}

/* Where the samples of the timeline are: behind the pills. */
static struct area
lane_sample(struct legend *legend, int line)
{
	int height = line_height(legend->app);
	int digit = font_digit(legend->app->fonts, FONT_UI);

	return (struct area){ scale_px(20) + 14 * digit, EDGE +
	    (line - legend->top) * height + scale_px(5), 4 * digit,
	    height - scale_px(10) };
}

static void
paint_lane_state(struct legend *legend, int line, unsigned state)
{
	struct area area = lane_sample(legend, line);

	if (is_in_view(legend, line))
		draw_lane_sample(&legend->canvas, state, area);
}

static void
paint_shapes(struct legend *legend, int line)
{
	struct app *app = legend->app;
	struct area area;
	char meaning[64];
	size_t i;

	for (i = 0; i < XtNumber(shapes); i++, line++) {
		snprintf(meaning, sizeof(meaning), "%sMeaning", shapes[i]);
		paint_entry(legend, line, COLOUR_SURFACE, COLOUR_TEXT, false,
		    app_text(app, shapes[i], shapes[i]),
		    app_text(app, meaning, ""));
		area = lane_sample(legend, line);
		if (is_in_view(legend, line))
			draw_lane_shape(&legend->canvas, (enum lane_shape)i,
			    area, area.x + area.width / 2, area.y,
			    area.height);
	}
}

static void
paint_legend(struct legend *legend)
{
	struct app *app = legend->app;
	char name[48], meaning[64];
	int line = 0;
	size_t i;

	paint_fill(&legend->canvas, COLOUR_SURFACE, (struct area){ 0, 0,
	    legend->canvas.width, legend->canvas.height });
	for (i = 1; i < XtNumber(states); i++) {
		paint_lane_state(legend, line, (unsigned)i);
		paint_entry(legend, line++, COLOUR_STATE_FILL(i),
		    COLOUR_STATE_INK(i), true, states[i].word,
		    states[i].meaning);
	}
	paint_lane_state(legend, line, LANE_UNKNOWN);
	paint_entry(legend, line++, COLOUR_SURFACE, COLOUR_TEXT, false,
	    app_text(app, "legend.unknown", ""),
	    app_text(app, "legend.unknownMeaning", ""));
	paint_shapes(legend, line);
	line += SHAPE_COUNT;
	for (i = 0; i < XtNumber(marks); i++) {
		snprintf(name, sizeof(name), "%s", marks[i].name);
		snprintf(meaning, sizeof(meaning), "%sMeaning",
		    marks[i].name);
		paint_entry(legend, line++, marks[i].fill, marks[i].ink,
		    false, app_text(app, name, name),
		    app_text(app, meaning, ""));
	}
}

static int
width_of(const struct app *app, const char *meaning)
{
	return font_width(app->fonts, FONT_UI, meaning, strlen(meaning));
}

/* That of the longest meaning. */
static int
widest(struct app *app)
{
	char name[64];
	int width = 0, i, count = (int)XtNumber(marks);

	for (i = 0; i < count + SHAPE_COUNT; i++) {
		snprintf(name, sizeof(name), "%sMeaning", i < count ?
		    marks[i].name : shapes[i - count]);
		if (width_of(app, app_text(app, name, "")) > width)
			width = width_of(app, app_text(app, name, ""));
	}
	for (i = 1; i < (int)XtNumber(states); i++)
		if (width_of(app, states[i].meaning) > width)
			width = width_of(app, states[i].meaning);
	return width;
}

/* All of it, or as much as the screen has room for above the button. */
static void
fit_area(struct legend *legend)
{
	struct app *app = legend->app;
	int line = line_height(app), width = meaning_x(app) + widest(app) +
	    scale_px(16);
	int most = (screen_most_height(app->screen) - 4 * font_height(
	    app->fonts, FONT_UI) - 2 * EDGE) / line;
	int most_width = screen_most_width(app->screen) - scale_px(20);

	if (most < 1)
		most = 1;
	legend->line = line;
	XtVaSetValues(legend->area, XmNwidth, width < most_width ? width :
	    most_width, XmNheight, (most < LINES ? most : LINES) * line +
	    2 * EDGE, NULL);
}

static void
show_legend(struct legend *legend)
{
	int room;

	paint_prepare(&legend->canvas, legend->app, legend->area);
	room = (legend->canvas.height - 2 * EDGE) / line_height(legend->app);
	legend->page = room < 1 ? 1 : room < LINES ? room : LINES;
	if (legend->top > LINES - legend->page)
		legend->top = LINES - legend->page;
	scroll_show(&legend->scroll, (uint64_t)LINES, (uint64_t)legend->page,
	    (uint64_t)legend->top);
	/* Always: the colours may be others by now. */
	paint_legend(legend);
	paint_mark_all(&legend->canvas);
	paint_show(&legend->canvas);
}

static void
scroll_to(struct legend *legend, int top)
{
	legend->top = top < 0 ? 0 : top;
	show_legend(legend);
}

static void
scrolled(void *context, uint64_t top)
{
	scroll_to(context, (int)top);
}

static void
legend_exposed(Widget widget, XtPointer data, XtPointer detail)
{
	struct legend *legend = data;

	(void)widget;
	(void)detail;
	/* Larger letters, and not a window that was made smaller. */
	if (legend->line != line_height(legend->app))
		fit_area(legend);
	show_legend(legend);
	scroll_restyle(&legend->scroll);
}

static void
legend_resized(Widget widget, XtPointer data, XtPointer detail)
{
	(void)detail;
	if (XtIsRealized(widget))
		show_legend(data);
}

/* legend(up|down|page-up|page-down|home|end), of the area and the button */
static void
act(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	const char *how = *count == 1 ? args[0] : "";
	struct legend *legend = NULL;

	(void)event;
	XtVaGetValues(widget, XmNuserData, &legend, NULL);
	if (legend == NULL)
		return;
	scroll_to(legend, strcmp(how, "up") == 0 ? legend->top - 1 :
	    strcmp(how, "down") == 0 ? legend->top + 1 :
	    strcmp(how, "page-up") == 0 ? legend->top - legend->page :
	    strcmp(how, "page-down") == 0 ? legend->top + legend->page :
	    strcmp(how, "home") == 0 ? 0 : LINES);
}

static void
legend_gone(Widget widget, XtPointer data, XtPointer detail)
{
	struct legend *legend = data;

	(void)widget;
	(void)detail;
	paint_close(&legend->canvas);
	free(legend);
}

static void
close_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	dialog_close(data);
}

static void
make_area(struct legend *legend, Widget frame)
{
	scroll_init(&legend->scroll, legend->app, frame, "legendScroll",
	    false, scrolled, legend);
	XtVaSetValues(legend->scroll.bar, XmNtopAttachment, XmATTACH_FORM,
	    XmNrightAttachment, XmATTACH_FORM, NULL);
	legend->area = XtVaCreateManagedWidget("legend",
	    xmDrawingAreaWidgetClass, frame, XmNuserData, legend,
	    XmNtraversalOn, False, XmNtopAttachment, XmATTACH_FORM,
	    XmNleftAttachment, XmATTACH_FORM, XmNrightAttachment,
	    XmATTACH_WIDGET, XmNrightWidget, legend->scroll.bar, NULL);
	fit_area(legend);
	XtAddCallback(legend->area, XmNexposeCallback, legend_exposed,
	    legend);
	XtAddCallback(legend->area, XmNresizeCallback, legend_resized,
	    legend);
	XtAddCallback(legend->area, XmNdestroyCallback, legend_gone, legend);
}

/* The button has the keyboard: its keys scroll, too. */
static void
take_keys(struct legend *legend, Widget button)
{
	static XtActionsRec actions[] = { { "legend", act } };
	static bool added;
	XtTranslations keys = XtParseTranslationTable(app_text(legend->app,
	    "keys.legend", ""));

	if (!added)
		XtAppAddActions(legend->app->context, actions,
		    XtNumber(actions));
	added = true;
	XtVaSetValues(button, XmNuserData, legend, NULL);
	XtOverrideTranslations(legend->area, keys);
	XtOverrideTranslations(button, keys);
}

void
monitor_help_legend(struct monitor *monitor)
{
	static const char *const names[] = { "close" };
	struct app *app = &monitor->app;
	struct legend *legend = calloc(1, sizeof(*legend));
	Widget frame, button, line = NULL;

	if (legend == NULL)
		return;
	legend->app = app;
	frame = dialog_frame(app, "legendDialog", false);
	make_area(legend, frame);
	dialog_buttons(app, frame, legend->area, names, 1, 0, 0, &button);
	XtVaGetValues(legend->area, XmNbottomWidget, &line, NULL);
	XtVaSetValues(legend->scroll.bar, XmNbottomAttachment,
	    XmATTACH_WIDGET, XmNbottomWidget, line, NULL);
	take_keys(legend, button);
	XtAddCallback(button, XmNactivateCallback, close_pressed, frame);
	dialog_open(app, frame);
	scroll_restyle(&legend->scroll);
}
