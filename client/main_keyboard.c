/* The user's lines, from a terminal or a pipe. */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "base/when.h"
#include "client/keyboard.h"

#define LINE_SIZE	8192	/* a longer one is sent in pieces */

static struct {
	struct conversation *conversation;	/* NULL: closed */
	bool terminal;		/* a person types */
	bool edits;		/* the editor has the terminal now */
	bool ended;		/* no more will be read */
	bool ended_told;
	size_t len;		/* pipe: read and not sent */
	char bytes[LINE_SIZE];
} keyboard;

static void
keyboard_send(const char *line, size_t len, int64_t now_ns)
{
	const char *fault = conversation_input(keyboard.conversation, line,
	    len, now_ns);

	if (fault == NULL)
		return;
	keyboard_hide();
	(void)fprintf(stderr, "barewire: not sent: %s\n", fault);
	keyboard_show();
}

/* A whole line from the editor; NULL: Ctrl-D. */
static void
keyboard_typed(char *line)
{
	if (line == NULL) {
		rl_callback_handler_remove();
		(void)putchar('\n');
		keyboard.edits = false;
		keyboard.ended = true;
		return;
	}
	if (*line != '\0')
		add_history(line);
	keyboard_send(line, strlen(line), when_mono_ns());
	free(line);
}

void
keyboard_open(struct conversation *conversation)
{
	memset(&keyboard, 0, sizeof(keyboard));
	keyboard.conversation = conversation;
	keyboard.terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

/* When the first line may be typed: before, there is nothing to edit. */
static void
keyboard_edit(void)
{
	(void)setlocale(LC_CTYPE, "");
	/* main has its own signals; file names are no words here. */
	rl_catch_signals = 0;
	(void)rl_bind_key('\t', rl_insert);
	rl_callback_handler_install("> ", keyboard_typed);
	keyboard.edits = true;
}

void
keyboard_close(void)
{
	if (keyboard.edits) {
		rl_clear_visible_line();
		rl_callback_handler_remove();
	}
	memset(&keyboard, 0, sizeof(keyboard));
}

static bool
keyboard_wanted(void)
{
	return keyboard.conversation != NULL &&
	    conversation_state(keyboard.conversation) ==
	    CONVERSATION_CONNECTED;
}

int
keyboard_fd(void)
{
	if (keyboard.conversation == NULL || keyboard.ended)
		return -1;
	if (keyboard.terminal)
		return keyboard.edits ? STDIN_FILENO : -1;
	return keyboard_wanted() && keyboard.len < LINE_SIZE ?
	    STDIN_FILENO : -1;
}

/* Takes the first line off what was read, if there is a whole one. */
static bool
keyboard_line(size_t *len, size_t *used)
{
	const char *end = memchr(keyboard.bytes, '\n', keyboard.len);

	*len = end != NULL ? (size_t)(end - keyboard.bytes) : keyboard.len;
	*used = *len + (end != NULL);
	return end != NULL || keyboard.len == LINE_SIZE ||
	    (keyboard.ended && keyboard.len > 0);
}

void
keyboard_tick(int64_t now_ns)
{
	char line[LINE_SIZE];
	size_t len, used;

	if (keyboard_wanted() && keyboard.terminal && !keyboard.edits &&
	    !keyboard.ended)
		keyboard_edit();
	while (keyboard_wanted() && keyboard_line(&len, &used)) {
		memcpy(line, keyboard.bytes, len);
		keyboard.len -= used;
		memmove(keyboard.bytes, keyboard.bytes + used, keyboard.len);
		keyboard_send(line, len, now_ns);
	}
	if (keyboard_wanted() && keyboard.ended && !keyboard.ended_told) {
		keyboard.ended_told = true;
		conversation_input_end(keyboard.conversation, now_ns);
	}
}

void
keyboard_ready(int64_t now_ns)
{
	ssize_t got;

	if (keyboard.edits) {
		rl_callback_read_char();
		return;
	}
	got = read(STDIN_FILENO, keyboard.bytes + keyboard.len,
	    LINE_SIZE - keyboard.len);
	if (got > 0)
		keyboard.len += (size_t)got;
	else if (got == 0 || (errno != EINTR && errno != EAGAIN))
		keyboard.ended = true;
	keyboard_tick(now_ns);
}

void
keyboard_hide(void)
{
	if (!keyboard.edits)
		return;
	rl_clear_visible_line();
	(void)fflush(rl_outstream);
}

void
keyboard_show(void)
{
	if (!keyboard.edits)
		return;
	(void)fflush(stdout);
	rl_on_new_line();
	rl_redisplay();
}
