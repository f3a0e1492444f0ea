/* The two panes: a share of the window that somebody chose, within what each
 * of them needs; above them the figures, as high as there is room for.
 *
 * XmPanedWindow gives all that a window grows or shrinks by to one pane.  It
 * draws and drags the sash here, and keeps the limits; what a pane gets after
 * a resize is decided below. */
#include <X11/IntrinsicP.h>
#include <Xm/PanedW.h>
#include <Xm/Xm.h>
#include <string.h>

#include "gui/monitor/draw.h"
#include "gui/monitor/replay.h"
#include "gui/toolkit/scale.h"

#define LEAST_ROWS	4	/* of the table, and lines of messages */
#define WHOLE		1000	/* of shares */
#define BESIDE_WIDTH	1500	/* worth panes beside each other */
#define LEAST_SHARE	5	/* a pane keeps a fifth, whatever it needs */

static int
height_of(Widget widget)
{
	Dimension height = 0;

	XtVaGetValues(widget, XmNheight, &height, NULL);
	return height;
}

static int
width_of(Widget widget)
{
	Dimension width = 0;

	XtVaGetValues(widget, XmNwidth, &width, NULL);
	return width;
}

/* Along the way the panes share. */
static int
length_of(const struct monitor *monitor, Widget widget)
{
	return monitor->beside ? width_of(widget) : height_of(widget);
}

/* The other way: a pane has all of it. */
static int
across(const struct monitor *monitor, Widget widget)
{
	return monitor->beside ? height_of(widget) : width_of(widget);
}

/* The paned window's own child; each pane has one, one of them is used. */
static Widget
panes_sash(const struct monitor *monitor)
{
	WidgetList children = NULL;
	Cardinal count = 0, i;

	XtVaGetValues(monitor->panes, XmNchildren, &children, XmNnumChildren,
	    &count, NULL);
	for (i = 0; i < count; i++)
		if (XtIsManaged(children[i]) &&
		    strcmp(XtName(children[i]), "Sash") == 0)
			return children[i];
	return NULL;
}

/* All of the panes' width, or height: when they have just turned the paned
 * window has not seen to that. */
static void
place(const struct monitor *monitor, Widget widget, int from, int length)
{
	Dimension border = 0;
	int width = width_of(monitor->panes);
	int height = height_of(monitor->panes);

	XtVaGetValues(widget, XmNborderWidth, &border, NULL);
	if (monitor->beside)
		XtConfigureWidget(widget, (Position)from, 0,
		    (Dimension)length, (Dimension)height, border);
	else
		XtConfigureWidget(widget, 0, (Position)from,
		    (Dimension)width, (Dimension)length, border);
}

/* In the middle of the edge that it moves. */
static void
place_sash(const struct monitor *monitor, Widget sash, int from, int room)
{
	int width = width_of(sash), height = height_of(sash);
	int thick = monitor->beside ? width : height;
	int along = from + (room - thick) / 2;
	int across = ((monitor->beside ? height_of(monitor->panes) - height :
	    width_of(monitor->panes) - width)) / 2;

	XtConfigureWidget(sash, (Position)(monitor->beside ? along : across),
	    (Position)(monitor->beside ? across : along), (Dimension)width,
	    (Dimension)height, 0);
}

static void
place_panes(struct monitor *monitor, int length)
{
	Widget sash = panes_sash(monitor);
	Dimension spacing = 0;

	XtVaGetValues(monitor->panes, XmNspacing, &spacing, NULL);
	monitor->table_length = length;
	place(monitor, monitor->table_pane, 0, length);
	place(monitor, monitor->stream_pane, length + spacing,
	    monitor->panes_length - length - spacing);
	if (sash != NULL)
		place_sash(monitor, sash, length, spacing);
}

/* Of the bars and titles alone, and of some rows and lines below them. */
struct panes_need {
	int table_bars, table, stream_bars, stream;
};

