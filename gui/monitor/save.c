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
	save_dialog_open(&monitor->app, monitor->stream, saved, monitor);
}
