/* Between the pair*.c files only: where things lie in the area. */
#ifndef SHM_PAIR_PRIVATE_H
#define SHM_PAIR_PRIVATE_H

#include "shm/pair.h"

#define PAIRS_SPARE 64	/* survivors that are just leaving */

static inline uint32_t
pair_slots(uint32_t max_clients)
{
	return max_clients / 2 + 1 + PAIRS_SPARE;
}

/* A power of two: every client may be waiting for its seat, twice over. */
static inline uint32_t
pair_arrivals_size(uint32_t max_clients)
{
	uint32_t size = 256;

	while (size < 2 * max_clients)
		size *= 2;
	return size;
}

static inline struct pair_arrival *
pair_arrivals(struct pair_area *area)
{
	return (struct pair_arrival *)(area + 1);
}

static inline struct pair_seats *
pair_seats(struct pair_area *area, uint32_t max_clients)
{
	return (struct pair_seats *)(pair_arrivals(area) +
	    pair_arrivals_size(max_clients));
}

static inline struct pair *
pair_at(struct pair_area *area, uint32_t max_clients, uint32_t slot)
{
	return (struct pair *)(pair_seats(area, max_clients) +
	    pair_slots(max_clients)) + slot;
}

static inline struct pair *
pair_of_seat(const struct pair_seat *seat)
{
	return pair_at(seat->area, seat->table->facts.max_clients,
	    seat->slot);
}

static inline struct pair_seats *
pair_seat_row(const struct pair_seat *seat, uint32_t slot)
{
	return pair_seats(seat->area, seat->table->facts.max_clients) +
	    slot;
}

/* pair_seats.c: takes the lock; then, lock held: seats one, or everybody who
 * has arrived; finds our client's seat (false: it has none); frees a pair. */
bool pair_seat_lock(struct pair_seat *seat);
bool pair_seat_locked(struct pair_seat *seat, uint32_t row, uint64_t client);
void pair_seat_arrived_locked(struct pair_seat *seat);
bool pair_find_locked(struct pair_seat *seat);
void pair_free_locked(struct pair_seat *seat, uint32_t slot);
/* Our client's partner is forgotten; who waits elsewhere is called to its
 * side, or our client is the one that waits. */
void pair_vacate_locked(struct pair_seat *seat);
/* Our client's partner and who waits elsewhere change places; false: nobody
 * does. */
bool pair_relieve_locked(struct pair_seat *seat);

/* Lock held: the verdict, when both messages are there and none was
 * given. */
void pair_judge_locked(const struct table *table, struct pair *pair);

/* The letters of both sides: a message that names itself keeps its letter;
 * if both claim one, the first does. */
void pair_letters(const struct pair *pair, unsigned first, char letter[2]);

#endif
