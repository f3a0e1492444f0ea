/* The window of View > Under the Hood, and when it is read again. */
#include "gui/monitor/hood.h"

#include <Xm/DrawingA.h>
#include <Xm/Form.h>
#include <Xm/Xm.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/when.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/scale.h"
#include "gui/toolkit/selection.h"

/* All of it once a second; rows with every poll, as far as the bytes go that
 * a thousand of them take. */
#define LOOK_NS		NS_PER_S
#define BYTES_A_SECOND	16000
#define REST_MOST_MS	1000
#define SCREEN_REST	220	/* of its height: frames, buttons, panels */

static int64_t
since_start_ns(void)
{
	struct timespec now;

	if (clock_gettime(CLOCK_BOOTTIME, &now) != 0)
		return 0;
	return now.tv_sec * NS_PER_S + now.tv_nsec;
}

/* Why there is nothing below the hood. */
static const char *
why_nothing(const struct monitor *monitor)
{
	const struct watch_view *view = monitor_view(monitor);

	if (monitor->recorded != NULL)
		return "hood.capture";
	if (watcher_table(monitor->watcher) != NULL)
		return NULL;
	return view->state == WATCH_ENDED ? "hood.ended" :
	    view->state == WATCH_CRASHED ? "hood.crashed" : "hood.none";
}

static void
measure(struct hood_window *window)
{
	hood_scroll_to(window, (int64_t)window->shift + window->top);
	hood_measure(&window->hood, window->top, window->place.page_whole,
	    since_start_ns());
}

static void
sync_buttons(struct hood_window *window)
{
	bool runs = window->why == NULL && draw_hood_runs(window);
	int i;

	for (i = 0; i < HOOD_COMMANDS; i++)
		if (XtIsSensitive(window->buttons[i]) != runs)
			XtSetSensitive(window->buttons[i], runs);
}

static void
paint(struct hood_window *window)
{
	draw_hood(window);
	if (window->why == NULL)
		scroll_show(&window->scroll, window->hood.process_count +
		    window->place.head_rows, window->place.head_rows > 0 ?
		    window->place.page_whole : window->place.page,
		    window->shift + window->top);
	sync_buttons(window);
	pace_spend(&window->monitor->pace, window->canvas.cost);
	pace_spend(&window->pace, window->canvas.cost);
	window->canvas.cost = 0;
}

void
monitor_hood_refresh(struct hood_window *window)
{
	if (window->why == NULL)
		measure(window);
	paint(window);
}

static void
look(struct hood_window *window)
{
	const struct table *table = watcher_table(window->monitor->watcher);
	const char *why = why_nothing(window->monitor);

	if (why == NULL && !hood_look(&window->hood, table))
		why = "hood.none";
	if (window->why != why)
		window->repaint = true;
	window->why = why;
	if (why != NULL) {
		hood_free(&window->hood);
		window->top = window->shift = 0;
		return;
	}
	if (window->picked == 0)
		window->picked = window->hood.processes[0].pid;
	/* Not before it is known what can be seen. */
	if (window->canvas.pixmap != None)
		hood_input_follow(window);
	measure(window);
}

/* False: all of it is to be looked at. */
static bool
look_at_rows(struct hood_window *window)
{
	return window->why == NULL && why_nothing(window->monitor) == NULL &&
	    hood_look_again(&window->hood,
	    watcher_table(window->monitor->watcher));
}

/* The lock, more often than the rest; true when it is another picture. */
static bool
sample(struct hood_window *window, int64_t now_ns)
{
	struct hood_lock *lock = &window->hood.lock, before = *lock;

	if (why_nothing(window->monitor) != NULL)
		return window->why == NULL;
	hood_sample(&window->hood, watcher_table(window->monitor->watcher),
	    now_ns);
	return lock->owner != before.owner || lock->died != before.died ||
	    lock->waits != before.waits || lock->repairs != before.repairs;
}

void
monitor_look_at_hood(struct monitor *monitor)
{
	struct hood_window *window = monitor->hood;
	const struct watch_view *view = monitor_view(monitor);
	int64_t now_ns = when_mono_ns();

	if (window == NULL)
		return;
	if (view->restarts != window->restarts) {
		window->restarts = view->restarts;
		window->picked = 0;
		hood_free(&window->hood);
		window->looked_ns = 0;
	}
	if (sample(window, now_ns) ||
	    window->client != monitor->table.selected)
		window->looked_ns = 0;
	else if (pace_delay_ms(&window->pace, now_ns) > 0)
		return;
	if (now_ns - window->looked_ns >= LOOK_NS || !look_at_rows(window)) {
		window->looked_ns = now_ns;
		look(window);
	}
	paint(window);
}

void
monitor_restyle_hood(struct monitor *monitor)
{
	if (monitor->hood == NULL)
		return;
	scroll_restyle(&monitor->hood->scroll);
	monitor->hood->repaint = true;
	paint(monitor->hood);
}

static void
scrolled(void *context, uint64_t top)
{
	struct hood_window *window = context;

	hood_scroll_to(window, (int64_t)top);
	monitor_hood_refresh(window);
}

