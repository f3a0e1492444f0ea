/*
 * Event lines: what the log process makes of the journal's records.
 *
 * Log process only, but for log_process, which the parent names.  Standard
 * output may be a terminal that somebody stopped with Ctrl-S or a full pipe:
 * it alone may wait for it.  What it was too late for, what could not be
 * written, and what a client had to say beyond its share is counted, and said
 * where it is missing.
 */
#ifndef SERVER_LOG_H
#define SERVER_LOG_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "server/reader.h"
#include "wire/feed.h"

/* A line with its end; a pipe takes it whole or not at all. */
struct log_line {
	char bytes[PIPE_BUF];
	size_t len;
};

/* log_line.c: pure. */

/* "08:00:53.120 alice said: hello\n"; len 0: this record is no line. */
void log_line_write(struct log_line *line, const struct feed_message *record);
/* -v: the line of a message's bytes from `at` on, "alice << hello\n"; where
 * they end, how many more there were.  Returns where the next line begins. */
size_t log_line_message(struct log_line *line,
    const struct feed_message *record, size_t at);
/* "08:00:53.120 TEXT\n" */
void log_line_say(struct log_line *line, int64_t wall_ns, const char *format,
    ...) __attribute__((format(printf, 3, 4)));

/* log_share.c: who may say how much while there is too much. */

/* May the client have another line?  Else it is counted. */
bool log_share_take(uint64_t client, const char *name, int64_t now_ns);
/* The next client whose second is over (all: whoever), with what was left
 * out: false when there is none. */
bool log_share_left_out(int64_t now_ns, bool all, char name[NAME_SIZE],
    uint64_t *count);

/* log_process.c: the process; returns when the server is over. */
void log_process(const struct reader_inherit *inherit);

#endif
