/* The window with two columns. */
#include <Xm/Label.h>
#include <Xm/ToggleB.h>
#include <Xm/Xm.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "gui/monitor/compare.h"
#include "gui/monitor/empty.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/menu.h"
#include "gui/toolkit/scale.h"

#define PAINT_MS	15
#define WIDTH		960
#define HEIGHT		520

struct compare_window {
	struct monitor *monitor;
	Widget frame, hex, words;
	struct view_group views;
	struct compare_pane pane;
	XtIntervalId timer;	/* to paint; 0: none */
};

static void
paint_due(XtPointer data, XtIntervalId *id)
{
	struct compare_window *window = data;

	(void)id;
	window->timer = 0;
	(void)view_group_paint(&window->views);
}

static void
touched(void *context)
{
	struct compare_window *window = context;

	if (window->timer == 0)
		window->timer = XtAppAddTimeOut(
		    window->monitor->app.context, PAINT_MS, paint_due,
		    window);
}

/* What there is of differences, and what is not known of them. */
static void
say(struct compare_window *window)
{
	const struct compare_view *view = window->pane.compare;
	struct app *app = &window->monitor->app;
	char count[WORDING_NUMBER_SIZE], at[WORDING_NUMBER_SIZE];
	char odd[WORDING_NUMBER_SIZE], words[400];
	bool same = view->differences == 0 && view->odd == 0;
	size_t used;

	wording_put(words, sizeof(words), app_text(app, same ? view->cut ?
	    "compare.sameCut" : "compare.same" : view->current != 0 ?
	    "compare.current" : view->differences == 1 ?
	    "compare.difference" : "compare.differences", "%1"),
	    wording_number(count, view->differences),
	    wording_number(at, view->current), NULL);
	used = strlen(words);
	if (view->odd > 0)
		wording_put(words + used, sizeof(words) - used, app_text(app,
		    "compare.odd", "%1"), wording_number(odd, view->odd),
		    NULL);
	used = strlen(words);
	if (view->given_up)
		(void)snprintf(words + used, sizeof(words) - used, "%s",
		    app_text(app, "compare.givenUp", ""));
	dialog_set_text(window->words, words);
}

static void
step(struct compare_window *window, bool backwards)
{
	(void)compare_view_step(window->pane.compare, backwards);
	say(window);
	pane_repaint(&window->pane.pane);
}

static void
copy(struct compare_window *window)
{
	char *text = compare_view_text(window->pane.compare,
	    compare_title_words, window->monitor);

	if (text != NULL)
		monitor_copy_text(window->monitor, text);
	free(text);
	monitor_show(window->monitor);
}

static void
set_hex(struct compare_window *window, bool hex)
{
	window->pane.hex = hex;
	menu_set_toggle(window->hex, hex);
	pane_repaint(&window->pane.pane);
}

static void
acted(void *context, const char *what)
{
	struct compare_window *window = ((struct monitor *)context)->compare;

	if (strcmp(what, "hex") == 0)
		set_hex(window, !window->pane.hex);
	else if (strcmp(what, "copy") == 0)
		copy(window);
	else
		step(window, what[0] == 'p');
}

static void
pressed(Widget widget, XtPointer data, XtPointer detail)
{
	struct compare_window *window = data;
	const char *name = XtName(widget);

	(void)detail;
	if (strcmp(name, "close") == 0) {
		window->monitor->compare = NULL;
		dialog_close(window->frame);
	} else if (strcmp(name, "copy") == 0) {
		copy(window);
	} else {
		step(window, strcmp(name, "previous") == 0);
	}
}

static void
hex_toggled(Widget widget, XtPointer data, XtPointer detail)
{
	(void)detail;
	set_hex(data, XmToggleButtonGetState(widget));
}

static void
gone(Widget widget, XtPointer data, XtPointer detail)
{
	struct compare_window *window = data;

	(void)widget;
	(void)detail;
	if (window->timer != 0)
		XtRemoveTimeOut(window->timer);
	if (window->monitor->compare == window)
		window->monitor->compare = NULL;
	paint_close(&window->pane.pane.view.canvas);
	compare_view_free(window->pane.compare);
	free(window);
}

