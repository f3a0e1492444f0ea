/*
 * What is counted while a server runs, in its table: of each lab, of each rule,
 * of each reason.
 *
 * Keys as in shm/table.h.  No lock: each is one atomic step, so a process that
 * is killed has lost nothing that it had counted.  All begin at 0 with the
 * server and only grow; whatever a child has written there, they are numbers.
 */
#ifndef SHM_TOTALS_H
#define SHM_TOTALS_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/labs.h"

/* A lab's messages, datagrams among them. */
struct lab_total {
	_Alignas(64) _Atomic uint64_t messages_in;	/* [a] */
	_Atomic uint64_t messages_out;	/* [a] */
	_Atomic uint64_t bytes_in;	/* [a] of messages */
	_Atomic uint64_t bytes_out;	/* [a] */
	_Atomic uint64_t faults;	/* [a] malformed or failed messages */
};

/* Why a connection was refused. */
enum refusal {
#define REFUSAL(symbol, word, meaning) REFUSAL_##symbol,
#include "shm/refusals.def"
#undef REFUSAL
	REFUSAL_COUNT
};
const char *refusal_word(enum refusal refusal);

/* How often it was judged by a rule, since the server began; one for each of
 * enum rule, in an area behind the rows, which no child touches. */
struct verdict_total {
	_Atomic uint64_t ok;		/* [j] */
	_Atomic uint64_t not_ok;	/* [j] */
};

/* How much later than it should a pause's answer went out: answers of up to
 * each bound, and not of the one before, then those beyond. */
#define OVERSHOOT_BOUNDS	13
struct overshoot_total {
	_Alignas(64) _Atomic uint64_t answers[OVERSHOOT_BOUNDS + 1]; /* [a] */
	_Atomic uint64_t sum_ns;	/* [a] */
};
extern const int64_t overshoot_bounds_ns[OVERSHOOT_BOUNDS];

/* child: an answer has just gone out, so much later than was asked. */
void overshoot_add(struct overshoot_total *total, int64_t late_ns);

#endif
