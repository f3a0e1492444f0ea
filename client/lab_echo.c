/*
 * The echo lab (RFC 862), over TCP or, with --udp, by datagrams: sends what
 * is typed, and compares what comes back byte for byte.
 */
#include <string.h>
#include <sys/socket.h>

#include "base/when.h"
#include "client/lab.h"

#define LINE_MAX	8192
#define PATIENCE_NS	(2 * NS_PER_S)

struct echo_memory {
	char sent[LINE_MAX];	/* that is to come back */
	size_t sent_len;	/* 0: nothing is due */
	bool input_ended;
};

static void
echo_connected(struct conversation *conversation)
{
	(void)conversation;
}

static void
echo_done(struct conversation *conversation)
{
	struct echo_memory *memory = lab_memory(conversation);

	memory->sent_len = 0;
	lab_wake(conversation, 0);
	lab_state(conversation, CONVERSATION_CONNECTED);
	if (memory->input_ended)
		lab_finish(conversation);
}

/* The first byte that differs, or the shorter length. */
static size_t
echo_same(const struct echo_memory *memory, const char *bytes, size_t len)
{
	size_t i;

	for (i = 0; i < len && i < memory->sent_len; i++)
		if (bytes[i] != memory->sent[i])
			break;
	return i;
}

static size_t
echo_received(struct conversation *conversation, const char *bytes,
    size_t len, bool last)
{
	struct echo_memory *memory = lab_memory(conversation);
	bool datagram = lab_plan(conversation)->udp;
	size_t same;

	/* TCP may bring it in pieces. */
	if ((last && len == 0) ||
	    (!datagram && !last && len < memory->sent_len))
		return 0;
	lab_tell_bytes(conversation, CONVERSATION_ON_RECEIVED, "", bytes,
	    len);
	same = echo_same(memory, bytes, len);
	lab_tell_bytes(conversation, CONVERSATION_ON_ANSWER, "", bytes,
	    len > 0 && bytes[len - 1] == '\n' ? len - 1 : len);
	if (memory->sent_len == 0)
		lab_warn(conversation, "nobody had sent that");
	else if (same < memory->sent_len || len > memory->sent_len)
		lab_warn(conversation, "%zu bytes came back for %zu, the "
		    "first %zu of them the same", len, memory->sent_len,
		    same);
	echo_done(conversation);
	return len;
}

static void
echo_woken(struct conversation *conversation)
{
	lab_warn(conversation, "nothing came back for %d seconds",
	    (int)(PATIENCE_NS / NS_PER_S));
	echo_done(conversation);
}

static const char *
echo_input(struct conversation *conversation, const char *line, size_t len)
{
	struct echo_memory *memory = lab_memory(conversation);

	if (memory->sent_len != 0)
		return "the line before has not come back yet";
	if (len + 1 > sizeof(memory->sent))
		return "a line is at most 8191 bytes";
	memcpy(memory->sent, line, len);
	memory->sent_len = len;
	if (!lab_plan(conversation)->bare)
		memory->sent[memory->sent_len++] = '\n';
	if (memory->sent_len == 0)
		return "an empty message cannot come back";
	lab_send(conversation, memory->sent, memory->sent_len);
	lab_state(conversation, CONVERSATION_WAITING);
	lab_wake(conversation, lab_now(conversation) + PATIENCE_NS);
	return NULL;
}

static void
echo_input_end(struct conversation *conversation)
{
	struct echo_memory *memory = lab_memory(conversation);

	memory->input_ended = true;
	if (memory->sent_len == 0)
		lab_finish(conversation);
}

const struct client_lab client_lab_echo = {
	.options = CLIENT_TAKES(bare) | CLIENT_TAKES(udp),
	.socket_type = SOCK_STREAM,
	.receive_max = LINE_MAX,
	.state_size = sizeof(struct echo_memory),
	.connected = echo_connected,
	.received = echo_received,
	.woken = echo_woken,
	.input = echo_input,
	.input_end = echo_input_end,
};
