/* The asking end of the instance's control socket. */
#include "watch/control.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.h"
#include "base/when.h"
#include "watch/control_connect.h"
#include "watch/others.h"

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

/* What it means that no socket can be had; errno stays. */
static int
control_fault(const struct instance *instance, char *reply,
    size_t reply_size)
{
	char text[OTHERS_TEXT_SIZE];
	int error = errno;

	if (error == ENOENT) {
		(void)others_text(instance, text);
		(void)text_copy(reply, reply_size, text);
	} else if (error == EAGAIN) {
		(void)snprintf(reply, reply_size,
		    "the server takes no requests: it is stopped or busy");
	} else if (error == ESRCH) {
		(void)snprintf(reply, reply_size,
		    "the server, process %d, cannot be asked any more: "
		    "another one has its place", instance->server_pid);
	} else {
		(void)snprintf(reply, reply_size,
		    "the server cannot be asked: %s", strerror(error));
	}
	errno = error;
	return -1;
}

int
control_start(const struct instance *instance, const char *request,
    char *reply, size_t reply_size)
{
	char line[CONTROL_LINE_MAX];
	size_t len = control_line(request, line);
	int fd;

	if (len == 0) {
		(void)snprintf(reply, reply_size,
		    "the request is not one line of at most %d bytes",
		    CONTROL_LINE_MAX - 1);
		errno = EINVAL;
		return -1;
	}
	fd = control_connect(instance);
	if (fd == -1)
		return control_fault(instance, reply, reply_size);
	/* A new connection's buffer holds far more than a line.  A server that
	 * hung up before the request did not do so without a word. */
	if (send(fd, line, len, MSG_NOSIGNAL) == (ssize_t)len ||
	    errno == EPIPE)
		return fd;
	(void)control_fault(instance, reply, reply_size);
	(void)close(fd);
	return -1;
}

/* A descriptor that came with a part of the answer, or -1. */
static int
control_passed(struct msghdr *message)
{
	struct cmsghdr *header = CMSG_FIRSTHDR(message);
	int fd = -1;

	if (header != NULL && header->cmsg_level == SOL_SOCKET &&
	    header->cmsg_type == SCM_RIGHTS &&
	    header->cmsg_len == CMSG_LEN(sizeof(int)))
		memcpy(&fd, CMSG_DATA(header), sizeof(fd));
	return fd;
}

/* Everything the server said, terminated and without its line end, and what
 * it passed: -1 when that is nothing. */
static int
control_read(int fd, char line[CONTROL_LINE_MAX + 1])
{
	char space[CMSG_SPACE(sizeof(int))]
	    __attribute__((aligned(__alignof__(struct cmsghdr))));
	struct iovec part;
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
	int passed = -1;
	size_t len = 0;
	ssize_t got;

	while (len < CONTROL_LINE_MAX) {
		part.iov_base = line + len;
		part.iov_len = CONTROL_LINE_MAX - len;
		message.msg_control = space;
		message.msg_controllen = sizeof(space);
		got = recvmsg(fd, &message, MSG_CMSG_CLOEXEC);
		if (got == -1 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		if (passed == -1)
			passed = control_passed(&message);
		len += (size_t)got;
		if (memchr(line, '\n', len) != NULL)
			break;
	}
	line[len] = '\0';
	line[strcspn(line, "\r\n")] = '\0';
	return passed;
}

/* Takes the answer, in words if it is not "ok"; the descriptor or -1. */
static int
control_answer(int fd, char *reply, size_t reply_size, bool *done)
{
	char bytes[CONTROL_LINE_MAX + 1], line[4 * sizeof(bytes)];
	int passed = control_read(fd, bytes);

	(void)close(fd);
	(void)text_show(line, sizeof(line), bytes, strlen(bytes));
	*done = strcmp(line, CONTROL_OK) == 0 ||
	    strncmp(line, CONTROL_OK " ", sizeof(CONTROL_OK)) == 0;
	if (*done)
		(void)text_copy(reply, reply_size, line);
	else if (strncmp(line, CONTROL_ERROR, sizeof(CONTROL_ERROR) - 1) == 0)
		(void)text_copy(reply, reply_size,
		    line + sizeof(CONTROL_ERROR) - 1);
	else if (line[0] == '\0')
		(void)snprintf(reply, reply_size,
		    "the server hung up without an answer");
	else
		(void)snprintf(reply, reply_size,
		    "the server gave an unknown answer: %s", line);
	return passed;
}

int
control_finish(int fd, char *reply, size_t reply_size)
{
	bool done;
	int passed = control_answer(fd, reply, reply_size, &done);

	if (passed != -1)
		(void)close(passed);
	return done ? 0 : -1;
}

int
control_finish_table(int fd, char *reply, size_t reply_size)
{
	bool done;
	int passed = control_answer(fd, reply, reply_size, &done);

	if (done && passed == -1)
		(void)snprintf(reply, reply_size,
		    "the server gave no descriptor of its table");
	return passed;
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
