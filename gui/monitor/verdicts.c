/* Verdicts: what comes of them from the feed, and messages with a fault
 * alone. */
#include <Xm/DrawingA.h>
#include <Xm/TextF.h>
#include <Xm/Xm.h>
#include <string.h>

#include "base/when.h"
#include "gui/model/log_verdict.h"
#include "gui/monitor/draw.h"
#include "gui/monitor/list.h"

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

/* The least of the last looks: what it passed then has been heard of by now;
 * and another server's judge begins anew. */
static uint64_t
passed_by(struct monitor *monitor, uint64_t next)
{
	int i;

	memmove(monitor->judge_next + 1, monitor->judge_next,
	    (JUDGE_LOOKS - 1) * sizeof(monitor->judge_next[0]));
	monitor->judge_next[0] = next;
	for (i = 1; i < JUDGE_LOOKS; i++)
		if (monitor->judge_next[i] < next)
			next = monitor->judge_next[i];
	return next;
}

/* That it went is news, and that there is one again. */
static void
tell_judge(struct monitor *monitor, int64_t wall_ns)
{
	char words[120], clock[WHEN_CLOCK_SIZE];
	bool gone = wall_ns < 0;

	if (gone == monitor->judge_gone || !attach_live(&monitor->attach))
		return;
	monitor->judge_gone = gone;
	when_clock(clock, gone ? -wall_ns : wall_ns);
	clock[8] = '\0';
	wording_put(words, sizeof(words), app_text(&monitor->app, gone ?
	    "judge.gone" : "judge.back", "%1"), clock, NULL);
	monitor_say(monitor, gone ? COLOUR_WARNING : COLOUR_GOOD, words);
}

void
monitor_look_at_judge(struct monitor *monitor)
{
	struct log_judge judge = { .there = attach_live(&monitor->attach) &&
	    watcher_view(monitor->watcher)->judge_wall_ns > 0 };
	struct journal journal;
	uint64_t next = 0;

	if (judge.there && watcher_journal(monitor->watcher, &journal))
		next = atomic_load(&journal.ring->places[JOURNAL_JUDGE].next);
	judge.next = passed_by(monitor, next);
	tell_judge(monitor, watcher_view(monitor->watcher)->judge_wall_ns);
	if (log_set_judge(monitor->log, &judge))
		monitor_touch_messages(monitor);
}

void
monitor_take_verdict(struct monitor *monitor,
    const struct feed_message *record)
{
	struct judge_verdict verdict;
	enum log_verdict_got got = log_add_verdict(monitor->log, record,
	    &verdict);

	if (got == LOG_VERDICT_ALONE)
		say_verdict(monitor, record, &verdict);
	if (got != LOG_VERDICT_NONE && verdict.result == RULE_NOT_OK)
		lanes_take_fault(monitor->timeline.lanes, record->client,
		    verdict.message, verdict.direction, record->wall_ns);
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
	if (event == NULL || event->type != ButtonPress ||
	    event->xbutton.button != Button1)
		return;
	if (draw_header_is_faults(monitor, event->xbutton.x))
		monitor_toggle_faults(monitor);
	else if (draw_header_is_chart(monitor, event->xbutton.x))
		monitor_toggle_timeline(monitor);
	else
		return;
	monitor_show(monitor);
}

void
monitor_verdict_actions(struct monitor *monitor)
{
	XtAddCallback(monitor->areas[AREA_HEADER], XmNinputCallback,
	    header_pressed, monitor);
}
