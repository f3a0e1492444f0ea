/* The order lab: taking a seat, waiting for a partner, watching over it. */
#include "server/labs/order.h"

#include <poll.h>

#include "server/limits.h"

/* A partner that was accepted and has not taken its seat: so long it may still
 * be about to start.  One that does so later gets another. */
#define UNKNOWN_NS	(1 * NS_PER_S)
#define AGAIN_NS	(100 * NS_PER_MS)
#define RELIEF_AGAIN_NS	(2 * NS_PER_S)

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

/* The partner has gone before it spoke (a port probe, a program that crashed):
 * our client has its place back, and is told nothing, because what it reads
 * first is its result. */
static void
order_again(struct order_talk *talk, int64_t *again_ns)
{
	struct pair_view *view = &talk->view;

	child_watch_clear(&talk->watch);
	*again_ns = when_mono_ns() + AGAIN_NS;
	if (pair_again(&talk->seat) != PAIR_OK)
		return;
	child_event(talk->child, SENTENCE_OF(PLACE_BACK),
	    order_letter(talk, 1 - talk->seat.side));
	talk->again = true;
	talk->unknown_ns = talk->since_ns = 0;
	talk->alone_ns = when_mono_ns();
	if (pair_look(&talk->seat, view) != PAIR_OK)
		return;
	*again_ns = 0;
	if (view->met) {
		order_ring(talk);
		talk->since_ns = view->met_ns;
	}
	child_state(talk->child, view->met ? STATE_IDLE : STATE_PAIRING);
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

static enum client_end
order_says_nothing(struct order_talk *talk)
{
	long seconds = talk->child->settings->partner_wait_s;

	child_event(talk->child, SENTENCE_OF(PARTNER_SILENT), seconds);
	(void)lines_send(&talk->lines, "You have sent nothing for %ld "
	    "seconds%s", seconds, talk->view.met ?
	    ", and your partner waits" : "");
	return END_TIMEOUT;
}

/* There has been no partner for too long, or there is or was one and the client
 * says nothing; else when that would be. */
static enum client_end
order_overdue(struct order_talk *talk, int64_t *again_ns)
{
	bool silent = talk->taken_ns == 0 && talk->since_ns != 0;
	int64_t until_ns = (silent ? talk->since_ns : talk->alone_ns) +
	    talk->child->settings->partner_wait_s * NS_PER_S;

	if (talk->view.met && talk->taken_ns != 0)
		return CHILD_OK;
	*again_ns = when_sooner(*again_ns, until_ns);
	if (when_mono_ns() < until_ns)
		return CHILD_OK;
	return silent ? order_says_nothing(talk) : order_never_came(talk);
}

/* It has spoken, its partner does not, and somebody else may wait. */
static void
order_relieve(struct order_talk *talk, int64_t *again_ns)
{
	const struct pair_view *view = &talk->view;
	int64_t now_ns = when_mono_ns();
	bool done;

	if (!view->met || talk->taken_ns == 0 || view->partner_said ||
	    view->first >= 0)
		return;
	if (talk->relief_ns < view->met_ns + LIMIT_RELIEF_NS)
		talk->relief_ns = view->met_ns + LIMIT_RELIEF_NS;
	if (now_ns >= talk->relief_ns) {
		talk->relief_ns = now_ns + RELIEF_AGAIN_NS;
		if (pair_relieve(&talk->seat, &done) == PAIR_OK && done) {
			child_event(talk->child, SENTENCE_OF(RELIEVED),
			    order_letter(talk, 1 - talk->seat.side));
			order_ring(talk);
			(void)pair_look(&talk->seat, &talk->view);
			order_ring(talk);
		}
	}
	*again_ns = when_sooner(*again_ns, talk->relief_ns);
}

/* Met, or not any more: its partner has changed places. */
static void
order_moved(struct order_talk *talk, bool before)
{
	bool met = talk->view.met;

	if (met && talk->since_ns == 0)
		talk->since_ns = talk->view.met_ns;
	if (before == met)
		return;
	if (!met)
		talk->alone_ns = when_mono_ns();
	talk->again = talk->again || !met;
	if (talk->again)
		child_state(talk->child, met ? STATE_IDLE : STATE_PAIRING);
}

/* A seat that was lost (a process died while it changed places) is followed by
 * another one. */
static enum pair_result
order_see(struct order_talk *talk)
{
	const struct child_inherit *inherit = talk->child->inherit;
	enum pair_result result = pair_look(&talk->seat, &talk->view);

	if (result == PAIR_FULL)
		result = pair_claim(&talk->seat, talk->child->table,
		    table_area(talk->child->table, inherit->lab),
		    inherit->row, inherit->client);
	else
		return result;
	return result == PAIR_OK ? pair_look(&talk->seat, &talk->view) :
	    result;
}

enum client_end
order_look(struct order_talk *talk, int64_t *again_ns)
{
	bool before = talk->view.met;

	*again_ns = 0;
	child_watch_quiet(&talk->watch);
	if (order_see(talk) != PAIR_OK) {
		/* The lock was not to be had: not now, not never. */
		*again_ns = when_mono_ns() + AGAIN_NS;
		return CHILD_OK;
	}
	if (talk->view.met && !talk->view.partner_left)
		order_watch(talk, again_ns);
	else
		child_watch_clear(&talk->watch);
	if (talk->view.partner_left && !talk->view.partner_said)
		order_again(talk, again_ns);
	else
		order_moved(talk, before);
	order_relieve(talk, again_ns);
	return order_overdue(talk, again_ns);
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
	talk->alone_ns = when_mono_ns();
	(void)order_look(talk, &again_ns);
	order_ring(talk);
	return CHILD_OK;
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
	enum client_end end;
	int64_t again_ns;

	child_state(talk->child, STATE_PAIRING);
	child_silent(talk->child, talk->child->inherit->accepted_mono_ns,
	    SILENCE_ALONE);
	do {
		end = order_look(talk, &again_ns);
		if (end == CHILD_OK && talk->view.met)
			return CHILD_OK;
		if (end == CHILD_OK)
			end = order_wait(talk, again_ns, false);
	} while (end == CHILD_OK);
	return end;
}
