/* Who asks the judge: a line in, a document out. */
#include "server/judge.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/when.h"
#include "shm/control.h"

#define ASKER_NS	(2 * NS_PER_S)

void
judge_askers_init(struct judge_askers *askers, int listen_fd,
    const struct judging *judging)
{
	int i;

	memset(askers, 0, sizeof(*askers));
	askers->listen_fd = listen_fd;
	askers->judging = judging;
	for (i = 0; i < JUDGE_ASKERS; i++)
		askers->askers[i].fd = -1;
}

static void
asker_close(struct judge_asker *asker)
{
	(void)close(asker->fd);
	judging_document_free(&asker->document);
	memset(asker, 0, sizeof(*asker));
	asker->fd = -1;
}

/* This user, or root, who may read all of it anyway. */
static bool
asker_right(int fd)
{
	struct ucred peer;
	socklen_t size = sizeof(peer);

	return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
	    (peer.uid == geteuid() || peer.uid == 0);
}

static void
askers_accept(struct judge_askers *askers)
{
	int fd = accept4(askers->listen_fd, NULL, NULL,
	    SOCK_NONBLOCK | SOCK_CLOEXEC), i;

	if (fd == -1)
		return;
	for (i = 0; i < JUDGE_ASKERS; i++)
		if (askers->askers[i].fd == -1)
			break;
	/* More than that are not for one judge: they ask again. */
	if (i == JUDGE_ASKERS || !asker_right(fd)) {
		(void)close(fd);
		return;
	}
	askers->askers[i].fd = fd;
	askers->askers[i].until_ns = when_mono_ns() + ASKER_NS;
}

static void
asker_refuse(struct judge_asker *asker, const char *why)
{
	char line[160];
	int len = snprintf(line, sizeof(line),
	    "{\"version\":%d,\"error\":\"%s\"}\n", JUDGING_DOCUMENT_VERSION,
	    why);

	(void)send(asker->fd, line, (size_t)len, MSG_DONTWAIT | MSG_NOSIGNAL);
	asker_close(asker);
}

static void
asker_begin(struct judge_askers *askers, struct judge_asker *asker)
{
	struct name_at who = { .name = NULL };
	struct control_operand operand;
	enum control_command command;
	const char *fault = NULL;

	command = control_request_read(asker->line, &operand, &fault);
	if (!control_is_for_judge(command)) {
		asker_refuse(asker, "the judge knows no such request");
		return;
	}
	if (command == CONTROL_REPORT) {
		(void)snprintf(asker->name, sizeof(asker->name), "%s",
		    operand.name);
		fault = name_at_parse(&who, asker->name,
		    strlen(asker->name));
	}
	if (fault != NULL) {
		asker_refuse(asker, "that is no client's name");
		return;
	}
	judging_document_begin(&asker->document, askers->judging, &who,
	    command != CONTROL_COUNTERS);
	asker->answering = true;
}

static void
asker_read(struct judge_askers *askers, struct judge_asker *asker)
{
	ssize_t got = recv(asker->fd, asker->line + asker->line_len,
	    sizeof(asker->line) - 1 - asker->line_len, MSG_DONTWAIT);
	char *end;

	if (got == -1 && (errno == EAGAIN || errno == EINTR))
		return;
	if (got <= 0) {
		asker_close(asker);
		return;
	}
	asker->line_len += (size_t)got;
	asker->line[asker->line_len] = '\0';
	end = strchr(asker->line, '\n');
	if (end != NULL) {
		*end = '\0';
		asker_begin(askers, asker);
	} else if (asker->line_len == sizeof(asker->line) - 1) {
		asker_close(asker);
	}
}

/* A piece of the document at a time. */
static void
asker_write(struct judge_asker *asker)
{
	struct judging_document *document = &asker->document;
	ssize_t sent;

	if (asker->sent == document->len) {
		asker->sent = document->len = 0;
		if (document->done || !judging_document_more(document)) {
			asker_close(asker);
			return;
		}
	}
	sent = send(asker->fd, document->bytes + asker->sent,
	    document->len - asker->sent, MSG_DONTWAIT | MSG_NOSIGNAL);
	if (sent > 0) {
		asker->sent += (size_t)sent;
		asker->until_ns = when_mono_ns() + ASKER_NS;
	} else if (errno != EAGAIN && errno != EINTR) {
		asker_close(asker);
	}
}

static void
asker_serve(struct judge_askers *askers, struct judge_asker *asker,
    short events)
{
	if (asker->fd == -1)
		return;
	if (when_mono_ns() >= asker->until_ns)
		asker_close(asker);
	else if (events != 0 && asker->answering)
		asker_write(asker);
	else if (events != 0)
		asker_read(askers, asker);
}

void
judge_askers_serve(struct judge_askers *askers, int timeout_ms)
{
	struct pollfd fds[JUDGE_ASKERS + 1];
	int i;

	for (i = 0; i < JUDGE_ASKERS; i++)
		fds[i] = (struct pollfd){ .fd = askers->askers[i].fd,
		    .events = askers->askers[i].answering ? POLLOUT :
		    POLLIN };
	fds[i] = (struct pollfd){ .fd = askers->listen_fd,
	    .events = POLLIN };
	if (poll(fds, JUDGE_ASKERS + 1, timeout_ms) < 0)
		return;
	for (i = 0; i < JUDGE_ASKERS; i++)
		asker_serve(askers, &askers->askers[i], fds[i].revents);
	if (fds[JUDGE_ASKERS].revents != 0)
		askers_accept(askers);
}