static struct panes_need
panes_need(const struct monitor *monitor)
{
	const struct app *app = &monitor->app;
	struct panes_need need;

	need.table_bars = height_of(XtParent(
	    monitor->areas[AREA_CLIENTS_INFO])) +
	    draw_table_heading_height(app) +
	    height_of(monitor->table_slide.bar);
	need.stream_bars = height_of(XtParent(
	    monitor->areas[AREA_MESSAGES_INFO]));
	need.table = need.table_bars + LEAST_ROWS *
	    draw_table_row_height(monitor);
	/* The list has titles, and its bytes are below. */
	need.stream = need.stream_bars + messages_line_height(app) *
	    (monitor->list_bytes ? 2 * LEAST_ROWS + 2 : LEAST_ROWS);
	return need;
}

/* What is above another is what is there of bar, header and timeline. */
static void
fit_top(struct monitor *monitor, Widget bar)
{
	Widget header = monitor->areas[AREA_HEADER];
	Widget timeline = monitor->areas[AREA_TIMELINE], was = NULL;
	Widget above = XtIsManaged(header) ? header : bar;

	if (XtIsManaged(timeline)) {
		XtVaGetValues(timeline, XmNtopWidget, &was, NULL);
		if (was != above)
			XtVaSetValues(timeline, XmNtopWidget, above, NULL);
		above = timeline;
	}
	XtVaGetValues(monitor->panes, XmNtopWidget, &was, NULL);
	if (was != above)
		XtVaSetValues(monitor->panes, XmNtopWidget, above, NULL);
}

/* The figures give way to rows and messages: first they are closer, then
 * they are not there. */
static void
fit_header(struct monitor *monitor, const struct panes_need *need,
    int spacing)
{
	struct font_set *fonts = monitor->app.fonts;
	Widget header = monitor->areas[AREA_HEADER];
	Widget bar = XtNameToWidget(monitor->main, "menuBar");
	int small = font_height(fonts, FONT_SMALL);
	int wide = small + font_height(fonts, FONT_BIG) + scale_px(44);
	int close = small + font_height(fonts, FONT_UI_BOLD) + scale_px(14);
	int room = height_of(monitor->main) - height_of(bar) -
	    height_of(monitor->areas[AREA_STATUS]) -
	    monitor_replay_height(monitor) - need->table -
	    (monitor->beside ? 0 : need->stream + spacing);

	if (room < close && XtIsManaged(header))
		XtUnmanageChild(header);
	else if (room >= close && !XtIsManaged(header))
		XtManageChild(header);
	if (room >= close && height_of(header) != (room < wide ? close : wide))
		XtVaSetValues(header, XmNheight, room < wide ? close : wide,
		    NULL);
	monitor_fit_timeline(monitor, room < close ? room : room -
	    height_of(header));
	fit_top(monitor, bar);
}

/* What a pane must have, of so much for both; where both together need more
 * than that, the bars first and an equal part of the rest. */
static void
fit_needs(struct monitor *monitor, struct panes_need *need, int all)
{
	int rest = all - need->table_bars - need->stream_bars;

	if (monitor->beside) {
		need->table = need->stream = all / LEAST_SHARE;
	} else if (need->table + need->stream > all) {
		if (rest < 0)
			rest = 0;
		need->table = need->table_bars + rest / 2;
		if (need->table > all * 2 / 3)
			need->table = all * 2 / 3;
		need->stream = all - need->table;
	}
}

static const char *const beside_words[BESIDE_COUNT] = {
	[BESIDE_AUTO] = "auto", [BESIDE_ALWAYS] = "always",
	[BESIDE_NEVER] = "never",
};

const char *
monitor_beside_word(enum beside when)
{
	return beside_words[when];
}

enum beside
monitor_beside_of(const char *word)
{
	int when;

	for (when = 0; when < BESIDE_COUNT; when++)
		if (strcmp(word, beside_words[when]) == 0)
			return (enum beside)when;
	return BESIDE_AUTO;
}

void
monitor_set_beside(struct monitor *monitor, enum beside when)
{
	monitor->beside_when = when;
	monitor_fit_panes(monitor);
	monitor_fit_bar(monitor);
}

