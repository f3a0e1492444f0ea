/* Help > Legend: every colour beside the word it stands for. */
#include <Xm/DrawingA.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gui/toolkit/dialog.h"
#include "gui/toolkit/scale.h"
#include "gui/monitor/monitor.h"

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

static void
paint_entry(struct legend *legend, int line, enum colour_id fill,
    enum colour_id ink, bool pill, const char *word, const char *meaning)
{
	struct font_set *fonts = legend->app->fonts;
	int height = line_height(legend->app);
	int digit = font_digit(fonts, FONT_UI);
	struct area sample = { scale_px(20), scale_px(14) + line * height +
	    scale_px(2), 13 * digit, height - scale_px(4) };

	if (pill)
		paint_round(&legend->canvas, fill, sample);
	else
		paint_fill(&legend->canvas, fill, sample);
	paint_label(&legend->canvas, FONT_UI_BOLD, ink, sample, ALIGN_CENTRE,
	    word);
	sample.x += sample.width + 5 * digit + scale_px(18);
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

	return (struct area){ scale_px(20) + 14 * digit, scale_px(14) +
	    line * height + scale_px(5), 4 * digit, height - scale_px(10) };
}

static void
paint_lane_state(struct legend *legend, int line, unsigned state)
{
	struct area area = lane_sample(legend, line);

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
		draw_lane_shape(&legend->canvas, (enum lane_shape)i, area,
		    area.x + area.width / 2, area.y, area.height);
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

static void
fit_area(const struct app *app, Widget area)
{
	XtVaSetValues(area, XmNwidth, 79 * font_digit(app->fonts, FONT_UI),
	    XmNheight, LINES * line_height(app) +
	    scale_px(28), NULL);
}

static void
legend_exposed(Widget widget, XtPointer data, XtPointer detail)
{
	struct legend *legend = data;

	(void)detail;
	fit_area(legend->app, widget);
	paint_prepare(&legend->canvas, legend->app, widget);
	/* Always: the colours may be others by now. */
	paint_legend(legend);
	paint_mark_all(&legend->canvas);
	paint_show(&legend->canvas);
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

void
monitor_help_legend(struct monitor *monitor)
{
	static const char *const names[] = { "close" };
	struct app *app = &monitor->app;
	struct legend *legend = calloc(1, sizeof(*legend));
	Widget frame, area, button;

	if (legend == NULL)
		return;
	legend->app = app;
	frame = dialog_frame(app, "legendDialog", false);
	area = XtVaCreateManagedWidget("legend", xmDrawingAreaWidgetClass,
	    frame, XmNtraversalOn, False, XmNtopAttachment, XmATTACH_FORM,
	    XmNleftAttachment, XmATTACH_FORM, XmNrightAttachment,
	    XmATTACH_FORM, NULL);
	fit_area(app, area);
	XtAddCallback(area, XmNexposeCallback, legend_exposed, legend);
	XtAddCallback(area, XmNdestroyCallback, legend_gone, legend);
	dialog_buttons(app, frame, area, names, 1, 0, 0, &button);
	XtAddCallback(button, XmNactivateCallback, close_pressed, frame);
	dialog_open(app, frame);
}
