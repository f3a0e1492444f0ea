/* The sockets a server listens on: every lab on every address. */
#include "server/listener_private.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/address.h"
#include "base/resolve.h"
#include "base/when.h"
#include "server/given.h"
#include "server/lab.h"
#include "server/limits.h"
#include "server/port_holder.h"

static int
socket_fail(const struct opening *opening, const char *host, const char *why,
    const char *more)
{
	char escaped[128];

	(void)text_escape(escaped, sizeof(escaped), host, strlen(host));
	(void)snprintf(opening->error->text, sizeof(opening->error->text),
	    "could not listen for %s on %s port %d%s: %s%s%s",
	    opening->metrics ? "--metrics" : lab_info(opening->lab)->name,
	    escaped,
	    opening->port[opening->datagrams],
	    opening->datagrams ? " (UDP)" : "", why,
	    more[0] != '\0' ? ": " : "", more);
	return -1;
}

/* Why not at this address, and who is in the way. */
static int
socket_fail_at(const struct opening *opening, const char *host,
    const struct sockaddr_storage *address)
{
	char holder[PORT_HOLDER_SIZE] = "";
	const char *why = strerror(errno);

	if (errno == EADDRINUSE)
		port_holder(address, opening->datagrams, holder);
	return socket_fail(opening, host, why, holder);
}

/* The port lies at the same place in both families. */
static in_port_t *
socket_port(struct sockaddr_storage *address)
{
	return &((struct sockaddr_in *)address)->sin_port;
}

int
listener_socket_enter(const struct opening *opening, int fd, uint32_t unset)
{
	struct listener *listener = opening->listener;
	struct listener_socket *new = &listener->
	    sockets[listener->socket_count];
	struct listening *listening = &listener->
	    listening[listener->socket_count];
	struct sockaddr_storage address;
	socklen_t len = sizeof(address);
	char text[ADDRESS_SIZE];

	memset(&address, 0, sizeof(address));
	if (getsockname(fd, (struct sockaddr *)&address, &len) != 0)
		return -1;
	new->fd = fd;
	new->lab = opening->lab;
	new->datagrams = opening->datagrams;
	new->metrics = opening->metrics;
	new->unset = unset;
	new->slot = NO_SLOT;
	listening->lab = opening->lab;
	address_format(text, (struct sockaddr *)&address);
	(void)snprintf(listening->address, sizeof(listening->address),
	    "%s%s", text, opening->datagrams ? "/udp" : "");
	listener->socket_count++;
	return ntohs(*socket_port(&address));
}

/* Opens one socket and enters it; port 0 becomes what the kernel gave. */
static int
socket_add(struct opening *opening, struct sockaddr_storage *address)
{
	int *port = &opening->port[opening->datagrams];
	int fd, bound;

	*socket_port(address) = htons((uint16_t)*port);
	fd = listener_bind(address, opening);
	if (fd == -1 && errno == EADDRINUSE && opening->any_port) {
		/* Free at one address, and taken at another. */
		*socket_port(address) = 0;
		fd = listener_bind(address, opening);
	}
	bound = fd == -1 ? -1 : listener_socket_enter(opening, fd, 0);
	if (bound == -1)
		return -1;
	if (*port == 0)
		*port = bound;
	return 0;
}

/* The same address, or all of its kind. */
static bool
socket_covers(const struct sockaddr_storage *bound,
    const struct sockaddr_storage *wanted)
{
	struct sockaddr_storage all = { .ss_family = wanted->ss_family };

	*socket_port(&all) = ((const struct sockaddr_in *)wanted)->sin_port;
	return memcmp(bound, wanted, sizeof(*bound)) == 0 ||
	    memcmp(bound, &all, sizeof(*bound)) == 0;
}

/* Twice the same address (a name, and what it stands for) is once. */
static bool
socket_has(const struct opening *opening,
    const struct sockaddr_storage *address)
{
	const struct listener *listener = opening->listener;
	struct sockaddr_storage wanted = *address, bound;
	uint32_t i;

	*socket_port(&wanted) = htons((uint16_t)
	    opening->port[opening->datagrams]);
	for (i = 0; i < listener->socket_count; i++) {
		socklen_t len = sizeof(bound);

		memset(&bound, 0, sizeof(bound));
		if (listener->sockets[i].lab == opening->lab &&
		    listener->sockets[i].datagrams == opening->datagrams &&
		    listener->sockets[i].metrics == opening->metrics &&
		    getsockname(listener->sockets[i].fd,
		    (struct sockaddr *)&bound, &len) == 0 &&
		    socket_covers(&bound, &wanted))
			return true;
	}
	return false;
}

