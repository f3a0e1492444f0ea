/*
 * The echo lab (RFC 862), over TCP or, with --udp, by datagrams: sends what
 * is typed, and compares what comes back byte for byte.
 *
 * One message at a time, so that what comes back is known to be that one's.
 * What did not come back as it was sent is warned of at once, and at the end
 * it is a failure.
 */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/text.h"
#include "base/when.h"
#include "client/lab.h"

/* The keyboard's longest line and its end. */
#define MESSAGE_MAX	(8192 + LINE_END_MAX)
#define RECEIVE_MAX	65536	/* a datagram */
/* What is lost on a connection comes again, after seconds when it is lost more
 * than once; a datagram does not. */
#define PATIENCE_S	10
#define PATIENCE_UDP_S	2
/* Before the first message: who greets does it then. */
#define OPENING_NS	(150 * NS_PER_MS)

struct echo_memory {
	bool opening;
	bool ending;		/* there is no more to send */
	bool due;		/* something is to come back */
	size_t sent_len;
	size_t back_len;
	unsigned long messages;
	unsigned long wrong;	/* did not come back as they were sent */
	unsigned long long bytes;
	char sent[MESSAGE_MAX];
	char back[RECEIVE_MAX];
};

static int
echo_patience_s(const struct conversation *conversation)
{
	return lab_plan(conversation)->udp ? PATIENCE_UDP_S : PATIENCE_S;
}

static void
echo_connected(struct conversation *conversation)
{
	struct echo_memory *memory = lab_memory(conversation);

	if (lab_plan(conversation)->udp)
		return;
	memory->opening = true;
	lab_state(conversation, CONVERSATION_WAITING);
	lab_wake(conversation, lab_now(conversation) + OPENING_NS);
}

/* The verdict on all, then the end. */
static void
echo_finish(struct conversation *conversation)
{
	const struct echo_memory *memory = lab_memory(conversation);
	char text[128];
	int len;

	if (memory->wrong != 0) {
		lab_fail(conversation, "%lu of %lu messages did not come "
		    "back as they were sent", memory->wrong,
		    memory->messages);
		return;
	}
	len = snprintf(text, sizeof(text), "%lu message%s, %llu bytes: all "
	    "came back as they were sent", memory->messages,
	    memory->messages == 1 ? "" : "s", memory->bytes);
	if (memory->messages != 0)
		lab_tell_bytes(conversation, CONVERSATION_ON_ANSWER, text,
		    text, (size_t)len);
	lab_finish(conversation);
}

/* The message is dealt with, well or not. */
static void
echo_done(struct conversation *conversation, bool same)
{
	struct echo_memory *memory = lab_memory(conversation);

	memory->due = false;
	memory->back_len = 0;
	memory->wrong += !same;
	lab_wake(conversation, 0);
	lab_state(conversation, CONVERSATION_CONNECTED);
	if (memory->ending)
		echo_finish(conversation);
}

/* How many bytes from the first are the same. */
static size_t
echo_same(const struct echo_memory *memory)
{
	size_t i;

	for (i = 0; i < memory->back_len && i < memory->sent_len; i++)
		if (memory->back[i] != memory->sent[i])
			break;
	return i;
}

static void
echo_compare(struct conversation *conversation)
{
	struct echo_memory *memory = lab_memory(conversation);
	size_t len = memory->back_len, same = echo_same(memory);
	bool ended = len > 0 && memory->back[len - 1] == '\n';
	bool good = same == memory->sent_len && len == same;

	lab_tell_bytes(conversation, CONVERSATION_ON_ANSWER, "",
	    memory->back, ended ? len - 1 : len);
	if (!good && len == memory->sent_len)
		lab_warn(conversation, "byte %zu of %zu came back changed",
		    same + 1, len);
	else if (!good)
		lab_warn(conversation, "%zu bytes came back for %zu, of "
		    "which the first %zu are the same", len,
		    memory->sent_len, same);
	echo_done(conversation, good);
}

