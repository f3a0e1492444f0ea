/*
 * The order lab: says its name, and passes on whose came first; then, with a
 * server that goes on as a chat, what is typed and what comes.
 *
 * Until the result has come, and some time after it, in which a server that
 * does not go on closes, nothing typed is sent: the conversation is
 * "waiting".  A server that does neither is left when there is no more to
 * type.  By hand, nothing is said until the first line is typed, so that the
 * user decides whose comes first.
 */
#include "client/lab_order.h"

#include <string.h>
#include <sys/socket.h>

#include "wire/order_line.h"

/* A server that closes behind the result does it by then. */
#define SETTLE_NS	(2 * LINE_CLIENT_GAP_NS)
/* And one that goes on has a partner who speaks by then, or has none. */
#define STAY_NS		(2 * NS_PER_S)

static void
order_message(struct conversation *conversation, const char *text, size_t len)
{
	struct order_memory *memory = lab_memory(conversation);
	size_t at, rest_len = len;

	if (!memory->answered) {
		order_judge(conversation, text, len);
		line_client_alarm(conversation, memory->answered ?
		    lab_now(conversation) + SETTLE_NS :
		    order_wait_ns(memory));
		return;
	}
	memory->chatting = true;
	line_client_answer(conversation, text, len);
	(void)order_line_letter(text, &rest_len, &at);
	if (!order_line_bye(text + at, rest_len - at))
		return;
	/* Alone it is the server's own, behind a letter the partner's. */
	memory->leaving = true;
	if (at == 0)
		lab_finish(conversation);
	line_client_alarm(conversation,
	    lab_now(conversation) + LINE_CLIENT_GOODBYE_NS);
	lab_state(conversation, CONVERSATION_WAITING);
}

static void
order_alarm(struct conversation *conversation)
{
	const struct order_memory *memory = lab_memory(conversation);

	if (!memory->answered) {
		order_wait(conversation);
		line_client_alarm(conversation, order_wait_ns(memory));
	} else if (memory->leaving || memory->input_over) {
		lab_finish(conversation);
	} else {
		lab_state(conversation, CONVERSATION_CONNECTED);
	}
}

static void
order_spoken(struct conversation *conversation)
{
	order_expect(conversation);
	line_client_alarm(conversation,
	    order_wait_ns(lab_memory(conversation)));
	lab_state(conversation, CONVERSATION_WAITING);
}

static void
order_connected(struct conversation *conversation)
{
	struct order_memory *memory = lab_memory(conversation);

	line_client_begin(conversation, order_message, order_alarm);
	memory->spoken = !lab_plan(conversation)->by_hand;
	if (!memory->spoken) {
		lab_state(conversation, CONVERSATION_CONNECTED);
		return;
	}
	line_client_say_name(conversation);
	order_spoken(conversation);
}

/* The first message, in place of the name that goes by itself. */
static const char *
order_speak(struct conversation *conversation, const char *line, size_t len)
{
	struct order_memory *memory = lab_memory(conversation);

	memory->spoken = true;
	if (len < sizeof(memory->message))
		memcpy(memory->message, line, len);
	if (len == 0)
		line_client_say_name(conversation);
	else
		line_client_say(conversation, line, len);
	order_spoken(conversation);
	return NULL;
}

static void
order_ended(struct conversation *conversation, const char *reason)
{
	struct order_memory *memory = lab_memory(conversation);

	if (!memory->answered)
		order_release(conversation);
	/* A server that has said the result may end as it likes. */
	if (memory->leaving || (memory->answered && !lab_dismissed(conversation)
	    && (reason == NULL || !memory->chatting)))
		lab_finish(conversation);
	else if (memory->give_up_ns != 0 && !memory->answered)
		lab_fail(conversation, "%s", memory->reason);
	else
		lab_gone(conversation, reason,
		    memory->answered ? "" : " without a result");
}

static const char *
order_input(struct conversation *conversation, const char *line, size_t len)
{
	struct order_memory *memory = lab_memory(conversation);

	if (!memory->spoken)
		return order_speak(conversation, line, len);
	if (!memory->answered)
		return "the result has not come yet";
	memory->chatting = memory->said = true;
	line_client_say(conversation, line, len);
	if (order_line_bye(line, len)) {
		memory->leaving = true;
		lab_state(conversation, CONVERSATION_WAITING);
		line_client_alarm(conversation, lab_now(conversation) +
		    LINE_CLIENT_GOODBYE_NS);
	} else if (line_client_run_on(conversation)) {
		/* Only time tells its end from the next line. */
		lab_state(conversation, CONVERSATION_WAITING);
		line_client_alarm(conversation, lab_now(conversation) +
		    LINE_CLIENT_GAP_NS);
	}
	return NULL;
}

/* Who has said nothing need not take his leave. */
static void
order_input_end(struct conversation *conversation)
{
	struct order_memory *memory = lab_memory(conversation);

	memory->input_over = true;
	if (!memory->spoken)
		lab_fail(conversation, "no result: nothing was said");
	else if (memory->said)
		(void)order_input(conversation, "Bye", 3);
	else if (memory->answered)
		line_client_alarm(conversation, memory->answered_ns + STAY_NS);
}

static const char *
order_invitation(struct conversation *conversation)
{
	const struct order_memory *memory = lab_memory(conversation);

	return !memory->spoken ? "nothing has been said yet: the first line "
	    "you type is the message, Return alone says the name" :
	    "the server has not closed the connection: what you type is sent; "
	    "Bye or Ctrl-D ends it";
}

const struct client_lab client_lab_order = {
	.invitation = order_invitation,
	.options = CLIENT_TAKES(name) | CLIENT_TAKES(line_end) |
	    CLIENT_TAKES(bare) | CLIENT_TAKES(bare_name) |
	    CLIENT_TAKES(by_hand),
	.socket_type = SOCK_STREAM,
	.receive_max = FRAME_PUSH_MAX,
	.state_size = sizeof(struct order_memory),
	.connected = order_connected,
	.received = line_client_received,
	.parting = line_client_parting,
	.ended = order_ended,
	.woken = line_client_woken,
	.input = order_input,
	.input_end = order_input_end,
};
