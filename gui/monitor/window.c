/* The monitor's widgets: what is where. */
#include <X11/keysym.h>
#include <Xm/DrawingA.h>
#include <Xm/Form.h>
#include <Xm/Label.h>
#include <Xm/PanedW.h>
#include <Xm/PushB.h>
#include <Xm/TextF.h>
#include <Xm/ToggleB.h>
#include <Xm/Xm.h>
#include <string.h>

#include "gui/toolkit/edit.h"
#include "gui/toolkit/hints.h"
#include "gui/toolkit/keys.h"
#include "gui/toolkit/scale.h"
#include "gui/toolkit/theme.h"
#include "gui/monitor/compare.h"
#include "gui/monitor/draw.h"
#include "gui/monitor/hood.h"
#include "gui/monitor/ladder.h"
#include "gui/monitor/list.h"
#include "gui/monitor/replay.h"

static const char *const area_names[AREA_COUNT] = {
	"header", "timeline", "clientsInfo", "table", "messagesInfo", "status",
	"class",
};

static void (*const painters[AREA_COUNT])(struct monitor *) = {
	draw_header, draw_timeline, draw_infos, draw_table, draw_infos,
	draw_status, draw_class,
};

struct monitor *
monitor_of(Widget widget)
{
	XtPointer data = NULL;

	XtVaGetValues(widget, XmNuserData, &data, NULL);
	return data;
}

static enum monitor_area
area_of(const struct monitor *monitor, Widget widget)
{
	int area;

	for (area = 0; area < AREA_COUNT; area++)
		if (monitor->areas[area] == widget)
			break;
	return (enum monitor_area)area;
}

static void
area_exposed(Widget widget, XtPointer data, XtPointer detail)
{
	struct monitor *monitor = data;
	XmDrawingAreaCallbackStruct *what = detail;
	enum monitor_area area = area_of(monitor, widget);
	struct canvas *canvas = &monitor->canvases[area];

	if (canvas->pixmap == None)
		painters[area](monitor);
	if (what->event != NULL && canvas->pixmap != None)
		paint_expose(canvas, &what->event->xexpose);
}

static void
area_resized(Widget widget, XtPointer data, XtPointer detail)
{
	struct monitor *monitor = data;
	enum monitor_area area = area_of(monitor, widget);

	(void)detail;
	if (area == AREA_COUNT || !XtIsRealized(widget))
		return;
	if (area == AREA_STATUS)
		monitor_fit_bar(monitor);
	painters[area](monitor);
}

void
monitor_make_area(struct monitor *monitor, enum monitor_area area,
    Widget parent)
{
	bool keys = area == AREA_TABLE || area == AREA_TIMELINE ||
	    area == AREA_CLASS;

	monitor->canvases[area].app = &monitor->app;
	monitor->areas[area] = XtVaCreateManagedWidget(area_names[area],
	    xmDrawingAreaWidgetClass, parent, XmNuserData, monitor,
	    XmNmarginWidth, 0, XmNmarginHeight, 0,
	    XmNtraversalOn, keys, XmNnavigationType,
	    keys ? XmTAB_GROUP : XmNONE, NULL);
	XtAddCallback(monitor->areas[area], XmNexposeCallback, area_exposed,
	    monitor);
	XtAddCallback(monitor->areas[area], XmNresizeCallback, area_resized,
	    monitor);
}

static Widget
make_form(Widget parent, const char *name)
{
	return XtVaCreateManagedWidget(name, xmFormWidgetClass, parent, NULL);
}

static void
table_scrolled(void *context, uint64_t top)
{
	struct monitor *monitor = context;

	table_model_scroll_to(&monitor->table, (int64_t)top);
	draw_table(monitor);
}

static void
table_slid(void *context, uint64_t offset)
{
	struct monitor *monitor = context;

	monitor->table_view.offset = (int)offset;
	monitor->table_view.repaint = true;
	draw_table(monitor);
}

static void
make_table_pane(struct monitor *monitor)
{
	Widget pane = make_form(monitor->panes, "clientsPane");
	Widget bar = make_form(pane, "clientsBar"), label;

	monitor->table_pane = pane;
	monitor_attach(bar, pane, NULL, pane, pane);
	label = monitor_make_field(bar, "clientFilter", bar,
	    &monitor->client_filter);
	monitor_make_area(monitor, AREA_CLIENTS_INFO, bar);
	monitor_attach(monitor->areas[AREA_CLIENTS_INFO], bar, bar, bar, label);
	monitor_make_area(monitor, AREA_TABLE, pane);
	scroll_init(&monitor->table_slide, &monitor->app, pane, "tableSlide",
	    true, table_slid, monitor);
	scroll_init(&monitor->table_scroll, &monitor->app, pane,
	    "tableScroll", false, table_scrolled, monitor);
	XtUnmanageChild(monitor->table_slide.bar);
	monitor_attach(monitor->table_scroll.bar, bar, pane, NULL, pane);
	monitor_attach(monitor->table_slide.bar, NULL, pane, pane,
	    monitor->table_scroll.bar);
	monitor_attach(monitor->areas[AREA_TABLE], bar, pane, pane,
	    monitor->table_scroll.bar);
}

static void
make_stream_pane(struct monitor *monitor)
{
	Widget pane = make_form(monitor->panes, "messagesPane");
	Widget bar = make_form(pane, "messagesBar");

	monitor->stream_pane = pane;
	monitor_attach(bar, pane, NULL, pane, pane);
	monitor_make_messages_bar(monitor, bar);
	/* In the pane itself: a paned window asks a form in a form for a
	 * height that the form does not know. */
	monitor->messages.pane.below = bar;
	monitor_make_messages(monitor, pane);
	monitor_make_list(monitor, pane);
}

