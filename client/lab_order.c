/*
 * The order lab: says its name, and passes on whose came first; then, with a
 * server that goes on as a chat, what is typed and what comes.
 *
 * Until the result has come nothing typed is sent: the conversation is
 * "waiting".
 */
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "client/lines.h"

struct order_memory {
	struct lines lines;
	bool answered;
};

static bool
order_is(const struct frame_message *message, const char *words)
{
	return message->text_len == strlen(words) &&
	    strcasecmp(message->text, words) == 0;
}

static void
order_message(struct conversation *conversation,
    const struct frame_message *message)
{
	struct order_memory *memory = lab_memory(conversation);

	if (!memory->answered && (order_is(message, "Client X connected") ||
	    order_is(message, "Client Y connected"))) {
		lines_greeting(conversation, message);
		return;
	}
	lines_answer(conversation, message);
	memory->answered = true;
	if (order_is(message, "Bye"))
		lab_finish(conversation);
	else
		lab_state(conversation, CONVERSATION_CONNECTED);
}

static void
order_connected(struct conversation *conversation)
{
	lines_begin(conversation, order_message, NULL);
	lines_say_for_user(conversation, lab_plan(conversation)->name);
	lab_state(conversation, CONVERSATION_WAITING);
}

static void
order_ended(struct conversation *conversation, const char *reason)
{
	const struct order_memory *memory = lab_memory(conversation);

	if (reason != NULL)
		lab_fail(conversation, "the server is gone: %s", reason);
	else if (memory->answered)
		lab_finish(conversation);
	else
		lab_fail(conversation, "the server closed the connection "
		    "without a result");
}

static const char *
order_input(struct conversation *conversation, const char *line, size_t len)
{
	const struct order_memory *memory = lab_memory(conversation);

	if (!memory->answered)
		return "the result has not come yet";
	lines_say(conversation, line, len);
	return NULL;
}

const struct client_lab client_lab_order = {
	.options = CLIENT_TAKES(name) | CLIENT_TAKES(bare),
	.socket_type = SOCK_STREAM,
	.receive_max = FRAME_PUSH_MAX,
	.state_size = sizeof(struct order_memory),
	.connected = order_connected,
	.received = lines_received,
	.ended = order_ended,
	.woken = lines_woken,
	.input = order_input,
};
