/*
 * The wait lab: registers, then uploads random numbers of seconds, one after
 * the other, and passes on what the server answers.
 *
 * Servers differ, and people bring their own:
 * - One that closes after an answer (HTTP/1.0, "Connection: close", or
 *   without a word) is connected to again.  If it already did so after the
 *   registration, it cannot tie names to connections, so the name is not
 *   registered again; otherwise it is, and "taken" then only earns a warning.
 * - One that greets (a 200 nobody asked for, right after connecting): as the
 *   answer to a registration may be a 200 too, the first 200 is held until
 *   another message shows that it was a greeting, or DOUBT_NS passes.
 */
#include "client/lab_wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/text.h"
#include "base/when.h"
#include "client/random.h"

/* For a second answer that shows the first to be a greeting. */
#define DOUBT_NS	(500 * NS_PER_MS)
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
	if (memory->exchange.partial != 0)
		wait_for_rest(conversation);
}

static void
wait_register(struct conversation *conversation)
{
	struct wait_memory *memory = lab_memory(conversation);
	const char *name = lab_plan(conversation)->name;

	memory->asked = ASKED_NAME;
	memory->asked_ns = lab_now(conversation);
	exchange_post(conversation, "/clients", name, strlen(name));
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
	exchange_post(conversation, "/wait", text, strlen(text));
	lab_state(conversation, CONVERSATION_WAITING);
	lab_tell_pause(conversation, memory->seconds);
	wait_for_answer(conversation, memory->seconds);
}

static void
wait_connected(struct conversation *conversation)
{
	struct wait_memory *memory = lab_memory(conversation);

	if (memory->answered != ASKED_NOTHING && !memory->closes_told) {
		lab_warn(conversation, "the server closes the connection "
		    "after its answer: connecting again each time");
		memory->closes_told = true;
	}
	exchange_reset(&memory->exchange);
	memory->greeted = false;
	memory->show_ns = 0;
	if (memory->registered && memory->server_remembers)
		wait_ask(conversation);
	else
		wait_register(conversation);
}

void
wait_reconnect(struct conversation *conversation)
{
	struct wait_memory *memory = lab_memory(conversation);

	memory->closes_after[memory->answered] = true;
	if (memory->answered == ASKED_NAME)
		memory->server_remembers = true;
	lab_reconnect(conversation);
}

/* After an answer: the next request, here or on a new connection. */
static void
wait_go_on(struct conversation *conversation)
{
	struct wait_memory *memory = lab_memory(conversation);

	memory->answered = memory->asked;
	memory->answered_ns = lab_now(conversation);
	if (memory->closes_after[memory->answered] ||
	    !memory->exchange.response.keep_alive)
		wait_reconnect(conversation);
	else
		wait_ask(conversation);
}

void
wait_registered(struct conversation *conversation)
{
	struct wait_memory *memory = lab_memory(conversation);

	memory->doubtful = false;
	memory->registered = true;
	lab_tell(conversation, CONVERSATION_ON_REGISTERED,
	    lab_plan(conversation)->name);
	wait_go_on(conversation);
}

/* That message answered nothing. */
static void
wait_greeting(struct conversation *conversation, const char *summary)
{
	struct wait_memory *memory = lab_memory(conversation);

	memory->doubtful = memory->was_doubtful = false;
	memory->greets = memory->greeted = true;
	lab_tell(conversation, CONVERSATION_ON_GREETING, summary);
}

static void
wait_refused(struct conversation *conversation, const char *summary)
{
	struct wait_memory *memory = lab_memory(conversation);
	int status = memory->exchange.response.status;
	char name[CONVERSATION_NAME_SIZE];
	const char *plain = lab_plan(conversation)->name;

	(void)text_escape(name, sizeof(name), plain, strlen(plain));
	if (memory->asked == ASKED_PAUSE)
		lab_fail(conversation, "the server refused to wait %ld "
		    "seconds: %s", memory->seconds, summary);
	else if (status == 409)
		lab_fail(conversation, "the name %s is taken: %s", name,
		    summary);
	else
		lab_fail(conversation, "the server did not register %s: %s",
		    name, summary);
}

