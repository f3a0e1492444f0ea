/*
 * The order lab's pairs in a shared area: who is with whom, whose message
 * came first, and what the two say to each other afterwards.
 *
 * Children only (size, pair_arrive: the parent; repair: who finds the
 * lock's owner dead).
 *
 * The parent notes every connection in the order in which it accepted them
 * (pair_arrive).  A child that claims its seat seats everybody who has
 * arrived up to then, in that order: which child runs first decides nothing.
 * Who finds nobody waiting becomes side 0 (client X) of a pair, the next one
 * its side 1.  Who is left by a partner that has not spoken keeps its seat and
 * what it said, and is the next to be joined.
 *
 * The verdict is given under the table's lock when both messages are there,
 * by the time the kernel received them.  A seat is committed by its client's
 * number, a message by `said`, everything else is made again from these by a
 * repair.
 *
 * What the two say after the verdict goes through a pipe each way: one
 * writer, one reader, no lock, bounded: who writes faster than the other
 * reads has to wait.
 *
 * The keys are those of shm/table.h, and [s] the child that has the seat.
 */
#ifndef SHM_PAIR_H
#define SHM_PAIR_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shm/bell.h"
#include "shm/table.h"

#define PAIR_TEXT_MAX	1000	/* bytes of a message */
#define PAIR_PIPE_BYTES	2048	/* a power of two, above PAIR_TEXT_MAX */

struct pair_pipe {
	_Atomic uint32_t put;		/* [s] bytes ever written */
	_Atomic uint32_t got;		/* [s], of the other: bytes read */
	_Atomic unsigned char bytes[PAIR_PIPE_BYTES]; /* [s] */
};

struct pair_side {
	_Atomic uint32_t row;		/* [m] */
	_Atomic uint32_t present;	/* [m] its child has claimed it */
	_Atomic uint32_t left;		/* [m] its client is gone */
	_Atomic uint32_t verdict_sent;	/* [m] its client has the verdict */
	_Atomic uint32_t said;		/* [m] text and arrival are there */
	uint32_t letter;		/* [m] 'X', 'Y' if it named itself */
	int64_t arrived_ns;		/* [m] wall time, the kernel's */
	uint32_t text_len;		/* [m] */
	char text[PAIR_TEXT_MAX];	/* [m] */
	struct pair_pipe pipe;		/* what it says later */
};

struct pair {
	_Atomic int64_t met_ns;		/* [m] monotonic: both accepted */
	_Atomic uint32_t first;		/* [m] 1 + the side, 0: no verdict */
	struct pair_side side[2];
};

struct pair_seats {
	_Atomic uint64_t client[2];	/* [m] 0: nobody */
};

struct pair_arrival {
	_Atomic uint64_t client;	/* [p] */
	_Atomic uint32_t row;		/* [p] */
};

/* Then the arrivals, the seats, the pairs: see pair_private.h. */
struct pair_area {
	_Alignas(64) _Atomic uint64_t arrived;	/* [p] */
	_Atomic uint64_t seated;	/* [m] of those */
	_Atomic uint32_t waiting;	/* [m] 1 + the pair without a side 1 */
	_Atomic uint32_t hint;		/* [m] where to look for a free one */
};

/* One child's seat. */
struct pair_seat {
	struct table *table;
	struct pair_area *area;
	uint32_t slots;
	uint32_t slot;
	unsigned side;			/* 0 or 1 */
	uint64_t client;
};

/* A pair as one side sees it, copied under the lock. */
struct pair_view {
	bool met;			/* there is a partner */
	bool partner_present;
	bool partner_left;
	bool partner_said;		/* its message is there */
	uint32_t partner_row;
	uint64_t partner_client;
	int64_t met_ns;
	int first;			/* the side, or -1 */
	char letter[2];			/* of side 0 and 1, by the verdict */
	size_t text_len[2];
	char text[2][PAIR_TEXT_MAX + 1];	/* terminated */
};

enum pair_result {
	PAIR_OK,
	PAIR_BUSY,	/* the lock was not to be had */
	PAIR_FULL	/* no free pair; or we have no seat any more */
};

/* parent */
uint64_t pair_area_size(uint32_t max_clients);
/* parent, after each accept and before the fork */
void pair_arrive(void *area, uint32_t max_clients, uint32_t row,
    uint64_t client);
/* parent: there is no child for the one that arrived last. */
void pair_arrive_undo(void *area, uint32_t max_clients, uint64_t client);
/* lock held */
void pair_area_repair(struct table *table, void *area);

enum pair_result pair_claim(struct pair_seat *seat, struct table *table,
    void *area, uint32_t row, uint64_t client);

/* Our client's message; letter is 'X', 'Y' or 0.  The first one counts. */
enum pair_result pair_say(struct pair_seat *seat, const char *text,
    size_t len, char letter, int64_t arrived_ns);

/* The view is as it was when the lock was not to be had. */
enum pair_result pair_look(struct pair_seat *seat, struct pair_view *view);

/* Our client has been told the verdict; *both when the partner's has, too:
 * true for exactly one of them. */
enum pair_result pair_verdict_sent(struct pair_seat *seat, bool *both);

/* Our client is gone. */
enum pair_result pair_leave(struct pair_seat *seat);

/* The partner's process is known to be dead. */
enum pair_result pair_bury(struct pair_seat *seat, uint64_t partner);

/* The partner has left before it spoke: our client waits for another one, or
 * has one at once when somebody waits.  Then look again, and ring. */
enum pair_result pair_again(struct pair_seat *seat);

/* Our client has spoken and its partner, which is there, does not: when
 * somebody else waits those two change places, and *done says so.  Then look
 * again, and ring both. */
enum pair_result pair_relieve(struct pair_seat *seat, bool *done);

/* To the partner.  False: no room until it has read (and rung). */
bool pair_put(struct pair_seat *seat, const char *text, size_t len,
    bool last);

/* From the partner; text has room for PAIR_TEXT_MAX + 1 and is terminated. */
bool pair_get(struct pair_seat *seat, char *text, size_t *len, bool *last);

#endif
