/* A conversation, as its owner sees it: calls in, events out. */
#include "client/conversation.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/text.h"
#include "client/conversation_private.h"

static const char *const words[CONVERSATION_STATE_COUNT] = {
#define STATE(symbol, word) word,
#include "client/states.def"
#undef STATE
};

const char *
conversation_state_word(enum conversation_state state)
{
	return state < CONVERSATION_STATE_COUNT ? words[state] : "?";
}

bool
conversation_over(const struct conversation *conversation)
{
	return conversation->state == CONVERSATION_FINISHED ||
	    conversation->state == CONVERSATION_FAILED;
}

/* True while the lab is to be told what happens. */
static bool
conversation_goes_on(const struct conversation *conversation)
{
	return !conversation_over(conversation) &&
	    conversation->state != CONVERSATION_CLOSING &&
	    conversation->pending == PENDING_NONE;
}

static void
conversation_trying(void *context, const char *address)
{
	struct conversation *conversation = context;

	conversation->state = CONVERSATION_CONNECTING;
	lab_tell(conversation, CONVERSATION_ON_CONNECTING, address);
}

static void
conversation_connected(void *context, const char *address)
{
	struct conversation *conversation = context;

	conversation->state = CONVERSATION_CONNECTED;
	conversation->was_connected = true;
	lab_tell(conversation, CONVERSATION_ON_CONNECTED, address);
	if (conversation_goes_on(conversation))
		conversation->lab->connected(conversation);
}

/* Another address, to which the lab's message has gone once more. */
static void
conversation_moved(void *context, const char *address)
{
	lab_tell(context, CONVERSATION_ON_CONNECTED, address);
}

static size_t
conversation_received(void *context, const char *bytes, size_t len,
    bool last)
{
	struct conversation *conversation = context;

	conversation->heard |= len != 0;
	if (conversation_goes_on(conversation))
		return conversation->lab->received(conversation, bytes, len,
		    last);
	/* Behind the last message; a failure has told what it is about. */
	if (len != 0 && (conversation->pending == PENDING_GOODBYE ||
	    conversation->pending == PENDING_RECONNECT))
		lab_tell_bytes(conversation, CONVERSATION_ON_RECEIVED, "",
		    bytes, len);
	return len;
}

static void
conversation_ended(void *context, const char *reason)
{
	struct conversation *conversation = context;

	if (conversation->state == CONVERSATION_CLOSING) {
		conversation->state = CONVERSATION_FINISHED;
		lab_tell(conversation, CONVERSATION_ON_FINISHED, "");
	} else if (conversation_goes_on(conversation)) {
		if (conversation->lab->ended != NULL)
			conversation->lab->ended(conversation, reason);
		else
			lab_gone(conversation, reason, "");
	}
}

static void
conversation_failed(void *context, const char *reason)
{
	struct conversation *conversation = context;
	const struct conversation_plan *plan = &conversation->plan;
	bool v6 = strchr(plan->host, ':') != NULL;
	char host[CONVERSATION_HOST_SIZE];

	(void)text_escape(host, sizeof(host), plan->host,
	    strlen(plan->host));
	if (conversation->state == CONVERSATION_LOOKING_UP)
		lab_fail(conversation, "could not find the address of %s: %s",
		    host, reason);
	else
		lab_fail(conversation, "%s to %s%s%s:%u: %s",
		    conversation->was_connected ? "the server is gone: "
		    "could not connect again" : "could not connect",
		    v6 ? "[" : "", host, v6 ? "]" : "", plan->port, reason);
}

static void
conversation_touched(void *context, uint64_t number, enum mischief_kind kind,
    uint64_t much, size_t bytes)
{
	char note[MISCHIEF_NOTE_SIZE];

	mischief_note(note, kind, much);
	lab_tell_mischief(context, note, number, bytes);
}

static void
conversation_open(struct conversation *conversation)
{
	/* What a failure before the first address is about. */
	conversation->state = CONVERSATION_LOOKING_UP;
	conversation->said[0] = '\0';
	conversation->farewell = FAREWELL_NONE;
	transport_open(&conversation->transport, conversation->plan.host,
	    conversation->plan.port, conversation->now_ns);
	if (conversation->transport.phase == TRANSPORT_LOOKUP)
		lab_tell(conversation, CONVERSATION_ON_LOOKUP,
		    conversation->plan.host);
}

/* Carries out what was asked for. */
static void
conversation_settle(struct conversation *conversation)
{
	enum conversation_pending pending = conversation->pending;

	conversation->pending = PENDING_NONE;
	conversation->wake_ns = 0;
	switch (pending) {
	case PENDING_NONE:
		break;
	case PENDING_RECONNECT:
		transport_close(&conversation->transport);
		conversation_open(conversation);
		break;
	case PENDING_GOODBYE:
		conversation->state = CONVERSATION_CLOSING;
		transport_close_gently(&conversation->transport,
		    conversation->now_ns);
		break;
	case PENDING_FAILURE:
		transport_close(&conversation->transport);
		conversation->state = CONVERSATION_FAILED;
		lab_tell(conversation, CONVERSATION_ON_FAILED,
		    conversation->reason);
		break;
	}
}

