/* The Help menu: what the window is, its keys, what its colours mean. */
#include <Xm/DrawingA.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/options.h"
#include "gui/toolkit/dialog.h"
#include "gui/monitor/monitor.h"

void
monitor_help_overview(struct monitor *monitor)
{
	dialog_show_text(&monitor->app, "overviewDialog",
	    app_text(&monitor->app, "help.overview", ""), 32, 28);
}

static void
put_resource(FILE *out, Widget widget, const char *resource, int width)
{
	XmString string = NULL;
	char *text = NULL;

	XtVaGetValues(widget, resource, &string, NULL);
	if (string != NULL)
		text = XmStringUnparse(string, NULL, XmCHARSET_TEXT,
		    XmCHARSET_TEXT, NULL, 0, XmOUTPUT_ALL);
	fprintf(out, "%-*s", width, text == NULL ? "" : text);
	XtFree(text);
	XmStringFree(string);
}

/* The menus' keys as the menus have them, then the panes'. */
void
monitor_help_keys(struct monitor *monitor)
{
	char *text = NULL;
	size_t size;
	int command;
	FILE *out = open_memstream(&text, &size);

	if (out == NULL)
		return;
	for (command = 0; command < COMMAND_COUNT; command++) {
		put_resource(out, monitor->menu[command], XmNacceleratorText,
		    26);
		put_resource(out, monitor->menu[command], XmNlabelString, 0);
		fputc('\n', out);
	}
	fprintf(out, "\n%s", app_text(&monitor->app, "help.keys", ""));
	if (fclose(out) == 0)
		dialog_show_listing(&monitor->app, "keysDialog", text, 72,
		    30);
	free(text);
}

void
monitor_help_about(struct monitor *monitor)
{
	const char *args[1] = { BAREWIRE_VERSION };
	char words[512];

	wording_expand(words, sizeof(words),
	    app_text(&monitor->app, "help.about",
	    "Barewire %1"), args, 1);
	dialog_tell(&monitor->app, "aboutDialog", SIGN_NOTE, words);
}
