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

/* A client that was found by its name, and is ended by its number. */
struct kick {
	uint64_t client;
	char name[NAME_AT_SIZE];
};

/* A name is one client's in a lab. */
#define KICK_MAX	LAB_COUNT

/* Those that hold the name in the last snapshot. */
static uint32_t
kick_find(const struct watch_view *view, const struct name_at *wanted,
    struct kick kicks[KICK_MAX])
{
	const struct row_data *row;
	uint32_t i, count = 0;

	for (i = 0; i < view->row_count && count < KICK_MAX; i++) {
		row = &view->rows[i];
		if (!name_is_held(row->state) ||
		    (row->flags & ROW_DATAGRAM) != 0 ||
		    !name_at_is(wanted, row->name, row->lab))
			continue;
		kicks[count].client = row->client;
		name_at_put(kicks[count++].name, row->name, row->lab);
	}
	return count;
}

/* Why there is nobody to end. */
static int
kick_nobody(const struct watch_view *view, const struct name_at *wanted,
    struct ctl_error *error)
{
	const struct row_data *row;
	char name[NAME_AT_SIZE];
	uint32_t i;

	for (i = 0; i < view->row_count; i++) {
		row = &view->rows[i];
		if (row->state == STATE_ENDED ||
		    !name_at_is(wanted, row->name, row->lab))
			continue;
		name_at_put(name, row->name, row->lab);
		return ctl_error(error, EXIT_FAILURE,
		    (row->flags & ROW_DATAGRAM) != 0 ? "%s sends datagrams: "
		    "there is no connection to end" :
		    "%s is closing: its session is over", name);
	}
	return ctl_error(error, EXIT_FAILURE, "no client is called \"%s\"",
	    wanted->name);
}

/* Waits until the client is gone; false when it does not go. */
static bool
kick_wait(struct watcher *watcher, uint64_t client, int64_t until_ns,
    char end[WATCH_END_SIZE])
{
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

/* Asks for all of them, and takes out those that the server could not end. */
static int
kick_ask(const struct instance *instance, struct kick *kicks,
    uint32_t *count, struct ctl_error *error)
{
	char request[CONTROL_LINE_MAX], reply[CONTROL_LINE_MAX];
	uint32_t i, told = 0;
	int code = EXIT_SUCCESS;

	for (i = 0; i < *count; i++) {
		control_request_write(request, CONTROL_KICK,
		    kicks[i].client);
		if (control_ask(instance, request, ASK_MS, reply,
		    sizeof(reply)) == 0)
			kicks[told++] = kicks[i];
		else
			code = ctl_error(error, EXIT_FAILURE, "%s: %s",
			    kicks[i].name, reply);
	}
	*count = told;
	return code;
}

/* "kicked alice@chat, alice@calc"; one that left by itself meanwhile was not
 * kicked, and has a line of its own. */
static int
kick_tell(struct watcher *watcher, const struct kick *kicks, uint32_t count,
    struct ctl_error *error)
{
	char others[KICK_MAX * (NAME_AT_SIZE + WATCH_END_SIZE + 32)] = "";
	int64_t until_ns = when_mono_ns() + KICK_NS;
	char end[WATCH_END_SIZE];
	uint32_t i, kicked = 0;
	size_t len = 0;
	int code = EXIT_SUCCESS;

	for (i = 0; i < count; i++) {
		if (!kick_wait(watcher, kicks[i].client, until_ns, end))
			code = ctl_error(error, EXIT_FAILURE, "%s was told "
			    "to go, but is still there", kicks[i].name);
		else if (strcmp(end, end_text(END_KICKED)) == 0)
			printf("%s%s", kicked++ == 0 ? "kicked " : ", ",
			    kicks[i].name);
		else
			len += (size_t)snprintf(others + len, sizeof(others) -
			    len, "%s disconnected: %s\n", kicks[i].name, end);
	}
	printf("%s%s", kicked > 0 ? "\n" : "", others);
	return code;
}

/* Those from there that came before, and have not gone yet. */
static uint32_t
kick_left(const struct watch_view *view, const char *address,
    int64_t before_ns)
{
	const struct row_data *row;
	uint32_t i, count = 0;

	for (i = 0; i < view->row_count; i++) {
		row = &view->rows[i];
		if (row->state != STATE_ENDED &&
		    (row->flags & ROW_DATAGRAM) == 0 &&
		    row->connected_mono_ns < before_ns &&
		    address_at(row->peer, address))
			count++;
	}
	return count;
}

/* All of one address.  The server finds them, by what it saw itself. */
static int
kick_address(const struct ctl_call *call, struct watcher *watcher,
    struct ctl_error *error)
{
	char request[CONTROL_LINE_MAX], reply[CONTROL_LINE_MAX];
	const struct watch_view *view = watcher_view(watcher);
	int64_t asked_ns = when_mono_ns();
	unsigned long kicked;
	uint32_t left;
	int code = EXIT_SUCCESS;

	control_address_write(request, call->address);
	if (control_ask(watcher_instance(watcher), request, ASK_MS, reply,
	    sizeof(reply)) != 0) {
		code = ctl_error(error, EXIT_FAILURE, "%s: %s", call->address,
		    reply);
	} else {
		while ((left = kick_left(view, call->address, asked_ns)) > 0 &&
		    when_mono_ns() < asked_ns + KICK_NS) {
			ask_nap();
			(void)watcher_poll(watcher);
		}
		if (left > 0)
			code = ctl_error(error, EXIT_FAILURE, "%u of %s were "
			    "told to go, but are still there", (unsigned)left,
			    call->address);
		kicked = strtoul(reply + strlen(CONTROL_OK), NULL, 10);
		printf("kicked %lu client%s from %s\n", kicked,
		    kicked == 1 ? "" : "s", call->address);
	}
	watcher_free(watcher);
	return code;
}

int
command_kick(const struct ctl_call *call, struct ctl_error *error)
{
	struct watcher *watcher = attach_open(call, error);
	struct kick kicks[KICK_MAX];
	uint32_t count;
	int asked, code;

	if (watcher == NULL)
		return EXIT_FAILURE;
	if (call->address[0] != '\0')
		return kick_address(call, watcher, error);
	count = kick_find(watcher_view(watcher), &call->client, kicks);
	if (count == 0) {
		code = kick_nobody(watcher_view(watcher), &call->client,
		    error);
	} else {
		asked = kick_ask(watcher_instance(watcher), kicks, &count,
		    error);
		code = kick_tell(watcher, kicks, count, error);
		if (code == EXIT_SUCCESS)
			code = asked;
	}
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
	char request[CONTROL_LINE_MAX], reply[CONTROL_LINE_MAX];
	uint64_t start;
	int pid;

	control_request_write(request, call->now ? CONTROL_SHUTDOWN_NOW :
	    CONTROL_SHUTDOWN, 0);
	wait.fd = control_start(&call->instance, request, reply,
	    sizeof(reply));
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
