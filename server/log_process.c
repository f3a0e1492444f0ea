/*
 * The log process: from the pipe to standard output.
 *
 * It alone may block on standard output.  It is dumb on purpose: lines come
 * in whole (one write of at most PIPE_BUF bytes each) and go out as they
 * are.  Killed, it is started again: the pipe keeps what it had not read, and
 * what it held is counted as lost.
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
#include "server/limits.h"

#define PIPE_BYTES (1024 * 1024)

int
log_open(struct log_process *log)
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

static uint64_t
log_count(const char *lines, size_t len)
{
	uint64_t count = 0;
	size_t i;

	for (i = 0; i < len; i++)
		count += lines[i] == '\n';
	return count;
}

/* For the parent, should this process be killed. */
static void
log_hold(struct table *table, uint64_t lines)
{
	if (table != NULL)
		atomic_store(&table->header->log_unprinted, lines);
}

/* Whole lines that a pipe takes in one piece: killed while it waits for room,
 * this process has not put out a part of them that nobody knows of. */
static size_t
log_piece(const char *bytes, size_t len)
{
	const char *end;

	if (len <= PIPE_BUF)
		return len;
	end = memrchr(bytes, '\n', PIPE_BUF);
	return end == NULL ? PIPE_BUF : (size_t)(end + 1 - bytes);
}

/* How many bytes went out: fewer when nobody reads any more or the disk is
 * full (errno says); the server goes on without. */
static size_t
log_write_all(struct table *table, const char *bytes, size_t len)
{
	struct pollfd room = { .fd = STDOUT_FILENO, .events = POLLOUT };
	size_t done = 0;
	ssize_t written;

	while (done < len) {
		log_hold(table, log_count(bytes + done, len - done));
		written = write(STDOUT_FILENO, bytes + done,
		    log_piece(bytes + done, len - done));
		if (written > 0)
			done += (size_t)written;
		else if (written == -1 && errno == EAGAIN)
			/* Whoever shares it made it non-blocking. */
			(void)poll(&room, 1, -1);
		else if (written == 0 || errno != EINTR)
			break;
	}
	log_hold(table, 0);
	return done;
}

/* Why nothing goes out, where somebody may still see it.  A reader that went
 * (EPIPE) knows.  Not when that would be waited for, and not all the time. */
static void
log_say_why(int error)
{
	static int64_t said_ns;
	struct pollfd room = { .fd = STDERR_FILENO, .events = POLLOUT };
	char line[160];
	int64_t now_ns = when_mono_ns();
	int len;

	if (error == EPIPE || poll(&room, 1, 0) != 1 ||
	    (said_ns != 0 && now_ns - said_ns < LIMIT_LOG_WHY_NS))
		return;
	said_ns = now_ns;
	len = snprintf(line, sizeof(line), "barewired: event lines are lost: "
	    "standard output: %s\n", strerror(error));
	(void)!write(STDERR_FILENO, line, (size_t)len);
}

/* Says what was lost since it was last said, also by those before it; false
 * when that could not be written either. */
static bool
log_say_lost(struct log_process *log)
{
	struct table_header *header = log->table->header;
	uint64_t lost = atomic_load(&header->log_dropped);
	uint64_t said = atomic_load(&header->log_said);
	char line[80];
	size_t len, done;

	if (lost == said)
		return true;
	len = (size_t)snprintf(line, sizeof(line),
	    "%s%llu event lines lost\n", log->cut ? "\n" : "",
	    (unsigned long long)(lost - said));
	done = log_write_all(NULL, line, len);
	if (done > 0)
		log->cut = done < len && line[done - 1] != '\n';
	if (done < len)
		return false;
	atomic_store(&header->log_said, lost);
	return true;
}

/* Writes lines; those that stay unwritten are lost, and counted. */
static void
log_write_lines(struct log_process *log, const char *lines, size_t len)
{
	size_t done = 0;

	errno = EIO;
	/* Once some could not be written, that is said before any other. */
	if (!log->failing || log_say_lost(log))
		done = log_write_all(log->table, lines, len);
	log->failing = done < len;
	if (!log->failing)
		return;
	log_say_why(errno);
	if (done > 0)
		log->cut = lines[done - 1] != '\n';
	atomic_fetch_add(&log->table->header->log_dropped,
	    log_count(lines + done, len - done));
}

static _Noreturn void
log_process(struct log_process *log)
{
	static char buffer[65536];
	ssize_t len;

	log->failing = !log_say_lost(log);
	for (;;) {
		len = read(log->read_fd, buffer, sizeof(buffer));
		if (len == -1 && errno == EINTR)
			continue;
		if (len <= 0)
			_exit(0);
		log_write_lines(log, buffer, (size_t)len);
		/* Behind a full buffer the loss lies further on. */
		if (!log->failing && (size_t)len < sizeof(buffer))
			log->failing = !log_say_lost(log);
	}
}

int
log_start(struct log_process *log)
{
	pid_t pid = fork();

	if (pid == -1)
		return -1;
	log->pid = pid;
	log->started_ns = when_mono_ns();
	if (pid > 0)
		return 0;
	(void)prctl(PR_SET_NAME, "barewired-log");
	inherit_signals_ignored();
	inherit_keep_fds((int[]){ log->read_fd }, 1);
	log_process(log);
}

void
log_ended(struct log_process *log, int64_t now_ns)
{
	uint64_t lines;

	lines = atomic_exchange(&log->table->header->log_unprinted, 0);
	atomic_fetch_add(&log->table->header->log_dropped, lines);
	log->cut = lines > 0;
	log->pid = 0;
	log->pause_ns *= 2;
	if (now_ns - log->started_ns >= LIMIT_LOG_PAUSE_MAX_NS ||
	    log->pause_ns < LIMIT_LOG_PAUSE_NS)
		log->pause_ns = LIMIT_LOG_PAUSE_NS;
	if (log->pause_ns > LIMIT_LOG_PAUSE_MAX_NS)
		log->pause_ns = LIMIT_LOG_PAUSE_MAX_NS;
	log->again_ns = now_ns + log->pause_ns;
}

void
log_tick(struct log_process *log, int64_t now_ns)
{
	if (log->pid == 0 && now_ns >= log->again_ns && log_start(log) != 0)
		log->again_ns = now_ns + LIMIT_LOG_PAUSE_MAX_NS;
}

void
log_stop(struct log_process *log, int64_t deadline_ns)
{
	struct timespec nap = { 0, 2 * NS_PER_MS };

	/* The last lines find somebody to print them. */
	log_tick(log, log->again_ns);
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
