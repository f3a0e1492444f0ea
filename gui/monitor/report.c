/*
 * Client > Report...: what the judge knows of a client, in a window of its own
 * that asks again every now and then.  A question waits for its answer in the
 * event loop; a judge that is dead is said, never an empty list.
 */
#include <Xm/Text.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/when.h"
#include "gui/model/report.h"
#include "gui/monitor/monitor.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/save_dialog.h"
#include "gui/toolkit/theme.h"
#include "watch/judge_ask.h"

#define AGAIN_MS	2000
#define LOOK_MS		100	/* at a question's time limit */

struct report {
	struct monitor *monitor;
	Widget frame, text;
	char name[NAME_SIZE];	/* "": it has none */
	char peer[ADDRESS_SIZE];
	struct judge_ask *ask;	/* the question that is open, or NULL */
	XtInputId input;	/* 0: none */
	XtIntervalId timer;	/* 0: none */
	char *shown;		/* the last report; NULL: none yet */
};

static void ask(struct report *report);
static void look(XtPointer data, XtIntervalId *id);

static void
stop_asking(struct report *report)
{
	if (report->input != 0)
		XtRemoveInput(report->input);
	report->input = 0;
	judge_ask_free(report->ask);
	report->ask = NULL;
}

static void
wait_for(struct report *report, unsigned long ms)
{
	report->timer = XtAppAddTimeOut(report->monitor->app.context, ms,
	    look, report);
}

/* Where somebody reads, or has picked something to copy, nothing moves. */
static void
show(struct report *report, const char *words)
{
	XmTextPosition top, from, to;
	char *now = XmTextGetString(report->text);

	if (strcmp(now, words) != 0 &&
	    !(XmTextGetSelectionPosition(report->text, &from, &to) &&
	    to > from)) {
		top = XmTextGetTopCharacter(report->text);
		XmTextSetString(report->text, (char *)words);
		XmTextSetTopCharacter(report->text, top);
	}
	XtFree(now);
}

/* "no judge since 14:02:11", or what else is wrong; the last report stays
 * below. */
static void
show_fault(struct report *report, const char *fault)
{
	int64_t wall_ns = monitor_view(report->monitor)->judge_wall_ns;
	char clock[WHEN_CLOCK_SIZE] = "", words[400], *all = NULL;
	struct app *app = &report->monitor->app;
	size_t size;
	FILE *out = open_memstream(&all, &size);

	if (wall_ns < 0) {
		when_clock(clock, -wall_ns);
		clock[8] = '\0';
	}
	wording_put(words, sizeof(words), wall_ns < 0 ?
	    app_text(app, "report.dead", "no judge since %1") :
	    wall_ns == 0 ? app_text(app, "report.never", "no judge") :
	    app_text(app, "report.fault", "%2"), clock, fault, NULL);
	report->monitor->report = wall_ns < 0 ? "dead" : wall_ns == 0 ?
	    "never" : "fault";
	if (out == NULL)
		return;
	fprintf(out, "%s\n", words);
	if (report->shown != NULL)
		fprintf(out, "\n%s\n\n%s", app_text(app, "report.before",
		    ""), report->shown);
	if (fclose(out) == 0)
		show(report, all);
	free(all);
}

/* What is written is shown, and kept; found: it is about the client. */
static void
show_told(struct report *report, FILE *out, char **all, bool found)
{
	if (fclose(out) != 0) {
		free(*all);
		return;
	}
	free(report->shown);
	report->shown = *all;
	report->monitor->report = found ? "told" : "nothing";
	show(report, *all);
}

static void
put_end(struct report *report, FILE *out, bool found,
    const struct judging_facts *facts)
{
	if (!found)
		fprintf(out, "%s\n\n", app_text(&report->monitor->app,
		    "report.nothing", ""));
	report_put_facts(out, facts);
}

static void
take_answer(struct report *report, const struct judge_answer *answer)
{
	char *all = NULL;
	bool found = false;
	size_t size, i;
	FILE *out = open_memstream(&all, &size);

	if (out == NULL)
		return;
	for (i = 0; i < answer->count; i++)
		if (report_is_of(answer->entries[i], report->name,
		    report->peer)) {
			report_put(out, answer->entries[i]);
			found = true;
		}
	put_end(report, out, found, &answer->facts);
	show_told(report, out, &all, found);
}

/* A capture was judged by this window, as far as it has been read. */
static void
take_recorded(struct report *report, const struct judging *judging)
{
	const struct judging_entry *entry;
	struct judging_facts facts;
	char *all = NULL;
	bool found = false;
	size_t size, at;
	unsigned lab;
	FILE *out = judging == NULL ? NULL : open_memstream(&all, &size);

	if (out == NULL)
		return;
	for (lab = 0; lab < LAB_COUNT; lab++)
		for (at = 0; (entry = judging_next(judging, &at)) != NULL;)
			if (entry->lab == lab && report_is_of(entry,
			    report->name, report->peer)) {
				report_put(out, entry);
				found = true;
			}
	judging_facts(judging, &facts);
	facts.since_wall_ns = monitor_view(report->monitor)->started_wall_ns;
	put_end(report, out, found, &facts);
	show_told(report, out, &all, found);
}

