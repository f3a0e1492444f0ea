/* Names to addresses on a helper thread. */
#include "client/lookup.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/text.h"

/* The resolver and its modules need more than the least a thread gets. */
#define STACK_BYTES	(256 * 1024)

struct lookup {
	atomic_int owners;	/* caller and thread; the last one frees */
	int fd;
	uint16_t port;
	char host[256];
	int error;		/* of getaddrinfo */
	struct lookup_addresses addresses;
};

static void
lookup_release(struct lookup *lookup)
{
	if (atomic_fetch_sub(&lookup->owners, 1) > 1)
		return;
	close(lookup->fd);
	free(lookup);
}

/* Takes the next address of the wanted family (or of any other) from *from
 * on; returns where it was, or NULL. */
static const struct addrinfo *
lookup_next(const struct addrinfo *from, int family, bool same)
{
	for (; from != NULL; from = from->ai_next)
		if ((from->ai_family == family) == same &&
		    from->ai_addrlen <= sizeof(struct sockaddr_storage))
			return from;
	return NULL;
}

static void
lookup_collect(const struct addrinfo *found,
    struct lookup_addresses *addresses)
{
	const struct addrinfo *turn[2];
	int family = found->ai_family;
	unsigned which;

	turn[0] = lookup_next(found, family, true);
	turn[1] = lookup_next(found, family, false);
	addresses->count = 0;
	for (which = 0; turn[0] != NULL || turn[1] != NULL; which ^= 1) {
		if (turn[which] == NULL)
			continue;
		if (addresses->count == LOOKUP_ADDRESSES_MAX)
			break;
		memcpy(&addresses->list[addresses->count++],
		    turn[which]->ai_addr, turn[which]->ai_addrlen);
		turn[which] = lookup_next(turn[which]->ai_next, family,
		    which == 0);
	}
}

/* Either socket type has the same addresses; naming one keeps them single. */
static int
lookup_ask(const char *host, uint16_t port, int flags,
    struct lookup_addresses *addresses)
{
	struct addrinfo hints = {
		.ai_flags = flags | AI_NUMERICSERV,
		.ai_family = AF_UNSPEC,
		.ai_socktype = SOCK_STREAM,
	};
	struct addrinfo *found;
	char service[8];
	int error;

	snprintf(service, sizeof(service), "%u", port);
	error = getaddrinfo(host, service, &hints, &found);
	if (error != 0)
		return error;
	lookup_collect(found, addresses);
	freeaddrinfo(found);
	return 0;
}

bool
lookup_at_once(const char *host, uint16_t port,
    struct lookup_addresses *addresses)
{
	struct lookup_addresses six;

	if (strcasecmp(host, "localhost") != 0)
		return lookup_ask(host, port, AI_NUMERICHOST, addresses) == 0;
	/* IPv4 first: it is where a server listens that was told nothing. */
	if (lookup_ask("127.0.0.1", port, AI_NUMERICHOST, addresses) != 0)
		return false;
	if (lookup_ask("::1", port, AI_NUMERICHOST, &six) == 0)
		addresses->list[addresses->count++] = six.list[0];
	return true;
}

static void *
lookup_thread(void *argument)
{
	struct lookup *lookup = argument;

	lookup->error = lookup_ask(lookup->host, lookup->port, 0,
	    &lookup->addresses);
	/* A counter that is 0 always takes a 1. */
	(void)eventfd_write(lookup->fd, 1);
	lookup_release(lookup);
	return NULL;
}

/* Signals are the caller's: a handler that ran in this thread would not
 * wake the caller's loop. */
static int
lookup_run(struct lookup *lookup)
{
	pthread_attr_t attributes;
	pthread_t thread;
	sigset_t all, before;
	int error;

	pthread_attr_init(&attributes);
	pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
	pthread_attr_setstacksize(&attributes, STACK_BYTES);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	error = pthread_create(&thread, &attributes, lookup_thread, lookup);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&attributes);
	return error;
}

struct lookup *
lookup_start(const char *host, uint16_t port)
{
	struct lookup *lookup = calloc(1, sizeof(*lookup));
	int error;

	if (lookup == NULL)
		return NULL;
	atomic_init(&lookup->owners, 2);
	lookup->port = port;
	text_copy(lookup->host, sizeof(lookup->host), host);
	lookup->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (lookup->fd != -1) {
		error = lookup_run(lookup);
		if (error == 0)
			return lookup;
		close(lookup->fd);
		errno = error;
	}
	free(lookup);
	return NULL;
}

int
lookup_fd(const struct lookup *lookup)
{
	return lookup->fd;
}

bool
lookup_ready(const struct lookup *lookup)
{
	eventfd_t answers;

	/* The fd orders the thread's writes before our reads. */
	return eventfd_read(lookup->fd, &answers) == 0;
}

const char *
lookup_take(struct lookup *lookup, struct lookup_addresses *addresses)
{
	int error = lookup->error;

	*addresses = lookup->addresses;
	lookup_release(lookup);
	return error == 0 ? NULL : gai_strerror(error);
}

void
lookup_drop(struct lookup *lookup)
{
	lookup_release(lookup);
}
