/* kick and shutdown: asking, and waiting until it has happened. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "base/when.h"
#include "ctl/attach.h"
#include "watch/control.h"

#define ASK_MS		2000
/* A child that does not go by itself is killed after 1 s. */
#define KICK_NS		(3 * NS_PER_S)
/* The server promises 2 s; it may have to write a core or wait for a disk. */
#define SHUTDOWN_NS	(5 * NS_PER_S)

static void
ask_nap(void)
{
	struct timespec nap = { .tv_nsec = 10 * NS_PER_MS };

	(void)nanosleep(&nap, NULL);
}

/* The connected client of that name in the last snapshot: its number, or
 * 0. */
static uint64_t
client_find(const struct watch_view *view, const char *name)
{
	uint32_t i;

	for (i = 0; i < view->row_count; i++)
		if (view->rows[i].state != STATE_ENDED &&
		    strcmp(view->rows[i].name, name) == 0)
			return view->rows[i].client;
	return 0;
}

/* Waits until the client is gone; false when it does not go. */
static bool
client_wait(struct watcher *watcher, uint64_t client,
    char end[WATCH_END_SIZE])
{
	int64_t until_ns = when_mono_ns() + KICK_NS;
	const struct watch_view *view = watcher_view(watcher);
	uint32_t i;

	(void)text_copy(end, WATCH_END_SIZE, end_text(END_KICKED));
	for (;;) {
		(void)watcher_poll(watcher);
		for (i = 0; i < view->row_count; i++)
			if (view->rows[i].client == client)
				break;
		/* Its row may have been needed for somebody else already. */
		if (i == view->row_count)
			return true;
		if (view->rows[i].state == STATE_ENDED) {
			watch_end_text(&view->rows[i], end);
			return true;
		}
		if (when_mono_ns() >= until_ns)
			return false;
		ask_nap();
	}
}

int
command_kick(const struct ctl_call *call, struct ctl_error *error)
{
	char request[CONTROL_LINE_MAX], reply[CONTROL_LINE_MAX];
	char end[WATCH_END_SIZE];
	struct watcher *watcher;
	uint64_t client;
	int code = EXIT_SUCCESS;

	if (snprintf(request, sizeof(request), "kick %s", call->operand) >=
	    (int)sizeof(request))
		return ctl_error(error, EXIT_FAILURE,
		    "no client has so long a name");
	watcher = attach_open(call, error);
	if (watcher == NULL)
		return EXIT_FAILURE;
	client = client_find(watcher_view(watcher), call->operand);
	if (control_ask(&call->instance, request, ASK_MS, reply,
	    sizeof(reply)) != 0)
		code = ctl_error(error, EXIT_FAILURE, "%s", reply);
	else if (client_wait(watcher, client, end))
		printf("%s disconnected: %s\n", call->operand, end);
	else
		code = ctl_error(error, EXIT_FAILURE,
		    "\"%s\" was told to go, but is still there",
		    call->operand);
	watcher_free(watcher);
	return code;
}

/* The process at the other end, which is the server's parent. */
static int
ask_pid(int fd)
{
	struct ucred peer;
	socklen_t size = sizeof(peer);

	return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 ?
	    peer.pid : 0;
}

/* Waits until that very process is gone. */
static bool
server_wait(int pid, uint64_t start)
{
	int64_t until_ns = when_mono_ns() + SHUTDOWN_NS;

	while (start != 0 && table_process_start(pid) == start) {
		if (when_mono_ns() >= until_ns)
			return false;
		ask_nap();
	}
	return true;
}

int
command_shutdown(const struct ctl_call *call, struct ctl_error *error)
{
	struct pollfd wait = { .events = POLLIN };
	char reply[CONTROL_LINE_MAX];
	uint64_t start;
	int pid;

	wait.fd = control_start(&call->instance, call->now ? "shutdown now" :
	    "shutdown", reply, sizeof(reply));
	if (wait.fd == -1)
		return ctl_error(error, EXIT_FAILURE, "%s", reply);
	pid = ask_pid(wait.fd);
	start = table_process_start(pid);
	if (poll(&wait, 1, ASK_MS) == 0)
		return ctl_error(error, EXIT_FAILURE, "the server (process "
		    "%d) does not answer: it is stopped or busy", pid);
	if (control_finish(wait.fd, reply, sizeof(reply)) != 0)
		return ctl_error(error, EXIT_FAILURE, "%s", reply);
	if (!server_wait(pid, start))
		return ctl_error(error, EXIT_FAILURE, "the server (process "
		    "%d) was told to shut down, but is still there", pid);
	printf("server %s (process %d) has shut down\n", call->instance.name,
	    pid);
	return EXIT_SUCCESS;
}
