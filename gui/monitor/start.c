/*
 * Server > Start...: a form, and a process that outlives this window.
 *
 * The server gets a session of its own and nothing of ours but the writing
 * end of a pipe for its complaints; should it end before it is ready, these
 * are shown.
 */
#include <Xm/Form.h>
#include <Xm/Label.h>
#include <Xm/TextF.h>
#include <Xm/ToggleB.h>
#include <Xm/Xm.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gui/toolkit/dialog.h"
#include "gui/model/start.h"
#include "gui/monitor/monitor.h"
#include "gui/toolkit/scale.h"

#define EDGE scale_px(24)	/* of the dialog */

struct start_dialog {
	struct monitor *monitor;
	Widget frame, address, clients, more, lenient, fault;
	Widget ports[LAB_COUNT];
};

static struct start_dialog dialog;
static struct start_form form;
static bool form_filled;

/* barewired beside this program, else wherever PATH has it. */
static void
find_program(const struct monitor *monitor, char *out, size_t out_size)
{
	char own[INSTANCE_PATH_SIZE - 16];
	ssize_t len = readlink("/proc/self/exe", own, sizeof(own) - 1);
	char *slash;

	if (monitor->res.server_program[0] != '\0') {
		text_copy(out, out_size, monitor->res.server_program);
		return;
	}
	own[len < 0 ? 0 : len] = '\0';
	slash = strrchr(own, '/');
	if (slash != NULL)
		*slash = '\0';
	snprintf(out, out_size, "%s/barewired", own);
	if (slash == NULL || access(out, X_OK) != 0)
		text_copy(out, out_size, "barewired");
}

static void
run_child(struct monitor *monitor, struct start_args *args, int error_fd)
{
	int null_fd = open("/dev/null", O_RDWR | O_CLOEXEC);

	app_child_reset(&monitor->app);
	setsid();
	dup2(null_fd, 0);
	dup2(null_fd, 1);
	dup2(error_fd, 2);
	/* The feed's FIFO and the like are close-on-exec. */
	execvp(args->argv[0], args->argv);
	dprintf(2, "%s: %s\n", args->argv[0], strerror(errno));
	_exit(127);
}

/* What the server said on its standard error; false at its end. */
static bool
take_errors(struct monitor *monitor)
{
	char rest[256], *into = monitor->child_errors;
	size_t used = strlen(into);
	size_t room = sizeof(monitor->child_errors) - 1 - used;
	ssize_t got = read(monitor->child_error_fd, room != 0 ? into + used :
	    rest, room != 0 ? room : sizeof(rest));

	if (got > 0 && room != 0)
		into[used + (size_t)got] = '\0';
	return got > 0 || (got < 0 && errno == EAGAIN);
}

static void
read_errors(XtPointer context, int *fd, XtInputId *id)
{
	struct monitor *monitor = context;

	(void)fd;
	if (take_errors(monitor))
		return;
	XtRemoveInput(*id);
	close(monitor->child_error_fd);
	monitor->child_error_fd = -1;
}

static const char *
launch(struct monitor *monitor)
{
	char program[INSTANCE_PATH_SIZE];
	static struct start_args args;
	int ends[2];
	pid_t pid;

	if (monitor->child_error_fd >= 0)
		return wording_of("starting", "a server is being started");
	find_program(monitor, program, sizeof(program));
	start_arguments(&form, program, monitor->instance.name, &args);
	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
		return strerror(errno);
	pid = fork();
	if (pid == 0)
		run_child(monitor, &args, ends[1]);
	close(ends[1]);
	if (pid < 0) {
		close(ends[0]);
		return strerror(errno);
	}
	monitor->child_pid = pid;
	monitor->child_errors[0] = '\0';
	monitor->child_error_fd = ends[0];
	XtAppAddInput(monitor->app.context, ends[0],
	    (XtPointer)XtInputReadMask, read_errors, monitor);
	return NULL;
}

static void
tell_failure(struct monitor *monitor)
{
	char words[640], safe[512];
	const char *args[1] = { safe };

	text_escape_line(safe, sizeof(safe), monitor->child_errors,
	    strlen(monitor->child_errors));
	if (safe[0] == '\0')
		text_copy(safe, sizeof(safe), app_text(&monitor->app,
		    "endedAtOnce", ""));
	/* In the last line, once the class mode is over. */
	if (monitor->app.shut) {
		monitor_say(monitor, COLOUR_ERROR, safe);
		return;
	}
	wording_expand(words, sizeof(words),
	    app_text(&monitor->app, "notStarted",
	    "%1"), args, 1);
	dialog_tell(&monitor->app, "refusedDialog", SIGN_WARNING, words);
}

/* An end is the watcher's news; one that comes with a complaint is shown. */
void
monitor_child_ended(struct monitor *monitor)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid != monitor->child_pid)
			continue;
		monitor->child_pid = 0;
		if (monitor->child_error_fd >= 0)
			(void)take_errors(monitor);
		if (WIFEXITED(status) && (WEXITSTATUS(status) != 0 ||
		    monitor->attach.server_pid != pid))
			tell_failure(monitor);
	}
}