static void
wait_name_answered(struct conversation *conversation, const char *summary)
{
	struct wait_memory *memory = lab_memory(conversation);
	const struct http_response *response = &memory->exchange.response;

	if (response->status / 100 == 2) {
		wait_registered(conversation);
	} else if (response->status == 409 && memory->registered) {
		lab_warn(conversation, "the server kept the name: going on "
		    "without registering again");
		memory->server_remembers = true;
		wait_go_on(conversation);
	} else {
		wait_refused(conversation, summary);
	}
}

static void
wait_pause_answered(struct conversation *conversation, const char *bytes,
    const char *summary)
{
	struct wait_memory *memory = lab_memory(conversation);
	int64_t took_ns = lab_now(conversation) - memory->asked_ns;
	size_t len;
	char *text;

	if (memory->exchange.response.status / 100 != 2) {
		wait_refused(conversation, summary);
		return;
	}
	text = exchange_body(&memory->exchange, bytes, &len);
	if (text == NULL) {
		lab_fail(conversation, "no memory for the answer");
		return;
	}
	lab_tell_bytes(conversation, CONVERSATION_ON_ANSWER, text, text, len);
	free(text);
	memory->hasty = took_ns < memory->seconds * NS_PER_S;
	if (memory->hasty)
		lab_warn(conversation, "the server paused %.1f seconds "
		    "instead of %ld", (double)took_ns / (double)NS_PER_S,
		    memory->seconds);
	memory->unanswered = memory->was_doubtful = false;
	if (++memory->done == lab_plan(conversation)->count)
		lab_finish(conversation);
	else
		wait_go_on(conversation);
}

/* A 200 that may be a greeting; one that ends the connection is none. */
static bool
wait_doubt(const struct wait_memory *memory)
{
	return memory->asked == ASKED_NAME && !memory->greeted &&
	    memory->exchange.response.status == 200 &&
	    memory->exchange.response.keep_alive;
}

static void
wait_answered(struct conversation *conversation, const char *bytes)
{
	struct wait_memory *memory = lab_memory(conversation);
	int status = memory->exchange.response.status;
	char summary[EXCHANGE_SUMMARY_SIZE];

	exchange_summary(&memory->exchange, bytes, summary);
	if (memory->doubtful)
		wait_greeting(conversation, memory->held);
	if (memory->was_doubtful && status == 201) {
		/* The registration's, late: what had passed for it was... */
		wait_greeting(conversation, memory->held);
	} else if (memory->greets && !memory->greeted && status == 200) {
		wait_greeting(conversation, summary);
	} else if (wait_doubt(memory)) {
		memory->doubtful = true;
		(void)text_copy(memory->held, sizeof(memory->held), summary);
		lab_wake(conversation, lab_now(conversation) + DOUBT_NS);
	} else if (memory->asked == ASKED_NOTHING) {
		lab_warn(conversation, "an answer that nobody asked for: "
		    "%s", summary);
	} else if (memory->asked == ASKED_NAME) {
		wait_name_answered(conversation, summary);
	} else {
		wait_pause_answered(conversation, bytes, summary);
	}
}

static size_t
wait_received(struct conversation *conversation, const char *bytes,
    size_t len, bool last)
{
	struct wait_memory *memory = lab_memory(conversation);
	enum http_progress progress;
	size_t used;

	progress = exchange_read(&memory->exchange, conversation, bytes, len,
	    last, &used);
	if (memory->exchange.partial == 0)
		memory->show_ns = 0;
	if (progress == HTTP_COMPLETE)
		wait_answered(conversation, bytes);
	else if (progress == HTTP_MORE && memory->exchange.partial != 0)
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
