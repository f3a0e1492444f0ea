/* The message detail window: a message from all sides, text to select. */
#include <Xm/Form.h>
#include <Xm/PushB.h>
#include <Xm/Text.h>
#include <Xm/ToggleB.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/when.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/menu.h"
#include "gui/toolkit/theme.h"
#include "gui/model/details.h"
#include "gui/model/log_verdict.h"
#include "gui/monitor/monitor.h"
#include "gui/toolkit/scale.h"

static const char *const side_names[DETAILS_SIDES] = {
	"raw", "head", "hex", "verdict",
};

/* One window a message; it holds on to it. */
struct details {
	struct details *next;
	struct log_entry *entry;
	uint64_t place;		/* in a capture: its id less recorded_base */
	bool later;		/* than the position there */
	enum details_side side;
	uint32_t verdict;	/* what was shown of verdicts */
	Widget frame, text, toggles[DETAILS_SIDES];
};

static struct details *all;	/* that are open */

static void
show_side(struct details *details, enum details_side side)
{
	char *text = details_text(details->entry, side);
	int i;

	XmTextSetString(details->text, text == NULL ? "" : text);
	free(text);
	details->side = side;
	for (i = 0; i < DETAILS_SIDES; i++)
		menu_set_toggle(details->toggles[i], i == (int)side);
}

static void
side_chosen(Widget widget, XtPointer data, XtPointer detail)
{
	struct details *details = data;
	int i;

	(void)detail;
	for (i = 0; i < DETAILS_SIDES; i++)
		if (details->toggles[i] == widget)
			show_side(details, (enum details_side)i);
}

static void
details_gone(Widget widget, XtPointer data, XtPointer detail)
{
	struct details *details = data, **at;

	(void)widget;
	(void)detail;
	for (at = &all; *at != NULL && *at != details; at = &(*at)->next)
		;
	if (*at != NULL)
		*at = details->next;
	log_release(details->entry);
	free(details);
}

static void
close_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	dialog_close(data);
}

static Widget
add_sides(struct details *details, Widget frame)
{
	Widget row = XtVaCreateManagedWidget("sides", xmFormWidgetClass,
	    frame, XmNtopAttachment, XmATTACH_FORM, XmNtopOffset, scale_px(10),
	    XmNleftAttachment, XmATTACH_FORM, XmNleftOffset,
	    scale_px(14), NULL);
	int i;

	for (i = 0; i < DETAILS_SIDES; i++) {
		details->toggles[i] = XtVaCreateManagedWidget(side_names[i],
		    xmToggleButtonWidgetClass, row, XmNindicatorType,
		    XmONE_OF_MANY_ROUND, XmNtopAttachment, XmATTACH_FORM,
		    XmNleftAttachment, i == 0 ? XmATTACH_FORM :
		    XmATTACH_WIDGET, XmNleftWidget, i == 0 ? NULL :
		    details->toggles[i - 1], XmNleftOffset,
		    i == 0 ? 0 : scale_px(16), NULL);
		XtAddCallback(details->toggles[i], XmNvalueChangedCallback,
		    side_chosen, details);
	}
	return row;
}

static Widget
add_text(Widget frame, Widget above)
{
	Widget text = dialog_make_text(frame, THEME_MONO_NAME, 100, 24);

	XtVaSetValues(XtParent(text), XmNtopAttachment, XmATTACH_WIDGET,
	    XmNtopWidget, above, XmNtopOffset, scale_px(8), NULL);
	return text;
}

/* Whose it is and when; in a capture also whether that is yet to come. */
static void
say_title(struct monitor *monitor, struct details *details)
{
	const struct log_entry *entry = details->entry;
	char title[256], clock[WHEN_CLOCK_SIZE], name[NAME_AT_SIZE];
	char later[sizeof(title)];

	name_at_put(name, entry->name, entry->lab);
	when_clock(clock, entry->wall_ns);
	wording_put(title, sizeof(title), app_text(&monitor->app,
	    entry->direction == FEED_SENT ? "details.sent" :
	    "details.received", "%1 %2"), name, clock, NULL);
	wording_put(later, sizeof(later), app_text(&monitor->app,
	    "details.later", "%1"), title, NULL);
	app_set_title(&monitor->app, XtParent(details->frame),
	    details->later ? later : title);
}

/* A capture that was taken anew has the message as another entry, with what is
 * known of it by then; or it has not come yet. */
static void
find_again(struct monitor *monitor, struct details *details)
{
	uint64_t id = recorded_base(monitor->recorded) + details->place;
	struct log_entry *entry = log_at(monitor->log, id);
	bool later = id >= log_next(monitor->log);

	if (entry != NULL && entry != details->entry) {
		log_release(details->entry);
		details->entry = log_hold(entry);
	}
	if (later == details->later)
		return;
	details->later = later;
	say_title(monitor, details);
}

/* A verdict that came late, another position. */
void
monitor_look_at_details(struct monitor *monitor)
{
	struct details *details;
	uint32_t verdict;

	for (details = all; details != NULL; details = details->next) {
		if (monitor->recorded != NULL)
			find_again(monitor, details);
		verdict = log_verdict_look(monitor->log, details->entry);
		if (verdict == details->verdict)
			continue;
		details->verdict = verdict;
		if (details->side == DETAILS_VERDICT)
			show_side(details, DETAILS_VERDICT);
	}
}

void
monitor_details(struct monitor *monitor)
{
	static const char *const names[] = { "close" };
	struct log_entry *entry = stream_picked_entry(monitor->stream);
	struct details *details;
	Widget button;

	if (entry == NULL || entry->kind != LOG_MESSAGE ||
	    (details = calloc(1, sizeof(*details))) == NULL)
		return;
	details->entry = log_hold(entry);
	details->verdict = log_verdict_look(monitor->log, entry);
	details->next = all;
	all = details;
	if (monitor->recorded != NULL)
		details->place = entry->id - recorded_base(
		    monitor->recorded);
	details->frame = dialog_frame(&monitor->app, "detailsDialog", false);
	details->text = add_text(details->frame, add_sides(details,
	    details->frame));
	dialog_buttons(&monitor->app, details->frame,
	    XtParent(details->text), names, 1, 0, 0, &button);
	XtAddCallback(button, XmNactivateCallback, close_pressed,
	    details->frame);
	XtAddCallback(details->frame, XmNdestroyCallback, details_gone,
	    details);
	show_side(details, details_first(entry));
	dialog_open_text(&monitor->app, details->frame, details->text);
	say_title(monitor, details);
}
