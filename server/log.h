/*
 * Event lines and who prints them.
 *
 * Standard output may be a terminal somebody stopped with Ctrl-S or a full
 * pipe; neither may hold up a client.  So parent and children put whole
 * lines into a pipe, never blocking, and a process of its own, the log
 * process, writes them out.  A line that does not fit, there or on a full
 * disk, is dropped and counted in the table; the log process says how many
 * are missing, and on standard error why.
 *
 * log_line, log_message: parent and children.  The others: parent.
 */
#ifndef SERVER_LOG_H
#define SERVER_LOG_H

#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "shm/table.h"

struct log_process {
	pid_t pid;		/* the log process; 0: none */
	int read_fd;		/* kept, to start another one */
	int write_fd;		/* non-blocking */
	struct table *table;
	bool cut;		/* what was written last may end in a line */
	bool failing;		/* nothing could be written, last time */
	int64_t started_ns;	/* monotonic */
	int64_t pause_ns;	/* before another one: longer every time */
	int64_t again_ns;	/* dead: not started before */
};

/* Makes the pipe and the process.  0 or -1 with errno. */
int log_open(struct log_process *log);
/* Starts the log process. */
int log_start(struct log_process *log);
/* After it died: what it had read and not printed is lost, and counted.
 * Another one is started by log_tick, after a pause that grows up to
 * LIMIT_LOG_PAUSE_MAX_NS as long as none lives for that long. */
void log_ended(struct log_process *log, int64_t now_ns);
void log_tick(struct log_process *log, int64_t now_ns);
/* Closes the pipe and gives the log process until deadline_ns to print
 * what it has. */
void log_stop(struct log_process *log, int64_t deadline_ns);

/* One line, ready to be put into the pipe in one write. */
struct log_text {
	char bytes[PIPE_BUF];
	size_t len;
};

void log_compose(struct log_text *text, int64_t wall_ns,
    const char *format, ...) __attribute__((format(printf, 3, 4)));
void log_vcompose(struct log_text *text, int64_t wall_ns,
    const char *prefix, const char *format, va_list arguments)
    __attribute__((format(printf, 4, 0)));
void log_put(int fd, struct table *table, const struct log_text *text);

/* "08:00:53.120 TEXT": timed when wall_ns is not 0. */
void log_line(int fd, struct table *table, int64_t wall_ns,
    const char *format, ...) __attribute__((format(printf, 4, 5)));
void log_vline(int fd, struct table *table, int64_t wall_ns,
    const char *prefix, const char *format, va_list arguments)
    __attribute__((format(printf, 5, 0)));

/* The bytes of a message, escaped, each line as "NAME MARK text". */
void log_message(int fd, struct table *table, const char *name,
    const char *mark, const void *bytes, size_t len);

#endif
