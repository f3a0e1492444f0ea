/*
 * The calculation lab: a name, then expressions, an answer for each; `q`,
 * `quit` and the like end it.
 *
 * The name needs no reply (most clients expect none); a client that begins
 * with an expression is served as a guest.  Who was greeted is also told Bye.
 */
#include <stdio.h>
#include <string.h>

#include "server/child_lines.h"
#include "server/lab.h"
#include "server/limits.h"
#include "wire/calc.h"
#include "wire/name_line.h"
#include "wire/quit_line.h"

#define LINE_MAX	1000

struct calc_talk {
	struct lines lines;
	bool begun;		/* the first message is over */
	bool named;
};

/* Takes the spaces off both ends. */
static void
calc_trim(const char **text, size_t *len)
{
	while (*len > 0 && (**text == ' ' || **text == '\t')) {
		++*text;
		--*len;
	}
	while (*len > 0 && ((*text)[*len - 1] == ' ' ||
	    (*text)[*len - 1] == '\t'))
		--*len;
}

static enum client_end
calc_end(struct calc_talk *talk)
{
	child_event(talk->lines.child, SENTENCE_OF(SESSION_ENDED));
	if (talk->lines.greeted || lines_greets(&talk->lines) == GREET_ALWAYS)
		(void)lines_send(&talk->lines, "Bye");
	return END_SERVER;
}

/* One that has gone on already waits for no greeting. */
static enum client_end
calc_greet(struct calc_talk *talk, bool spoken)
{
	if (spoken && lines_greets(&talk->lines) != GREET_ALWAYS)
		return CHILD_OK;
	return lines_greet(&talk->lines, when_mono_ns(), "Hello %s",
	    talk->lines.child->row.name);
}

static enum client_end
calc_answer(struct calc_talk *talk, const char *asked, size_t asked_len,
    bool cut)
{
	char text[CALC_TEXT_SIZE], escaped[128];
	struct calc calc;
	size_t len;

	if (cut)
		len = (size_t)snprintf(text, sizeof(text), "error: a line "
		    "is at most %d bytes", LINE_MAX);
	else if (calc_evaluate(asked, asked_len, &calc) == CALC_OK)
		len = calc_format(text, calc.value);
	else
		len = calc_explain(text, &calc, asked, asked_len);
	(void)text_escape(escaped, sizeof(escaped), asked, asked_len);
	child_event(talk->lines.child, SENTENCE_OF(ASKED), escaped,
	    text);
	return lines_send_text(&talk->lines, text, len);
}

/* A first message is a calculation when it is one, or looks like a try. */
static bool
calc_is_expression(const char *text, size_t len)
{
	struct calc calc;

	if (calc_parse(text, len, &calc) == CALC_OK)
		return true;
	return text_name_fault(text, len) != NULL && len > 0 &&
	    strchr("+-.,(0123456789", *text) != NULL;
}

static enum client_end
calc_refuse(struct lines *lines, const char *why, const char *name)
{
	enum client_end end;

	child_event(lines->child, SENTENCE_OF(NAME_UNFIT), name, why);
	end = lines_send(lines, "error: \"%s\" cannot be your name: %s",
	    name, why);
	return end == CHILD_OK ? END_REFUSED : end;
}

static enum client_end
calc_name(struct calc_talk *talk, const struct name_line *line)
{
	const char *fault = text_name_fault(line->name, line->name_len);
	enum table_result result;
	char name[80];
	int tries = 0;

	(void)text_escape(name, sizeof(name), line->name, line->name_len);
	if (fault != NULL)
		return calc_refuse(&talk->lines, fault, name);
	do
		result = child_rename(talk->lines.child, name);
	while (result == TABLE_BUSY && lines_again(&tries));
	switch (result) {
	case TABLE_OK:
		talk->named = true;
		return CHILD_OK;
	case TABLE_TAKEN:
		return calc_refuse(&talk->lines, "it is taken", name);
	default:
		return calc_refuse(&talk->lines,
		    "it could not be registered now, try again", name);
	}
}

static enum client_end calc_take(struct calc_talk *talk, const char *text,
    size_t len, bool cut);

/* The first message: a name, perhaps with an expression behind it, or an
 * expression right away. */
static enum client_end
calc_begin(struct calc_talk *talk, const char *text, size_t len, bool cut)
{
	struct name_line first;
	enum client_end end;

	talk->begun = true;
	if (calc_is_expression(text, len))
		return calc_answer(talk, text, len, cut);
	name_line_parse(text, len, "", &first);
	if (first.name_len == 0) {
		/* An empty line, or a label whose name is still to come. */
		talk->begun = false;
		return CHILD_OK;
	}
	end = calc_name(talk, &first);
	if (end != CHILD_OK)
		return end;
	if (first.rest_len == 0 && lines_greets(&talk->lines) == GREET_NEVER)
		child_silent(talk->lines.child, when_mono_ns(),
		    SILENCE_NAMED);
	end = calc_greet(talk, first.rest_len > 0);
	if (end != CHILD_OK || first.rest_len == 0)
		return end;
	return calc_take(talk, first.rest, first.rest_len, cut);
}

static enum client_end
calc_take(struct calc_talk *talk, const char *text, size_t len, bool cut)
{
	const struct child *child = talk->lines.child;
	size_t own = 0;

	/* Some clients put their name before everything they say. */
	if (talk->named)
		own = name_line_own(text, len, child->row.name);
	text += own;
	len -= own;
	calc_trim(&text, &len);
	if (quit_line_word(text, len) != QUIT_NOT)
		return calc_end(talk);
	return talk->begun ? calc_answer(talk, text, len, cut) :
	    calc_begin(talk, text, len, cut);
}

static enum client_end
calc_serve(struct child *child)
{
	static struct calc_talk talk;
	struct frame_message message;
	enum lines_got got;
	enum client_end end;

	lines_init(&talk.lines, child, LINE_MAX);
	talk.lines.in_turn = true;
	child_silent(child, child->inherit->accepted_mono_ns, SILENCE_NAME);
	end = lines_prompt(&talk.lines, when_mono_ns());
	while (end == CHILD_OK) {
		end = lines_receive(&talk.lines, &message,
		    when_mono_ns() + child_idle_ns(child), -1, &got);
		if (end != CHILD_OK)
			return end;
		if (got == LINES_CLOSED)
			return END_CLIENT;
		if (got == LINES_NOTHING)
			return child_idle_over(child);
		end = calc_take(&talk, message.text, message.text_len,
		    message.cut);
		if (end == CHILD_OK)
			child_state(child, STATE_IDLE);
	}
	return end;
}

const struct lab lab_calc = {
	.transport = LAB_TCP,
	.serve = calc_serve,
	.farewell = lines_farewell,
	.greet = GREET_NEVER,
};
