/*
 * The echo lab (RFC 862): what comes goes back, byte for byte.
 *
 * The smallest lab, and the example for adding one: a serve function, the
 * description below, a line in base/labs.def.
 */
#include <poll.h>

#include "server/child_datagrams.h"
#include "server/child_lines.h"
#include "server/lab.h"
#include "server/limits.h"

static char buffer[65536];

/* Not by lines_greet, which reads while it waits: here every byte is part of
 * the echo. */
static enum client_end
echo_greet(struct child *child)
{
	static struct lines greeting;
	enum client_end end;
	short events = 0;

	lines_init(&greeting, child, 1);
	if (lines_greets(&greeting) == GREET_NEVER)
		return CHILD_OK;
	if (lines_greets(&greeting) == GREET_AUTO) {
		end = child_wait(child, POLLIN, when_mono_ns() +
		    LIMIT_GREET_NS, -1, &events, NULL);
		if (end != CHILD_OK || events != 0)
			return end;
	}
	return lines_send(&greeting, "Welcome, %s", child->row.name);
}

static enum client_end
echo_serve(struct child *child)
{
	struct child_message message = { .bytes = buffer };
	enum client_end end = echo_greet(child);

	while (end == CHILD_OK) {
		end = child_receive(child, buffer, sizeof(buffer),
		    when_mono_ns() + child_idle_ns(child), &message.len);
		if (end != CHILD_OK)
			return end;
		if (message.len == 0)
			return child_idle_over(child);
		child_received(child, &message);
		child_state(child, STATE_SENDING);
		end = child_send(child, &message);
		child_state(child, STATE_IDLE);
	}
	return end;
}

static size_t
echo_answer(struct child *child, const void *request, size_t len,
    void *answer, bool *fault)
{
	(void)child;
	memcpy(answer, request, len);
	*fault = false;
	return len;
}

static enum client_end
echo_serve_datagrams(struct child *child)
{
	return datagrams_serve(child, echo_answer);
}

const struct lab lab_echo = {
	.transport = LAB_BOTH,
	.serve = echo_serve,
	.serve_datagrams = echo_serve_datagrams,
	.greet = GREET_NEVER,
	.no_prompt = "RFC 862 sends back what came, and nothing else",
};
