/*
 * The order lab: says its name, and passes on whose came first; then, with a
 * server that goes on as a chat, what is typed and what comes.
 *
 * Until the result has come, and some time after it, in which a server that
 * does not go on closes, nothing typed is sent: the conversation is
 * "waiting".
 */
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "base/text.h"
#include "client/lines.h"
#include "wire/order_line.h"

struct order_memory {
	struct lines lines;
	bool answered;		/* the result is known */
	bool chatting;		/* and something came or went since */
	bool said;		/* the user typed something */
	bool leaving;		/* Bye was said, by either */
};

/* Instead of a result; the words are barewired's (server/order_pair.c). */
static bool
order_is_failure(const char *text)
{
	return strncasecmp(text, "error", 5) == 0 ||
	    strncasecmp(text, "no partner came", 15) == 0 ||
	    (strncasecmp(text, "client ", 7) == 0 &&
	    strstr(text, " left early") != NULL);
}

static bool
order_is_greeting(const char *text)
{
	return strcasecmp(text, "Client X connected") == 0 ||
	    strcasecmp(text, "Client Y connected") == 0;
}

static void
order_result(struct conversation *conversation, const char *text, size_t len)
{
	struct order_memory *memory = lab_memory(conversation);
	char escaped[512];

	if (order_is_greeting(text)) {
		lines_greeting(conversation, text, len);
	} else if (order_is_failure(text)) {
		(void)text_show(escaped, sizeof(escaped), text, len);
		lab_fail(conversation, "no result: the server says: %s",
		    escaped);
	} else {
		lines_answer(conversation, text, len);
		memory->answered = true;
		lines_alarm(conversation, lab_now(conversation) +
		    2 * LINES_GAP_NS);
	}
}

static void
order_message(struct conversation *conversation, const char *text, size_t len)
{
	struct order_memory *memory = lab_memory(conversation);
	size_t at, rest_len = len;

	if (!memory->answered) {
		order_result(conversation, text, len);
		return;
	}
	memory->chatting = true;
	lines_answer(conversation, text, len);
	(void)order_line_letter(text, &rest_len, &at);
	if (!order_line_bye(text + at, rest_len - at))
		return;
	/* Alone it is the server's own, behind a letter the partner's. */
	memory->leaving = true;
	if (at == 0)
		lab_finish(conversation);
	lines_alarm(conversation, lab_now(conversation) + LINES_GOODBYE_NS);
	lab_state(conversation, CONVERSATION_WAITING);
}

static void
order_alarm(struct conversation *conversation)
{
	const struct order_memory *memory = lab_memory(conversation);

	if (memory->leaving)
		lab_finish(conversation);
	else
		lab_state(conversation, CONVERSATION_CONNECTED);
}

static void
order_connected(struct conversation *conversation)
{
	lines_begin(conversation, order_message, order_alarm);
	lines_say_for_user(conversation, lab_plan(conversation)->name);
	lab_state(conversation, CONVERSATION_WAITING);
}

static void
order_ended(struct conversation *conversation, const char *reason)
{
	const struct order_memory *memory = lab_memory(conversation);

	/* A server that has said the result may end as it likes. */
	if (memory->leaving || (memory->answered &&
	    (reason == NULL || !memory->chatting)))
		lab_finish(conversation);
	else
		lab_fail(conversation, "the server is gone: %s%s",
		    reason != NULL ? reason : "it closed the connection",
		    memory->answered ? "" : " without a result");
}

static const char *
order_input(struct conversation *conversation, const char *line, size_t len)
{
	struct order_memory *memory = lab_memory(conversation);

	if (!memory->answered)
		return "the result has not come yet";
	memory->chatting = memory->said = true;
	lines_say(conversation, line, len);
	if (order_line_bye(line, len)) {
		memory->leaving = true;
		lab_state(conversation, CONVERSATION_WAITING);
		lines_alarm(conversation, lab_now(conversation) +
		    LINES_GOODBYE_NS);
	} else if (lines_run_on(conversation)) {
		/* Only time tells its end from the next line. */
		lab_state(conversation, CONVERSATION_WAITING);
		lines_alarm(conversation, lab_now(conversation) +
		    LINES_GAP_NS);
	}
	return NULL;
}

/* Who has said nothing goes on listening. */
static void
order_input_end(struct conversation *conversation)
{
	const struct order_memory *memory = lab_memory(conversation);

	if (memory->said)
		(void)order_input(conversation, "Bye", 3);
}

const struct client_lab client_lab_order = {
	.options = CLIENT_TAKES(name) | CLIENT_TAKES(line_end) |
	    CLIENT_TAKES(bare),
	.socket_type = SOCK_STREAM,
	.receive_max = FRAME_PUSH_MAX,
	.state_size = sizeof(struct order_memory),
	.connected = order_connected,
	.received = lines_received,
	.parting = lines_parting,
	.ended = order_ended,
	.woken = lines_woken,
	.input = order_input,
	.input_end = order_input_end,
};
