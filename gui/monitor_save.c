/* Messages > Save As...: where to, what of it, and may it be replaced? */
#include <Xm/FileSB.h>
#include <Xm/RowColumn.h>
#include <Xm/ToggleB.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "gui/app_dialog.h"
#include "gui/app_theme.h"
#include "gui/model_save.h"
#include "gui/monitor.h"

static Widget headings, picked_only;
static struct save_plan plan;
static char path[1024];

static void
save(void *context)
{
	struct monitor *monitor = context;
	char words[1400];
	struct save_result result = { 0, 0 };
	int error = save_messages(monitor->stream, &plan, path, &result);
	const char *args[2] = { path, strerror(error) };

	if (error == 0) {
		monitor_note_bytes(monitor, "saved", result.bytes,
		    result.missing);
		return;
	}
	app_expand(words, sizeof(words), app_text(&monitor->app, "notSaved",
	    "%1: %2"), args, 2);
	dialog_tell(&monitor->app, "refusedDialog", SIGN_WARNING, words);
}

static void
file_chosen(Widget widget, XtPointer data, XtPointer detail)
{
	struct monitor *monitor = data;
	XmFileSelectionBoxCallbackStruct *what = detail;
	char *name = XmStringUnparse(what->value, NULL, XmCHARSET_TEXT,
	    XmCHARSET_TEXT, NULL, 0, XmOUTPUT_ALL);
	char words[1400];
	const char *args[1] = { path };
	struct stat status;

	if (name == NULL)
		return;
	text_copy(path, sizeof(path), name);
	XtFree(name);
	plan.headings = XmToggleButtonGetState(headings);
	plan.picked_only = XmToggleButtonGetState(picked_only);
	XtUnmanageChild(widget);
	XtDestroyWidget(XtParent(widget));
	/* Of anything but a file, saving itself says what is wrong. */
	if (stat(path, &status) != 0 || !S_ISREG(status.st_mode)) {
		save(monitor);
		return;
	}
	app_expand(words, sizeof(words), app_text(&monitor->app,
	    "ask.replace", "%1"), args, 1);
	dialog_ask(&monitor->app, "replaceDialog", words, save, monitor);
}

static void
cancelled(Widget widget, XtPointer data, XtPointer detail)
{
	(void)data;
	(void)detail;
	XtUnmanageChild(widget);
	XtDestroyWidget(XtParent(widget));
}

void
monitor_save(struct monitor *monitor)
{
	struct app *app = &monitor->app;
	Arg args[12];
	Widget box, row;
	int n = 0;

	XtSetArg(args[n], XmNautoUnmanage, False), n++;
	XtSetArg(args[n], XmNdialogStyle,
	    XmDIALOG_PRIMARY_APPLICATION_MODAL), n++;
	XtSetArg(args[n], XmNpathMode, XmPATH_MODE_FULL), n++;
	n = theme_args(app, args, n);
	box = XmCreateFileSelectionDialog(app->shell, "saveDialog", args,
	    (Cardinal)n);
	XtUnmanageChild(XtNameToWidget(box, "Help"));
	row = XtVaCreateManagedWidget("what", xmRowColumnWidgetClass, box,
	    NULL);
	headings = XtVaCreateManagedWidget("headings",
	    xmToggleButtonWidgetClass, row, XmNset, plan.headings, NULL);
	picked_only = XtVaCreateManagedWidget("pickedOnly",
	    xmToggleButtonWidgetClass, row, XmNset, False, XmNsensitive,
	    stream_picked_entry(monitor->stream) != NULL, NULL);
	XtAddCallback(box, XmNokCallback, file_chosen, monitor);
	XtAddCallback(box, XmNcancelCallback, cancelled, monitor);
	dialog_open(app, box);
}