void
monitor_fit(struct monitor *monitor)
{
	struct font_set *fonts = monitor->app.fonts;

	XtVaSetValues(monitor->areas[AREA_STATUS], XmNheight,
	    font_height(fonts, FONT_UI) + scale_px(12), NULL);
	monitor_fit_panes(monitor);
}

/* Everything that was dressed alike and shall look otherwise. */
static void
dress(struct monitor *monitor)
{
	theme_apply(&monitor->app, monitor->app.shell, true);
	scroll_restyle(&monitor->table_scroll);
	scroll_restyle(&monitor->table_slide);
	messages_restyle(&monitor->messages);
	exchanges_restyle(&monitor->list);
	monitor_restyle_ladder(monitor);
	monitor_restyle_replay(monitor);
	monitor_restyle_compare(monitor);
}

static void
edits_changed(void *context)
{
	monitor_sync_menus(context);
}

static void
close_window(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	monitor_quit(data, 0);
}

static void
make_panes(struct monitor *monitor, Widget bar)
{
	Widget main_form = monitor->main, replay;

	monitor_make_area(monitor, AREA_HEADER, main_form);
	monitor_make_timeline(monitor);
	monitor_make_area(monitor, AREA_STATUS, main_form);
	monitor_attach(bar, main_form, NULL, main_form, main_form);
	monitor_attach(monitor->areas[AREA_HEADER], bar, NULL, main_form,
	    main_form);
	monitor_attach(monitor->areas[AREA_STATUS], NULL, main_form, main_form,
	    main_form);
	monitor->panes = XtVaCreateManagedWidget("panes",
	    xmPanedWindowWidgetClass, main_form, NULL);
	make_table_pane(monitor);
	make_stream_pane(monitor);
	replay = monitor_make_replay(monitor);
	if (replay != NULL)
		monitor_attach(replay, NULL, monitor->areas[AREA_STATUS],
		    main_form, main_form);
	monitor_attach(monitor->panes, monitor->areas[AREA_HEADER],
	    replay != NULL ? replay : monitor->areas[AREA_STATUS], main_form,
	    main_form);
	monitor_make_class(monitor);
	monitor_attach(monitor->areas[AREA_CLASS], bar,
	    monitor->areas[AREA_STATUS], main_form, main_form);
}

static void
add_keys(struct monitor *monitor)
{
	static const struct keys_chord keys[] = {
		{ XK_KP_Add, COMMAND_VIEW_LARGER, KEYS_CTRL },
		{ XK_plus, COMMAND_VIEW_LARGER, KEYS_CTRL },
		{ XK_equal, COMMAND_VIEW_LARGER, KEYS_CTRL },
		{ XK_KP_Subtract, COMMAND_VIEW_SMALLER, KEYS_CTRL },
		{ XK_minus, COMMAND_VIEW_SMALLER, KEYS_CTRL },
		{ XK_F3, COMMAND_MESSAGES_NEXT, KEYS_ALONE },
		{ XK_F3, COMMAND_MESSAGES_PREVIOUS, KEYS_SHIFT },
	};

	keys_install(&monitor->app, keys, XtNumber(keys), monitor_run_command,
	    monitor);
}

void
monitor_make_window(struct monitor *monitor)
{
	struct app *app = &monitor->app;
	char title[128];
	const char *args[1] = { monitor->recorded == NULL ?
	    monitor->instance.name : recorded_name(monitor->recorded) };
	Arg fonts[4];
	Widget bar;
	int n = theme_args(app, fonts, 0);

	XtSetValues(app->shell, fonts, (Cardinal)n);
	view_add_actions(app->context);
	monitor_bar_actions(monitor);
	add_keys(monitor);
	monitor_copy_begin(monitor);
	monitor->main = make_form(app->shell, "main");
	bar = monitor_make_menus(monitor);
	make_panes(monitor, bar);
	monitor_fit(monitor);
	monitor_size_columns(monitor);
	monitor_table_actions(monitor);
	monitor_row_actions(monitor);
	monitor_stream_actions(monitor);
	monitor_verdict_actions(monitor);
	XtVaSetValues(monitor->main, XmNinitialFocus, monitor->panes, NULL);
	XtVaSetValues(monitor->panes, XmNinitialFocus, monitor->table_pane,
	    NULL);
	XtVaSetValues(monitor->table_pane, XmNinitialFocus,
	    monitor->areas[AREA_TABLE], NULL);
	dress(monitor);
	app_on_close(app, app->shell, close_window, monitor);
	hints_realize(app);
	monitor_fit_bar(monitor);
	monitor_watch_panes(monitor);
	edit_watch(edits_changed, monitor);
	wording_expand(title, sizeof(title), app_text(app,
	    monitor->recorded == NULL ? "title" : "title.recorded", "%1"),
	    args, 1);
	app_set_title(app, app->shell, title);
}

void
monitor_restyle(struct monitor *monitor)
{
	int i;

	dress(monitor);
	monitor_fit(monitor);
	monitor->info_need = 0;
	monitor_fit_bar(monitor);
	memset(monitor->painted, 0, sizeof(monitor->painted));
	monitor->table_view.repaint = true;
	timeline_repaint(&monitor->timeline);
	draw_class_anew(&monitor->class_mode);
	for (i = 0; i < AREA_COUNT; i++)
		painters[i](monitor);
	monitor_restyle_hood(monitor);
}
