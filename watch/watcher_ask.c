/*
 * The table by the control socket, when its name is gone.
 *
 * Asked at one poll, taken at a later one: a server that is stopped does not
 * answer, and a watcher waits for nobody.
 */
#include "watch/watcher_private.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "base/when.h"
#include "watch/control.h"

#define ASK_NS	(2 * NS_PER_S)

static enum watcher_asked
ask_failed(struct watcher *watcher, const char *reason)
{
	(void)snprintf(watcher->error, sizeof(watcher->error), "%s", reason);
	return ASKED_FAILED;
}

static enum watcher_asked
ask_begin(struct watcher *watcher)
{
	char request[CONTROL_LINE_MAX], reply[CONTROL_LINE_MAX];

	control_request_write(request, CONTROL_TABLE, 0);
	watcher->ask_fd = control_start(&watcher->instance, request, reply,
	    sizeof(reply));
	if (watcher->ask_fd == -1)
		return errno == ENOENT ? ASKED_NOBODY :
		    ask_failed(watcher, reply);
	watcher->ask_until_ns = watcher->view.now_mono_ns + ASK_NS;
	return ASKED_WAITING;
}

static enum watcher_asked
ask_take(struct watcher *watcher)
{
	char reply[CONTROL_LINE_MAX];
	enum table_result result;
	int fd = control_finish_table(watcher->ask_fd, reply, sizeof(reply));

	watcher->ask_fd = -1;
	/* It may have ended between the question and the answer. */
	if (fd == -1)
		return ask_failed(watcher, reply);
	result = table_attach_fd(&watcher->table, &watcher->instance, fd);
	(void)close(fd);
	if (result == TABLE_OK)
		return ASKED_TABLE;
	return result == TABLE_LAYOUT ? ASKED_LAYOUT : ASKED_NOBODY;
}

enum watcher_asked
watcher_ask_table(struct watcher *watcher)
{
	struct pollfd wait = { .events = POLLIN };
	enum watcher_asked asked = ASKED_WAITING;

	if (watcher->ask_fd == -1)
		asked = ask_begin(watcher);
	wait.fd = watcher->ask_fd;
	if (asked != ASKED_WAITING)
		return asked;
	if (poll(&wait, 1, 0) == 1)
		return ask_take(watcher);
	if (watcher->view.now_mono_ns < watcher->ask_until_ns)
		return ASKED_WAITING;
	watcher_ask_end(watcher);
	return ask_failed(watcher,
	    "the server does not answer: it is stopped or busy");
}

void
watcher_ask_end(struct watcher *watcher)
{
	if (watcher->ask_fd != -1)
		(void)close(watcher->ask_fd);
	watcher->ask_fd = -1;
}