static void
take(struct report *report)
{
	struct judge_answer answer = { 0 };
	const char *fault = judge_ask_take(report->ask, &answer);

	if (fault == NULL)
		take_answer(report, &answer);
	else
		show_fault(report, fault);
	judge_answer_free(&answer);
}

/* Something came, or the time may be over. */
static void
read_answer(struct report *report)
{
	switch (judge_ask_read(report->ask)) {
	case JUDGE_ASK_MORE:
		return;
	case JUDGE_ASK_DONE:
		take(report);
		break;
	case JUDGE_ASK_FAILED:
		show_fault(report, judge_ask_fault(report->ask));
		break;
	}
	stop_asking(report);
}

static void
readable(XtPointer data, int *fd, XtInputId *id)
{
	(void)fd;
	(void)id;
	read_answer(data);
}

static void
look(XtPointer data, XtIntervalId *id)
{
	struct report *report = data;

	(void)id;
	report->timer = 0;
	if (report->ask != NULL)
		read_answer(report);
	else
		ask(report);
	wait_for(report, report->ask != NULL ? LOOK_MS : AGAIN_MS);
}

static void
ask(struct report *report)
{
	struct monitor *monitor = report->monitor;
	char line[CONTROL_LINE_MAX];

	if (monitor->recorded != NULL) {
		take_recorded(report, recorded_judging(monitor->recorded));
		return;
	}
	if (monitor_view(monitor)->judge_wall_ns <= 0) {
		show_fault(report, "");
		return;
	}
	if (report->name[0] != '\0')
		control_name_write(line, CONTROL_REPORT, report->name);
	else
		control_request_write(line, CONTROL_CLASS, 0);
	report->ask = judge_ask_begin(watcher_instance(monitor->watcher),
	    line);
	if (report->ask == NULL || judge_ask_fd(report->ask) < 0) {
		show_fault(report, report->ask == NULL ? "" :
		    judge_ask_fault(report->ask));
		stop_asking(report);
		return;
	}
	report->input = XtAppAddInput(monitor->app.context,
	    judge_ask_fd(report->ask), (XtPointer)XtInputReadMask, readable,
	    report);
}

static void
report_gone(Widget widget, XtPointer data, XtPointer detail)
{
	struct report *report = data;

	(void)widget;
	(void)detail;
	report->monitor->report = NULL;
	stop_asking(report);
	if (report->timer != 0)
		XtRemoveTimeOut(report->timer);
	free(report->shown);
	free(report);
}

static void
close_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	dialog_close(((struct report *)data)->frame);
}

static void
saved(void *context, const struct save_result *result)
{
	monitor_note_bytes(context, "saved", result->bytes, 0);
}

static void
save_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	struct report *report = data;
	char *text = XmTextGetString(report->text);

	(void)widget;
	(void)detail;
	save_dialog_open_bytes(&report->monitor->app, text, strlen(text),
	    saved, report->monitor);
}

static void
open_report(struct report *report, const char *whom)
{
	static const char *const names[] = { "save", "close" };
	struct app *app = &report->monitor->app;
	Widget buttons[2];
	char title[NAME_AT_SIZE + 40];

	report->frame = dialog_frame(app, "reportDialog", false);
	report->text = dialog_make_text(report->frame, THEME_MONO_NAME, 90,
	    30);
	dialog_buttons(app, report->frame, XtParent(report->text), names, 2,
	    1, 1, buttons);
	XtAddCallback(buttons[0], XmNactivateCallback, save_pressed, report);
	XtAddCallback(buttons[1], XmNactivateCallback, close_pressed, report);
	XtAddCallback(report->frame, XmNdestroyCallback, report_gone, report);
	wording_put(title, sizeof(title), app_text(app, "report.title", "%1"),
	    whom, NULL);
	XmTextSetString(report->text, (char *)app_text(app, "report.asking",
	    ""));
	dialog_open_text(app, report->frame, report->text);
	app_set_title(app, XtParent(report->frame), title);
	ask(report);
	wait_for(report, report->ask != NULL ? LOOK_MS : AGAIN_MS);
}

void
monitor_report(struct monitor *monitor)
{
	const struct row_data *row = table_model_selected(&monitor->table);
	struct report *report;
	char whom[NAME_AT_SIZE];

	if (row == NULL || (report = calloc(1, sizeof(*report))) == NULL)
		return;
	report->monitor = monitor;
	if (!report_is_nameless(row))
		(void)text_copy(report->name, NAME_SIZE, row->name);
	(void)text_copy(report->peer, sizeof(report->peer), row->peer);
	name_at_put(whom, row->name, row->lab);
	open_report(report, whom);
}
