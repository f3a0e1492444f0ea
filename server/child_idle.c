/* A client that has nothing to say, and when that has lasted too long. */
#include "server/child_private.h"

#include <sys/socket.h>

static long
idle_s(const struct child *child)
{
	return settings_idle_s(child->settings, child->inherit->lab,
	    (child->row.flags & ROW_GUEST) == 0);
}

int64_t
child_idle_ns(const struct child *child)
{
	return idle_s(child) * NS_PER_S;
}

enum client_end
child_idle_over(struct child *child)
{
	child_event(child, SENTENCE_OF(IDLE), idle_s(child),
	    idle_s(child) == child->settings->idle_s ? "--idle" :
	    "--http-idle: it has no name");
	child->idle = true;
	return END_TIMEOUT;
}

void
child_idle_named(const struct child *child)
{
	const struct timeval idle = { .tv_sec = idle_s(child) };

	if (child->settings->http_idle_s < child->settings->idle_s)
		(void)setsockopt(child->socket, SOL_SOCKET, SO_RCVTIMEO,
		    &idle, sizeof(idle));
}
