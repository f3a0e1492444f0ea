/* Client > Ladder...: who said what to whom, and what was waited for. */
#include "gui/monitor/ladder.h"

#include <Xm/ToggleB.h>
#include <Xm/Xm.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/when.h"
#include "gui/monitor/list.h"
#include "gui/pane/ladder.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/menu.h"
#include "gui/toolkit/save_dialog.h"
#include "gui/toolkit/scale.h"
#include "watch/ladder_draw.h"

#define PAINT_MS	15
/* At most four times a second, and in a thirtieth of the time. */
#define REST_MS		250
#define REST_TIMES	30
#define WIDTH		900
#define HEIGHT		560

struct ladder_window {
	struct monitor *monitor;
	Widget frame, true_time, own;
	struct view_group views;
	struct ladder_pane pane;
	struct ladder_view *view;
	XtIntervalId timer;	/* to paint; 0: none */
	XtIntervalId looks;	/* at what is new; 0: none */
	char title[NAME_AT_SIZE + 40];
};

static void
paint_due(XtPointer data, XtIntervalId *id)
{
	struct ladder_window *window = data;

	(void)id;
	window->timer = 0;
	(void)view_group_paint(&window->views);
}

static void
touched(void *context)
{
	struct ladder_window *window = context;

	if (window->timer == 0)
		window->timer = XtAppAddTimeOut(
		    window->monitor->app.context, PAINT_MS, paint_due,
		    window);
}

static const char *
why_empty(void *context)
{
	struct monitor *monitor = ((struct ladder_window *)context)->monitor;
	const char *why = monitor_why_empty(monitor);

	if (why != NULL)
		return why;
	return app_text(&monitor->app, stream_filtered(monitor->stream) ?
	    "ladder.filtered" : "ladder.quiet", "");
}

/* The message is picked everywhere. */
static void
moved(void *context)
{
	struct ladder_window *window = context;
	struct monitor *monitor = window->monitor;

	window->pane.reveal = true;
	monitor_list_reveal(monitor, true);
	monitor_touch_messages(monitor);
	monitor_sync_menus(monitor);
}

static void
picked(void *context, Time time)
{
	(void)time;
	moved(context);
}

static void
opened(void *context)
{
	monitor_details(((struct ladder_window *)context)->monitor);
}

static void
true_time_toggled(Widget widget, XtPointer data, XtPointer detail)
{
	struct ladder_window *window = data;

	(void)detail;
	ladder_view_set_true_time(window->view,
	    XmToggleButtonGetState(widget));
	ladder_pane_repaint(&window->pane);
}

static void
ladder_gone(Widget widget, XtPointer data, XtPointer detail)
{
	struct ladder_window *window = data;

	(void)widget;
	(void)detail;
	if (window->timer != 0)
		XtRemoveTimeOut(window->timer);
	if (window->looks != 0)
		XtRemoveTimeOut(window->looks);
	if (window->monitor->ladder == window)
		window->monitor->ladder = NULL;
	paint_close(&window->pane.pane.view.canvas);
	ladder_view_free(window->view);
	free(window);
}

static void
close_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	struct ladder_window *window = data;

	(void)widget;
	(void)detail;
	window->monitor->ladder = NULL;
	dialog_close(window->frame);
}

static void
saved(void *context, const struct save_result *result)
{
	monitor_note_bytes(context, "saved", result->bytes, 0);
}

/* As the dialog takes it: XtMalloc'ed. */
static void
save(struct ladder_window *window, bool svg)
{
	struct monitor *monitor = window->monitor;
	struct ladder *ladder = ladder_view_export(window->view,
	    XmToggleButtonGetState(window->own));
	char *text = NULL;
	size_t size;
	FILE *out = ladder == NULL ? NULL : open_memstream(&text, &size);

	if (out != NULL) {
		if (svg)
			ladder_put_svg(ladder, window->title, out);
		else
			(void)ladder_put_text(ladder, window->title, out);
		if (fclose(out) == 0)
			save_dialog_open_text(&monitor->app,
			    XtNewString(text), saved, monitor);
		free(text);
	}
	ladder_free(ladder);
}

static void
text_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	save(data, false);
}

static void
svg_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	save(data, true);
}

/* Of the selected client, or of all. */
static void
set_whom(struct ladder_window *window)
{
	struct monitor *monitor = window->monitor;
	const struct row_data *row = table_model_selected(&monitor->table);
	struct ladder_whom whom = { .lab = LAB_COUNT };
	char name[NAME_AT_SIZE], title[sizeof(window->title)];

	if (row != NULL) {
		whom.client = row->client;
		whom.lab = row->lab;
		(void)text_copy(whom.name, sizeof(whom.name), row->name);
		name_at_put(name, row->name, row->lab);
	}
	ladder_view_set_whom(window->view, &whom);
	wording_put(title, sizeof(title), row == NULL ? app_text(
	    &monitor->app, "ladder.all", "") : app_text(&monitor->app,
	    "ladder.title", "%1"), row == NULL ? "" : name, NULL);
	if (strcmp(title, window->title) == 0)
		return;
	(void)text_copy(window->title, sizeof(window->title), title);
	app_set_title(&monitor->app, XtParent(window->frame), title);
	ladder_pane_touch(&window->pane);
}

/* Whose it is, and what is new. */
static void
look(XtPointer data, XtIntervalId *id)
{
	struct ladder_window *window = data;
	int64_t rest_ms = REST_TIMES * window->pane.took_ns / NS_PER_MS;

	(void)id;
	set_whom(window);
	ladder_pane_touch(&window->pane);
	window->looks = XtAppAddTimeOut(window->monitor->app.context,
	    (unsigned long)(rest_ms < REST_MS ? REST_MS : rest_ms), look,
	    window);
}

