/* The class mode: what goes away as it begins, and comes back behind it. */
#include <Xm/TextF.h>
#include <Xm/Xm.h>
#include <string.h>

#include "gui/monitor/draw.h"
#include "gui/monitor/ladder.h"
#include "gui/monitor/ladder_parts.h"
#include "gui/monitor/list.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/menu.h"
#include "gui/toolkit/selection.h"
#include "gui/toolkit/tip.h"

static const bool allowed[COMMAND_COUNT] = {
#define CLASS_ALLOWS(symbol) [COMMAND_##symbol] = true,
#include "gui/monitor/class.def"
#undef CLASS_ALLOWS
};

bool
monitor_class_allows(int command)
{
	return command >= 0 && command < COMMAND_COUNT && allowed[command];
}

void
monitor_sync_class(struct monitor *monitor)
{
	Widget *menu = monitor->menu;
	int i;

	for (i = 0; i < COMMAND_COUNT; i++)
		menu_set_sensitive(menu[i], allowed[i]);
	/* What is done to the selected client is nobody's affair. */
	for (i = COMMAND_MISCHIEF; i <= COMMAND_MISCHIEF_LAST; i++)
		menu_set_toggle(menu[i], false);
	menu_set_toggle(menu[COMMAND_CLASS_ON], true);
	menu_set_toggle(menu[COMMAND_CLASS_MARKS],
	    monitor->class_mode.marks);
	menu_set_toggle(menu[COMMAND_VIEW_DARK],
	    monitor->app.scheme == SCHEME_DARK);
}

/* Their entries are the menu bar's, but a menu that was torn off stays. */
static void
set_popups(struct monitor *monitor, bool sensitive)
{
	Widget popups[] = { monitor->table_view.popup,
	    monitor->messages.pane.popup, monitor->list.pane.popup,
	    monitor->dock == NULL ? NULL : monitor->dock->pane.pane.popup };
	size_t i;

	for (i = 0; i < XtNumber(popups); i++)
		if (popups[i] != NULL)
			menu_set_sensitive(popups[i], sensitive);
}

/* What this window has offered other programs, and what it shows above
 * itself. */
static void
let_go(struct monitor *monitor)
{
	Widget fields[] = { monitor->client_filter, monitor->message_filter,
	    monitor->find_field };
	Time now = XtLastTimestampProcessed(monitor->app.display);
	size_t i;

	for (i = 0; i < XtNumber(fields); i++)
		XmTextFieldClearSelection(fields[i], now);
	selection_disown(&monitor->app);
	dialog_close_all(&monitor->app);
	tip_shut(&monitor->app);
	set_popups(monitor, false);
	monitor->note[0] = '\0';
}

static void
show_class(struct monitor *monitor)
{
	Widget area = monitor->areas[AREA_CLASS];
	Dimension width = 0, height = 0;

	/* The form shall not ask for another size of the window. */
	XtVaGetValues(monitor->main, XmNwidth, &width, XmNheight, &height,
	    NULL);
	XtVaSetValues(area, XmNwidth, width, XmNheight, height / 2, NULL);
	XtUnmanageChild(monitor->panes);
	XtUnmanageChild(monitor->areas[AREA_TIMELINE]);
	XtUnmanageChild(monitor->areas[AREA_HEADER]);
	XtManageChild(area);
	(void)XmProcessTraversal(area, XmTRAVERSE_CURRENT);
}

static void
begin(struct monitor *monitor)
{
	struct class_mode *mode = &monitor->class_mode;

	mode->focus = XmGetFocusWidget(monitor->app.shell);
	mode->on = monitor->app.shut = true;
	mode->marks = false;
	mode->news[0] = '\0';
	class_free(&mode->model);
	draw_class_anew(mode);
	let_go(monitor);
	show_class(monitor);
}

static void
show_panes(struct monitor *monitor)
{
	Widget focus = monitor->class_mode.focus;

	XtUnmanageChild(monitor->areas[AREA_CLASS]);
	XtManageChild(monitor->areas[AREA_HEADER]);
	XtManageChild(monitor->panes);
	monitor_fit_panes(monitor);
	monitor_fit_bar(monitor);
	if (focus == NULL || !XmProcessTraversal(focus, XmTRAVERSE_CURRENT))
		(void)XmProcessTraversal(monitor->areas[AREA_TABLE],
		    XmTRAVERSE_CURRENT);
}

