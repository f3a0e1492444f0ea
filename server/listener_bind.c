/* One socket to listen on, made or given. */
#include "server/listener_private.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/resolve.h"
#include "base/when.h"
#include "server/given.h"
#include "server/limits.h"

static void
socket_set(int fd, int level, int option, int value)
{
	(void)setsockopt(fd, level, option, &value, sizeof(value));
}

void
listener_bind_options(int fd, const struct server_settings *settings,
    unsigned lab)
{
	const struct timeval idle = { .tv_sec =
	    settings_idle_s(settings, lab, false) };

	socket_set(fd, SOL_SOCKET, SO_TIMESTAMPNS, 1);
	socket_set(fd, IPPROTO_TCP, TCP_NODELAY, 1);
	(void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &idle, sizeof(idle));
}

static void
socket_options(int fd, const struct opening *opening, int family)
{
	if (family == AF_INET6)
		socket_set(fd, IPPROTO_IPV6, IPV6_V6ONLY, 1);
	/* On a UDP port it would let a second server in. */
	if (opening->datagrams)
		return;
	socket_set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
	listener_bind_options(fd, &opening->listener->settings,
	    opening->lab);
}

/* What a killed server leaves to a child that is about to die, or to the
 * kernel, is free in a moment. */
static int
socket_bind(int fd, const struct sockaddr_storage *address,
    const struct opening *opening)
{
	const struct timespec nap = { 0, 20 * NS_PER_MS };

	while (bind(fd, (const struct sockaddr *)address,
	    resolved_len(address)) != 0 || (!opening->datagrams &&
	    listen(fd, LIMIT_BACKLOG) != 0)) {
		if (errno != EADDRINUSE || opening->any_port ||
		    when_mono_ns() >= opening->until_ns)
			return -1;
		(void)nanosleep(&nap, NULL);
	}
	return 0;
}

int
listener_bind(const struct sockaddr_storage *address,
    const struct opening *opening)
{
	int fd = socket(address->ss_family, (opening->datagrams ?
	    SOCK_DGRAM : SOCK_STREAM) | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	int saved;

	if (fd == -1)
		return -1;
	socket_options(fd, opening, address->ss_family);
	if (socket_bind(fd, address, opening) == 0)
		return fd;
	saved = errno;
	(void)close(fd);
	errno = saved;
	return -1;
}

uint32_t
listener_bind_given(int fd, const struct opening *opening)
{
	struct tcp_info info = { .tcpi_unacked = 0 };
	socklen_t len = sizeof(info);

	(void)fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	if (opening->datagrams)
		return 0;
	listener_bind_options(fd, &opening->listener->settings,
	    opening->lab);
	/* Of a socket that listens, it is the connections that wait. */
	return getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len) == 0 ?
	    info.tcpi_unacked : 0;
}
