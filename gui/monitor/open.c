/* Messages > Open...: a capture, in a window of its own. */
#include <Xm/FileSB.h>
#include <Xm/Xm.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "gui/monitor/monitor.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/theme.h"

const struct watch_view *
monitor_view(const struct monitor *monitor)
{
	return monitor->recorded != NULL ? recorded_view(monitor->recorded) :
	    watcher_view(monitor->watcher);
}

/* This program again, with nothing of ours but the display's name. */
static void
run_window(struct monitor *monitor, const char *path)
{
	char display[256];
	char *argv[] = { "xbarewired", "-display", display, "--open",
	    (char *)(uintptr_t)path, NULL };
	int null_fd = open("/dev/null", O_RDWR | O_CLOEXEC);

	(void)text_copy(display, sizeof(display),
	    DisplayString(monitor->app.display));
	app_child_reset(&monitor->app);
	(void)setsid();
	(void)dup2(null_fd, 0);
	(void)dup2(null_fd, 1);
	execv("/proc/self/exe", argv);
	_exit(127);
}

/* NULL, or why it cannot be opened. */
static const char *
open_window(struct monitor *monitor, const char *path)
{
	static char fault[CAPTURE_FAULT_SIZE];
	struct capture_file *file = capture_file_open(path, fault);
	pid_t pid;

	if (file == NULL)
		return fault;
	capture_file_free(file);
	pid = fork();
	if (pid == 0)
		run_window(monitor, path);
	return pid < 0 ? strerror(errno) : NULL;
}

static void
close_box(Widget box)
{
	XtUnmanageChild(box);
	XtDestroyWidget(XtParent(box));
}

static void
file_chosen(Widget widget, XtPointer data, XtPointer detail)
{
	XmFileSelectionBoxCallbackStruct *what = detail;
	char *name = XmStringUnparse(what->value, NULL, XmCHARSET_TEXT,
	    XmCHARSET_TEXT, NULL, 0, XmOUTPUT_ALL);
	struct monitor *monitor = data;
	char words[1600], safe[1024];
	const char *fault;

	if (name == NULL)
		return;
	fault = open_window(monitor, name);
	(void)text_escape(safe, sizeof(safe), name, strlen(name));
	XtFree(name);
	close_box(widget);
	if (fault == NULL)
		return;
	wording_put(words, sizeof(words), app_text(&monitor->app,
	    "notOpened", "%1: %2"), safe, fault, NULL);
	dialog_tell(&monitor->app, "refusedDialog", SIGN_WARNING, words);
}

static void
cancelled(Widget widget, XtPointer data, XtPointer detail)
{
	(void)data;
	(void)detail;
	close_box(widget);
}

void
monitor_open(struct monitor *monitor)
{
	XmString pattern = XmStringCreateLocalized("*.pcapng");
	Arg args[12];
	Widget box;
	int n = 0;

	XtSetArg(args[n], XmNautoUnmanage, False), n++;
	XtSetArg(args[n], XmNdialogStyle,
	    XmDIALOG_PRIMARY_APPLICATION_MODAL), n++;
	XtSetArg(args[n], XmNpathMode, XmPATH_MODE_FULL), n++;
	XtSetArg(args[n], XmNpattern, pattern), n++;
	n = theme_args(&monitor->app, args, n);
	box = XmCreateFileSelectionDialog(monitor->app.shell, "openDialog",
	    args, (Cardinal)n);
	XmStringFree(pattern);
	XtUnmanageChild(XtNameToWidget(box, "Help"));
	XtAddCallback(box, XmNokCallback, file_chosen, monitor);
	XtAddCallback(box, XmNcancelCallback, cancelled, monitor);
	dialog_open(&monitor->app, box);
}
