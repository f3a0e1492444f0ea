/*
 * The chat lab: says its name, then what is typed, and shows what comes.
 */
#include <string.h>
#include <sys/socket.h>

#include "base/text.h"
#include "client/line_client.h"
#include "wire/chat_line.h"

struct chat_memory {
	struct line_client lines;
	bool heard;		/* the server has said something */
	bool said;		/* so has the user */
	bool leaving;		/* it knows that we go */
	char refusal[256];	/* all it said was that, escaped; or "" */
};

static void
chat_message(struct conversation *conversation, const char *text, size_t len)
{
	struct chat_memory *memory = lab_memory(conversation);
	bool first = !memory->heard && line_client_opening(&memory->lines);

	/* A slow server's refusal, behind our goodbye. */
	if (!memory->heard && memory->leaving && !memory->said &&
	    line_client_is_error(text))
		(void)text_show(memory->refusal, sizeof(memory->refusal),
		    text, len);
	memory->heard = true;
	if (!first || !line_client_rejects_name(conversation, text, len))
		line_client_answer(conversation, text, len);
}

/* After a line the moment a bare one needs to be one message; after a
 * goodbye the server's time to answer it. */
static void
chat_alarm(struct conversation *conversation)
{
	const struct chat_memory *memory = lab_memory(conversation);

	if (memory->leaving)
		lab_finish(conversation);
	else
		lab_state(conversation, CONVERSATION_CONNECTED);
}

static void
chat_connected(struct conversation *conversation)
{
	line_client_begin(conversation, chat_message, chat_alarm);
	line_client_open(conversation);
}

static void
chat_ended(struct conversation *conversation, const char *reason)
{
	const struct chat_memory *memory = lab_memory(conversation);

	if (memory->refusal[0] != '\0')
		lab_fail(conversation, "the server refused: %s",
		    memory->refusal);
	else if (memory->leaving)
		lab_finish(conversation);
	else
		line_client_lost(conversation, reason);
}

static const char *
chat_input(struct conversation *conversation, const char *line, size_t len)
{
	struct chat_memory *memory = lab_memory(conversation);
	struct chat_line parsed;
	int64_t pause_ns;

	if (line_client_opening(&memory->lines))
		return "the name has not been accepted yet";
	if (memory->leaving)
		return "the goodbye has been said";
	chat_line_parse(line, len, &parsed);
	if (parsed.verb == CHAT_NOTHING)
		return NULL;
	line_client_say(conversation, line, len);
	memory->leaving = parsed.verb == CHAT_QUIT;
	memory->said |= !memory->leaving;
	pause_ns = memory->leaving ? LINE_CLIENT_GOODBYE_NS :
	    line_client_run_on(conversation) ? LINE_CLIENT_GAP_NS : 0;
	if (pause_ns != 0) {
		lab_state(conversation, CONVERSATION_WAITING);
		line_client_alarm(conversation,
		    lab_now(conversation) + pause_ns);
	}
	return NULL;
}

static void
chat_input_end(struct conversation *conversation)
{
	(void)chat_input(conversation, "/quit", 5);
}

const struct client_lab client_lab_chat = {
	.options = CLIENT_TAKES(name) | CLIENT_TAKES(line_end) |
	    CLIENT_TAKES(bare) | CLIENT_TAKES(bare_name),
	.socket_type = SOCK_STREAM,
	.receive_max = FRAME_PUSH_MAX,
	.state_size = sizeof(struct chat_memory),
	.connected = chat_connected,
	.received = line_client_received,
	.parting = line_client_parting,
	.ended = chat_ended,
	.woken = line_client_woken,
	.input = chat_input,
	.input_end = chat_input_end,
};