static void
make_pane(struct ladder_window *window)
{
	struct ladder_pane *pane = &window->pane;
	struct monitor *monitor = window->monitor;

	window->views = (struct view_group){ .app = &monitor->app,
	    .touched = touched, .context = window };
	pane->ladder = window->view;
	pane->log = monitor->log;
	pane->why_empty = why_empty;
	pane->moved = moved;
	pane->pane.opened = opened;
	pane->pane.picked = picked;
	pane->pane.context = window;
	ladder_pane_make(pane, &window->views, window->frame, "ladder");
}

/* No larger than the screen. */
static void
size_pane(const struct ladder_window *window)
{
	struct app *app = &window->monitor->app;
	int width = scale_window_px(WIDTH), height = scale_window_px(HEIGHT);
	int most_width = WidthOfScreen(app->screen) - scale_px(60);
	int most_height = HeightOfScreen(app->screen) - scale_px(200);

	XtVaSetValues(window->pane.pane.frame, XmNtopAttachment,
	    XmATTACH_WIDGET, XmNtopWidget, window->true_time, XmNtopOffset,
	    scale_px(8), XmNleftAttachment, XmATTACH_FORM,
	    XmNrightAttachment, XmATTACH_FORM, NULL);
	XtVaSetValues(window->pane.pane.view.area, XmNwidth, width <
	    most_width ? width : most_width, XmNheight, height <
	    most_height ? height : most_height, NULL);
}

static Widget
make_toggle(Widget frame, const char *name, Widget left)
{
	return XtVaCreateManagedWidget(name, xmToggleButtonWidgetClass, frame,
	    XmNtopAttachment, XmATTACH_FORM, XmNtopOffset, scale_px(10),
	    XmNleftAttachment, left == NULL ? XmATTACH_FORM :
	    XmATTACH_WIDGET, XmNleftWidget, left, XmNleftOffset,
	    scale_px(14), NULL);
}

static void
open_ladder(struct ladder_window *window)
{
	static const char *const names[] = { "saveText", "saveSvg", "close" };
	struct app *app = &window->monitor->app;
	Widget buttons[3];

	window->frame = dialog_frame(app, "ladderDialog", false);
	window->true_time = make_toggle(window->frame, "trueTime", NULL);
	window->own = make_toggle(window->frame, "ownOnly",
	    window->true_time);
	XmToggleButtonSetState(window->own, True, False);
	XtAddCallback(window->true_time, XmNvalueChangedCallback,
	    true_time_toggled, window);
	make_pane(window);
	size_pane(window);
	dialog_buttons(app, window->frame, window->pane.pane.frame, names, 3,
	    2, 2, buttons);
	XtAddCallback(buttons[0], XmNactivateCallback, text_pressed, window);
	XtAddCallback(buttons[1], XmNactivateCallback, svg_pressed, window);
	XtAddCallback(buttons[2], XmNactivateCallback, close_pressed, window);
	XtAddCallback(window->frame, XmNdestroyCallback, ladder_gone, window);
	dialog_open(app, window->frame);
	scroll_restyle(&window->pane.pane.scroll);
	look(window, NULL);
	(void)XmProcessTraversal(window->pane.pane.view.area,
	    XmTRAVERSE_CURRENT);
}

void
monitor_ladder(struct monitor *monitor)
{
	struct ladder_window *window = monitor->ladder;

	if (window != NULL) {
		XRaiseWindow(monitor->app.display,
		    XtWindow(XtParent(window->frame)));
		(void)XmProcessTraversal(window->pane.pane.view.area,
		    XmTRAVERSE_CURRENT);
		return;
	}
	window = calloc(1, sizeof(*window));
	if (window == NULL)
		return;
	window->monitor = monitor;
	window->view = ladder_view_new(monitor->stream);
	if (window->view == NULL) {
		free(window);
		return;
	}
	monitor->ladder = window;
	open_ladder(window);
}

void
monitor_touch_ladder(struct monitor *monitor)
{
	if (monitor->ladder != NULL)
		ladder_pane_touch(&monitor->ladder->pane);
}

void
monitor_restyle_ladder(struct monitor *monitor)
{
	if (monitor->ladder != NULL)
		ladder_pane_restyle(&monitor->ladder->pane);
}

void
monitor_put_ladder(FILE *out, const struct monitor *monitor)
{
	const struct ladder_window *window = monitor->ladder;
	const struct ladder_shapes *shapes;
	uint64_t at;

	fprintf(out, " ladder=%d", window != NULL);
	if (window == NULL)
		return;
	shapes = &window->pane.shapes;
	at = ladder_view_picked(window->view);
	fprintf(out, " lives=%u/%u said=%" PRIu64 " ladderlines=%" PRIu64
	    " ladderline=%" PRId64 " laddertop=%" PRIu64 " truetime=%d"
	    " drawn=%u/%u"
	    " drawnfaults=%u pauses=%u marks=%u crosses=%u diamonds=%u",
	    ladder_view_columns(window->view),
	    ladder_view_hidden(window->view),
	    ladder_view_messages(window->view),
	    ladder_view_lines(window->view),
	    at == LADDER_VIEW_NONE ? -1 : (int64_t)at,
	    ladder_view_top(window->view),
	    ladder_view_true_time(window->view), shapes->received,
	    shapes->sent, shapes->faults, shapes->pauses, shapes->marks,
	    shapes->crashes, shapes->mischief);
}
