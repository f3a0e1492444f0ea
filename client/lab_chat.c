/*
 * The chat lab: says its name, then what is typed, and shows what comes.
 *
 * A server refuses a name with an error and closes: the first message, when
 * it is an error, is held until it shows whether it was that.
 */
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "base/text.h"
#include "client/lines.h"
#include "wire/chat_line.h"

struct chat_memory {
	struct lines lines;
	bool heard;		/* the server has said something */
	bool quitting;
	char held[512];		/* an error that may be the refusal */
};

static void
chat_let_go(struct conversation *conversation)
{
	struct chat_memory *memory = lab_memory(conversation);

	if (memory->held[0] != '\0')
		lab_tell_bytes(conversation, CONVERSATION_ON_ANSWER,
		    memory->held, memory->held, strlen(memory->held));
	memory->held[0] = '\0';
}

static void
chat_message(struct conversation *conversation,
    const struct frame_message *message)
{
	struct chat_memory *memory = lab_memory(conversation);

	chat_let_go(conversation);
	if (!memory->heard && strncasecmp(message->text, "error", 5) == 0)
		(void)text_copy(memory->held, sizeof(memory->held),
		    message->text);
	else
		lines_answer(conversation, message);
	memory->heard = true;
}

/* The name has had its moment: now lines may follow. */
static void
chat_alarm(struct conversation *conversation)
{
	struct chat_memory *memory = lab_memory(conversation);

	if (memory->held[0] == '\0')
		lab_state(conversation, CONVERSATION_CONNECTED);
}

static void
chat_connected(struct conversation *conversation)
{
	lines_begin(conversation, chat_message, chat_alarm);
	lines_say_for_user(conversation, lab_plan(conversation)->name);
	lab_state(conversation, CONVERSATION_WAITING);
	lines_alarm(conversation, lab_now(conversation) + LINES_GAP_NS);
}

static void
chat_ended(struct conversation *conversation, const char *reason)
{
	struct chat_memory *memory = lab_memory(conversation);
	char escaped[512];

	if (memory->held[0] != '\0') {
		(void)text_escape(escaped, sizeof(escaped), memory->held,
		    strlen(memory->held));
		lab_fail(conversation, "the server refused: %s", escaped);
	} else if (memory->quitting) {
		lab_finish(conversation);
	} else {
		lab_fail(conversation, "the server is gone: %s",
		    reason != NULL ? reason : "it closed the connection");
	}
}

static const char *
chat_input(struct conversation *conversation, const char *line, size_t len)
{
	struct chat_memory *memory = lab_memory(conversation);
	struct chat_line parsed;

	chat_line_parse(line, len, &parsed);
	if (parsed.verb == CHAT_NOTHING)
		return NULL;
	memory->quitting = parsed.verb == CHAT_QUIT;
	lines_say(conversation, line, len);
	return NULL;
}

static void
chat_input_end(struct conversation *conversation)
{
	(void)chat_input(conversation, "/quit", 5);
}

const struct client_lab client_lab_chat = {
	.options = CLIENT_TAKES(name) | CLIENT_TAKES(bare),
	.socket_type = SOCK_STREAM,
	.receive_max = FRAME_PUSH_MAX,
	.state_size = sizeof(struct chat_memory),
	.connected = chat_connected,
	.received = lines_received,
	.ended = chat_ended,
	.woken = lines_woken,
	.input = chat_input,
	.input_end = chat_input_end,
};
