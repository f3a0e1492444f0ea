/* The bar of a capture's window: its widgets and their input. */
#include <Xm/Form.h>
#include <Xm/PushB.h>
#include <Xm/Xm.h>
#include <string.h>

#include "gui/monitor/replay.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/menu.h"
#include "gui/toolkit/scale.h"

#define WHEEL_PART	40	/* of the capture: a step of the wheel */
#define PAGE_PART	10

enum { BUTTON_BEGIN, BUTTON_PREVIOUS, BUTTON_PLAY, BUTTON_NEXT, BUTTON_END,
	BUTTON_SPEED };

static const struct {
	const char *name;
	void (*pressed)(struct monitor *monitor);
} buttons[REPLAY_BUTTONS] = {
	{ "replayBegin", monitor_replay_begin },
	{ "replayPrevious", monitor_replay_previous },
	{ "replayPlay", monitor_replay_play },
	{ "replayNext", monitor_replay_next },
	{ "replayEnd", monitor_replay_end },
	{ "replaySpeed", NULL },
};

/* One faster, and from the fastest on from the slowest again. */
static void
next_speed(struct replay_bar *bar)
{
	if (bar->replay.speed == REPLAY_FASTEST)
		bar->replay.speed = 0;
	else
		replay_faster(&bar->replay);
	monitor_sync_replay(bar->monitor);
	timer_start(&bar->monitor->poll_timer, 0);
}

static void
pressed(Widget widget, XtPointer data, XtPointer detail)
{
	struct replay_bar *bar = data;
	int i;

	(void)detail;
	for (i = 0; i < REPLAY_BUTTONS; i++)
		if (bar->buttons[i] == widget && buttons[i].pressed != NULL)
			buttons[i].pressed(bar->monitor);
	if (bar->buttons[BUTTON_SPEED] == widget)
		next_speed(bar);
}

static void
go_fraction(struct replay_bar *bar, double fraction)
{
	struct replay *replay = &bar->replay;
	double begin_ns = (double)replay_begin_ns(replay);
	double length_ns = (double)replay_end_ns(replay) - begin_ns;

	if (fraction <= 0)
		replay_go_begin(replay);
	else if (fraction >= 1)
		replay_go_end(replay);
	else
		replay_go_time(replay, (int64_t)(begin_ns + fraction *
		    length_ns));
	timer_start(&bar->monitor->poll_timer, 0);
	monitor_sync_replay(bar->monitor);
}

static void
go_pixel(struct replay_bar *bar, int x)
{
	if (bar->track.width > 0)
		go_fraction(bar, (double)(x - bar->track.x) /
		    bar->track.width);
}

static void
go_part(struct replay_bar *bar, int parts, bool on)
{
	go_fraction(bar, replay_fraction(&bar->replay) + (on ? 1.0 : -1.0) /
	    parts);
}

static bool
act_pointer(struct replay_bar *bar, const char *what, const XEvent *event)
{
	if (strcmp(what, "press") == 0) {
		(void)XmProcessTraversal(bar->slide.area,
		    XmTRAVERSE_CURRENT);
		bar->dragging = true;
		go_pixel(bar, event->xbutton.x);
	} else if (strcmp(what, "drag") == 0) {
		if (bar->dragging)
			go_pixel(bar, event->xmotion.x);
	} else if (strcmp(what, "release") == 0) {
		bar->dragging = false;
	} else {
		return false;
	}
	return true;
}

/* view(press|drag|release|previous|next|back|on|page-back|page-on|begin|end|
 * play) */
static void
act(struct view *view, const char *what, XEvent *event)
{
	struct replay_bar *bar = view->owner;

	if (!bar->replay.loaded || act_pointer(bar, what, event))
		return;
	if (strcmp(what, "previous") == 0)
		monitor_replay_previous(bar->monitor);
	else if (strcmp(what, "next") == 0)
		monitor_replay_next(bar->monitor);
	else if (strcmp(what, "back") == 0 || strcmp(what, "on") == 0)
		go_part(bar, WHEEL_PART, what[0] == 'o');
	else if (strcmp(what, "page-back") == 0 ||
	    strcmp(what, "page-on") == 0)
		go_part(bar, PAGE_PART, strcmp(what, "page-on") == 0);
	else if (strcmp(what, "begin") == 0)
		monitor_replay_begin(bar->monitor);
	else if (strcmp(what, "end") == 0)
		monitor_replay_end(bar->monitor);
	else if (strcmp(what, "play") == 0)
		monitor_replay_play(bar->monitor);
}

