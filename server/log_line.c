/* Records into lines. */
#include "server/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/labs.h"
#include "base/text.h"
#include "base/when.h"
#include "wire/sentence.h"

#define MESSAGE_LINE_MAX 900

static void __attribute__((format(printf, 2, 0)))
line_vadd(struct log_line *line, const char *format, va_list arguments)
{
	const size_t room = sizeof(line->bytes) - 1 - line->len;
	int len = vsnprintf(line->bytes + line->len, room, format, arguments);

	if (len > 0)
		line->len += (size_t)len < room ? (size_t)len : room - 1;
}

static void __attribute__((format(printf, 2, 3)))
line_add(struct log_line *line, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	line_vadd(line, format, arguments);
	va_end(arguments);
}

static void
line_begin(struct log_line *line, int64_t wall_ns)
{
	char clock[WHEN_CLOCK_SIZE];

	line->len = 0;
	if (wall_ns == 0)
		return;
	when_clock(clock, wall_ns);
	line_add(line, "%s ", clock);
}

static void
line_end(struct log_line *line)
{
	line->bytes[line->len++] = '\n';
}

void
log_line_say(struct log_line *line, int64_t wall_ns, const char *format, ...)
{
	va_list arguments;

	line_begin(line, wall_ns);
	va_start(arguments, format);
	line_vadd(line, format, arguments);
	va_end(arguments);
	line_end(line);
}

/* "127.0.0.1:40112 (wait, process 412)" */
static void
line_from(struct log_line *line, const struct feed_message *record)
{
	line_add(line, "connected from %s (%s, ", record->peer,
	    lab_info(record->lab)->name);
	if (record->datagram)
		line_add(line, "datagrams)");
	else
		line_add(line, "process %d)", (int)record->pid);
}

void
log_line_write(struct log_line *line, const struct feed_message *record)
{
	char text[4 * SENTENCE_WORDS_MAX];

	line_begin(line, record->wall_ns);
	if (record->client != 0)
		line_add(line, "%s ", record->name);
	switch (record->event) {
	case FEED_CONNECTED:
		line_from(line, record);
		break;
	case FEED_REGISTERED:
		line_add(line, "registered (was %s)", record->note);
		break;
	case FEED_DISCONNECTED:
		line_add(line, "disconnected: %s", record->note);
		break;
	case FEED_NOTE:
		(void)sentence_write(text, sizeof(text),
		    record->facts.sentence, record->bytes, record->bytes_len);
		line_add(line, "%s", text);
		break;
	default:
		line->len = 0;
		return;
	}
	line_end(line);
}

/* How many bytes the next printed line takes: up to and with its '\n'. */
static size_t
message_line_len(const char *bytes, size_t len)
{
	const char *end = memchr(bytes, '\n', len);
	size_t line = end == NULL ? len : (size_t)(end - bytes) + 1;

	return text_piece(bytes, line, MESSAGE_LINE_MAX);
}

size_t
log_line_message(struct log_line *line, const struct feed_message *record,
    size_t at)
{
	const char *bytes = (const char *)record->bytes + at;
	const char *mark = record->direction == FEED_SENT ? ">>" : "<<";
	char text[PIPE_BUF - 128];
	size_t len = 0;

	line_begin(line, record->wall_ns);
	if (at < record->bytes_len) {
		len = message_line_len(bytes, record->bytes_len - at);
		(void)text_escape(text, sizeof(text), bytes, len);
		line_add(line, "%s %s %s", record->name, mark, text);
	} else {
		line_add(line, "%s %s (%ju more bytes)", record->name, mark,
		    (uintmax_t)record->message_bytes - at);
	}
	line_end(line);
	return at + len;
}
