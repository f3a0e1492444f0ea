/* The timeline's input, when it is there and how high. */
#include <Xm/Xm.h>
#include <string.h>

#include "gui/monitor/monitor.h"
#include "gui/toolkit/scale.h"

#define SHARE		40	/* of a hundred: of the window's height */
#define SHOWN_LEAST	3
#define KEEP_MS		130000	/* two minutes, and what moves out of view */
#define CLIENTS_MOST	20000
#define FEW		200	/* clients: a few of classes */

bool
monitor_begin_timeline(struct monitor *monitor)
{
	struct lanes_limits limits = { KEEP_MS, 640, 512, FEW, CLIENTS_MOST };

	/* What was captured does not become more. */
	if (monitor->recorded != NULL)
		limits = (struct lanes_limits){ 0, 4096, 4096, FEW,
		    CLIENTS_MOST };
	monitor->timeline.on = monitor->res.timeline;
	monitor->timeline.lanes = lanes_new(&limits);
	if (monitor->timeline.lanes != NULL && monitor->recorded != NULL)
		recorded_set_lanes(monitor->recorded,
		    monitor->timeline.lanes);
	return monitor->timeline.lanes != NULL;
}

void
monitor_fit_timeline(struct monitor *monitor, int room)
{
	Widget area = monitor->areas[AREA_TIMELINE];
	int heading = draw_timeline_heading(&monitor->app);
	int least = heading + SHOWN_LEAST * draw_timeline_lane();
	Dimension whole = 0, height = 0;

	XtVaGetValues(monitor->main, XmNheight, &whole, NULL);
	XtVaGetValues(area, XmNheight, &height, NULL);
	if (room > whole * SHARE / 100)
		room = whole * SHARE / 100;
	if (!monitor->timeline.on || room < least) {
		if (XtIsManaged(area))
			XtUnmanageChild(area);
		return;
	}
	if (height != (Dimension)room)
		XtVaSetValues(area, XmNheight, room, NULL);
	if (!XtIsManaged(area))
		XtManageChild(area);
}

void
monitor_set_timeline(struct monitor *monitor, bool on)
{
	if (monitor->timeline.on == on)
		return;
	monitor->timeline.on = on;
	monitor->timeline.key_look = 0;
	monitor->painted[AREA_HEADER] = 0;
	timeline_repaint(&monitor->timeline);
	monitor_fit_panes(monitor);
}

void
monitor_toggle_timeline(struct monitor *monitor)
{
	monitor_set_timeline(monitor, !monitor->timeline.on);
	monitor_show(monitor);
	if (!monitor->timeline.on)
		return;
	if (XtIsManaged(monitor->areas[AREA_TIMELINE]))
		XmProcessTraversal(monitor->areas[AREA_TIMELINE],
		    XmTRAVERSE_CURRENT);
	else
		monitor_note(monitor, "%s", app_text(&monitor->app,
		    "timeline.low", "the window is too low for the timeline"));
}

/* The client whose lane that is. */
static void
press(struct monitor *monitor, const XEvent *event)
{
	const struct timeline_place *place = &monitor->timeline.place;
	int y = event->xbutton.y - place->top;

	XmProcessTraversal(monitor->areas[AREA_TIMELINE], XmTRAVERSE_CURRENT);
	if (y < 0 || place->lane_height == 0)
		return;
	if ((uint32_t)(y / place->lane_height) >= place->shown)
		monitor->table.selected = 0;
	else
		table_model_select(&monitor->table, place->first +
		    (uint32_t)(y / place->lane_height));
	monitor_select_changed(monitor);
}

/* By the wheel around the pointer; by a key around now, or the middle. */
static void
zoom(struct monitor *monitor, const XEvent *event, bool closer)
{
	struct timeline *timeline = &monitor->timeline;
	struct lanes_extent extent = timeline_extent(monitor);
	int64_t left_ms = lanes_window_left_ms(&timeline->window);
	int64_t span_ms = lanes_window_span_ms(&timeline->window);
	int64_t at_ms = timeline->window.held ? left_ms + span_ms / 2 :
	    extent.now_ms;

	if (event->type == ButtonPress && event->xbutton.x >=
	    timeline->place.names && timeline->place.slot_width > 0)
		at_ms = left_ms + (event->xbutton.x - timeline->place.names) *
		    timeline->place.slot_ms / timeline->place.slot_width;
	if (at_ms > extent.now_ms)
		at_ms = extent.now_ms;
	(void)lanes_window_zoom(&timeline->window, closer, at_ms, &extent);
}

static bool
move_time(struct monitor *monitor, const XEvent *event, const char *how)
{
	struct lanes_window *window = &monitor->timeline.window;
	struct lanes_extent extent = timeline_extent(monitor);

	if (strcmp(how, "zoom-in") == 0)
		zoom(monitor, event, true);
	else if (strcmp(how, "zoom-out") == 0)
		zoom(monitor, event, false);
	else if (strcmp(how, "left") == 0)
		lanes_window_pan(window, -LANES_MARKED, &extent);
	else if (strcmp(how, "right") == 0)
		lanes_window_pan(window, LANES_MARKED, &extent);
	else if (strcmp(how, "home") == 0)
		lanes_window_home(window, &extent);
	else if (strcmp(how, "end") == 0)
		lanes_window_follow(window, &extent);
	else
		return false;
	/* The end that is held is said in words. */
	timeline_repaint(&monitor->timeline);
	monitor_show(monitor);
	return true;
}

/* timeline(press|zoom-in|...|up|down|page-up|page-down|focus-in|focus-out) */
static void
act(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct monitor *monitor = monitor_of(widget);
	struct table_model *model = &monitor->table;
	const char *how = *count == 1 ? args[0] : "";
	int64_t page = monitor->timeline.place.shown > 1 ?
	    (int64_t)monitor->timeline.place.shown - 1 : 1;

	if (strcmp(how, "press") == 0) {
		press(monitor, event);
	} else if (strncmp(how, "focus-", 6) == 0) {
		/* Who is only below the pointer has no keyboard. */
		if (event->xfocus.detail == NotifyPointer)
			return;
		monitor->timeline.focus = strcmp(how, "focus-in") == 0;
		timeline_repaint(&monitor->timeline);
		draw_timeline(monitor);
	} else if (strcmp(how, "lanes-up") == 0 ||
	    strcmp(how, "lanes-down") == 0) {
		table_model_scroll_to(model, (int64_t)model->top +
		    (strcmp(how, "lanes-up") == 0 ? -3 : 3));
		monitor_show(monitor);
	} else if (!move_time(monitor, event, how)) {
		table_model_move(model, strcmp(how, "up") == 0 ? -1 :
		    strcmp(how, "down") == 0 ? 1 :
		    strcmp(how, "page-up") == 0 ? -page : page);
		monitor_select_changed(monitor);
	}
}

void
monitor_make_timeline(struct monitor *monitor)
{
	static XtActionsRec actions[] = { { "timeline", act } };
	Widget area;

	XtAppAddActions(monitor->app.context, actions, XtNumber(actions));
	monitor_make_area(monitor, AREA_TIMELINE, monitor->main);
	area = monitor->areas[AREA_TIMELINE];
	XtUnmanageChild(area);
	monitor_attach(area, monitor->areas[AREA_HEADER], NULL, monitor->main,
	    monitor->main);
	XtOverrideTranslations(area, XtParseTranslationTable(app_text(
	    &monitor->app, "keys.timeline", "")));
}
