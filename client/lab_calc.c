/*
 * The calculation lab: says its name, then one expression after the other,
 * each when the one before has been answered.  What is no expression is not
 * sent; one that has no answer is, and warned of.
 */
#include <string.h>
#include <sys/socket.h>

#include "client/lines.h"
#include "wire/calc.h"

#define PATIENCE_S	10

struct calc_memory {
	struct lines lines;
	bool asked;		/* an answer is due */
	bool leaving;		/* q was said */
	char fault[CALC_TEXT_SIZE];
};

static void
calc_message(struct conversation *conversation, const char *text, size_t len)
{
	struct calc_memory *memory = lab_memory(conversation);

	if (lines_opening(&memory->lines)) {
		lines_greeting(conversation, text, len);
		return;
	}
	lines_answer(conversation, text, len);
	if (!memory->asked)
		return;		/* one of many lines, or a late one */
	memory->asked = false;
	lines_alarm(conversation, 0);
	lab_state(conversation, CONVERSATION_CONNECTED);
}

static void
calc_alarm(struct conversation *conversation)
{
	struct calc_memory *memory = lab_memory(conversation);

	if (memory->leaving) {
		lab_finish(conversation);
		return;
	}
	lab_warn(conversation, "the server has not answered for %d seconds",
	    PATIENCE_S);
	memory->asked = false;
	lab_state(conversation, CONVERSATION_CONNECTED);
}

static void
calc_connected(struct conversation *conversation)
{
	lines_begin(conversation, calc_message, calc_alarm);
	lines_open(conversation);
}

static void
calc_ended(struct conversation *conversation, const char *reason)
{
	const struct calc_memory *memory = lab_memory(conversation);

	if (memory->leaving)
		lab_finish(conversation);
	else
		lines_lost(conversation, reason);
}

/* The end is asked for; a server that does not close is left. */
static void
calc_quit(struct conversation *conversation)
{
	struct calc_memory *memory = lab_memory(conversation);

	if (memory->leaving)
		return;
	memory->leaving = true;
	memory->asked = false;
	lines_say(conversation, "q", 1);
	lab_state(conversation, CONVERSATION_WAITING);
	lines_alarm(conversation, lab_now(conversation) + LINES_GOODBYE_NS);
}

static void
calc_ask(struct conversation *conversation, const char *line, size_t len)
{
	struct calc_memory *memory = lab_memory(conversation);

	memory->asked = true;
	lines_say(conversation, line, len);
	lab_state(conversation, CONVERSATION_WAITING);
	lines_alarm(conversation, lab_now(conversation) +
	    PATIENCE_S * NS_PER_S);
}

/* Why there will be no answer, without the word "error" before it. */
static const char *
calc_fault(struct calc_memory *memory, const struct calc *calc,
    const char *line, size_t len)
{
	(void)calc_explain(memory->fault, calc, line, len);
	if (strncmp(memory->fault, "error", 5) != 0)
		return memory->fault;
	return memory->fault + 5 + strspn(memory->fault + 5, ": ");
}

static const char *
calc_input(struct conversation *conversation, const char *line, size_t len)
{
	struct calc_memory *memory = lab_memory(conversation);
	struct calc calc;

	if (memory->leaving)
		return "the goodbye has been said";
	if (lines_opening(&memory->lines))
		return "the name has not been accepted yet";
	if (memory->asked)
		return "the answer to the line before has not come yet";
	if (len == 1 && (line[0] == 'q' || line[0] == 'Q')) {
		calc_quit(conversation);
		return NULL;
	}
	if (calc_parse(line, len, &calc) != CALC_OK)
		return calc_fault(memory, &calc, line, len);
	if (calc_evaluate(line, len, &calc) != CALC_OK)
		lab_warn(conversation, "no number will come back: %s",
		    calc_fault(memory, &calc, line, len));
	calc_ask(conversation, line, len);
	return NULL;
}

const struct client_lab client_lab_calc = {
	.options = CLIENT_TAKES(name) | CLIENT_TAKES(line_end) |
	    CLIENT_TAKES(bare),
	.socket_type = SOCK_STREAM,
	.receive_max = FRAME_PUSH_MAX,
	.state_size = sizeof(struct calc_memory),
	.connected = calc_connected,
	.received = lines_received,
	.parting = lines_parting,
	.ended = calc_ended,
	.woken = lines_woken,
	.input = calc_input,
	.input_end = calc_quit,
};
