/*
 * Keepalive probes, for clients that something can cut off.
 *
 * Not for clients on this machine: their kernel is ours.  Ten thousand of
 * them would be probed in bursts of a thousand (the kernel's timers are that
 * coarse), and the loopback's queue of 1,000 packets drops what is too much:
 * healthy clients were then "timed out".
 */
#include "server/child_private.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

#include "server/limits.h"

void
child_local(const struct child *child, struct sockaddr_storage *local)
{
	socklen_t len = sizeof(*local);

	memset(local, 0, sizeof(*local));
	(void)getsockname(child->socket, (struct sockaddr *)local, &len);
}

static const void *
address_bytes(const struct sockaddr_storage *address, size_t *len)
{
	if (address->ss_family == AF_INET6) {
		*len = sizeof(struct in6_addr);
		return &((const struct sockaddr_in6 *)address)->sin6_addr;
	}
	*len = sizeof(struct in_addr);
	return &((const struct sockaddr_in *)address)->sin_addr;
}

/* Whoever connects to an address of this machine from this machine has that
 * same address, or is on 127.0.0.0/8. */
bool
child_peer_is_local(const struct child *child)
{
	struct sockaddr_storage local;
	const unsigned char *peer;
	const void *bytes;
	size_t len, local_len;

	peer = address_bytes(&child->inherit->peer, &len);
	if (child->inherit->peer.ss_family == AF_INET && peer[0] == 127)
		return true;
	child_local(child, &local);
	bytes = address_bytes(&local, &local_len);
	return len == local_len && memcmp(peer, bytes, len) == 0;
}

static void
keepalive_set(int socket, int level, int option, int value)
{
	(void)setsockopt(socket, level, option, &value, sizeof(value));
}

void
child_keepalive(const struct child *child)
{
	int fd = child->socket;

	if (child_peer_is_local(child))
		return;
	keepalive_set(fd, IPPROTO_TCP, TCP_KEEPIDLE, LIMIT_KEEPALIVE_IDLE_S);
	keepalive_set(fd, IPPROTO_TCP, TCP_KEEPINTVL,
	    LIMIT_KEEPALIVE_EACH_S);
	keepalive_set(fd, IPPROTO_TCP, TCP_KEEPCNT, LIMIT_KEEPALIVE_COUNT);
	keepalive_set(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
}
