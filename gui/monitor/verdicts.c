/* Verdicts: what comes of them from the feed, and messages with a fault
 * alone. */
#include <Xm/DrawingA.h>
#include <Xm/TextF.h>
#include <Xm/Xm.h>
#include <string.h>

#include "gui/model/log_verdict.h"
#include "gui/monitor/monitor.h"

/* One that belongs to no message has no mark: it is said in the last line. */
static void
say_verdict(struct monitor *monitor, const struct feed_message *record,
    const struct judge_verdict *verdict)
{
	char words[320], at[NAME_AT_SIZE], rule[RULE_NAME_SIZE];

	if (verdict->result != RULE_NOT_OK || verdict->message != 0 ||
	    record->past)
		return;
	name_at_put(at, record->name, record->lab);
	wording_put(words, sizeof(words), app_text(&monitor->app,
	    "judged.said", "%1: %2"), at, rule_name(verdict->rule,
	    verdict->lab, rule), verdict->said, NULL);
	monitor_say(monitor, verdict->severity == RULE_MUST ? COLOUR_ERROR :
	    COLOUR_WARNING, words);
}

void
monitor_take_verdict(struct monitor *monitor,
    const struct feed_message *record)
{
	struct judge_verdict verdict;

	if (log_add_verdict(monitor->log, record, &verdict) ==
	    LOG_VERDICT_ALONE)
		say_verdict(monitor, record, &verdict);
}

/* The filter of the messages with that term, or without it. */
void
monitor_toggle_faults(struct monitor *monitor)
{
	char text[FILTER_SIZE];
	char *was = XmTextFieldGetString(monitor->message_filter);
	bool fits = match_toggle_term(text, was, MONITOR_FAULT_TERM);

	XtFree(was);
	if (fits)
		XmTextFieldSetString(monitor->message_filter, text);
	else
		monitor_note(monitor, "%s", app_text(&monitor->app,
		    "filter.tooLong", "the filter is too long"));
}

static void
header_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	const XEvent *event = ((XmDrawingAreaCallbackStruct *)detail)->event;
	struct monitor *monitor = data;

	(void)widget;
	if (event != NULL && event->type == ButtonPress &&
	    event->xbutton.button == Button1 &&
	    draw_header_is_faults(monitor, event->xbutton.x)) {
		monitor_toggle_faults(monitor);
		monitor_show(monitor);
	}
}

void
monitor_verdict_actions(struct monitor *monitor)
{
	XtAddCallback(monitor->areas[AREA_HEADER], XmNinputCallback,
	    header_pressed, monitor);
}
