/* Messages into a file: where to, what of them, and may it be replaced? */
#include "gui/toolkit/save_dialog.h"

#include <Xm/FileSB.h>
#include <Xm/Label.h>
#include <Xm/RowColumn.h>
#include <Xm/ToggleB.h>
#include <Xm/Xm.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "gui/model/save_capture.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/theme.h"

#define SAVE_WORDS_SIZE	320

/* The dialog is modal: there is one. */
static struct {
	struct app *app;
	const struct stream *stream;
	char *bytes;		/* in place of the stream's messages, or NULL */
	size_t len;
	void (*saved)(void *context, const struct save_result *result);
	void *context;
	Widget words;		/* what will be saved; or NULL */
	char what[SAVE_WORDS_SIZE];
	Widget headings, picked_only, capture, no_private;
	struct save_plan plan;
	char path[1024];
} job;

static void
save(void *context)
{
	char words[1400];
	struct save_result result = { 0, 0 };
	int error = job.bytes != NULL ? save_bytes(job.bytes, job.len,
	    job.path, &result) : save_messages(job.stream, &job.plan,
	    job.path, &result);
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
take_plan(void)
{
	job.plan.headings = XmToggleButtonGetState(job.headings);
	job.plan.picked_only = XmToggleButtonGetState(job.picked_only);
	job.plan.capture = job.capture != NULL &&
	    (XmToggleButtonGetState(job.capture) ||
	    save_capture_named(job.path));
	job.plan.no_private = job.plan.capture &&
	    XmToggleButtonGetState(job.no_private);
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
	if (job.bytes == NULL)
		take_plan();
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

static bool
count_message(void *context, const struct log_entry *entry)
{
	*(uint64_t *)context += entry->kind == LOG_MESSAGE;
	return true;
}

/* All that is shown, or what of it is picked. */
static void
say_what(Widget widget, XtPointer data, XtPointer detail)
{
	char words[SAVE_WORDS_SIZE], number[WORDING_NUMBER_SIZE];
	uint64_t count = 0;

	(void)widget;
	(void)data;
	(void)detail;
	if (job.words == NULL)
		return;
	stream_each_picked(job.stream, count_message, &count);
	wording_put(words, sizeof(words), app_text(job.app, count == 1 ?
	    "save.pickedOne" : "save.picked", "%1"), wording_number(number,
	    count), NULL);
	dialog_set_text(job.words, XmToggleButtonGetState(job.picked_only) ?
	    words : job.what);
}

static void
add_words(Widget row, const char *what)
{
	job.words = what == NULL ? NULL : XtVaCreateManagedWidget("saves",
	    xmLabelWidgetClass, row, XmNalignment, XmALIGNMENT_BEGINNING,
	    NULL);
	(void)text_copy(job.what, sizeof(job.what), what == NULL ? "" : what);
}

static Widget
add_toggle(Widget row, const char *name, bool set, bool sensitive)
{
	return XtVaCreateManagedWidget(name, xmToggleButtonWidgetClass, row,
	    XmNset, set, XmNsensitive, sensitive, NULL);
}

static void
add_toggles(Widget box, const struct save_plan *server)
{
	Widget row = XtVaCreateManagedWidget("what", xmRowColumnWidgetClass,
	    box, NULL);
	bool captures = server != NULL;

	add_words(row, captures ? server->what : NULL);
	job.headings = add_toggle(row, "headings", job.plan.headings, true);
	job.picked_only = add_toggle(row, "pickedOnly", false,
	    stream_picked_entry(job.stream) != NULL);
	job.capture = captures ? add_toggle(row, "capture", false, true) :
	    NULL;
	if (captures)
		job.no_private = add_toggle(row, "noPrivate",
		    job.plan.no_private, true);
	XtAddCallback(job.picked_only, XmNvalueChangedCallback, say_what,
	    NULL);
	say_what(NULL, NULL, NULL);
}

static Widget
make_box(struct app *app)
{
	Arg args[12];
	Widget box;
	int n = 0;

	XtSetArg(args[n], XmNautoUnmanage, False), n++;
	XtSetArg(args[n], XmNdialogStyle,
	    XmDIALOG_PRIMARY_APPLICATION_MODAL), n++;
	XtSetArg(args[n], XmNpathMode, XmPATH_MODE_FULL), n++;
	n = theme_args(app, args, n);
	box = XmCreateFileSelectionDialog(app->shell, "saveDialog", args,
	    (Cardinal)n);
	XtUnmanageChild(XtNameToWidget(box, "Help"));
	XtAddCallback(box, XmNokCallback, file_chosen, NULL);
	XtAddCallback(box, XmNcancelCallback, cancelled, NULL);
	return box;
}

static void
begin_job(struct app *app, const struct stream *stream, char *bytes)
{
	job.app = app;
	job.stream = stream;
	XtFree(job.bytes);
	job.bytes = bytes;
}

void
save_dialog_open(struct app *app, const struct stream *stream,
    const struct save_plan *server,
    void (*saved)(void *context, const struct save_result *result),
    void *context)
{
	Widget box;

	begin_job(app, stream, NULL);
	job.saved = saved;
	job.context = context;
	job.plan.ours = server == NULL;
	job.plan.listening = server == NULL ? NULL : server->listening;
	job.plan.listening_count = server == NULL ? 0 :
	    server->listening_count;
	box = make_box(app);
	add_toggles(box, server);
	dialog_open(app, box);
}

void
save_dialog_open_bytes(struct app *app, char *bytes, size_t len,
    void (*saved)(void *context, const struct save_result *result),
    void *context)
{
	begin_job(app, NULL, bytes);
	job.len = len;
	job.saved = saved;
	job.context = context;
	dialog_open(app, make_box(app));
}
