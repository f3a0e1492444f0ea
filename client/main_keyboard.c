/*
 * The user's lines, from a terminal or a pipe.  Both are read when they come
 * and held until the conversation is ready for the next.
 */
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "client/keyboard.h"

#define LINE_SIZE	8192	/* a longer one is sent in pieces */

static struct {
	struct conversation *conversation;	/* NULL: closed */
	bool terminal;		/* a person types */
	bool edits;		/* the editor has the terminal now */
	bool shown;		/* and its line is on the screen */
	bool ended;		/* no more will be read */
	bool ended_reported;
	size_t len;		/* read and not sent */
	char bytes[LINE_SIZE];
} keyboard;

static volatile sig_atomic_t keyboard_continued;
static volatile sig_atomic_t keyboard_resized;

static void
keyboard_note(int number)
{
	if (number == SIGCONT)
		keyboard_continued = 1;
	else
		keyboard_resized = 1;
}

static void
keyboard_complain(const char *fault)
{
	keyboard_hide();
	(void)fprintf(stderr, "barewire: not sent: %s\n", fault);
	keyboard_show();
}

static void
keyboard_send(const char *line, size_t len, int64_t now_ns)
{
	const char *fault = conversation_input(keyboard.conversation, line,
	    len, now_ns);

	if (fault != NULL)
		keyboard_complain(fault);
}

/* A whole line from the editor, NULL: Ctrl-D.  The line has been left, and
 * where the next begins is not known yet: nothing may be shown here. */
static void
keyboard_typed(char *line)
{
	size_t len;

	keyboard.shown = false;
	if (line == NULL) {
		rl_callback_handler_remove();
		(void)putchar('\n');
		keyboard.edits = false;
		keyboard.ended = true;
		return;
	}
	len = strlen(line);
	if (len > 0)
		add_history(line);
	if (len < LINE_SIZE - keyboard.len) {
		memcpy(keyboard.bytes + keyboard.len, line, len);
		keyboard.len += len;
		keyboard.bytes[keyboard.len++] = '\n';
	} else {
		(void)fprintf(stderr, "barewire: not sent: it is too long\n");
	}
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
	struct sigaction action = { .sa_handler = keyboard_note };
	const char *invitation =
	    conversation_invitation(keyboard.conversation);

	if (invitation != NULL)
		(void)printf("(%s)\n", invitation);
	/* What comes is UTF-8 whatever the environment says; readline asks it
	 * once more. */
	(void)setlocale(LC_CTYPE, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0 &&
	    setlocale(LC_CTYPE, "C.UTF-8") != NULL)
		(void)setenv("LC_ALL", "C.UTF-8", 1);
	/* The signals are main's and ours; file names are no words here. */
	rl_catch_signals = 0;
	rl_catch_sigwinch = 0;
	sigaction(SIGCONT, &action, NULL);
	sigaction(SIGWINCH, &action, NULL);
	rl_readline_name = "barewire";
	(void)rl_bind_key('\t', rl_insert);
	rl_callback_handler_install("> ", keyboard_typed);
	keyboard.edits = true;
	keyboard.shown = true;
}

void
keyboard_close(void)
{
	if (keyboard.edits) {
		keyboard_hide();
		rl_callback_handler_remove();
		clear_history();
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
keyboard_line(char *line, size_t *len)
{
	const char *end = memchr(keyboard.bytes, '\n', keyboard.len);
	size_t used;

	*len = end != NULL ? (size_t)(end - keyboard.bytes) : keyboard.len;
	used = *len + (end != NULL);
	if (end == NULL && keyboard.len < LINE_SIZE &&
	    !(keyboard.ended && keyboard.len > 0))
		return false;
	memcpy(line, keyboard.bytes, *len);
	keyboard.len -= used;
	memmove(keyboard.bytes, keyboard.bytes + used, keyboard.len);
	return true;
}

/* The terminal as it is now: another size, or after a stop. */
static void
keyboard_refresh(void)
{
	if (keyboard_continued != 0) {
		keyboard_continued = 0;
		rl_reset_after_signal();
		(void)rl_forced_update_display();
	}
	if (keyboard_resized != 0) {
		keyboard_resized = 0;
		rl_resize_terminal();
	}
}

void
keyboard_tick(int64_t now_ns)
{
	char line[LINE_SIZE];
	size_t len;

	if (keyboard.edits)
		keyboard_refresh();
	else if (keyboard_wanted() && keyboard.terminal && !keyboard.ended)
		keyboard_edit();
	while (keyboard_wanted() && keyboard_line(line, &len))
		keyboard_send(line, len, now_ns);
	if (keyboard_wanted() && keyboard.ended && !keyboard.ended_reported) {
		keyboard.ended_reported = true;
		conversation_input_end(keyboard.conversation, now_ns);
	}
}

void
keyboard_ready(int64_t now_ns)
{
	ssize_t got;

	if (keyboard.edits) {
		rl_callback_read_char();
		keyboard.shown = keyboard.edits;
	} else {
		got = read(STDIN_FILENO, keyboard.bytes + keyboard.len,
		    LINE_SIZE - keyboard.len);
		if (got > 0)
			keyboard.len += (size_t)got;
		else if (got == 0 || (errno != EINTR && errno != EAGAIN))
			keyboard.ended = true;
	}
	keyboard_tick(now_ns);
}

void
keyboard_hide(void)
{
	if (!keyboard.shown)
		return;
	(void)rl_clear_visible_line();
	(void)fflush(rl_outstream);
}

void
keyboard_show(void)
{
	if (!keyboard.shown)
		return;
	(void)fflush(stdout);
	(void)rl_on_new_line();
	rl_redisplay();
}
