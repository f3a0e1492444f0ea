/*
 * The wait lab: registers, then uploads random numbers of seconds, one after
 * the other, and passes on what the server answers.
 *
 * Servers differ, and people bring their own:
 * - One that closes after an answer (HTTP/1.0, "Connection: close", or
 *   without a word) is connected to again, and the name is registered again,
 *   unless the last connection ended behind a registration: then it is the
 *   pause's turn.  A server that says "taken" keeps names; it earns a
 *   warning, and is told the name no more.
 * - One that greets (a 200 nobody asked for, right after connecting): as the
 *   answer to a registration may be a 200 too, the first 200 is held until
 *   another message shows that it was a greeting, or DOUBT_NS passes.
 */
#include "client/lab_wait.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/when.h"
#include "client/random.h"

/* From one request to the next when the server does not pause as asked: what
 * is said of that can be read, and nothing is flooded. */
#define PACE_NS		(1 * NS_PER_S)

static void
wait_for_answer(struct conversation *conversation, long seconds)
{
	struct wait_memory *memory = lab_memory(conversation);

	memory->stalled = false;
	memory->deadline_ns = lab_now(conversation) + seconds * NS_PER_S +
	    WAIT_PATIENCE_NS;
	lab_wake(conversation, memory->deadline_ns);
	/* Of an answer to nothing, so far. */
	if (memory->http.partial != 0)
		wait_for_rest(conversation);
}

static void
wait_register(struct conversation *conversation)
{
	struct wait_memory *memory = lab_memory(conversation);
	const char *name = lab_plan(conversation)->name;

	memory->asked = ASKED_NAME;
	memory->asked_ns = lab_now(conversation);
	http_client_post(conversation, "/clients", name, strlen(name));
	wait_for_answer(conversation, 0);
}

bool
wait_paces(struct conversation *conversation)
{
	const struct wait_memory *memory = lab_memory(conversation);

	return memory->hasty &&
	    lab_now(conversation) < memory->asked_ns + PACE_NS;
}

static void
wait_pace(struct conversation *conversation)
{
	const struct wait_memory *memory = lab_memory(conversation);

	lab_state(conversation, CONVERSATION_CONNECTED);
	lab_wake(conversation, memory->asked_ns + PACE_NS);
}

void
wait_ask(struct conversation *conversation)
{
	struct wait_memory *memory = lab_memory(conversation);
	const struct conversation_plan *plan = lab_plan(conversation);
	char text[24];

	memory->asked = ASKED_NOTHING;
	if (lab_rests(conversation))
		return;
	if (wait_paces(conversation)) {
		wait_pace(conversation);
		return;
	}
	memory->hasty = false;
	if (!memory->unanswered)
		memory->seconds = random_between(plan->min_seconds,
		    plan->max_seconds);
	memory->unanswered = true;
	memory->asked = ASKED_PAUSE;
	memory->asked_ns = lab_now(conversation);
	(void)snprintf(text, sizeof(text), "%ld", memory->seconds);
	http_client_post(conversation, "/wait", text, strlen(text));
	lab_state(conversation, CONVERSATION_WAITING);
	lab_tell_pause(conversation, memory->seconds);
	wait_for_answer(conversation, memory->seconds);
}

static void
wait_connected(struct conversation *conversation)
{
	struct wait_memory *memory = lab_memory(conversation);

	if (memory->answered != ASKED_NOTHING && !memory->closes_warned) {
		lab_warn(conversation, "the server closes the connection "
		    "after its answer: connecting again each time");
		memory->closes_warned = true;
	}
	http_client_reset(&memory->http);
	memory->greeted = memory->named = memory->unasked = false;
	memory->show_ns = 0;
	if (memory->registered && (memory->server_remembers ||
	    memory->answered == ASKED_NAME))
		wait_ask(conversation);
	else
		wait_register(conversation);
}

void
wait_reconnect(struct conversation *conversation)
{
	struct wait_memory *memory = lab_memory(conversation);

	memory->closes_after[memory->answered] = true;
	lab_reconnect(conversation);
}

void
wait_go_on(struct conversation *conversation)
{
	struct wait_memory *memory = lab_memory(conversation);

	memory->answered = memory->asked;
	memory->answered_ns = lab_now(conversation);
	if (memory->closes_after[memory->answered] ||
	    !memory->http.response.keep_alive)
		wait_reconnect(conversation);
	else if (memory->named || memory->server_remembers)
		wait_ask(conversation);
	else
		/* It did not close this time: who asks is nobody yet. */
		wait_register(conversation);
}

/* A whole answer, and the byte behind it, or 0.  What comes together with the
 * answer to a pause cannot answer the next one, which is not asked for yet. */
static void
wait_taken(struct conversation *conversation, const char *bytes, char behind)
{
	struct wait_memory *memory = lab_memory(conversation);
	bool unasked = memory->unasked;

	memory->unasked = memory->asked == ASKED_PAUSE && behind == 'H';
	if (unasked)
		wait_unasked(conversation, bytes);
	else
		wait_answered(conversation, bytes);
}

static size_t
wait_received(struct conversation *conversation, const char *bytes,
    size_t len, bool last)
{
	struct wait_memory *memory = lab_memory(conversation);
	enum http_progress progress;
	size_t used;

	progress = http_client_read(&memory->http, conversation, bytes, len,
	    last, &used);
	if (memory->http.partial == 0)
		memory->show_ns = 0;
	if (progress == HTTP_COMPLETE)
		wait_taken(conversation, bytes, used < len ? bytes[used] : 0);
	else if (progress == HTTP_MORE && memory->http.partial != 0)
		wait_for_rest(conversation);
	return used;
}

const struct client_lab client_lab_wait = {
	.rounds = true,
	.options = CLIENT_TAKES(name) | CLIENT_TAKES(min) |
	    CLIENT_TAKES(max) | CLIENT_TAKES(count),
	.socket_type = SOCK_STREAM,
	.receive_max = HTTP_RAW_MAX,
	.state_size = sizeof(struct wait_memory),
	.connected = wait_connected,
	.received = wait_received,
	.parting = wait_parting,
	.ended = wait_ended,
	.woken = wait_woken,
};
