/* Client > Ladder...: who said what to whom, and what was waited for. */
#include "gui/monitor/ladder.h"

#include <Xm/ToggleB.h>
#include <Xm/Xm.h>
#include <stdlib.h>
#include <string.h>

#include "gui/monitor/ladder_parts.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/menu.h"
#include "gui/toolkit/scale.h"

#define PAINT_MS	15
#define WIDTH		900
#define HEIGHT		560

struct ladder_window {
	struct ladder_look look;	/* the first member: see titled */
	Widget frame, true_time, own;
	bool own_only;		/* as it was set last, where it can be */
	struct view_group views;
	XtIntervalId timer;	/* to paint; 0: none */
};

static void
paint_due(XtPointer data, XtIntervalId *id)
{
	struct ladder_window *window = data;

	(void)id;
	window->timer = 0;
	ladder_look_spend(&window->look, view_group_paint(&window->views));
}

static void
touched(void *context)
{
	struct ladder_window *window = context;

	if (window->timer == 0)
		window->timer = XtAppAddTimeOut(
		    window->look.monitor->app.context, PAINT_MS, paint_due,
		    window);
}

static void
true_time_toggled(Widget widget, XtPointer data, XtPointer detail)
{
	struct ladder_window *window = data;

	(void)detail;
	ladder_view_set_true_time(window->look.view,
	    XmToggleButtonGetState(widget));
	ladder_pane_repaint(&window->look.pane);
}

static void
own_toggled(Widget widget, XtPointer data, XtPointer detail)
{
	(void)detail;
	((struct ladder_window *)data)->own_only =
	    XmToggleButtonGetState(widget);
}

static void
ladder_gone(Widget widget, XtPointer data, XtPointer detail)
{
	struct ladder_window *window = data;

	(void)widget;
	(void)detail;
	if (window->timer != 0)
		XtRemoveTimeOut(window->timer);
	ladder_look_stop(&window->look);
	if (window->look.monitor->ladder == window)
		window->look.monitor->ladder = NULL;
	paint_close(&window->look.pane.pane.view.canvas);
	ladder_view_free(window->look.view);
	free(window);
}

static void
close_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	struct ladder_window *window = data;

	(void)widget;
	(void)detail;
	window->look.monitor->ladder = NULL;
	dialog_close(window->frame);
}

/* One button each, in the formats' order. */
static void
save_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	static const char *const names[] = { "saveText", "saveSvg",
	    "savePng" };
	struct ladder_window *window = data;
	enum ladder_format format = LADDER_TEXT;

	(void)detail;
	while (format < LADDER_PNG &&
	    strcmp(XtName(widget), names[format]) != 0)
		format++;
	ladder_save(&window->look, format,
	    XmToggleButtonGetState(window->own));
}

static void
titled(struct ladder_look *look)
{
	struct ladder_window *window = (struct ladder_window *)look;

	app_set_title(&look->monitor->app, XtParent(window->frame),
	    look->title);
	/* Of everybody nothing is only one's own. */
	menu_set_toggle(window->own, look->client != 0 && window->own_only);
	menu_set_sensitive(window->own, look->client != 0);
}

