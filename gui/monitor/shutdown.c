/* Shutting the server down, disconnecting a client: asking first. */
#include <stdio.h>
#include <string.h>

#include "base/address.h"
#include "base/text.h"
#include "gui/toolkit/dialog.h"
#include "gui/monitor/monitor.h"
#include "watch/control.h"

static void
refused(struct monitor *monitor, const char *reply)
{
	if (monitor->control_answer != NULL)
		monitor->control_answer(monitor, false, reply);
	else if (monitor->app.shut)
		monitor_say(monitor, COLOUR_ERROR, reply);
	else
		dialog_tell(&monitor->app, "refusedDialog", SIGN_WARNING,
		    reply);
}

/* The server's answer has come. */
static void
answered(XtPointer context, int *fd, XtInputId *id)
{
	struct monitor *monitor = context;
	char reply[CONTROL_LINE_MAX];
	const char *behind = reply + strlen(CONTROL_OK);
	int result, control_fd = *fd;

	/* Which frees what fd and id point to. */
	XtRemoveInput(*id);
	result = control_finish(control_fd, reply, sizeof(reply));
	monitor->control_fd = -1;
	if (result != 0)
		refused(monitor, reply);
	else if (monitor->exit_after_control)
		monitor_quit(monitor, 0);
	else if (monitor->control_answer != NULL)
		monitor->control_answer(monitor, true, behind + (*behind ==
		    ' '));
	else
		monitor_note(monitor, "%s", app_text(&monitor->app,
		    "asked", "the server has been asked"));
}

static void
start_asking(struct monitor *monitor, const char *request)
{
	char reply[CONTROL_LINE_MAX];

	monitor->control_fd = control_start(
	    watcher_instance(monitor->watcher), request, reply, sizeof(reply));
	if (monitor->control_fd < 0) {
		refused(monitor, reply);
		return;
	}
	monitor->control_input = XtAppAddInput(monitor->app.context,
	    monitor->control_fd, (XtPointer)XtInputReadMask, answered,
	    monitor);
}

void
monitor_ask_server(struct monitor *monitor, const char *request,
    bool exit_after)
{
	if (monitor->control_fd >= 0)
		return;		/* one question at a time */
	monitor->exit_after_control = exit_after;
	monitor->control_answer = NULL;
	start_asking(monitor, request);
}

void
monitor_ask_and(struct monitor *monitor, const char *request,
    monitor_answer *answer)
{
	if (monitor->control_fd >= 0)
		return;
	monitor->exit_after_control = false;
	monitor->control_answer = answer;
	start_asking(monitor, request);
}

/* The question names the server: what would end, and who is in it. */
static void
ask(struct monitor *monitor, const char *dialog, const char *text,
    dialog_call *call)
{
	const struct watch_view *view = monitor_view(monitor);
	char pid[16], clients[24], words[512];
	const char *args[3] = { monitor->instance.name, pid, clients };

	snprintf(pid, sizeof(pid), "%d", view->server_pid);
	snprintf(clients, sizeof(clients), "%llu",
	    (unsigned long long)view->totals.active);
	wording_expand(words, sizeof(words),
	    app_text(&monitor->app, text, "%1"),
	    args, 3);
	dialog_ask(&monitor->app, dialog, words, call, monitor);
}

static void
shut_down(void *context)
{
	char request[CONTROL_LINE_MAX];

	control_request_write(request, CONTROL_SHUTDOWN, 0);
	monitor_ask_server(context, request, true);
}

static void
shut_down_now(void *context)
{
	char request[CONTROL_LINE_MAX];

	control_request_write(request, CONTROL_SHUTDOWN_NOW, 0);
	monitor_ask_server(context, request, true);
}

void
monitor_shutdown(struct monitor *monitor)
{
	ask(monitor, "shutdownDialog", "ask.shutdown", shut_down);
}

void
monitor_shutdown_now(struct monitor *monitor)
{
	ask(monitor, "shutdownNowDialog", "ask.shutdownNow", shut_down_now);
}

bool
monitor_can_disconnect(const struct row_data *row)
{
	return row != NULL && row->state != STATE_ENDED &&
	    (row->flags & ROW_DATAGRAM) == 0;
}

/* Whom the question was about: the selection may have moved since, and the
 * name may be another client's. */
static uint64_t kicked;

static void
disconnect(void *context)
{
	struct monitor *monitor = context;
	const struct watch_view *view = monitor_view(monitor);
	char request[CONTROL_LINE_MAX];
	uint32_t i;

	for (i = 0; i < view->row_count; i++)
		if (view->rows[i].client == kicked &&
		    view->rows[i].state != STATE_ENDED)
			break;
	if (i == view->row_count) {
		monitor_note(monitor, "%s", app_text(&monitor->app,
		    "goneAlready", "the client has gone already"));
		return;
	}
	control_request_write(request, CONTROL_KICK, kicked);
	monitor_ask_server(monitor, request, false);
}

void
monitor_disconnect(struct monitor *monitor)
{
	const struct row_data *row = table_model_selected(&monitor->table);
	char name[NAME_AT_SIZE], words[512];
	const char *args[2] = { name, "" };

	if (!monitor_can_disconnect(row))
		return;
	kicked = row->client;
	name_at_put(name, row->name, row->lab);
	args[1] = row->peer;
	wording_expand(words, sizeof(words), app_text(&monitor->app,
	    "ask.disconnect", "%1"), args, 2);
	dialog_ask(&monitor->app, "disconnectDialog", words, disconnect,
	    monitor);
}

/* The address that the question was about. */
static char kicked_host[ADDRESS_SIZE];

/* "127.0.0.1:40000", "[::1]:40000": the part before the port. */
static bool
row_host(char host[ADDRESS_SIZE], const struct row_data *row)
{
	char *colon;

	(void)text_copy(host, ADDRESS_SIZE, row->peer);
	colon = strrchr(host, ':');
	if (colon == NULL || colon == host || strpbrk(host, " \r\n") != NULL)
		return false;
	*colon = '\0';
	return true;
}

bool
monitor_can_disconnect_all(const struct row_data *row)
{
	char host[ADDRESS_SIZE];

	return row != NULL && (row->flags & ROW_DATAGRAM) == 0 &&
	    row_host(host, row);
}

static void
disconnect_all(void *context)
{
	char request[CONTROL_LINE_MAX];

	control_address_write(request, kicked_host);
	monitor_ask_server(context, request, false);
}

static unsigned
open_from(const struct watch_view *view, const char *host)
{
	unsigned count = 0;
	uint32_t i;

	for (i = 0; i < view->row_count; i++)
		count += monitor_can_disconnect(&view->rows[i]) &&
		    address_at(view->rows[i].peer, host);
	return count;
}

void
monitor_disconnect_all(struct monitor *monitor)
{
	const struct row_data *row = table_model_selected(&monitor->table);
	char count[16], words[512];
	const char *args[2] = { kicked_host, count };

	if (!monitor_can_disconnect_all(row))
		return;
	(void)row_host(kicked_host, row);
	(void)snprintf(count, sizeof(count), "%u", open_from(
	    monitor_view(monitor), kicked_host));
	wording_expand(words, sizeof(words), app_text(&monitor->app,
	    "ask.disconnectAll", "%1"), args, 2);
	dialog_ask(&monitor->app, "disconnectAllDialog", words,
	    disconnect_all, monitor);
}