static void
end(struct monitor *monitor)
{
	int i;

	monitor->class_mode.on = monitor->app.shut = false;
	class_free(&monitor->class_mode.model);
	for (i = 0; i < COMMAND_COUNT; i++)
		menu_set_sensitive(monitor->menu[i], true);
	set_popups(monitor, true);
	memset(monitor->painted, 0, sizeof(monitor->painted));
	monitor->table_view.repaint = true;
	timeline_repaint(&monitor->timeline);
	show_panes(monitor);
	messages_repaint(&monitor->messages);
	exchanges_repaint(&monitor->list);
	monitor_touch_ladder(monitor);
}

void
monitor_toggle_class(struct monitor *monitor)
{
	/* A capture is evidence, and nobody is in it now. */
	if (monitor->recorded != NULL)
		return;
	if (monitor->class_mode.on)
		end(monitor);
	else
		begin(monitor);
	monitor_look_at_class(monitor);
	monitor_show(monitor);
}

void
monitor_toggle_class_marks(struct monitor *monitor)
{
	struct class_mode *mode = &monitor->class_mode;

	mode->marks = mode->on && !mode->marks;
	mode->at_once = true;
	monitor_look_at_class(monitor);
	monitor_show(monitor);
}

void
monitor_look_at_class(struct monitor *monitor)
{
	struct class_mode *mode = &monitor->class_mode;
	const struct watch_view *view = monitor_view(monitor);

	if (!mode->on)
		return;
	(void)class_update(&mode->model, view->rows, view->row_count,
	    view->now_mono_ns);
	if (mode->marks)
		class_take_marks(&mode->model, monitor->log);
}

void
monitor_put_class(FILE *out, const struct monitor *monitor)
{
	const struct class_mode *mode = &monitor->class_mode;
	const struct class_model *model = &mode->model;
	Widget focus = XmGetFocusWidget(monitor->app.shell);
	uint32_t marked = 0, counting = 0, i;

	for (i = 0; i < model->count; i++) {
		marked += model->cells[i].mark != LOG_MARK_NONE;
		counting += model->cells[i].left[0] != '\0';
	}
	fprintf(out, "class=1 marks=%d cells=%u from=%u more=%u grid=%ux%u"
	    " letters=%d marked=%u counting=%u dark=%d size=%d focus=%s",
	    mode->marks, model->count, model->top, class_more(model,
	    &mode->grid), mode->grid.columns, mode->grid.rows,
	    mode->grid.letters, marked, counting,
	    monitor->app.scheme == SCHEME_DARK, monitor->app.res.font_size,
	    focus == NULL ? "-" : XtName(focus));
}

/* class(up|down|page-up|page-down|home|end) */
static void
act(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct monitor *monitor = monitor_of(widget);
	struct class_mode *mode = &monitor->class_mode;
	const char *how = *count == 1 ? args[0] : "";
	int64_t page = mode->grid.rows > 1 ? (int64_t)mode->grid.rows - 1 : 1;
	int64_t rows = strcmp(how, "up") == 0 ? -1 :
	    strcmp(how, "down") == 0 ? 1 :
	    strcmp(how, "page-up") == 0 ? -page :
	    strcmp(how, "page-down") == 0 ? page :
	    strcmp(how, "home") == 0 ? INT32_MIN :
	    strcmp(how, "end") == 0 ? INT32_MAX : 0;

	(void)event;
	if (!mode->on || mode->grid.columns == 0)
		return;
	class_scroll(&mode->model, &mode->grid, rows);
	mode->at_once = true;
	monitor_show(monitor);
}

void
monitor_make_class(struct monitor *monitor)
{
	static XtActionsRec actions[] = { { "class", act } };
	Widget area;

	XtAppAddActions(monitor->app.context, actions, XtNumber(actions));
	monitor_make_area(monitor, AREA_CLASS, monitor->main);
	area = monitor->areas[AREA_CLASS];
	XtUnmanageChild(area);
	XtOverrideTranslations(area, XtParseTranslationTable(app_text(
	    &monitor->app, "keys.class", "")));
}
