/* Watching another child's life. */
#include "server/child_watch.h"

#include <errno.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/pidfd.h>
#include <unistd.h>

static bool
watch_add(const struct child_watch *watch, int fd, uint32_t events)
{
	struct epoll_event event = { .events = events, .data.fd = fd };

	return epoll_ctl(watch->fd, EPOLL_CTL_ADD, fd, &event) == 0;
}

bool
child_watch_init(struct child_watch *watch, int bell_fd)
{
	watch->pid_fd = -1;
	watch->client = 0;
	watch->fd = epoll_create1(EPOLL_CLOEXEC);
	return watch->fd != -1 && watch_add(watch, bell_fd,
	    EPOLLIN | EPOLLET);
}

void
child_watch_quiet(const struct child_watch *watch)
{
	struct epoll_event events[2];

	(void)epoll_wait(watch->fd, events, 2, 0);
}

void
child_watch_close(struct child_watch *watch)
{
	child_watch_clear(watch);
	if (watch->fd != -1)
		(void)close(watch->fd);
	watch->fd = -1;
}

void
child_watch_clear(struct child_watch *watch)
{
	/* Closing takes it out of the epoll set. */
	if (watch->pid_fd != -1)
		(void)close(watch->pid_fd);
	watch->pid_fd = -1;
	watch->client = 0;
}

static enum child_watch_state
watch_row(const struct table *table, uint32_t row, uint64_t client, int *pid)
{
	struct row_data data;

	if (row >= table->facts.rows)
		return CHILD_WATCH_DEAD;
	(void)row_read(table, row, &data);
	*pid = data.pid;
	if (data.client != client)
		return CHILD_WATCH_UNKNOWN;
	return data.state == STATE_ENDED ? CHILD_WATCH_DEAD : CHILD_WATCH_ALIVE;
}

enum child_watch_state
child_watch_set(struct child_watch *watch, const struct table *table,
    uint32_t row, uint64_t client)
{
	enum child_watch_state state;
	int pid;

	if (watch->client == client)
		return child_watch_ended(watch) ? CHILD_WATCH_DEAD :
		    CHILD_WATCH_ALIVE;
	child_watch_clear(watch);
	state = watch_row(table, row, client, &pid);
	if (state != CHILD_WATCH_ALIVE)
		return state;
	watch->pid_fd = pidfd_open(pid, 0);
	if (watch->pid_fd == -1)
		return errno == ESRCH ? CHILD_WATCH_DEAD : CHILD_WATCH_ALIVE;
	/* Was it still this client's number when we opened it? */
	if (watch_row(table, row, client, &pid) != CHILD_WATCH_ALIVE) {
		child_watch_clear(watch);
		return CHILD_WATCH_DEAD;
	}
	if (watch_add(watch, watch->pid_fd, EPOLLIN))
		watch->client = client;
	else
		child_watch_clear(watch);
	return CHILD_WATCH_ALIVE;
}

bool
child_watch_ended(const struct child_watch *watch)
{
	struct pollfd fd = { .fd = watch->pid_fd, .events = POLLIN };

	return watch->pid_fd != -1 && poll(&fd, 1, 0) == 1;
}
