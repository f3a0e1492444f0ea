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
#define MESSAGE_LINE_MAX 900

void
log_put(int fd, struct table *table, const struct log_text *text)
{
	ssize_t written;

	do
		written = write(fd, text->bytes, text->len);
	while (written == -1 && errno == EINTR);
	if (written != (ssize_t)text->len && table != NULL)
		atomic_fetch_add(&table->header->log_dropped, 1);
}

void
log_vcompose(struct log_text *text, int64_t wall_ns, const char *prefix,
    const char *format, va_list arguments)
{
	const size_t room = sizeof(text->bytes) - 1;
	char clock[WHEN_CLOCK_SIZE] = "";
	int len, more;

	text->len = 0;
	if (wall_ns != 0)
		when_clock(clock, wall_ns);
	len = snprintf(text->bytes, room, "%s%s%s", clock,
	    wall_ns != 0 ? " " : "", prefix);
	if (len < 0 || (size_t)len >= room)
		return;
	more = vsnprintf(text->bytes + len, room - (size_t)len, format,
	    arguments);
	if (more < 0)
		return;
	text->len = (size_t)len + (size_t)more;
	if (text->len > room - 1)
		text->len = room - 1;
	text->bytes[text->len++] = '\n';
}

void
log_compose(struct log_text *text, int64_t wall_ns, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	log_vcompose(text, wall_ns, "", format, arguments);
	va_end(arguments);
}

void
log_vline(int fd, struct table *table, int64_t wall_ns, const char *prefix,
    const char *format, va_list arguments)
{
	struct log_text text;

	log_vcompose(&text, wall_ns, prefix, format, arguments);
	log_put(fd, table, &text);
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

	return text_piece(bytes, line, MESSAGE_LINE_MAX);
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
