/* The asking end of the judge's socket. */
#include "watch/judge_ask.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/when.h"

/* No class is longer. */
#define ANSWER_MAX	(256 * 1024 * 1024)
#define FAULT_SIZE	160

struct judge_ask {
	int fd;
	enum judge_ask_state state;
	int64_t until_ns;
	char *bytes;
	size_t len, size;
	char fault[FAULT_SIZE];
};

static enum judge_ask_state
ask_fail(struct judge_ask *ask, const char *what, int error)
{
	(void)snprintf(ask->fault, sizeof(ask->fault), "%s%s%s", what,
	    error != 0 ? ": " : "", error != 0 ? strerror(error) : "");
	ask->state = JUDGE_ASK_FAILED;
	return ask->state;
}

/* It is this user's, and the server's that is meant: its parent made it. */
static bool
ask_right(const struct instance *instance, int fd)
{
	struct ucred peer;
	socklen_t size = sizeof(peer);

	return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
	    peer.uid == instance->uid && (instance->server_pid == 0 ||
	    peer.pid == instance->server_pid);
}

static void
ask_connect(struct judge_ask *ask, const struct instance *instance,
    const char *request)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	char line[CONTROL_LINE_MAX + 1];
	int len = snprintf(line, sizeof(line), "%s\n", request);

	if (instance_check_dir(instance) != NULL ||
	    !text_copy(address.sun_path, sizeof(address.sun_path),
	    instance->judge_path)) {
		(void)ask_fail(ask, "there is no server's directory", 0);
		return;
	}
	ask->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK,
	    0);
	if (ask->fd == -1 || connect(ask->fd, (struct sockaddr *)&address,
	    sizeof(address)) != 0)
		(void)ask_fail(ask, "the judge cannot be asked", errno);
	else if (!ask_right(instance, ask->fd))
		(void)ask_fail(ask, "the judge's socket is another's", 0);
	else if (len >= (int)sizeof(line) ||
	    send(ask->fd, line, (size_t)len, MSG_NOSIGNAL) != len)
		(void)ask_fail(ask, "the judge cannot be asked", errno);
}

struct judge_ask *
judge_ask_begin(const struct instance *instance, const char *request)
{
	struct judge_ask *ask = calloc(1, sizeof(*ask));

	if (ask == NULL)
		return NULL;
	ask->fd = -1;
	ask->until_ns = when_mono_ns() + JUDGE_ASK_MS * NS_PER_MS;
	ask_connect(ask, instance, request);
	return ask;
}

void
judge_ask_free(struct judge_ask *ask)
{
	if (ask == NULL)
		return;
	if (ask->fd != -1)
		(void)close(ask->fd);
	free(ask->bytes);
	free(ask);
}

int
judge_ask_fd(const struct judge_ask *ask)
{
	return ask->state == JUDGE_ASK_MORE ? ask->fd : -1;
}

static bool
ask_room(struct judge_ask *ask)
{
	size_t size = ask->size == 0 ? 65536 : 2 * ask->size;
	char *more;

	if (ask->len < ask->size)
		return true;
	more = size > ANSWER_MAX ? NULL : realloc(ask->bytes, size);
	if (more == NULL)
		return false;
	ask->bytes = more;
	ask->size = size;
	return true;
}

enum judge_ask_state
judge_ask_read(struct judge_ask *ask)
{
	ssize_t got;

	while (ask->state == JUDGE_ASK_MORE) {
		if (!ask_room(ask))
			return ask_fail(ask, "no memory for the judge's "
			    "answer", 0);
		got = recv(ask->fd, ask->bytes + ask->len,
		    ask->size - ask->len, 0);
		if (got > 0) {
			ask->len += (size_t)got;
			ask->until_ns = when_mono_ns() +
			    JUDGE_ASK_MS * NS_PER_MS;
		} else if (got == 0) {
			ask->state = JUDGE_ASK_DONE;
		} else if (errno == EAGAIN) {
			return when_mono_ns() < ask->until_ns ?
			    JUDGE_ASK_MORE : ask_fail(ask,
			    "the judge does not answer", 0);
		} else if (errno != EINTR) {
			return ask_fail(ask, "the judge's answer broke off",
			    errno);
		}
	}
	return ask->state;
}

enum judge_ask_state
judge_ask_wait(struct judge_ask *ask)
{
	struct pollfd poll_fd = { .fd = ask->fd, .events = POLLIN };
	int64_t left_ns;

	while (judge_ask_read(ask) == JUDGE_ASK_MORE) {
		left_ns = ask->until_ns - when_mono_ns();
		(void)poll(&poll_fd, 1, left_ns <= 0 ? 0 :
		    (int)(left_ns / NS_PER_MS) + 1);
	}
	return ask->state;
}

const char *
judge_ask_take(struct judge_ask *ask, struct judge_answer *answer)
{
	if (ask->len == 0)
		return "the judge closed without an answer";
	return judge_answer_read(answer, ask->bytes, ask->len);
}

const char *
judge_ask_fault(const struct judge_ask *ask)
{
	return ask->fault;
}