/* No larger than the screen. */
static void
size_pane(const struct ladder_window *window)
{
	struct app *app = &window->look.monitor->app;
	int width = scale_window_px(WIDTH), height = scale_window_px(HEIGHT);
	int most_width = WidthOfScreen(app->screen) - scale_px(60);
	int most_height = HeightOfScreen(app->screen) - scale_px(200);

	XtVaSetValues(window->look.pane.pane.frame, XmNtopAttachment,
	    XmATTACH_WIDGET, XmNtopWidget, window->true_time, XmNtopOffset,
	    scale_px(8), XmNleftAttachment, XmATTACH_FORM,
	    XmNrightAttachment, XmATTACH_FORM, NULL);
	XtVaSetValues(window->look.pane.pane.view.area, XmNwidth, width <
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

/* False: no memory, and the frame is still to be closed. */
static bool
open_ladder(struct ladder_window *window)
{
	static const char *const names[] = { "saveText", "saveSvg", "savePng",
	    "close" };
	struct app *app = &window->look.monitor->app;
	Widget buttons[XtNumber(names)];
	unsigned i, last = XtNumber(names) - 1;

	window->frame = dialog_frame(app, "ladderDialog", false);
	window->true_time = make_toggle(window->frame, "trueTime", NULL);
	window->own = make_toggle(window->frame, "ownOnly",
	    window->true_time);
	window->own_only = true;
	XmToggleButtonSetState(window->own, True, False);
	XtAddCallback(window->own, XmNvalueChangedCallback, own_toggled,
	    window);
	XtAddCallback(window->true_time, XmNvalueChangedCallback,
	    true_time_toggled, window);
	window->views = (struct view_group){ .app = app, .touched = touched,
	    .context = window };
	if (!ladder_look_make(&window->look, &window->views, window->frame,
	    "ladder"))
		return false;
	size_pane(window);
	dialog_buttons(app, window->frame, window->look.pane.pane.frame,
	    names, (int)last + 1, (int)last, (int)last, buttons);
	for (i = 0; i < last; i++)
		XtAddCallback(buttons[i], XmNactivateCallback, save_pressed,
		    window);
	XtAddCallback(buttons[last], XmNactivateCallback, close_pressed,
	    window);
	XtAddCallback(window->frame, XmNdestroyCallback, ladder_gone, window);
	dialog_open(app, window->frame);
	scroll_restyle(&window->look.pane.pane.scroll);
	ladder_look_begin(&window->look);
	(void)XmProcessTraversal(window->look.pane.pane.view.area,
	    XmTRAVERSE_CURRENT);
	return true;
}

void
monitor_ladder(struct monitor *monitor)
{
	struct ladder_window *window = monitor->ladder;

	if (window != NULL) {
		XRaiseWindow(monitor->app.display,
		    XtWindow(XtParent(window->frame)));
		(void)XmProcessTraversal(window->look.pane.pane.view.area,
		    XmTRAVERSE_CURRENT);
		return;
	}
	window = calloc(1, sizeof(*window));
	if (window == NULL)
		return;
	window->look.monitor = monitor;
	window->look.titled = titled;
	monitor->ladder = window;
	if (!open_ladder(window)) {
		monitor->ladder = NULL;
		XtDestroyWidget(XtParent(window->frame));
		free(window);
	}
}

void
monitor_touch_ladder(struct monitor *monitor)
{
	if (monitor->ladder != NULL)
		ladder_pane_touch(&monitor->ladder->look.pane);
	if (monitor->docked)
		ladder_pane_touch(&monitor->dock->pane);
}

void
monitor_restyle_ladder(struct monitor *monitor)
{
	if (monitor->ladder != NULL)
		ladder_pane_restyle(&monitor->ladder->look.pane);
	if (monitor->dock != NULL)
		ladder_pane_restyle(&monitor->dock->pane);
}

void
monitor_tell_ladder(struct monitor *monitor)
{
	if (monitor->ladder != NULL)
		ladder_look_news(&monitor->ladder->look);
	if (monitor->docked && monitor->dock != NULL)
		ladder_look_news(monitor->dock);
}

void
monitor_follow_ladder(struct monitor *monitor)
{
	if (monitor->ladder != NULL)
		ladder_look_follow(&monitor->ladder->look);
	if (monitor->docked && monitor->dock != NULL)
		ladder_look_follow(monitor->dock);
}

/* Of the window, or else of the pane. */
void
monitor_put_ladder(FILE *out, const struct monitor *monitor)
{
	fprintf(out, " ladder=%d docked=%d", monitor->ladder != NULL,
	    monitor->docked);
	if (monitor->ladder != NULL) {
		fprintf(out, " ladderown=%d", XmToggleButtonGetState(
		    monitor->ladder->own) != False);
		ladder_look_put(out, &monitor->ladder->look);
	} else if (monitor->docked)
		ladder_look_put(out, monitor->dock);
}
