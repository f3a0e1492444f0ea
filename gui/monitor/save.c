/* Messages > Save As... */
#include <Xm/TextF.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <string.h>

#include "gui/toolkit/save_dialog.h"
#include "gui/monitor/replay.h"

static void
saved(void *context, const struct save_result *result)
{
	monitor_note_bytes(context, "saved", result->bytes, result->missing);
}

/* One thing more that keeps messages out, behind a comma. */
static void
add(char *out, size_t out_size, const char *words)
{
	size_t used = strlen(out);

	(void)snprintf(out + used, out_size - used, "%s%s", used == 0 ? "" :
	    ", ", words);
}

/* "filter POST, only alice@wait, without those sent" */
static void
why_some(struct monitor *monitor, char *out, size_t out_size)
{
	struct app *app = &monitor->app;
	char *filter = XmTextFieldGetString(monitor->message_filter);
	char words[160], safe[120];

	out[0] = '\0';
	(void)text_escape(safe, sizeof(safe), filter, strlen(filter));
	XtFree(filter);
	if (safe[0] != '\0' && monitor->message_filter_fault == NULL) {
		wording_put(words, sizeof(words), app_text(app, "save.filter",
		    "%1"), safe, NULL);
		add(out, out_size, words);
	}
	if (monitor->want.only_client != 0) {
		wording_put(words, sizeof(words), app_text(app, "save.only",
		    "%1"), monitor->only_name, NULL);
		add(out, out_size, words);
	}
	if (stream_paused(monitor->stream))
		add(out, out_size, app_text(app, "save.paused", ""));
	if (monitor_replay_early(monitor))
		add(out, out_size, app_text(app, "save.early", ""));
	if (!monitor->want.received)
		add(out, out_size, app_text(app, "save.noReceived", ""));
	if (!monitor->want.sent)
		add(out, out_size, app_text(app, "save.noSent", ""));
}

/* "12 of 340 messages: filter POST" */
static void
say_what(struct monitor *monitor, char *out, size_t out_size)
{
	char why[240], shown[WORDING_NUMBER_SIZE], kept[WORDING_NUMBER_SIZE];

	why_some(monitor, why, sizeof(why));
	wording_put(out, out_size, app_text(&monitor->app, why[0] == '\0' ?
	    "save.all" : "save.part", "%1"), wording_number(shown,
	    stream_messages(monitor->stream)), wording_number(kept,
	    log_counts(monitor->log).kept), why, NULL);
}

void
monitor_save(struct monitor *monitor)
{
	const struct watch_view *view = monitor_view(monitor);
	const struct save_plan server = { .listening = view->listening,
	    .listening_count = view->listening_count,
	    .what = monitor->save_words };

	(void)stream_update(monitor->stream);
	say_what(monitor, monitor->save_words, sizeof(monitor->save_words));
	save_dialog_open(&monitor->app, monitor->stream, &server, saved,
	    monitor);
}