void
monitor_beside_auto(struct monitor *monitor)
{
	monitor_set_beside(monitor, BESIDE_AUTO);
}

void
monitor_beside_always(struct monitor *monitor)
{
	monitor_set_beside(monitor, BESIDE_ALWAYS);
}

void
monitor_beside_never(struct monitor *monitor)
{
	monitor_set_beside(monitor, BESIDE_NEVER);
}

/* One above the other, or beside each other. */
static void
turn_panes(struct monitor *monitor)
{
	bool beside = monitor->beside_when == BESIDE_ALWAYS ||
	    (monitor->beside_when == BESIDE_AUTO &&
	    width_of(monitor->panes) >= scale_window_px(BESIDE_WIDTH));

	if (beside == monitor->beside)
		return;
	monitor->beside = beside;
	/* Nothing that comes meanwhile was dragged. */
	monitor->panes_length = 0;
	XtVaSetValues(monitor->panes, XmNorientation, beside ? XmHORIZONTAL :
	    XmVERTICAL, NULL);
	scale_restyle(monitor->panes);
	monitor_fit_bar(monitor);
}

/* Not before they are watched. */
void
monitor_fit_panes(struct monitor *monitor)
{
	Widget focus = XmGetFocusWidget(monitor->app.shell);
	struct panes_need need;
	Dimension spacing = 0;
	int all, length;

	if (!monitor->panes_watched || monitor->class_mode.on)
		return;
	turn_panes(monitor);
	need = panes_need(monitor);
	XtVaGetValues(monitor->panes, XmNspacing, &spacing, NULL);
	fit_header(monitor, &need, spacing);
	monitor->panes_length = length_of(monitor, monitor->panes);
	all = monitor->panes_length - spacing;
	if (all < 20)
		return;
	fit_needs(monitor, &need, all);
	XtVaSetValues(monitor->table_pane, XmNpaneMinimum, need.table, NULL);
	XtVaSetValues(monitor->stream_pane, XmNpaneMinimum, need.stream,
	    NULL);
	length = all * monitor->shares[monitor->beside] / WHOLE;
	if (length > all - need.stream)
		length = all - need.stream;
	if (length < need.table)
		length = need.table;
	place_panes(monitor, length);
	if (monitor->beside)
		monitor_fit_bar(monitor);
	/* Panes that turned had no room for a while, and the keyboard went. */
	if (focus != NULL && XmGetFocusWidget(monitor->app.shell) != focus)
		(void)XmProcessTraversal(focus, XmTRAVERSE_CURRENT);
}

static int
share_of(int part, int whole)
{
	return whole <= 0 ? WHOLE / 2 : (part * WHOLE + whole / 2) / whole;
}

/* A length that came by itself was given by dragging the sash, or by its
 * keys: it is wanted at every size from now on. */
static void
panes_resized(Widget widget, XtPointer data, XEvent *event, Boolean *go_on)
{
	struct monitor *monitor = data;
	int all = length_of(monitor, monitor->panes);
	int table = length_of(monitor, monitor->table_pane);
	Dimension spacing = 0;

	(void)go_on;
	if (event->type != ConfigureNotify)
		return;
	/* Also when it is only wider: they may come beside each other, and
	 * the paned window has given them other lengths, or, turned round,
	 * the size that a pane asks for. */
	if (widget == monitor->panes || all != monitor->panes_length ||
	    across(monitor, monitor->table_pane) !=
	    across(monitor, monitor->panes)) {
		monitor_fit_panes(monitor);
	} else if (table != monitor->table_length) {
		XtVaGetValues(monitor->panes, XmNspacing, &spacing, NULL);
		monitor->table_length = table;
		monitor->shares[monitor->beside] = share_of(table,
		    all - spacing);
	}
}

void
monitor_watch_panes(struct monitor *monitor)
{
	monitor->panes_watched = true;
	XtAddEventHandler(monitor->panes, StructureNotifyMask, False,
	    panes_resized, monitor);
	XtAddEventHandler(monitor->table_pane, StructureNotifyMask, False,
	    panes_resized, monitor);
	monitor_fit_panes(monitor);
}
