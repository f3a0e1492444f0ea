/*
 * The control socket: one line in, one line out, from programs of the same
 * user (the directory is 0700), as shm/control.h says.  Nothing here waits for
 * the other side.
 */
#include "server/listener.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>


static void
control_close(struct control *control)
{
	(void)close(control->fd);
	control->fd = -1;
	control->len = 0;
}

static void
control_turn_away(int fd)
{
	static const char reply[] = CONTROL_ERROR
	    "the server is busy, try again\n";

	(void)send(fd, reply, sizeof(reply) - 1,
	    MSG_DONTWAIT | MSG_NOSIGNAL);
	(void)close(fd);
}

void
listener_control_accept(struct listener *listener)
{
	uint32_t i;
	int fd;

	while ((fd = accept4(listener->control_fd, NULL, NULL,
	    SOCK_NONBLOCK | SOCK_CLOEXEC)) != -1) {
		for (i = 0; i < CONTROL_MAX; i++)
			if (listener->controls[i].fd == -1)
				break;
		if (i == CONTROL_MAX) {
			control_turn_away(fd);
			continue;
		}
		listener->controls[i].fd = fd;
		listener->controls[i].len = 0;
		listener->controls[i].close_ns = when_mono_ns() +
		    2 * NS_PER_S;
	}
}

/* The reply, and with it a descriptor; -1: none. */
static void
control_send(const struct control *control, const char *reply, int passed_fd)
{
	char space[CMSG_SPACE(sizeof(int))]
	    __attribute__((aligned(__alignof__(struct cmsghdr))));
	struct iovec part = { (char *)reply, strlen(reply) };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
	struct cmsghdr *header;

	if (passed_fd != -1) {
		memset(space, 0, sizeof(space));
		message.msg_control = space;
		message.msg_controllen = sizeof(space);
		header = CMSG_FIRSTHDR(&message);
		header->cmsg_level = SOL_SOCKET;
		header->cmsg_type = SCM_RIGHTS;
		header->cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(header), &passed_fd, sizeof(int));
	}
	(void)sendmsg(control->fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

/* What becomes of a request, but for why it was refused. */
struct control_done {
	char fault[MISCHIEF_FAULT_SIZE];	/* of its own making */
	char mischief[MISCHIEF_TEXT_SIZE];	/* that is set; "": none */
	bool table;		/* its descriptor goes with the answer */
	uint32_t kicked;	/* so many, when it was more than one's kick */
};

/* NULL, or why not.  A kick is by number: while a request is on its way a
 * name may pass on. */
static const char *
control_do(struct listener *listener, const char *line,
    struct control_done *done)
{
	struct control_operand operand;
	const char *fault;

	switch (control_request_read(line, &operand, &fault)) {
	case CONTROL_KICK:
		return listener_kick(listener, operand.client) ? NULL :
		    "the client is not connected any more";
	case CONTROL_KICK_ADDRESS:
		done->kicked = listener_kick_address(listener,
		    operand.address);
		return done->kicked > 0 ? NULL :
		    "nobody is connected from there";
	case CONTROL_SHUTDOWN:
		listener_stop_begin(listener, false);
		break;
	case CONTROL_SHUTDOWN_NOW:
		listener_stop_begin(listener, true);
		break;
	case CONTROL_MISCHIEF:
		return listener_mischief_set(listener, operand.client,
		    operand.text, done->mischief, done->fault) ? NULL :
		    done->fault;
	case CONTROL_TABLE:
		done->table = true;
		break;
	case CONTROL_REPORT:
	case CONTROL_CLASS:
	case CONTROL_COUNTERS:
		return "the judge is asked that, at its own socket";
	case CONTROL_COMMAND_COUNT:
		break;
	}
	return fault;
}

static void
control_answer(struct listener *listener, struct control *control)
{
	char reply[CONTROL_LINE_MAX];
	struct control_done done = { .kicked = 0 };
	const char *fault = control_do(listener, control->line, &done);

	if (fault != NULL)
		(void)snprintf(reply, sizeof(reply), CONTROL_ERROR "%s\n",
		    fault);
	else if (done.kicked > 0)
		(void)snprintf(reply, sizeof(reply), CONTROL_OK " %u\n",
		    (unsigned)done.kicked);
	else if (done.mischief[0] != '\0')
		(void)snprintf(reply, sizeof(reply), CONTROL_OK " %s\n",
		    done.mischief);
	else
		(void)snprintf(reply, sizeof(reply), CONTROL_OK "\n");
	control_send(control, reply, done.table ?
	    listener->table.segment.read_fd : -1);
	control_close(control);
}

void
listener_control_read(struct listener *listener, struct control *control)
{
	ssize_t got;
	char *end;

	got = recv(control->fd, control->line + control->len,
	    sizeof(control->line) - 1 - control->len, MSG_DONTWAIT);
	if (got == -1 && (errno == EAGAIN || errno == EINTR))
		return;
	if (got <= 0) {
		control_close(control);
		return;
	}
	control->len += (size_t)got;
	control->line[control->len] = '\0';
	end = strchr(control->line, '\n');
	if (end != NULL) {
		*end = '\0';
		control_answer(listener, control);
	} else if (control->len == sizeof(control->line) - 1) {
		control_close(control);
	}
}

void
listener_control_tick(struct listener *listener, int64_t now_ns)
{
	uint32_t i;

	for (i = 0; i < CONTROL_MAX; i++)
		if (listener->controls[i].fd != -1 &&
		    listener->controls[i].close_ns <= now_ns)
			control_close(&listener->controls[i]);
}
