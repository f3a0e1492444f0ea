/*
 * The clock lab: asks for the date or the time by datagram, at random every
 * 1 to 2 seconds.  When a datagram is lost, either way, the same is asked
 * again; so long without any answer, and the server is given up.
 */
#include <string.h>
#include <sys/socket.h>

#include "base/text.h"
#include "base/when.h"
#include "client/lab.h"
#include "client/random.h"

#define DATAGRAM_MAX	65536
#define LOST_MAX	5	/* in a row */

struct clock_memory {
	const char *question;
	bool asked;		/* it has not been answered */
	long answered;
	unsigned lost;		/* since the last answer */
};

static void
clock_ask(struct conversation *conversation)
{
	struct clock_memory *memory = lab_memory(conversation);

	memory->asked = true;
	lab_send(conversation, memory->question, strlen(memory->question));
	lab_tell(conversation, CONVERSATION_ON_SAID, memory->question);
	lab_state(conversation, CONVERSATION_WAITING);
	lab_wake(conversation, lab_now(conversation) +
	    random_between(1000, 2000) * NS_PER_MS);
}

static void
clock_next(struct conversation *conversation)
{
	struct clock_memory *memory = lab_memory(conversation);

	if (lab_rests(conversation))
		return;
	memory->question = random_between(0, 1) == 0 ? "SEND_DATE" :
	    "SEND_TIME";
	clock_ask(conversation);
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

static bool
clock_answers(const char *question, const char *bytes, size_t len)
{
	return clock_looks_like(bytes, len, strcmp(question, "SEND_DATE") ==
	    0 ? "0000-00-00" : "00:00:00");
}

/* It counts for no round. */
static void
clock_unasked(struct conversation *conversation, const char *bytes,
    size_t len)
{
	char shown[80];

	(void)text_show_line(shown, sizeof(shown), bytes, len);
	lab_warn(conversation, "an answer came late, or twice: %s", shown);
}

static size_t
clock_received(struct conversation *conversation, const char *bytes,
    size_t len, bool last)
{
	struct clock_memory *memory = lab_memory(conversation);
	size_t text_len;

	if (last)
		return 0;	/* the port does not answer: see ended */
	lab_tell_bytes(conversation, CONVERSATION_ON_RECEIVED, "", bytes,
	    len);
	/* Line ends are padding, and all from the first NUL. */
	text_len = strnlen(bytes, len);
	while (text_len > 0 && (bytes[text_len - 1] == '\n' ||
	    bytes[text_len - 1] == '\r'))
		text_len--;
	memory->lost = 0;
	if (!memory->asked) {
		clock_unasked(conversation, bytes, text_len);
		return len;
	}
	lab_tell_bytes(conversation, CONVERSATION_ON_ANSWER, "", bytes,
	    text_len);
	if (!clock_answers(memory->question, bytes, text_len))
		lab_warn(conversation, "that is no answer to %s",
		    memory->question);
	memory->asked = false;
	lab_state(conversation, CONVERSATION_CONNECTED);
	if (++memory->answered == lab_plan(conversation)->count)
		lab_finish(conversation);
	return len;
}

static void
clock_woken(struct conversation *conversation)
{
	struct clock_memory *memory = lab_memory(conversation);

	if (!memory->asked) {
		clock_next(conversation);
	} else if (++memory->lost == LOST_MAX) {
		lab_fail(conversation, "the server is gone: no answer to %d "
		    "datagrams in a row", LOST_MAX);
	} else {
		lab_warn(conversation, "no answer to %s: a datagram was "
		    "lost", memory->question);
		clock_ask(conversation);
	}
}

const struct client_lab client_lab_clock = {
	.rounds = true,
	.options = CLIENT_TAKES(count),
	.socket_type = SOCK_DGRAM,
	.receive_max = DATAGRAM_MAX,
	.state_size = sizeof(struct clock_memory),
	.connected = clock_next,
	.received = clock_received,
	.woken = clock_woken,
};
