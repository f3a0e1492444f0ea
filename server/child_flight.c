/*
 * What is on its way to a client on another machine, and does not arrive.
 *
 * The kernel itself would try for a quarter of an hour.  TCP_USER_TIMEOUT is
 * no help: it also ends a client that is there, answers, and only does not
 * read.  So the acknowledgements are looked at, once a second while there
 * is something to be acknowledged, and not at all otherwise.
 */
#include "server/child_private.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include "server/limits.h"

void
child_flight_sent(struct child *child)
{
	if (child->flight_ns == 0 && !child_peer_is_local(child))
		child->flight_ns = when_mono_ns() + LIMIT_FLIGHT_LOOK_NS;
}

enum client_end
child_flight_look(struct child *child)
{
	int64_t now_ns = when_mono_ns();
	struct tcp_info info;
	socklen_t len = sizeof(info);

	if (child->flight_ns == 0 || now_ns < child->flight_ns)
		return CHILD_OK;
	child->flight_ns = 0;
	if (getsockopt(child->socket, IPPROTO_TCP, TCP_INFO, &info,
	    &len) != 0 || info.tcpi_unacked == 0)
		return CHILD_OK;
	if (info.tcpi_last_ack_recv * NS_PER_MS >= LIMIT_FLIGHT_NS) {
		/* There is nobody to say goodbye to. */
		(void)shutdown(child->socket, SHUT_RDWR);
		return END_TIMEOUT;
	}
	child->flight_ns = now_ns + LIMIT_FLIGHT_LOOK_NS;
	return CHILD_OK;
}
