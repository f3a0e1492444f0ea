/* The sockets a server listens on: every lab on every address. */
#include "server/listener.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/address.h"
#include "server/lab.h"
#include "server/limits.h"

static void
socket_set(int fd, int level, int option, int value)
{
	(void)setsockopt(fd, level, option, &value, sizeof(value));
}

/* Accepted sockets inherit these: answers leave at once, arrival times are
 * kept. */
static void
socket_options(int fd, bool datagrams, int family)
{
	if (family == AF_INET6)
		socket_set(fd, IPPROTO_IPV6, IPV6_V6ONLY, 1);
	/* On a UDP port it would let a second server in. */
	if (datagrams)
		return;
	socket_set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
	socket_set(fd, SOL_SOCKET, SO_TIMESTAMPNS, 1);
	socket_set(fd, IPPROTO_TCP, TCP_NODELAY, 1);
}

static int
socket_open(const struct addrinfo *address, bool datagrams)
{
	int fd = socket(address->ai_family, (datagrams ? SOCK_DGRAM :
	    SOCK_STREAM) | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	int saved;

	if (fd == -1)
		return -1;
	socket_options(fd, datagrams, address->ai_family);
	if (bind(fd, address->ai_addr, address->ai_addrlen) == 0 &&
	    (datagrams || listen(fd, LIMIT_BACKLOG) == 0))
		return fd;
	saved = errno;
	(void)close(fd);
	errno = saved;
	return -1;
}

static int
socket_fail(struct listener_error *error, unsigned lab, const char *address,
    int port, const char *why)
{
	char escaped[128];

	(void)text_escape(escaped, sizeof(escaped), address, strlen(address));
	(void)snprintf(error->text, sizeof(error->text),
	    "could not listen for %s on %s port %d: %s",
	    lab_info(lab)->name, escaped, port, why);
	return -1;
}

/* Opens one socket and enters it; port 0 becomes what the kernel gave. */
static int
socket_add(struct listener *listener, const struct addrinfo *address,
    unsigned lab, bool datagrams)
{
	struct listener_socket *new = &listener->
	    sockets[listener->socket_count];
	struct listening *listening = &listener->
	    listening[listener->socket_count];
	char address_text[ADDRESS_SIZE];
	struct sockaddr_storage bound;
	socklen_t len = sizeof(bound);

	new->fd = socket_open(address, datagrams);
	if (new->fd == -1)
		return -1;
	new->lab = lab;
	new->datagrams = datagrams;
	new->slot = NO_SLOT;
	if (getsockname(new->fd, (struct sockaddr *)&bound, &len) != 0)
		return -1;
	listening->lab = lab;
	address_format(address_text, (struct sockaddr *)&bound);
	(void)snprintf(listening->address, sizeof(listening->address),
	    "%s%s", address_text, datagrams ? "/udp" : "");
	listener->socket_count++;
	return 0;
}

static int
socket_add_lab(struct listener *listener, const char *host, unsigned lab,
    int port, struct listener_error *error)
{
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
	    .ai_flags = AI_PASSIVE | AI_NUMERICSERV };
	enum lab_transport transport = lab_get(lab)->transport;
	struct addrinfo *found;
	char service[8];
	int result, why;

	(void)snprintf(service, sizeof(service), "%d", port);
	why = getaddrinfo(host, service, &hints, &found);
	if (why != 0)
		return socket_fail(error, lab, host, port,
		    gai_strerror(why));
	if (listener->socket_count + 2 > LISTENING_MAX) {
		freeaddrinfo(found);
		return socket_fail(error, lab, host, port,
		    "too many addresses");
	}
	result = 0;
	if (transport & LAB_TCP)
		result = socket_add(listener, found, lab, false);
	if (result == 0 && (transport & LAB_UDP) != 0)
		result = socket_add(listener, found, lab, true);
	if (result != 0)
		(void)socket_fail(error, lab, host, port, strerror(errno));
	freeaddrinfo(found);
	return result;
}

int
listener_sockets_open(struct listener *listener,
    const struct listener_plan *plan, struct listener_error *error)
{
	unsigned lab;
	uint32_t i;

	for (lab = 0; lab < LAB_COUNT; lab++) {
		if (plan->ports[lab] < 0)
			continue;
		for (i = 0; i < plan->address_count; i++)
			if (socket_add_lab(listener, plan->addresses[i], lab,
			    plan->ports[lab], error) != 0)
				return -1;
	}
	if (listener->socket_count > 0)
		return 0;
	(void)snprintf(error->text, sizeof(error->text),
	    "every lab is off: there is nothing to serve");
	return -1;
}

void
listener_sockets_close(struct listener *listener)
{
	uint32_t i;

	for (i = 0; i < listener->socket_count; i++)
		if (listener->sockets[i].fd != -1) {
			(void)close(listener->sockets[i].fd);
			listener->sockets[i].fd = -1;
		}
	listener->accepting = false;
}