static void
make_buttons(struct replay_bar *bar)
{
	int i;

	for (i = 0; i < REPLAY_BUTTONS; i++) {
		bar->buttons[i] = XtVaCreateManagedWidget(buttons[i].name,
		    xmPushButtonWidgetClass, bar->form, XmNnavigationType,
		    XmTAB_GROUP, NULL);
		monitor_attach(bar->buttons[i], bar->form, bar->form, i == 0 ?
		    bar->form : bar->buttons[i - 1], NULL);
		XtAddCallback(bar->buttons[i], XmNactivateCallback, pressed,
		    bar);
	}
}

Widget
monitor_make_replay(struct monitor *monitor)
{
	struct replay_bar *bar = monitor->replay_bar;

	if (bar == NULL)
		return NULL;
	bar->form = XtVaCreateManagedWidget("replayBar", xmFormWidgetClass,
	    monitor->main, NULL);
	make_buttons(bar);
	bar->slide.owner = bar;
	bar->slide.paint = draw_replay;
	bar->slide.act = act;
	view_make(&bar->slide, &monitor->views, bar->form, "replaySlide",
	    "replay");
	XtVaSetValues(bar->slide.area, XmNnavigationType, XmTAB_GROUP,
	    XmNheight, draw_replay_height(&monitor->app), NULL);
	monitor_attach(bar->slide.area, bar->form, bar->form,
	    bar->buttons[BUTTON_SPEED], bar->form);
	return bar->form;
}

/* As wide as the longest words there may be, in these letters. */
static void
fit_button(struct replay_bar *bar, int button, const char *const *names,
    unsigned count)
{
	struct app *app = &bar->monitor->app;
	Widget widget = bar->buttons[button];
	Dimension width = 0, widest = 0;
	unsigned i;

	XtVaSetValues(widget, XmNrecomputeSize, True, NULL);
	for (i = 0; i < count; i++) {
		dialog_set_text(widget, app_text(app, names[i], names[i]));
		XtVaGetValues(widget, XmNwidth, &width, NULL);
		if (width > widest)
			widest = width;
	}
	XtVaSetValues(widget, XmNrecomputeSize, False, XmNwidth, widest,
	    NULL);
}

void
monitor_restyle_replay(struct monitor *monitor)
{
	static const char *const play[] = { "replay.play", "replay.stop" };
	static const char *const speed[] = { "replay.fastest" };
	struct replay_bar *bar = monitor->replay_bar;

	if (bar == NULL)
		return;
	fit_button(bar, BUTTON_PLAY, play, XtNumber(play));
	fit_button(bar, BUTTON_SPEED, speed, XtNumber(speed));
	bar->look = bar->words_look = 0;
	view_set_height(&bar->slide, draw_replay_height(&monitor->app));
	monitor_sync_replay(monitor);
}

int
monitor_replay_height(const struct monitor *monitor)
{
	Dimension height = 0;

	if (monitor->replay_bar != NULL)
		XtVaGetValues(monitor->replay_bar->form, XmNheight, &height,
		    NULL);
	return height;
}

static void
label_buttons(struct replay_bar *bar)
{
	struct app *app = &bar->monitor->app;
	char times[WORDING_NUMBER_SIZE], words[64];
	unsigned look = 1 + replay_times(&bar->replay) * 2 +
	    (bar->replay.state == REPLAY_PLAYS);

	/* Motif asks the server when a label is set. */
	if (look == bar->words_look)
		return;
	bar->words_look = look;
	dialog_set_text(bar->buttons[BUTTON_PLAY], bar->replay.state ==
	    REPLAY_PLAYS ? app_text(app, "replay.stop", "Pause") :
	    app_text(app, "replay.play", "Play"));
	wording_put(words, sizeof(words), replay_times(&bar->replay) == 0 ?
	    app_text(app, "replay.fastest", "max") :
	    app_text(app, "replay.times", "%1x"),
	    wording_number(times, replay_times(&bar->replay)), NULL);
	dialog_set_text(bar->buttons[BUTTON_SPEED], words);
}

void
monitor_sync_replay(struct monitor *monitor)
{
	static const int commands[] = { COMMAND_REPLAY_PLAY,
	    COMMAND_REPLAY_NEXT, COMMAND_REPLAY_PREVIOUS, COMMAND_REPLAY_BEGIN,
	    COMMAND_REPLAY_END, COMMAND_REPLAY_FASTER, COMMAND_REPLAY_SLOWER };
	struct replay_bar *bar = monitor->replay_bar;
	bool loaded = bar != NULL && bar->replay.loaded;
	unsigned i;

	for (i = 0; i < XtNumber(commands); i++)
		menu_set_sensitive(monitor->menu[commands[i]], loaded);
	if (bar == NULL)
		return;
	for (i = 0; i < REPLAY_BUTTONS; i++)
		menu_set_sensitive(bar->buttons[i], loaded);
	label_buttons(bar);
	view_touch(&bar->slide);
}
