/* The wait lab: what silence and a close of the server mean. */
#include "client/lab_wait.h"

#include "base/when.h"

/* A close this soon after an answer belongs to that answer: it comes right
 * behind it, however long the way.  (If the server died just then, connecting
 * again fails and says so.) */
#define CLOSE_NS	(500 * NS_PER_MS)

/* The rest of an answer that has begun: it seldom takes that long.  What came
 * is shown by then, whether more is coming or not. */
#define STALL_NS	(1 * NS_PER_S)

/* The next of what half an answer asks for. */
static void
wait_set(struct conversation *conversation, struct wait_memory *memory)
{
	int64_t stall_ns = memory->part_ns + STALL_NS;
	int64_t at_ns = memory->deadline_ns;

	if (memory->show_ns != 0 && memory->show_ns < at_ns)
		at_ns = memory->show_ns;
	if (!memory->stalled && stall_ns < at_ns)
		at_ns = stall_ns;
	lab_wake(conversation, at_ns);
}

void
wait_for_rest(struct conversation *conversation)
{
	struct wait_memory *memory = lab_memory(conversation);

	memory->part_ns = lab_now(conversation);
	if (memory->show_ns == 0)
		memory->show_ns = memory->part_ns + STALL_NS;
	if (memory->asked != ASKED_NOTHING)
		wait_set(conversation, memory);
}

/* A stall is said long before the answer is given up: who wrote the server
 * wonders by then. */
static void
wait_partly(struct conversation *conversation, struct wait_memory *memory)
{
	int64_t now_ns = lab_now(conversation);

	if (memory->show_ns != 0 && now_ns >= memory->show_ns) {
		memory->show_ns = 0;
		http_client_tell_part(&memory->http, conversation);
	}
	if (!memory->stalled && now_ns - memory->part_ns >= STALL_NS) {
		memory->stalled = true;
		http_client_warn_cut(&memory->http, conversation);
	}
	wait_set(conversation, memory);
}

/* What has come of an answer is not lost with the connection. */
void
wait_parting(struct conversation *conversation)
{
	struct wait_memory *memory = lab_memory(conversation);

	http_client_tell_part(&memory->http, conversation);
}

/* How far it had come when the server left. */
static void
wait_gone(struct conversation *conversation, const char *reason)
{
	struct wait_memory *memory = lab_memory(conversation);
	double after = (double)(lab_now(conversation) - memory->asked_ns) /
	    (double)NS_PER_S;

	if (reason == NULL)
		reason = "it closed the connection";
	if (memory->http.partial != 0)
		lab_fail(conversation, "the server is gone: %s in the middle "
		    "of its answer, after %zu bytes", reason,
		    memory->http.partial);
	else if (memory->asked == ASKED_NAME)
		lab_fail(conversation, "the server is gone: %s before it "
		    "answered the registration", reason);
	else if (memory->asked == ASKED_NOTHING)
		lab_fail(conversation, "the server is gone: %s", reason);
	else
		lab_fail(conversation, "the server is gone: %s %.1f seconds "
		    "into a pause of %ld", reason, after, memory->seconds);
}

void
wait_ended(struct conversation *conversation, const char *reason)
{
	struct wait_memory *memory = lab_memory(conversation);

	if (memory->doubtful) {
		/* A greeting would not end the connection. */
		memory->http.response.keep_alive = false;
		wait_registered(conversation);
	} else if (memory->http.partial == 0 &&
	    memory->http.answers != 0 &&
	    (wait_paces(conversation) ||
	    lab_now(conversation) - memory->answered_ns < CLOSE_NS)) {
		wait_reconnect(conversation);
	} else {
		wait_gone(conversation, reason);
	}
}

void
wait_woken(struct conversation *conversation)
{
	struct wait_memory *memory = lab_memory(conversation);
	int64_t waited = (lab_now(conversation) - memory->asked_ns) / NS_PER_S;

	if (memory->asked == ASKED_NOTHING) {
		wait_ask(conversation);
	} else if (memory->http.partial != 0 &&
	    lab_now(conversation) < memory->deadline_ns) {
		wait_partly(conversation, memory);
	} else if (memory->http.partial != 0) {
		http_client_cut(&memory->http, conversation);
		lab_fail(conversation, "the answer is not complete after "
		    "%lld seconds: %zu bytes came", (long long)waited,
		    memory->http.partial);
	} else if (memory->doubtful) {
		memory->was_doubtful = true;
		wait_registered(conversation);
	} else if (lab_now(conversation) < memory->deadline_ns) {
		/* What had come by halves was an interim answer. */
		lab_wake(conversation, memory->deadline_ns);
	} else {
		lab_fail(conversation, "no answer from the server within "
		    "%lld seconds%s", (long long)waited,
		    memory->asked == ASKED_NAME ? " to the registration" : "");
	}
}
