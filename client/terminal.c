/* A conversation on a terminal. */
#include "client/terminal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* Writes the first character of a raw message, or its padding; returns the
 * length. */
static size_t
terminal_raw_char(const unsigned char *at, size_t left)
{
	size_t run = text_nul_run(at, left), len;
	char nuls[TEXT_NULS_SIZE];
	unsigned code_point;
	bool line_end = *at == '\r' && left > 1 && at[1] == '\n';

	if (run != 0) {
		(void)fwrite(nuls, 1, text_nul_put(nuls, run, run < left &&
		    at[run] != '\n'), stdout);
		return run;
	}
	len = text_utf8(at, left, &code_point);
	if (len != 0 && (text_printable(code_point) || *at == '\n' ||
	    *at == '\t' || line_end)) {
		(void)fwrite(at, 1, len, stdout);
		return len;
	}
	(void)printf("\\x%02X", *at);
	return 1;
}

/* The message, each line behind its direction. */
static void
terminal_raw(char direction, const void *bytes, size_t len)
{
	const unsigned char *at = bytes, *end = at + len;
	bool line_start = true;

	while (at < end) {
		if (line_start)
			(void)printf("%c ", direction);
		line_start = *at == '\n';
		at += terminal_raw_char(at, (size_t)(end - at));
	}
	if (!line_start)
		(void)putchar('\n');
}

static void
terminal_message(char direction, const struct conversation_event *event)
{
	terminal_raw(direction, event->bytes, event->bytes_len);
	if (event->missing != 0)
		(void)printf("(%llu more bytes of it were not kept)\n",
		    (unsigned long long)event->missing);
}

/* Text of any length, which may have lines. */
static void
terminal_text(const char *text, size_t len)
{
	const char *end;
	char shown[4096];
	size_t line_len;

	do {
		end = memchr(text, '\n', len);
		line_len = end != NULL ? (size_t)(end - text) : len;
		(void)text_show_line(shown, sizeof(shown), text, line_len);
		(void)puts(shown);
		len -= line_len + (end != NULL);
		text += line_len + (end != NULL);
	} while (len != 0);
}

/* What happens on the way: words and the event's text. */
static void
terminal_step(const struct terminal *terminal,
    const struct conversation_event *event)
{
	static const struct {
		const char *words;
		bool detail;		/* with -v only */
	} steps[] = {
		[CONVERSATION_ON_LOOKUP] = { "looking up", true },
		[CONVERSATION_ON_CONNECTING] = { "connecting to", true },
		[CONVERSATION_ON_CONNECTED] = { "connected to", false },
		[CONVERSATION_ON_REGISTERED] = { "registered as", false },
		[CONVERSATION_ON_SAID] = { "sent", false },
	};
	char shown[1024];

	if (steps[event->kind].detail && !terminal->verbose)
		return;
	(void)text_show(shown, sizeof(shown), event->text,
	    strlen(event->text));
	(void)printf("%s %s\n", steps[event->kind].words, shown);
}

/* What is no step and no message. */
static void
terminal_said(const struct terminal *terminal,
    const struct conversation_event *event)
{
	if (event->kind == CONVERSATION_ON_GREETING)
		(void)printf("the server greets: %s\n", event->text);
	else if (event->kind == CONVERSATION_ON_REMARK)
		(void)printf("the server says: %s\n", event->text);
	else if (event->kind == CONVERSATION_ON_NOTE)
		(void)printf("(%s)\n", event->text);
	else if (terminal->verbose)
		(void)printf("(mischief, message %ju: %s)\n",
		    (uintmax_t)event->number, event->text);
}

static void
terminal_show(struct terminal *terminal,
    const struct conversation_event *event)
{
	switch (event->kind) {
	case CONVERSATION_ON_LOOKUP:
	case CONVERSATION_ON_CONNECTING:
	case CONVERSATION_ON_CONNECTED:
	case CONVERSATION_ON_REGISTERED:
	case CONVERSATION_ON_SAID:
		terminal_step(terminal, event);
		break;
	case CONVERSATION_ON_SENT:
	case CONVERSATION_ON_RECEIVED:
		if (terminal->verbose)
			terminal_message(event->kind ==
			    CONVERSATION_ON_SENT ? '>' : '<', event);
		break;
	case CONVERSATION_ON_GREETING:
	case CONVERSATION_ON_REMARK:
	case CONVERSATION_ON_NOTE:
	case CONVERSATION_ON_MISCHIEF:
		terminal_said(terminal, event);
		break;
	case CONVERSATION_ON_PAUSE:
		(void)printf("sent %ld, waiting\n", event->seconds);
		break;
	case CONVERSATION_ON_ANSWER:
		terminal_text(event->bytes, event->bytes_len);
		break;
	case CONVERSATION_ON_WARNING:
		(void)fprintf(stderr, "barewire: warning: %s\n", event->text);
		break;
	case CONVERSATION_ON_FAILED:
		terminal->failed = true;
		(void)fprintf(stderr, "barewire: %s\n", event->text);
		break;
	case CONVERSATION_ON_FINISHED:
		break;
	}
}

void
terminal_event(void *context, const struct conversation_event *event)
{
	struct terminal *terminal = context;

	errno = 0;
	terminal_show(terminal, event);
	/* A line that could not be written is forgotten by then. */
	if (terminal->error == 0 && (fflush(stdout) == EOF ||
	    ferror(stdout) != 0))
		terminal->error = errno != 0 ? errno : EIO;
}
