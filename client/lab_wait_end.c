/* The wait lab: what silence and a close of the server mean. */
#include "client/lab_wait.h"

#include "base/when.h"

/* A close this soon after an answer belongs to that answer: it comes right
 * behind it, however long the way.  (If the server died just then, connecting
 * again fails and says so.) */
#define CLOSE_NS	(500 * NS_PER_MS)

/* Said long before it is given up: who wrote the server wonders by then. */
static void
wait_stalled(struct conversation *conversation, struct wait_memory *memory)
{
	memory->stalled = true;
	exchange_warn_cut(&memory->exchange, conversation);
	lab_wake(conversation, memory->deadline_ns);
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
	if (memory->exchange.partial != 0)
		lab_fail(conversation, "the server is gone: %s in the middle "
		    "of its answer, after %zu bytes", reason,
		    memory->exchange.partial);
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
		memory->exchange.response.keep_alive = false;
		wait_registered(conversation);
	} else if (memory->exchange.partial == 0 &&
	    memory->exchange.answers != 0 &&
	    (memory->hasty ||
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
	} else if (memory->doubtful && memory->exchange.partial != 0) {
		lab_wake(conversation, memory->asked_ns + WAIT_PATIENCE_NS);
	} else if (memory->doubtful) {
		memory->was_doubtful = true;
		wait_registered(conversation);
	} else if (memory->exchange.partial != 0 && !memory->stalled &&
	    lab_now(conversation) < memory->deadline_ns) {
		wait_stalled(conversation, memory);
	} else if (memory->exchange.partial != 0) {
		exchange_cut(&memory->exchange, conversation);
		lab_fail(conversation, "the answer is not complete after "
		    "%lld seconds: %zu bytes came", (long long)waited,
		    memory->exchange.partial);
	} else {
		lab_fail(conversation, "no answer from the server within "
		    "%lld seconds%s", (long long)waited,
		    memory->asked == ASKED_NAME ? " to the registration" : "");
	}
}
