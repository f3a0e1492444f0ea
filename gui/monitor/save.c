/* Messages > Save As... */
#include "gui/toolkit/save_dialog.h"
#include "gui/monitor/monitor.h"

static void
saved(void *context, const struct save_result *result)
{
	monitor_note_bytes(context, "saved", result->bytes, result->missing);
}

void
monitor_save(struct monitor *monitor)
{
	const struct watch_view *view = monitor_view(monitor);
	const struct save_plan server = { .listening = view->listening,
	    .listening_count = view->listening_count };

	save_dialog_open(&monitor->app, monitor->stream, &server, saved,
	    monitor);
}
