/* Event lines into the log process's pipe: whole or not at all. */
#include "server/log.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "base/when.h"

/* Of one message no more is printed with -v. */
#define MESSAGE_SHOWN_MAX 65536
#define MESSAGE_LINE_MAX 1024

static void
log_put(int fd, struct table *table, const char *text, size_t len)
{
	ssize_t written;

	do
		written = write(fd, text, len);
	while (written == -1 && errno == EINTR);
	if (written != (ssize_t)len && table != NULL)
		atomic_fetch_add(&table->header->log_dropped, 1);
}

void
log_vline(int fd, struct table *table, int64_t wall_ns, const char *prefix,
    const char *format, va_list arguments)
{
	char line[PIPE_BUF], clock[WHEN_CLOCK_SIZE] = "";
	int len, more;

	if (wall_ns != 0)
		when_clock(clock, wall_ns);
	len = snprintf(line, sizeof(line), "%s%s%s", clock,
	    wall_ns != 0 ? " " : "", prefix);
	if (len < 0 || (size_t)len >= sizeof(line) - 1)
		return;
	more = vsnprintf(line + len, sizeof(line) - 1 - (size_t)len, format,
	    arguments);
	if (more < 0)
		return;
	len += more;
	if ((size_t)len > sizeof(line) - 2)
		len = (int)sizeof(line) - 2;
	line[len++] = '\n';
	log_put(fd, table, line, (size_t)len);
}

void
log_line(int fd, struct table *table, int64_t wall_ns, const char *format,
    ...)
{
	va_list arguments;

	va_start(arguments, format);
	log_vline(fd, table, wall_ns, "", format, arguments);
	va_end(arguments);
}

/* How many bytes the next printed line takes: up to and with its '\n'. */
static size_t
log_line_len(const char *bytes, size_t len)
{
	const char *end = memchr(bytes, '\n', len);
	size_t line = end == NULL ? len : (size_t)(end - bytes) + 1;

	return line < MESSAGE_LINE_MAX ? line : MESSAGE_LINE_MAX;
}

void
log_message(int fd, struct table *table, const char *name, const char *mark,
    const void *bytes, size_t len)
{
	char text[PIPE_BUF];
	const char *at = bytes;
	size_t left, line;
	int64_t now_ns = when_wall_ns();

	left = len < MESSAGE_SHOWN_MAX ? len : MESSAGE_SHOWN_MAX;
	while (left > 0) {
		line = log_line_len(at, left);
		(void)text_escape(text, sizeof(text) - 128, at, line);
		log_line(fd, table, now_ns, "%s %s %s", name, mark, text);
		at += line;
		left -= line;
	}
	if (len > MESSAGE_SHOWN_MAX)
		log_line(fd, table, now_ns, "%s %s (%zu more bytes)", name,
		    mark, len - MESSAGE_SHOWN_MAX);
}
