/* Messages into a file: where to, what of them, and may it be replaced? */
#include "gui/toolkit/save_dialog.h"

#include <Xm/FileSB.h>
#include <Xm/RowColumn.h>
#include <Xm/ToggleB.h>
#include <Xm/Xm.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/theme.h"

/* The dialog is modal: there is one. */
static struct {
	struct app *app;
	const struct stream *stream;
	void (*saved)(void *context, const struct save_result *result);
	void *context;
	Widget headings, picked_only;
	struct save_plan plan;
	char path[1024];
} job;

static void
save(void *context)
{
	char words[1400];
	struct save_result result = { 0, 0 };
	int error = save_messages(job.stream, &job.plan, job.path, &result);
	const char *args[2] = { job.path, strerror(error) };

	(void)context;
	if (error == 0) {
		job.saved(job.context, &result);
		return;
	}
	wording_expand(words, sizeof(words), app_text(job.app, "notSaved",
	    "%1: %2"), args, 2);
	dialog_tell(job.app, "refusedDialog", SIGN_WARNING, words);
}

/* The dialog stays, and says what it lacks where it is typed. */
static void
ask_for_name(Widget box)
{
	XmString words = XmStringCreateLocalized((char *)(uintptr_t)app_text(
	    job.app, "noFileName", ""));

	XtVaSetValues(box, XmNselectionLabelString, words, NULL);
	XmStringFree(words);
	(void)XmProcessTraversal(XmFileSelectionBoxGetChild(box,
	    XmDIALOG_TEXT), XmTRAVERSE_CURRENT);
}

static void
file_chosen(Widget widget, XtPointer data, XtPointer detail)
{
	XmFileSelectionBoxCallbackStruct *what = detail;
	char *name = XmStringUnparse(what->value, NULL, XmCHARSET_TEXT,
	    XmCHARSET_TEXT, NULL, 0, XmOUTPUT_ALL);
	char words[1400];
	const char *args[1] = { job.path };
	struct stat status;

	(void)data;
	if (name == NULL)
		return;
	text_copy(job.path, sizeof(job.path), name);
	XtFree(name);
	if (job.path[0] == '\0') {
		ask_for_name(widget);
		return;
	}
	job.plan.headings = XmToggleButtonGetState(job.headings);
	job.plan.picked_only = XmToggleButtonGetState(job.picked_only);
	XtUnmanageChild(widget);
	XtDestroyWidget(XtParent(widget));
	/* Of anything but a file, saving itself says what is wrong. */
	if (stat(job.path, &status) != 0 || !S_ISREG(status.st_mode)) {
		save(NULL);
		return;
	}
	wording_expand(words, sizeof(words), app_text(job.app,
	    "ask.replace", "%1"), args, 1);
	dialog_ask(job.app, "replaceDialog", words, save, NULL);
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
save_dialog_open(struct app *app, const struct stream *stream,
    void (*saved)(void *context, const struct save_result *result),
    void *context)
{
	Arg args[12];
	Widget box, row;
	int n = 0;

	job.app = app;
	job.stream = stream;
	job.saved = saved;
	job.context = context;
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
	job.headings = XtVaCreateManagedWidget("headings",
	    xmToggleButtonWidgetClass, row, XmNset, job.plan.headings, NULL);
	job.picked_only = XtVaCreateManagedWidget("pickedOnly",
	    xmToggleButtonWidgetClass, row, XmNset, False, XmNsensitive,
	    stream_picked_entry(stream) != NULL, NULL);
	XtAddCallback(box, XmNokCallback, file_chosen, NULL);
	XtAddCallback(box, XmNcancelCallback, cancelled, NULL);
	dialog_open(app, box);
}