/* Every call that can make something happen stands between these two: what
 * a lab or the listener asks for from inside waits for the outermost. */
static void
conversation_enter(struct conversation *conversation, int64_t now_ns)
{
	conversation->depth++;
	conversation->now_ns = now_ns;
}

static void
conversation_leave(struct conversation *conversation)
{
	while (conversation->depth == 1 &&
	    conversation->pending != PENDING_NONE &&
	    !conversation_over(conversation))
		conversation_settle(conversation);
	conversation->depth--;
}

struct conversation *
conversation_new(const struct conversation_plan *plan,
    const struct conversation_listener *listener)
{
	const struct client_lab *lab = client_lab(plan->lab);
	struct transport_listener from_transport = {
		.trying = conversation_trying,
		.connected = conversation_connected,
		.moved = conversation_moved,
		.received = conversation_received,
		.ended = conversation_ended,
		.failed = conversation_failed,
		.touched = conversation_touched,
	};
	struct conversation *conversation;

	conversation = calloc(1, sizeof(*conversation) + lab->state_size);
	if (conversation == NULL)
		return NULL;
	conversation->plan = *plan;
	conversation->listener = *listener;
	conversation->lab = lab;
	from_transport.context = conversation;
	transport_init(&conversation->transport,
	    plan->udp ? SOCK_DGRAM : lab->socket_type,
	    lab->receive_max, &from_transport);
	transport_mischief(&conversation->transport, &plan->mischief);
	return conversation;
}

void
conversation_free(struct conversation *conversation)
{
	if (conversation == NULL)
		return;
	transport_close(&conversation->transport);
	free(conversation);
}

void
conversation_start(struct conversation *conversation, int64_t now_ns)
{
	if (conversation->state != CONVERSATION_NEW)
		return;
	conversation_enter(conversation, now_ns);
	conversation_open(conversation);
	conversation_leave(conversation);
}

void
conversation_wants(const struct conversation *conversation,
    struct conversation_wants *wants)
{
	int64_t wake_ns = conversation->wake_ns;

	wants->fd = transport_wants(&conversation->transport, &wants->events,
	    &wants->deadline_ns);
	if (wake_ns != 0 &&
	    (wants->deadline_ns == 0 || wake_ns < wants->deadline_ns))
		wants->deadline_ns = wake_ns;
}

void
conversation_ready(struct conversation *conversation, short revents,
    int64_t now_ns)
{
	conversation_enter(conversation, now_ns);
	transport_ready(&conversation->transport, revents, now_ns);
	conversation_leave(conversation);
}

void
conversation_tick(struct conversation *conversation, int64_t now_ns)
{
	conversation_enter(conversation, now_ns);
	transport_tick(&conversation->transport, now_ns);
	if (conversation->wake_ns != 0 && now_ns >= conversation->wake_ns &&
	    conversation_goes_on(conversation)) {
		conversation->wake_ns = 0;
		conversation->lab->woken(conversation);
	}
	conversation_leave(conversation);
}

bool
conversation_takes_input(const struct conversation *conversation)
{
	return conversation->lab->input != NULL;
}

const char *
conversation_invitation(struct conversation *conversation)
{
	return conversation->lab->invitation == NULL ? NULL :
	    conversation->lab->invitation(conversation);
}

const char *
conversation_input(struct conversation *conversation, const char *line,
    size_t len, int64_t now_ns)
{
	const char *fault = "there is no connection";

	conversation_enter(conversation, now_ns);
	if (conversation->lab->input == NULL)
		fault = "this lab takes no input";
	else if (conversation->transport.phase == TRANSPORT_OPEN &&
	    conversation_goes_on(conversation))
		fault = conversation->lab->input(conversation, line, len);
	conversation_leave(conversation);
	return fault;
}

void
conversation_input_end(struct conversation *conversation, int64_t now_ns)
{
	conversation_enter(conversation, now_ns);
	if (conversation->lab->input_end != NULL &&
	    conversation_goes_on(conversation))
		conversation->lab->input_end(conversation);
	conversation_leave(conversation);
}

void
conversation_stop(struct conversation *conversation, int64_t now_ns)
{
	if (conversation_over(conversation))
		return;
	conversation_enter(conversation, now_ns);
	if (conversation->lab->parting != NULL &&
	    conversation->transport.phase == TRANSPORT_OPEN &&
	    conversation_goes_on(conversation))
		conversation->lab->parting(conversation);
	lab_finish(conversation);
	conversation_leave(conversation);
}

enum conversation_state
conversation_state(const struct conversation *conversation)
{
	return conversation->state;
}
