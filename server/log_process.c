/*
 * The log process: from the pipe to standard output.
 *
 * It alone may block on standard output.  It is dumb on purpose: lines come
 * in whole (one write of at most PIPE_BUF bytes each) and go out as they
 * are.  Killed, it is started again; the pipe keeps what it had not read.
 */
#include "server/log.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/when.h"
#include "server/inherit.h"

#define PIPE_BYTES (1024 * 1024)

int
log_open(struct log *log)
{
	int fds[2];

	memset(log, 0, sizeof(*log));
	if (pipe2(fds, O_CLOEXEC) != 0)
		return -1;
	log->read_fd = fds[0];
	log->write_fd = fds[1];
	/* More room for bursts; the default will do where it is refused. */
	(void)fcntl(log->write_fd, F_SETPIPE_SZ, PIPE_BYTES);
	return fcntl(log->write_fd, F_SETFL, O_WRONLY | O_NONBLOCK);
}

/* How many bytes went out: fewer when nobody reads any more or the disk is
 * full; the server goes on without. */
static size_t
log_write_all(const char *bytes, size_t len)
{
	struct pollfd room = { .fd = STDOUT_FILENO, .events = POLLOUT };
	size_t done = 0;
	ssize_t written;

	while (done < len) {
		written = write(STDOUT_FILENO, bytes + done, len - done);
		if (written > 0)
			done += (size_t)written;
		else if (written == -1 && errno == EAGAIN)
			/* Whoever shares it made it non-blocking. */
			(void)poll(&room, 1, -1);
		else if (written == 0 || errno != EINTR)
			break;
	}
	return done;
}

/* Writes lines; those that stay unwritten are lost, and counted. */
static void
log_write_lines(struct table *table, const char *lines, size_t len)
{
	size_t done = log_write_all(lines, len);
	uint64_t lost = 0;

	for (; done < len; done++)
		lost += lines[done] == '\n';
	if (lost > 0 && table != NULL)
		atomic_fetch_add(&table->header->log_dropped, lost);
}

/* Says what did not fit since it was last said. */
static void
log_say_lost(struct table *table, uint64_t *said)
{
	char line[80];
	uint64_t lost;
	int len;

	if (table == NULL)
		return;
	lost = atomic_load(&table->header->log_dropped);
	if (lost == *said)
		return;
	len = snprintf(line, sizeof(line), "%llu event lines lost\n",
	    (unsigned long long)(lost - *said));
	if (log_write_all(line, (size_t)len) == (size_t)len)
		*said = lost;
}

static _Noreturn void
log_process(const struct log *log)
{
	static char buffer[65536];
	uint64_t said = 0;
	ssize_t len;

	if (log->table != NULL)
		said = atomic_load(&log->table->header->log_dropped);
	for (;;) {
		len = read(log->read_fd, buffer, sizeof(buffer));
		if (len == -1 && errno == EINTR)
			continue;
		if (len <= 0)
			_exit(0);
		log_write_lines(log->table, buffer, (size_t)len);
		/* Behind a full buffer the loss lies further on. */
		if ((size_t)len < sizeof(buffer))
			log_say_lost(log->table, &said);
	}
}

int
log_start(struct log *log)
{
	pid_t pid = fork();

	if (pid == -1)
		return -1;
	log->pid = pid;
	if (pid > 0)
		return 0;
	(void)prctl(PR_SET_NAME, "barewired-log");
	inherit_signals_ignored();
	inherit_keep_fds((int[]){ log->read_fd }, 1);
	log_process(log);
}

void
log_stop(struct log *log, int64_t deadline_ns)
{
	struct timespec nap = { 0, 2 * NS_PER_MS };

	(void)close(log->write_fd);
	(void)close(log->read_fd);
	while (log->pid > 0 && waitpid(log->pid, NULL, WNOHANG) == 0) {
		if (when_mono_ns() >= deadline_ns) {
			(void)kill(log->pid, SIGKILL);
			(void)waitpid(log->pid, NULL, 0);
			return;
		}
		(void)nanosleep(&nap, NULL);
	}
}