/* On every address that the name has and this machine knows: a name may be
 * that of several machines, and localhost has an IPv6 address also where
 * there is no IPv6. */
static int
socket_add_name(struct opening *opening, const char *host,
    struct resolved *found)
{
	unsigned i, added = 0;
	int why = EADDRNOTAVAIL;

	for (i = 0; i < found->count; i++) {
		if (opening->listener->socket_count == LISTENING_MAX)
			return socket_fail(opening, host,
			    "too many addresses", "");
		if (socket_has(opening, &found->list[i]) ||
		    socket_add(opening, &found->list[i]) == 0) {
			added++;
			continue;
		}
		why = errno;
		if (why != EADDRNOTAVAIL && why != EAFNOSUPPORT)
			return socket_fail_at(opening, host,
			    &found->list[i]);
	}
	return added > 0 ? 0 : socket_fail(opening, host, strerror(why), "");
}

static int
socket_add_lab(struct opening *opening, const char *host)
{
	enum lab_transport transport = lab_get(opening->lab)->transport;
	struct resolved found;
	int why = resolve_name(host, 0, AI_PASSIVE, &found);

	opening->datagrams = (transport & LAB_TCP) == 0;
	if (why != 0)
		return socket_fail(opening, host, gai_strerror(why), "");
	if (socket_add_name(opening, host, &found) != 0)
		return -1;
	if (transport != LAB_BOTH)
		return 0;
	opening->datagrams = true;
	return socket_add_name(opening, host, &found);
}

/* Not among those that the table lists: no client of a lab looks there. */
static int
socket_add_metrics(struct opening *opening, const char *where)
{
	char host[256];
	uint16_t port = 0;
	const char *fault = address_split(where, host, sizeof(host), &port);
	struct resolved found;
	int why;

	opening->datagrams = false;
	opening->port[0] = port;
	opening->any_port = port == 0;
	if (fault != NULL)
		return socket_fail(opening, where, fault, "");
	why = resolve_name(host, 0, AI_PASSIVE, &found);
	if (why != 0)
		return socket_fail(opening, host, gai_strerror(why), "");
	return socket_add_name(opening, host, &found);
}

/* Where sockets were handed over, a lab without one is served when a port was
 * asked for, and else not: it could not be reached before we were started, and
 * whoever handed them over named those he meant. */
static int
socket_open_lab(struct opening *opening, const struct listener_plan *plan)
{
	uint32_t i;

	if (given_lab(opening->lab))
		return listener_adopt(opening);
	if (plan->ports[opening->lab] < 0 ||
	    (given_any() && !plan->port_asked[opening->lab]))
		return 0;
	opening->port[0] = opening->port[1] = plan->ports[opening->lab];
	opening->any_port = plan->ports[opening->lab] == 0;
	for (i = 0; i < plan->address_count; i++)
		if (socket_add_lab(opening, plan->addresses[i]) != 0)
			return -1;
	return 0;
}

int
listener_sockets_open(struct listener *listener,
    const struct listener_plan *plan, struct listener_error *error)
{
	struct opening opening = { .listener = listener, .error = error,
	    .until_ns = when_mono_ns() + LIMIT_PORT_NS };

	if (given_sort(plan, error) != 0)
		return -1;
	for (opening.lab = 0; opening.lab < LAB_COUNT; opening.lab++)
		if (socket_open_lab(&opening, plan) != 0)
			return -1;
	listener->metrics_from = listener->socket_count;
	if (listener->socket_count == 0) {
		(void)snprintf(error->text, sizeof(error->text),
		    "every lab is off: there is nothing to serve");
		return -1;
	}
	opening.metrics = true;
	opening.lab = LAB_WAIT;
	if (listener_adopt(&opening) != 0)
		return -1;
	return plan->metrics == NULL ? 0 :
	    socket_add_metrics(&opening, plan->metrics);
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
