/*
 * The clock lab: asks for the date or the time by datagram, at random every
 * 1 to 2 seconds.  A datagram that is lost, either way, is told and done
 * without.
 */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/when.h"
#include "client/lab.h"
#include "client/random.h"

#define DATAGRAM_MAX	65536

struct clock_memory {
	const char *asked;	/* not answered yet; NULL: nothing */
	long rounds;		/* answered or given up */
	int64_t next_ns;
};

static void
clock_ask(struct conversation *conversation)
{
	struct clock_memory *memory = lab_memory(conversation);

	memory->asked = random_between(0, 1) == 0 ? "SEND_DATE" : "SEND_TIME";
	lab_send(conversation, memory->asked, strlen(memory->asked));
	lab_tell(conversation, CONVERSATION_ON_SAID, memory->asked);
	memory->next_ns = lab_now(conversation) +
	    random_between(1000, 2000) * NS_PER_MS;
	lab_state(conversation, CONVERSATION_WAITING);
	lab_wake(conversation, memory->next_ns);
}

static void
clock_round(struct conversation *conversation)
{
	struct clock_memory *memory = lab_memory(conversation);

	memory->asked = NULL;
	if (++memory->rounds == lab_plan(conversation)->count)
		lab_finish(conversation);
}

/* "2026-11-21" or "08:04:25": digits where the pattern has them. */
static bool
clock_looks_like(const char *bytes, size_t len, const char *pattern)
{
	size_t i;

	if (len != strlen(pattern))
		return false;
	for (i = 0; i < len; i++)
		if (pattern[i] == '0' ? bytes[i] < '0' || bytes[i] > '9' :
		    bytes[i] != pattern[i])
			return false;
	return true;
}

static size_t
clock_received(struct conversation *conversation, const char *bytes,
    size_t len, bool last)
{
	struct clock_memory *memory = lab_memory(conversation);
	size_t text_len = len;

	if (last)
		return 0;	/* the port does not answer: see ended */
	lab_tell_bytes(conversation, CONVERSATION_ON_RECEIVED, "", bytes,
	    len);
	while (text_len > 0 && (bytes[text_len - 1] == '\n' ||
	    bytes[text_len - 1] == '\r' || bytes[text_len - 1] == '\0'))
		text_len--;
	lab_tell_bytes(conversation, CONVERSATION_ON_ANSWER, "", bytes,
	    text_len);
	if (memory->asked == NULL) {
		lab_warn(conversation, "that answer came late, or twice");
		return len;
	}
	if (!clock_looks_like(bytes, text_len,
	    strcmp(memory->asked, "SEND_DATE") == 0 ? "0000-00-00" :
	    "00:00:00"))
		lab_warn(conversation, "that is no answer to %s",
		    memory->asked);
	lab_state(conversation, CONVERSATION_CONNECTED);
	clock_round(conversation);
	return len;
}

static void
clock_woken(struct conversation *conversation)
{
	struct clock_memory *memory = lab_memory(conversation);

	if (memory->asked != NULL) {
		lab_warn(conversation, "no answer to %s: a datagram was "
		    "lost", memory->asked);
		clock_round(conversation);
		if (memory->rounds == lab_plan(conversation)->count)
			return;
	}
	clock_ask(conversation);
}

const struct client_lab client_lab_clock = {
	.options = CLIENT_TAKES(count),
	.socket_type = SOCK_DGRAM,
	.receive_max = DATAGRAM_MAX,
	.state_size = sizeof(struct clock_memory),
	.connected = clock_ask,
	.received = clock_received,
	.woken = clock_woken,
};
