/*
 * The calculation lab: a name, then expressions, an answer for each; `q`
 * ends it.
 *
 * The name needs no reply (most clients expect none); a client that begins
 * with an expression is served as a guest.
 */
#include <stdio.h>
#include <string.h>

#include "server/child_lines.h"
#include "server/lab.h"
#include "server/limits.h"
#include "wire/calc.h"

#define LINE_MAX	1000

/* Without spaces around it. */
static void
calc_trim(struct frame_message *message)
{
	while (message->text_len > 0 && (*message->text == ' ' ||
	    *message->text == '\t')) {
		message->text++;
		message->text_len--;
	}
	while (message->text_len > 0 &&
	    (message->text[message->text_len - 1] == ' ' ||
	    message->text[message->text_len - 1] == '\t'))
		message->text_len--;
}

static bool
calc_quits(const struct frame_message *message)
{
	return message->text_len == 1 &&
	    (*message->text == 'q' || *message->text == 'Q');
}

static enum client_end
calc_end(struct lines *lines)
{
	child_event(lines->child, "session ended");
	if (lines->child->settings->greet[lines->child->inherit->lab] ==
	    GREET_ALWAYS)
		(void)lines_send(lines, "Bye");
	return END_SERVER;
}

static enum client_end
calc_answer(struct lines *lines, const struct frame_message *message)
{
	char text[CALC_TEXT_SIZE], escaped[128];
	struct calc calc;
	size_t len;

	if (message->cut)
		len = (size_t)snprintf(text, sizeof(text), "error: a line "
		    "is at most %d bytes", LINE_MAX);
	else if (calc_evaluate(message->text, message->text_len, &calc) ==
	    CALC_OK)
		len = calc_format(text, calc.value);
	else
		len = calc_explain(text, &calc, message->text,
		    message->text_len);
	(void)text_escape(escaped, sizeof(escaped), message->text,
	    message->text_len);
	child_event(lines->child, "asked %s: answered %s", escaped, text);
	return lines_send_text(lines, text, len);
}

/* A first message is a calculation when it is one, or looks like a try. */
static bool
calc_is_expression(const struct frame_message *message)
{
	struct calc calc;

	if (calc_parse(message->text, message->text_len, &calc) == CALC_OK)
		return true;
	return text_name_fault(message->text, message->text_len) != NULL &&
	    message->text_len > 0 && strchr("+-.,(0123456789",
	    *message->text) != NULL;
}

static enum client_end
calc_refuse(struct lines *lines, const char *why, const char *name)
{
	enum client_end end;

	child_event(lines->child, "cannot be \"%s\": %s", name, why);
	end = lines_send(lines, "error: \"%s\" cannot be your name: %s",
	    name, why);
	return end == CHILD_OK ? END_REFUSED : end;
}

static enum client_end
calc_name(struct lines *lines, const struct frame_message *message)
{
	const char *fault = text_name_fault(message->text,
	    message->text_len);
	enum table_result result;
	char name[80];
	int tries = 0;

	(void)text_escape(name, sizeof(name), message->text,
	    message->text_len);
	if (fault != NULL)
		return calc_refuse(lines, fault, name);
	do
		result = child_rename(lines->child, name);
	while (result == TABLE_BUSY && lines_again(&tries));
	switch (result) {
	case TABLE_OK:
		return CHILD_OK;
	case TABLE_TAKEN:
		return calc_refuse(lines, "it is taken", name);
	default:
		return calc_refuse(lines,
		    "it could not be registered now, try again", name);
	}
}

/* The first message: a name, or an expression right away. */
static enum client_end
calc_begin(struct lines *lines, const struct frame_message *message)
{
	enum client_end end;

	if (calc_quits(message))
		return calc_end(lines);
	if (calc_is_expression(message))
		return calc_answer(lines, message);
	end = calc_name(lines, message);
	if (end != CHILD_OK)
		return end;
	return lines_greet(lines, when_mono_ns(), "Hello %s",
	    lines->child->row.name);
}

static enum client_end
calc_next(struct lines *lines, struct frame_message *message)
{
	enum lines_got got;
	enum client_end end;

	do {
		end = lines_receive(lines, message,
		    when_mono_ns() + LIMIT_IDLE_NS, -1, &got);
		if (end != CHILD_OK)
			return end;
		if (got == LINES_CLOSED)
			return END_CLIENT;
		if (got == LINES_NOTHING)
			return END_TIMEOUT;
	} while (got != LINES_MESSAGE);
	calc_trim(message);
	return CHILD_OK;
}

static enum client_end
calc_serve(struct child *child)
{
	static struct lines lines;
	struct frame_message message;
	enum client_end end;
	bool first = true;

	lines_init(&lines, child, LINE_MAX);
	lines.in_turn = true;
	for (;;) {
		end = calc_next(&lines, &message);
		if (end != CHILD_OK)
			return end;
		if (first)
			end = calc_begin(&lines, &message);
		else if (calc_quits(&message))
			end = calc_end(&lines);
		else
			end = calc_answer(&lines, &message);
		if (end != CHILD_OK)
			return end;
		first = false;
		child_state(child, STATE_IDLE);
	}
}

const struct lab lab_calc = {
	.transport = LAB_TCP,
	.serve = calc_serve,
	.farewell = lines_farewell,
	.refusal = "error: this server is full, try again in a few seconds\n",
	.greet = GREET_NEVER,
};
