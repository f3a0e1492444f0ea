/*
 * The calculation lab: says its name, then one expression after the other,
 * each when the one before has been answered.  What is no expression is not
 * sent; one that has no answer is, and warned of.
 */
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "base/text.h"
#include "wire/calc_verdict.h"
#include "client/line_client.h"
#include "wire/calc.h"
#include "wire/quit_line.h"

#define PATIENCE_S	10

/* For a number behind words. */
#define WORDS_NS	(2 * LINE_CLIENT_GAP_NS)

struct calc_memory {
	struct line_client lines;
	bool heard;		/* the server has said something */
	bool asked;		/* an answer is due */
	bool worded;		/* it has begun, and holds no number yet */
	bool known;		/* what it should be: */
	double value;
	char question[CALC_TEXT_SIZE];	/* escaped */
	bool leaving;		/* a goodbye was said */
	char fault[CALC_TEXT_SIZE];
};

/* What comes before anything was asked. */
static void
calc_greeting(struct conversation *conversation, const char *text, size_t len)
{
	struct calc_memory *memory = lab_memory(conversation);
	bool first = !memory->heard;

	memory->heard = true;
	if (first && line_client_rejects_name(conversation, text, len))
		return;
	if (strncasecmp(text, "error", 5) == 0)
		line_client_remark(conversation, text, len);
	else
		line_client_greeting(conversation, text, len);
}

/* The next may be asked. */
static void
calc_done(struct conversation *conversation)
{
	struct calc_memory *memory = lab_memory(conversation);

	memory->asked = memory->worded = false;
	line_client_alarm(conversation, 0);
	lab_state(conversation, CONVERSATION_CONNECTED);
}

/* Is that the sum? */
static void
calc_judge(struct conversation *conversation, const char *text, size_t len)
{
	struct calc_memory *memory = lab_memory(conversation);
	char right[CALC_NUMBER_SIZE], shown[128];
	enum calc_verdict verdict = CALC_RIGHT;

	if (memory->known)
		verdict = calc_verdict(text, len, memory->value);
	if (verdict == CALC_NO_NUMBER) {
		/* "Result:", and the number follows. */
		memory->worded = true;
		line_client_alarm(conversation,
		    lab_now(conversation) + WORDS_NS);
		return;
	}
	(void)calc_format(right, memory->value);
	(void)text_show_line(shown, sizeof(shown), text, len);
	if (verdict == CALC_WRONG)
		lab_warn(conversation, "%s is %s, and the server says %s",
		    memory->question, right, shown);
	calc_done(conversation);
}

static void
calc_message(struct conversation *conversation, const char *text, size_t len)
{
	struct calc_memory *memory = lab_memory(conversation);

	if (line_client_opening(&memory->lines)) {
		calc_greeting(conversation, text, len);
		return;
	}
	memory->heard = true;
	line_client_answer(conversation, text, len);
	/* Else one of many lines, or a late one. */
	if (memory->asked)
		calc_judge(conversation, text, len);
}

static void
calc_alarm(struct conversation *conversation)
{
	struct calc_memory *memory = lab_memory(conversation);
	char right[CALC_NUMBER_SIZE];

	if (memory->leaving) {
		lab_finish(conversation);
		return;
	}
	if (memory->worded) {
		(void)calc_format(right, memory->value);
		lab_warn(conversation, "no number came back for %s, which is "
		    "%s", memory->question, right);
	} else {
		lab_warn(conversation, "the server has not answered for %d "
		    "seconds", PATIENCE_S);
	}
	calc_done(conversation);
}

static void
calc_connected(struct conversation *conversation)
{
	line_client_begin(conversation, calc_message, calc_alarm);
	line_client_open(conversation);
}

static void
calc_ended(struct conversation *conversation, const char *reason)
{
	const struct calc_memory *memory = lab_memory(conversation);

	if (memory->leaving)
		lab_finish(conversation);
	else
		line_client_lost(conversation, reason);
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
	line_client_say(conversation, "q", 1);
	lab_state(conversation, CONVERSATION_WAITING);
	line_client_alarm(conversation,
	    lab_now(conversation) + LINE_CLIENT_GOODBYE_NS);
}

static void
calc_ask(struct conversation *conversation, const char *line, size_t len)
{
	struct calc_memory *memory = lab_memory(conversation);

	memory->asked = true;
	memory->worded = false;
	(void)text_show(memory->question, sizeof(memory->question), line, len);
	line_client_say(conversation, line, len);
	lab_state(conversation, CONVERSATION_WAITING);
	line_client_alarm(conversation, lab_now(conversation) +
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
	if (line_client_opening(&memory->lines))
		return "the name has not been accepted yet";
	if (memory->asked)
		return "the answer to the line before has not come yet";
	if (quit_line_word(line, len) != QUIT_NOT) {
		calc_quit(conversation);
		return NULL;
	}
	if (calc_parse(line, len, &calc) != CALC_OK)
		return calc_fault(memory, &calc, line, len);
	memory->known = calc_evaluate(line, len, &calc) == CALC_OK;
	memory->value = calc.value;
	if (!memory->known)
		lab_warn(conversation, "no number will come back: %s",
		    calc_fault(memory, &calc, line, len));
	calc_ask(conversation, line, len);
	return NULL;
}

const struct client_lab client_lab_calc = {
	.options = CLIENT_TAKES(name) | CLIENT_TAKES(line_end) |
	    CLIENT_TAKES(bare) | CLIENT_TAKES(bare_name),
	.socket_type = SOCK_STREAM,
	.receive_max = FRAME_PUSH_MAX,
	.state_size = sizeof(struct calc_memory),
	.connected = calc_connected,
	.received = line_client_received,
	.parting = line_client_parting,
	.ended = calc_ended,
	.woken = line_client_woken,
	.input = calc_input,
	.input_end = calc_quit,
};
