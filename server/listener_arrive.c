/*
 * Between accept and fork.
 *
 * Whoever was accepted waits here, for one poll at least, which asks all of
 * them at once whether they are still there: who is not costs no process.  It
 * is the poll of the loop, so a connection that comes alone costs no call more
 * than if it were forked for at once.  Those that wait are served an address
 * at a time, so that one that connects without an end delays itself.
 */
#include "server/listener.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/given.h"
#include "server/limits.h"

int
listener_arrivals_init(struct listener *listener)
{
	listener->arrivals = listener_memory(ARRIVALS_MAX *
	    sizeof(listener->arrivals[0]));
	return listener->arrivals == NULL ? -1 : 0;
}

/* Behind those of its own address, beside those of others. */
static uint32_t
arrival_turn(const struct listener *listener, const struct arrival *arrival)
{
	uint32_t turn = 0, i;

	for (i = 0; i < listener->arrival_count; i++)
		if (listener->arrivals[i].turn >= turn &&
		    memcmp(listener->arrivals[i].key, arrival->key,
		    ADDRESS_KEY_SIZE) == 0)
			turn = listener->arrivals[i].turn + 1;
	return turn;
}

static void
arrival_add(struct listener *listener, struct arrival *arrival,
    struct listener_socket *from, int fd)
{
	/* It was there before the socket was ours. */
	if (from->unset > 0) {
		from->unset--;
		listener_bind_options(fd, &listener->settings, from->lab);
	}
	arrival->fd = fd;
	arrival->from = from;
	arrival->looked = arrival->waits = false;
	arrival->asked_ns = 0;
	arrival->wall_ns = when_wall_ns();
	arrival->mono_ns = when_mono_ns();
	listener_link_key(listener, arrival->key,
	    (const struct sockaddr *)&arrival->peer);
	arrival->turn = arrival_turn(listener, arrival);
	listener->arrival_count++;
}

/* One at first: the poll that looks after it says whether there are more, as
 * an accept in vain would.  Then as many as there are. */
void
listener_arrive(struct listener *listener, struct listener_socket *from)
{
	int left = listener->arrival_count == 0 ? 1 : LIMIT_ACCEPT_BURST;
	int fd;
	struct arrival *arrival;
	socklen_t len;

	while (left-- > 0 && listener->arrival_count < ARRIVALS_MAX) {
		arrival = &listener->arrivals[listener->arrival_count];
		len = sizeof(arrival->peer);
		fd = accept4(from->fd, (struct sockaddr *)&arrival->peer,
		    &len, SOCK_CLOEXEC);
		if (fd != -1) {
			arrival_add(listener, arrival, from, fd);
			continue;
		}
		if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS ||
		    errno == ENOMEM) {
			/* The backlog keeps them for a moment. */
			listener_say(listener, SENTENCE_OF(ACCEPT_FAILED),
			    strerror(errno));
			listener->accept_again_ns = when_mono_ns() +
			    100 * NS_PER_MS;
		}
		if (errno != ECONNABORTED && errno != EINTR)
			return;
	}
}

bool
listener_arrivals_ready(const struct listener *listener)
{
	uint32_t i;

	for (i = 0; i < listener->arrival_count; i++)
		if (!listener->arrivals[i].waits)
			return true;
	return false;
}

/* Reset, or closed with not one byte to read: bytes and then a close are a
 * message.  Where the server speaks first somebody may have nothing to say and
 * listen all the same (nc -N). */
static bool
arrival_gone(const struct listener *listener, const struct arrival *arrival,
    const struct pollfd *look)
{
	char byte;
	ssize_t got;

	if (look->revents == 0)
		return false;
	got = recv(arrival->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
	if (got == 0)
		return listener->settings.greet[arrival->from->lab] !=
		    GREET_ALWAYS;
	return got == -1 && errno != EAGAIN && errno != EINTR;
}

static void
arrival_left(struct listener *listener, struct arrival *arrival)
{
	char peer[ADDRESS_SIZE];

	(void)close(arrival->fd);
	arrival->fd = -1;
	listener->left++;
	atomic_store(&listener->table.header->left, listener->left);
	address_format(peer, (const struct sockaddr *)&arrival->peer);
	if (listener_tally(listener, TALLY_LEFT, peer))
		listener_say(listener, SENTENCE_OF(CAME_AND_LEFT), peer,
		    lab_info(arrival->from->lab)->name);
}

/* Whose turn is next, of those that were looked after; NULL: nobody's. */
static struct arrival *
arrival_next(struct listener *listener)
{
	struct arrival *next = NULL, *arrival;
	uint32_t i;

	for (i = 0; i < listener->arrival_count; i++) {
		arrival = &listener->arrivals[i];
		if (arrival->fd != -1 && arrival->looked && !arrival->waits &&
		    (next == NULL || arrival->turn < next->turn))
			next = arrival;
	}
	return next;
}

static void
arrival_serve(struct listener *listener, struct arrival *arrival)
{
	char why[ADMIT_WHY_SIZE];
	enum refusal refusal;

	switch (listener_admit(listener, arrival, &refusal, why)) {
	case ADMIT_SOON:
		arrival->waits = true;
		return;
	case ADMIT_NOW:
		listener_accept(listener, arrival);
		break;
	default:
		listener_refuse(listener, arrival, refusal, why);
		break;
	}
	arrival->fd = -1;
}

/* In the order they came. */
static void
arrivals_close_up(struct listener *listener)
{
	uint32_t i, kept = 0;

	for (i = 0; i < listener->arrival_count; i++) {
		if (listener->arrivals[i].fd == -1)
			continue;
		if (kept != i)
			listener->arrivals[kept] = listener->arrivals[i];
		kept++;
	}
	listener->arrival_count = kept;
}

void
listener_arrivals_serve(struct listener *listener,
    const struct pollfd *looks, uint32_t count)
{
	struct arrival *arrival;
	uint32_t i;

	if (count > listener->arrival_count)
		return;
	for (i = 0; i < count; i++) {
		arrival = &listener->arrivals[i];
		arrival->looked = true;
		arrival->waits = false;
		if (arrival_gone(listener, arrival, &looks[i]))
			arrival_left(listener, arrival);
	}
	for (i = 0; i < LIMIT_FORK_BURST; i++) {
		arrival = arrival_next(listener);
		if (arrival == NULL)
			break;
		arrival_serve(listener, arrival);
	}
	if (count > 0)
		arrivals_close_up(listener);
}

void
listener_arrivals_close(struct listener *listener)
{
	uint32_t i;

	for (i = 0; i < listener->arrival_count; i++)
		(void)close(listener->arrivals[i].fd);
	listener->arrival_count = 0;
}