static void
read_field(Widget field, char *out, size_t out_size)
{
	char *text = XmTextFieldGetString(field);

	text_copy(out, out_size, text);
	XtFree(text);
}

static void
start_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	const char *fault;
	unsigned lab;

	(void)widget;
	(void)data;
	(void)detail;
	read_field(dialog.address, form.address, sizeof(form.address));
	read_field(dialog.clients, form.clients, sizeof(form.clients));
	read_field(dialog.more, form.more, sizeof(form.more));
	for (lab = 0; lab < LAB_COUNT; lab++)
		read_field(dialog.ports[lab], form.ports[lab],
		    START_PORT_SIZE);
	form.lenient = XmToggleButtonGetState(dialog.lenient);
	fault = start_check(&form);
	if (fault == NULL)
		fault = launch(dialog.monitor);
	if (fault != NULL)
		dialog_set_text(dialog.fault, fault);
	else
		dialog_close(dialog.frame);
}

static void
cancel_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)data;
	(void)detail;
	dialog_close(dialog.frame);
}

/* A label and a field in one line of the form, below `above`. */
static Widget
add_field(Widget parent, Widget above, const char *name, const char *label,
    const char *value)
{
	char label_name[64];
	Widget words, field;

	snprintf(label_name, sizeof(label_name), "%.40sLabel", name);
	field = XtVaCreateManagedWidget(name, xmTextFieldWidgetClass, parent,
	    XmNvalue, value, XmNtopAttachment, above == NULL ?
	    XmATTACH_FORM : XmATTACH_WIDGET, XmNtopWidget, above,
	    XmNtopOffset, scale_px(above == NULL ? 20 : 8),
	    XmNrightAttachment, XmATTACH_FORM, XmNrightOffset, EDGE,
	    XmNleftAttachment, XmATTACH_POSITION, XmNleftPosition, 52, NULL);
	words = XtVaCreateManagedWidget(label_name, xmLabelWidgetClass, parent,
	    XmNtopAttachment, XmATTACH_OPPOSITE_WIDGET, XmNtopWidget, field,
	    XmNbottomAttachment, XmATTACH_OPPOSITE_WIDGET, XmNbottomWidget,
	    field, XmNleftAttachment, XmATTACH_FORM, XmNleftOffset, EDGE,
	    NULL);
	if (label != NULL)
		dialog_set_text(words, label);
	return field;
}

static Widget
add_ports(Widget frame, Widget above)
{
	char name[48], label[96];
	const char *args[1];
	unsigned lab;

	for (lab = 0; lab < LAB_COUNT; lab++) {
		snprintf(name, sizeof(name), "%sPort", lab_info(lab)->name);
		args[0] = lab_info(lab)->name;
		wording_expand(label, sizeof(label), app_text(
		    &dialog.monitor->app, "start.port", "Port of %1:"), args,
		    1);
		above = dialog.ports[lab] = add_field(frame, above, name,
		    label, form.ports[lab]);
	}
	return above;
}

void
monitor_start_server(struct monitor *monitor)
{
	static const char *const names[] = { "ok", "cancel" };
	Widget frame, buttons[2];

	if (!form_filled)
		start_defaults(&form);
	form_filled = true;
	dialog.monitor = monitor;
	dialog.frame = frame = dialog_frame(&monitor->app, "startDialog",
	    true);
	dialog.address = add_field(frame, NULL, "address", NULL,
	    form.address);
	dialog.clients = add_field(frame, add_ports(frame, dialog.address),
	    "maxClients", NULL, form.clients);
	dialog.more = add_field(frame, dialog.clients, "moreOptions", NULL,
	    form.more);
	dialog.lenient = XtVaCreateManagedWidget("lenient",
	    xmToggleButtonWidgetClass, frame, XmNset, form.lenient,
	    XmNtopAttachment, XmATTACH_WIDGET, XmNtopWidget, dialog.more,
	    XmNtopOffset, scale_px(8), XmNleftAttachment, XmATTACH_FORM,
	    XmNleftOffset, EDGE, XmNrightAttachment, XmATTACH_FORM,
	    XmNrightOffset, EDGE, XmNalignment, XmALIGNMENT_BEGINNING, NULL);
	dialog.fault = XtVaCreateManagedWidget("fault", xmLabelWidgetClass,
	    frame, XmNalignment, XmALIGNMENT_BEGINNING, XmNtopAttachment,
	    XmATTACH_WIDGET, XmNtopWidget, dialog.lenient, XmNtopOffset,
	    scale_px(6), XmNleftAttachment, XmATTACH_FORM, XmNleftOffset, EDGE,
	    XmNrightAttachment, XmATTACH_FORM, XmNrightOffset, EDGE,
	    XmNbottomOffset, scale_px(8), NULL);
	dialog_buttons(&monitor->app, frame, dialog.fault, names, 2, 0, 1,
	    buttons);
	XtAddCallback(buttons[0], XmNactivateCallback, start_pressed, NULL);
	XtAddCallback(buttons[1], XmNactivateCallback, cancel_pressed, NULL);
	dialog_open(&monitor->app, frame);
}