static void
copy_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	struct hood_window *window = data;
	struct monitor *monitor = window->monitor;
	char words[HOOD_COMMAND_SIZE];
	enum hood_command command = HOOD_STRACE;

	(void)detail;
	while (command < HOOD_FILES && window->buttons[command] != widget)
		command++;
	hood_command(command, hood_bar(&window->hood, command,
	    window->picked), window->picked, words);
	if (selection_own(&monitor->app, SELECTION_CLIPBOARD, strdup(words),
	    strlen(words), XtLastTimestampProcessed(monitor->app.display)) &&
	    !monitor->app.untrusted)
		monitor_note_bytes(monitor, "copied", strlen(words), 0);
}

static void
close_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	dialog_close(((struct hood_window *)data)->frame);
}

static void
exposed(Widget widget, XtPointer data, XtPointer detail)
{
	struct hood_window *window = data;
	XmDrawingAreaCallbackStruct *what = detail;

	(void)widget;
	if (window->canvas.pixmap == None) {
		/* Now it is known how many are to be measured. */
		paint(window);
		look(window);
		paint(window);
	}
	if (what->event != NULL && window->canvas.pixmap != None)
		paint_expose(&window->canvas, &what->event->xexpose);
}

static void
resized(Widget widget, XtPointer data, XtPointer detail)
{
	(void)detail;
	if (XtIsRealized(widget))
		paint(data);
}

static void
hood_gone(Widget widget, XtPointer data, XtPointer detail)
{
	struct hood_window *window = data;

	(void)widget;
	(void)detail;
	window->monitor->hood = NULL;
	stamps_forget(&window->stamps);
	paint_close(&window->canvas);
	hood_free(&window->hood);
	free(window);
}

static void
make_area(struct hood_window *window)
{
	struct app *app = &window->monitor->app;
	int width = 130 * font_digit(app->fonts, FONT_UI);
	int height = 42 * font_height(app->fonts, FONT_UI);
	int most_width = WidthOfScreen(app->screen) - scale_px(80);
	int most_height = HeightOfScreen(app->screen) - scale_px(SCREEN_REST);

	scroll_init(&window->scroll, app, window->frame, "hoodScroll", false,
	    scrolled, window);
	XtVaSetValues(window->scroll.bar, XmNtopAttachment, XmATTACH_FORM,
	    XmNrightAttachment, XmATTACH_FORM, NULL);
	window->area = XtVaCreateManagedWidget("hood",
	    xmDrawingAreaWidgetClass, window->frame, XmNuserData, window,
	    XmNmarginWidth, 0, XmNmarginHeight, 0, XmNresizePolicy,
	    XmRESIZE_NONE, XmNwidth, width < most_width ? width : most_width,
	    XmNheight, height < most_height ? height : most_height,
	    XmNnavigationType, XmTAB_GROUP, XmNtopAttachment, XmATTACH_FORM,
	    XmNleftAttachment, XmATTACH_FORM, XmNrightAttachment,
	    XmATTACH_WIDGET, XmNrightWidget, window->scroll.bar, NULL);
	XtAddCallback(window->area, XmNexposeCallback, exposed, window);
	XtAddCallback(window->area, XmNresizeCallback, resized, window);
	hood_input_begin(window);
}

static void
open_hood(struct hood_window *window)
{
	static const char *const names[HOOD_BUTTONS] = { "strace", "gdb",
	    "files", "close" };
	struct app *app = &window->monitor->app;
	Widget line = NULL;
	int i;

	window->frame = dialog_frame(app, "hoodDialog", false);
	make_area(window);
	dialog_buttons(app, window->frame, window->area, names, HOOD_BUTTONS,
	    -1, HOOD_BUTTONS - 1, window->buttons);
	XtVaGetValues(window->area, XmNbottomWidget, &line, NULL);
	XtVaSetValues(window->scroll.bar, XmNbottomAttachment,
	    XmATTACH_WIDGET, XmNbottomWidget, line, NULL);
	for (i = 0; i < HOOD_COMMANDS; i++)
		XtAddCallback(window->buttons[i], XmNactivateCallback,
		    copy_pressed, window);
	XtAddCallback(window->buttons[i], XmNactivateCallback, close_pressed,
	    window);
	XtAddCallback(window->frame, XmNdestroyCallback, hood_gone, window);
	XtVaSetValues(window->frame, XmNinitialFocus, window->area, NULL);
	look(window);
	dialog_open(app, window->frame);
	scroll_restyle(&window->scroll);
}

void
monitor_hood(struct monitor *monitor)
{
	struct hood_window *window = monitor->hood;

	if (window != NULL) {
		XMapRaised(monitor->app.display,
		    XtWindow(XtParent(window->frame)));
		return;
	}
	window = calloc(1, sizeof(*window));
	if (window == NULL)
		return;
	window->monitor = monitor;
	window->hood.proc = "/proc";
	window->restarts = monitor_view(monitor)->restarts;
	window->repaint = true;
	window->pace = (struct pace){ .bytes_a_second = BYTES_A_SECOND,
	    .burst_bytes = BYTES_A_SECOND, .most_ms = REST_MOST_MS };
	monitor->hood = window;
	open_hood(window);
}