/* No larger than the screen. */
static void
size_pane(const struct compare_window *window)
{
	struct app *app = &window->monitor->app;
	int width = scale_window_px(WIDTH), height = scale_window_px(HEIGHT);
	int most_width = WidthOfScreen(app->screen) - scale_px(60);
	int most_height = HeightOfScreen(app->screen) - scale_px(200);

	XtVaSetValues(window->pane.pane.frame, XmNtopAttachment,
	    XmATTACH_WIDGET, XmNtopWidget, window->hex, XmNtopOffset,
	    scale_px(8), XmNleftAttachment, XmATTACH_FORM,
	    XmNrightAttachment, XmATTACH_FORM, NULL);
	XtVaSetValues(window->pane.pane.view.area, XmNwidth, width <
	    most_width ? width : most_width, XmNheight, height <
	    most_height ? height : most_height, NULL);
}

static void
make_top(struct compare_window *window)
{
	window->hex = XtVaCreateManagedWidget("hex",
	    xmToggleButtonWidgetClass, window->frame, XmNtopAttachment,
	    XmATTACH_FORM, XmNtopOffset, scale_px(10), XmNleftAttachment,
	    XmATTACH_FORM, XmNleftOffset, scale_px(14), NULL);
	window->words = XtVaCreateManagedWidget("words", xmLabelWidgetClass,
	    window->frame, XmNalignment, XmALIGNMENT_BEGINNING,
	    XmNtopAttachment, XmATTACH_FORM, XmNtopOffset, scale_px(12),
	    XmNleftAttachment, XmATTACH_WIDGET, XmNleftWidget, window->hex,
	    XmNleftOffset, scale_px(20), XmNrightAttachment, XmATTACH_FORM,
	    XmNrightOffset, scale_px(14), NULL);
	XtAddCallback(window->hex, XmNvalueChangedCallback, hex_toggled,
	    window);
}

static void
make(struct compare_window *window)
{
	static const char *const names[] = { "previous", "next", "copy",
	    "close" };
	struct app *app = &window->monitor->app;
	Widget buttons[XtNumber(names)];
	unsigned i;

	window->frame = dialog_frame(app, "compareDialog", false);
	make_top(window);
	window->views = (struct view_group){ .app = app, .touched = touched,
	    .context = window };
	window->pane.title = compare_title_words;
	window->pane.acted = acted;
	window->pane.pane.context = window->monitor;
	compare_pane_make(&window->pane, &window->views, window->frame,
	    "compare");
	size_pane(window);
	dialog_buttons(app, window->frame, window->pane.pane.frame, names,
	    XtNumber(names), 1, XtNumber(names) - 1, buttons);
	for (i = 0; i < XtNumber(names); i++)
		XtAddCallback(buttons[i], XmNactivateCallback, pressed,
		    window);
	XtAddCallback(window->frame, XmNdestroyCallback, gone, window);
	say(window);
	dialog_open(app, window->frame);
	scroll_restyle(&window->pane.pane.scroll);
	(void)XmProcessTraversal(window->pane.pane.view.area,
	    XmTRAVERSE_CURRENT);
}

void
compare_window_open(struct monitor *monitor, struct compare_view *view,
    const char *one, const char *other)
{
	struct compare_window *window = calloc(1, sizeof(*window));

	if (window == NULL) {
		compare_view_free(view);
		return;
	}
	if (monitor->compare != NULL)
		dialog_close(monitor->compare->frame);
	window->monitor = monitor;
	window->pane.compare = view;
	(void)text_copy(window->pane.headings[0], COMPARE_HEADING_SIZE, one);
	(void)text_copy(window->pane.headings[1], COMPARE_HEADING_SIZE,
	    other);
	monitor->compare = window;
	make(window);
}

void
monitor_restyle_compare(struct monitor *monitor)
{
	if (monitor->compare == NULL)
		return;
	pane_restyle(&monitor->compare->pane.pane);
	pane_repaint(&monitor->compare->pane.pane);
}

void
monitor_put_compare(FILE *out, const struct monitor *monitor)
{
	const struct compare_view *view;

	fprintf(out, " compare=%d comparewith=%d", monitor->compare != NULL,
	    monitor->compare_with != NULL);
	if (monitor->compare == NULL)
		return;
	view = monitor->compare->pane.compare;
	fprintf(out, " differs=%u differ=%u odd=%u pairs=%u comparelines=%u"
	    " comparehex=%d compareat=%" PRIu64, view->differences,
	    view->current, view->odd, view->pair_count, view->line_count,
	    view->hex, view->top);
}
