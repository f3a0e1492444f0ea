/* Names to addresses on a helper thread. */
#include "client/lookup.h"

#include <errno.h>
#include <netdb.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
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
	struct resolved addresses;
};

static void
lookup_release(struct lookup *lookup)
{
	if (atomic_fetch_sub(&lookup->owners, 1) > 1)
		return;
	close(lookup->fd);
	free(lookup);
}

bool
lookup_at_once(const char *host, uint16_t port, struct resolved *addresses)
{
	return resolve_name(host, port, AI_NUMERICHOST, addresses) == 0;
}

static void *
lookup_thread(void *argument)
{
	struct lookup *lookup = argument;

	lookup->error = resolve_name(lookup->host, lookup->port, 0,
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
lookup_take(struct lookup *lookup, struct resolved *addresses)
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
