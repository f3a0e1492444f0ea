/*
 * The order lab's conversation: two clients, whose message came first.
 *
 * Child only; between lab_order.c and the order_*.c files.  One process for
 * each client of a pair; what they share is in shm/pair.h.
 */
#ifndef SERVER_LABS_ORDER_H
#define SERVER_LABS_ORDER_H

#include "server/child_lines.h"
#include "server/child_watch.h"
#include "shm/pair.h"

/* The most that is kept of a message: two of them, and what is said about
 * them, may be more than the usual 1024 bytes. */
#define ORDER_TEXT_MAX	PAIR_TEXT_MAX

struct order_talk {
	struct child *child;
	struct lines lines;
	struct child_watch watch;
	struct pair_seat seat;
	struct pair_view view;
	int64_t arrived_ns;	/* first byte (wall time); 0: nothing yet */
	int64_t taken_ns;	/* its message, by our clock; 0: not yet */
	int64_t left_ns;	/* it was seen to go; 0: it was not */
	bool result_sent;	/* the client has been told the result */
	bool half;		/* the client has closed its sending side */
	int64_t alone_ns;	/* since when it has had no partner */
	int64_t since_ns;	/* since when somebody waits for its word */
	int64_t relief_ns;	/* when to look for another partner */
	bool again;		/* one has left it */
	int64_t unknown_ns;	/* since when the partner is not to be seen */
	char waiting[ORDER_TEXT_MAX + 1]; /* chat: waits for the partner */
	size_t waiting_len;
	bool waits;
};

/* The letter this connection was given when it was accepted. */
static inline char
order_letter(const struct order_talk *talk, unsigned side)
{
	return talk->view.first >= 0 ? talk->view.letter[side] :
	    side == 0 ? 'X' : 'Y';
}

/* order_pair.c: looks at the pair again, after the bell and at times; sees
 * to it that a dead partner is known to have left, and that who is left before
 * the other spoke waits again.  *again_ns is when to look without a bell, 0: no
 * need.  END_TIMEOUT: nobody came, or it said nothing, and it has been told. */
enum client_end order_look(struct order_talk *talk, int64_t *again_ns);
void order_ring(const struct order_talk *talk);
enum client_end order_sit(struct order_talk *talk);
enum client_end order_meet(struct order_talk *talk);

/* Waits without reading, for the bell or the deadline, and notices a client
 * that goes.  One that only closed its sending side (nc -N) still wants its
 * answer; where the kernel cannot tell, patient says what it is taken for. */
enum client_end order_wait(struct order_talk *talk, int64_t deadline_ns,
    bool patient);

/* order_greet.c: when a greeting or a prompt is due (0: not, or not any more),
 * sending it, and whether one was sent. */
int64_t order_greet_ns(const struct order_talk *talk);
enum client_end order_greet(struct order_talk *talk);
bool order_spoke_first(const struct order_talk *talk);
/* When the client is gone: did it take what we said first for its result? */
void order_deceived(struct order_talk *talk, enum client_end end);

/* order_verdict.c: the message, and who was first. */
enum client_end order_hear(struct order_talk *talk);
enum client_end order_judge(struct order_talk *talk);

/* order_chat.c: --order-chat. */
enum client_end order_chat(struct order_talk *talk);

#endif
