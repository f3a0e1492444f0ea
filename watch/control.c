/* The asking end of the instance's control socket. */
#include "watch/control.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/text.h"
#include "base/when.h"

/* What it means that the socket cannot be had. */
static void
control_fault(const struct instance *instance, int error, char *reply,
    size_t reply_size)
{
	if (error == ENOENT || error == ECONNREFUSED || error == ENOTDIR)
		(void)snprintf(reply, reply_size,
		    "no server runs for instance \"%s\"", instance->name);
	else if (error == EAGAIN)
		(void)snprintf(reply, reply_size,
		    "the server takes no requests: it is stopped or busy");
	else
		(void)snprintf(reply, reply_size,
		    "the server cannot be asked: %s", strerror(error));
}

/* One line, as it goes to the server; 0 when it is none. */
static size_t
control_line(const char *request, char line[CONTROL_LINE_MAX])
{
	size_t len = strlen(request);

	if (len == 0 || len > CONTROL_LINE_MAX - 1 ||
	    strpbrk(request, "\r\n") != NULL)
		return 0;
	memcpy(line, request, len);
	line[len] = '\n';
	return len + 1;
}

int
control_start(const struct instance *instance, const char *request,
    char *reply, size_t reply_size)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	char line[CONTROL_LINE_MAX];
	size_t len = control_line(request, line);
	int fd;

	if (len == 0 || !text_copy(address.sun_path, sizeof(address.sun_path),
	    instance->control_path)) {
		(void)snprintf(reply, reply_size, len == 0 ?
		    "the request is not one line of at most %d bytes" :
		    "the path of the control socket is too long",
		    CONTROL_LINE_MAX - 1);
		return -1;
	}
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	/* A new connection's buffer holds far more than a line.  A server that
	 * hung up before the request did not do so without a word. */
	if (fd != -1 && connect(fd, (const struct sockaddr *)&address,
	    sizeof(address)) == 0 &&
	    (send(fd, line, len, MSG_NOSIGNAL) == (ssize_t)len ||
	    errno == EPIPE))
		return fd;
	control_fault(instance, errno, reply, reply_size);
	if (fd != -1)
		(void)close(fd);
	return -1;
}

/* Everything the server said, terminated and without its line end. */
static void
control_read(int fd, char line[CONTROL_LINE_MAX + 1])
{
	size_t len = 0;
	ssize_t got;

	while (len < CONTROL_LINE_MAX) {
		got = recv(fd, line + len, CONTROL_LINE_MAX - len, 0);
		if (got == -1 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		len += (size_t)got;
		if (memchr(line, '\n', len) != NULL)
			break;
	}
	line[len] = '\0';
	line[strcspn(line, "\r\n")] = '\0';
}

int
control_finish(int fd, char *reply, size_t reply_size)
{
	char line[CONTROL_LINE_MAX + 1];

	control_read(fd, line);
	(void)close(fd);
	if (strcmp(line, "ok") == 0) {
		(void)text_copy(reply, reply_size, line);
		return 0;
	}
	if (strncmp(line, "error ", 6) == 0)
		(void)text_copy(reply, reply_size, line + 6);
	else if (line[0] == '\0')
		(void)snprintf(reply, reply_size,
		    "the server hung up without an answer");
	else
		(void)snprintf(reply, reply_size,
		    "the server gave an unknown answer: %s", line);
	return -1;
}

int
control_ask(const struct instance *instance, const char *request,
    int timeout_ms, char *reply, size_t reply_size)
{
	int64_t until_ns = when_mono_ns() + timeout_ms * NS_PER_MS;
	struct pollfd wait = { .events = POLLIN };
	int ready;

	wait.fd = control_start(instance, request, reply, reply_size);
	if (wait.fd == -1)
		return -1;
	do
		ready = poll(&wait, 1, when_left_ms(until_ns));
	while (ready == -1 && errno == EINTR);
	if (ready == 1)
		return control_finish(wait.fd, reply, reply_size);
	(void)close(wait.fd);
	(void)snprintf(reply, reply_size,
	    "the server did not answer within %.1f s: it is stopped or busy",
	    timeout_ms / 1000.0);
	return -1;
}
