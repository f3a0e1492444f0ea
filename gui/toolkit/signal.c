/*
 * Signals as events: the handler writes a byte into a pipe, the event loop
 * reads it.  A signal that comes right before the loop sleeps is not lost,
 * as it would be with XtNoticeSignal.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "gui/toolkit/app.h"

static int write_end = -1;

static void
note_signal(int signal_number)
{
	int saved = errno;
	unsigned char byte = (unsigned char)signal_number;
	ssize_t ignored = write(write_end, &byte, 1);

	(void)ignored;	/* full: the loop has plenty to read already */
	errno = saved;
}

static void
read_signals(XtPointer context, int *fd, XtInputId *id)
{
	struct app *app = context;
	unsigned char bytes[64];
	ssize_t got, i;

	(void)id;
	got = read(*fd, bytes, sizeof(bytes));
	for (i = 0; i < got; i++)
		app->on_signal(bytes[i], app->on_signal_context);
}

const char *
app_catch_signals(struct app *app, const int *signals, size_t count,
    void (*call)(int, void *), void *context)
{
	struct sigaction action = { .sa_handler = note_signal,
	    .sa_flags = SA_RESTART | SA_NOCLDSTOP };
	size_t i;

	if (pipe2(app->signal_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
		return "no pipe for signals could be made";
	write_end = app->signal_pipe[1];
	app->on_signal = call;
	app->on_signal_context = context;
	sigemptyset(&action.sa_mask);
	for (i = 0; i < count; i++)
		sigaction(signals[i], &action, NULL);
	signal(SIGPIPE, SIG_IGN);
	XtAppAddInput(app->context, app->signal_pipe[0],
	    (XtPointer)XtInputReadMask, read_signals, app);
	return NULL;
}

void
app_child_reset(struct app *app)
{
	static const int numbers[] = { SIGTERM, SIGINT, SIGHUP, SIGCHLD,
	    SIGPIPE, SIGXFSZ };
	size_t i;

	for (i = 0; i < XtNumber(numbers); i++)
		signal(numbers[i], SIG_DFL);
	close(ConnectionNumber(app->display));
	close(app->signal_pipe[0]);
	close(app->signal_pipe[1]);
}