/* Nobody had sent that. */
static void
echo_unasked(struct conversation *conversation, const char *bytes, size_t len)
{
	struct echo_memory *memory = lab_memory(conversation);
	char shown[512];

	(void)text_escape(shown, sizeof(shown), bytes, len > 0 &&
	    bytes[len - 1] == '\n' ? len - 1 : len);
	if (memory->opening) {
		lab_tell(conversation, CONVERSATION_ON_GREETING, shown);
		return;
	}
	lab_warn(conversation, "%zu bytes came that nobody had sent, or too "
	    "late: \"%s\"", len, shown);
}

static size_t
echo_received(struct conversation *conversation, const char *bytes,
    size_t len, bool last)
{
	struct echo_memory *memory = lab_memory(conversation);
	size_t taken = len;

	if (last && len == 0)
		return 0;
	if (taken > sizeof(memory->back) - memory->back_len)
		taken = sizeof(memory->back) - memory->back_len;
	lab_tell_bytes(conversation, CONVERSATION_ON_RECEIVED, "", bytes,
	    taken);
	if (!memory->due) {
		echo_unasked(conversation, bytes, taken);
		return taken;
	}
	memcpy(memory->back + memory->back_len, bytes, taken);
	memory->back_len += taken;
	/* TCP may bring it in pieces. */
	if (lab_plan(conversation)->udp ||
	    memory->back_len >= memory->sent_len ||
	    echo_same(memory) < memory->back_len)
		echo_compare(conversation);
	return taken;
}

static void
echo_woken(struct conversation *conversation)
{
	struct echo_memory *memory = lab_memory(conversation);

	if (memory->opening) {
		memory->opening = false;
		lab_state(conversation, CONVERSATION_CONNECTED);
		return;
	}
	if (memory->back_len != 0)
		lab_warn(conversation, "only %zu of %zu bytes came back "
		    "within %d seconds", memory->back_len, memory->sent_len,
		    echo_patience_s(conversation));
	else
		lab_warn(conversation, "nothing came back within %d seconds%s",
		    echo_patience_s(conversation),
		    lab_plan(conversation)->udp ?
		    ": a datagram was lost or is late" : "");
	echo_done(conversation, false);
}

static const char *
echo_input(struct conversation *conversation, const char *line, size_t len)
{
	struct echo_memory *memory = lab_memory(conversation);
	const char *end;
	size_t end_len;

	if (memory->opening)
		return "the server may be about to greet";
	if (memory->due)
		return "the line before has not come back yet";
	if (len + LINE_END_MAX > sizeof(memory->sent))
		return "a line is at most 8192 bytes";
	memcpy(memory->sent, line, len);
	memory->sent_len = len;
	end = line_end_bytes(lab_plan(conversation)->line_end, &end_len);
	memcpy(memory->sent + memory->sent_len, end, end_len);
	memory->sent_len += end_len;
	if (memory->sent_len == 0)
		return "an empty message cannot come back";
	memory->due = true;
	memory->messages++;
	memory->bytes += memory->sent_len;
	lab_state(conversation, CONVERSATION_WAITING);
	lab_wake(conversation, lab_now(conversation) +
	    echo_patience_s(conversation) * NS_PER_S);
	lab_said(conversation, line, len);
	lab_send(conversation, memory->sent, memory->sent_len);
	return NULL;
}

static void
echo_input_end(struct conversation *conversation)
{
	struct echo_memory *memory = lab_memory(conversation);

	memory->ending = true;
	if (!memory->due)
		echo_finish(conversation);
}

const struct client_lab client_lab_echo = {
	.options = CLIENT_TAKES(line_end) | CLIENT_TAKES(bare) |
	    CLIENT_TAKES(udp),
	.socket_type = SOCK_STREAM,
	.receive_max = RECEIVE_MAX,
	.state_size = sizeof(struct echo_memory),
	.connected = echo_connected,
	.received = echo_received,
	.woken = echo_woken,
	.input = echo_input,
	.input_end = echo_input_end,
};
