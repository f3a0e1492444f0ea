/* The order lab: taking a seat, waiting for a partner, watching over it. */
#include "server/labs/order.h"

#include <poll.h>

#include "server/limits.h"

/* A partner that was accepted is not to be seen: so long it may still be
 * about to start. */
#define UNKNOWN_NS	(10 * NS_PER_S)
#define AGAIN_NS	(100 * NS_PER_MS)

void
order_ring(const struct order_talk *talk)
{
	if (talk->view.met)
		bells_ring(talk->child->inherit->bells,
		    bell_of(talk->view.partner_row));
}

/* The partner's process: gone, or not begun for too long, is left. */
static void
order_watch(struct order_talk *talk, int64_t *again_ns)
{
	struct pair_view *view = &talk->view;
	enum child_watch_state state;

	state = child_watch_set(&talk->watch, talk->child->table,
	    view->partner_row, view->partner_client);
	if (state == CHILD_WATCH_ALIVE)
		return;
	if (state == CHILD_WATCH_UNKNOWN && !view->partner_present) {
		if (talk->unknown_ns == 0)
			talk->unknown_ns = when_mono_ns();
		if (when_mono_ns() < talk->unknown_ns + UNKNOWN_NS) {
			*again_ns = when_mono_ns() + AGAIN_NS;
			return;
		}
	}
	(void)pair_bury(&talk->seat, view->partner_client);
	child_watch_clear(&talk->watch);
	if (pair_look(&talk->seat, view) != PAIR_OK)
		*again_ns = when_mono_ns() + AGAIN_NS;
}

enum client_end
order_look(struct order_talk *talk, int64_t *again_ns)
{
	*again_ns = 0;
	child_watch_quiet(&talk->watch);
	if (pair_look(&talk->seat, &talk->view) != PAIR_OK) {
		/* The lock was not to be had: not now, not never. */
		*again_ns = when_mono_ns() + AGAIN_NS;
		return CHILD_OK;
	}
	if (talk->view.met && !talk->view.partner_left)
		order_watch(talk, again_ns);
	else if (talk->view.partner_left)
		child_watch_clear(&talk->watch);
	return CHILD_OK;
}

enum client_end
order_sit(struct order_talk *talk)
{
	const struct child_inherit *inherit = talk->child->inherit;
	enum pair_result result;
	int64_t again_ns;
	int tries = 0;

	do
		result = pair_claim(&talk->seat, talk->child->table,
		    table_area(talk->child->table, inherit->lab),
		    inherit->row, inherit->client);
	while (result == PAIR_BUSY && lines_again(&tries));
	switch (result) {
	case PAIR_OK:
		break;
	case PAIR_FULL:
		(void)lines_send(&talk->lines,
		    "error: there is no room for another pair");
		return END_REFUSED;
	default:
		(void)lines_send(&talk->lines,
		    "error: no pair could be joined now, try again");
		return END_INTERNAL;
	}
	child_event(talk->child, SENTENCE_OF(SEATED), talk->seat.side == 0 ?
	    "first" : "second",
	    order_letter(talk, talk->seat.side));
	(void)order_look(talk, &again_ns);
	order_ring(talk);
	return CHILD_OK;
}

enum client_end
order_alone(struct order_talk *talk)
{
	unsigned other = 1 - talk->seat.side;
	enum client_end end;

	child_event(talk->child, SENTENCE_OF(PARTNER_LEFT_EARLY),
	    order_letter(talk, other));
	end = lines_gap(&talk->lines);
	if (end == CHILD_OK)
		end = lines_send(&talk->lines, "Client %c left early: there "
		    "is no order to tell", order_letter(talk, other));
	return end == CHILD_OK ? END_SERVER : end;
}

static enum client_end
order_never_came(struct order_talk *talk)
{
	long seconds = talk->child->settings->partner_wait_s;

	child_event(talk->child, SENTENCE_OF(PARTNER_NEVER_CAME),
	    seconds);
	(void)lines_send(&talk->lines, "No partner came within %ld seconds",
	    seconds);
	return END_TIMEOUT;
}

/* The client closed its sending side: CHILD_OK when it still listens. */
static enum client_end
order_half(struct order_talk *talk, bool patient)
{
	if (talk->arrived_ns == 0)
		return END_CLIENT;
	talk->half = true;
	if (talk->left_ns == 0)
		talk->left_ns = when_mono_ns();
	switch (child_peer(talk->child)) {
	case CHILD_PEER_GONE:
		return END_CLIENT;
	case CHILD_PEER_LISTENS:
		talk->left_ns = 0;
		return CHILD_OK;
	default:
		return patient ? CHILD_OK : END_CLIENT;
	}
}

enum client_end
order_wait(struct order_talk *talk, int64_t deadline_ns, bool patient)
{
	int64_t look_ns = when_mono_ns() + LIMIT_PEER_LOOK_NS;
	enum client_end end;
	short wanted = 0, events;
	bool woken;

	if (!talk->half)
		wanted = talk->arrived_ns == 0 ? POLLIN | POLLRDHUP :
		    POLLRDHUP;
	else if (deadline_ns == 0 || look_ns < deadline_ns)
		deadline_ns = look_ns;
	end = child_wait(talk->child, wanted, deadline_ns, talk->watch.fd,
	    &events, &woken);
	if (end != CHILD_OK)
		return end;
	if (events & (POLLHUP | POLLERR))
		return child_socket_end(talk->child->socket, 0);
	if (events & POLLIN)
		talk->arrived_ns = lines_arrived_ns(&talk->lines);
	if ((events & POLLRDHUP) != 0 || talk->half)
		return order_half(talk, patient);
	return CHILD_OK;
}

/*
 * Until there is a partner nothing is read: what the client sends stays
 * where it is, and only the time of its arrival is noted.  A client that
 * goes is gone: nobody is to be paired with it.
 */
enum client_end
order_meet(struct order_talk *talk)
{
	int64_t until_ns = when_mono_ns() +
	    talk->child->settings->partner_wait_s * NS_PER_S, again_ns;
	enum client_end end;

	child_state(talk->child, STATE_PAIRING);
	child_silent(talk->child, talk->child->inherit->accepted_mono_ns,
	    SILENCE_ALONE);
	for (;;) {
		(void)order_look(talk, &again_ns);
		if (talk->view.met)
			return CHILD_OK;
		end = order_wait(talk, again_ns != 0 ? again_ns : until_ns,
		    false);
		if (end != CHILD_OK)
			return end;
		if (when_mono_ns() >= until_ns)
			return order_never_came(talk);
	}
}
