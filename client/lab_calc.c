/*
 * The calculation lab: says its name, then one expression after the other,
 * each when the one before has been answered.  What is no expression is not
 * sent.
 */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/when.h"
#include "client/lines.h"
#include "wire/calc.h"

#define PATIENCE_NS	(10 * NS_PER_S)

struct calc_memory {
	struct lines lines;
	bool named;		/* the name has had its moment */
	bool asked;		/* an answer is due */
	bool quitting;
	char fault[CALC_TEXT_SIZE];
};

static void
calc_message(struct conversation *conversation,
    const struct frame_message *message)
{
	struct calc_memory *memory = lab_memory(conversation);

	if (!memory->asked && !memory->quitting) {
		lines_greeting(conversation, message);
		return;
	}
	lines_answer(conversation, message);
	if (memory->quitting)
		return;
	memory->asked = false;
	lines_alarm(conversation, 0);
	lab_state(conversation, CONVERSATION_CONNECTED);
}

static void
calc_alarm(struct conversation *conversation)
{
	struct calc_memory *memory = lab_memory(conversation);

	if (memory->named && memory->quitting)
		lab_finish(conversation);
	else if (memory->named)
		lab_warn(conversation, "the server has not answered for %d "
		    "seconds", (int)(PATIENCE_NS / NS_PER_S));
	memory->named = true;
	memory->asked = false;
	lab_state(conversation, CONVERSATION_CONNECTED);
}

static void
calc_connected(struct conversation *conversation)
{
	lines_begin(conversation, calc_message, calc_alarm);
	lines_say_for_user(conversation, lab_plan(conversation)->name);
	lab_state(conversation, CONVERSATION_WAITING);
	lines_alarm(conversation, lab_now(conversation) + LINES_GAP_NS);
}

static void
calc_ended(struct conversation *conversation, const char *reason)
{
	const struct calc_memory *memory = lab_memory(conversation);

	if (memory->quitting)
		lab_finish(conversation);
	else
		lab_fail(conversation, "the server is gone: %s",
		    reason != NULL ? reason : "it closed the connection");
}

/* The end is asked for; a server that does not close is left. */
static void
calc_quit(struct conversation *conversation)
{
	struct calc_memory *memory = lab_memory(conversation);

	memory->quitting = true;
	lines_say(conversation, "q", 1);
	lab_state(conversation, CONVERSATION_WAITING);
	lines_alarm(conversation, lab_now(conversation) + PATIENCE_NS / 5);
}

static const char *
calc_input(struct conversation *conversation, const char *line, size_t len)
{
	struct calc_memory *memory = lab_memory(conversation);
	struct calc calc;

	if (memory->asked || !memory->named)
		return "the answer to the line before has not come yet";
	if (len == 1 && (line[0] == 'q' || line[0] == 'Q')) {
		calc_quit(conversation);
		return NULL;
	}
	if (calc_parse(line, len, &calc) != CALC_OK) {
		(void)calc_explain(memory->fault, &calc, line, len);
		return memory->fault;
	}
	if (calc_evaluate(line, len, &calc) != CALC_OK) {
		(void)calc_explain(memory->fault, &calc, line, len);
		lab_warn(conversation, "%s", memory->fault);
	}
	memory->asked = true;
	lines_say(conversation, line, len);
	lab_state(conversation, CONVERSATION_WAITING);
	lines_alarm(conversation, lab_now(conversation) + PATIENCE_NS);
	return NULL;
}

const struct client_lab client_lab_calc = {
	.options = CLIENT_TAKES(name) | CLIENT_TAKES(bare),
	.socket_type = SOCK_STREAM,
	.receive_max = FRAME_PUSH_MAX,
	.state_size = sizeof(struct calc_memory),
	.connected = calc_connected,
	.received = lines_received,
	.ended = calc_ended,
	.woken = lines_woken,
	.input = calc_input,
	.input_end = calc_quit,
};
