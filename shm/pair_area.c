/* The pairs' area: arrived at, repaired.  A new segment is all zero, and that
 * is an empty area. */
#include "shm/pair_private.h"

#include "shm/lock.h"

uint64_t
pair_area_size(uint32_t max_clients)
{
	return sizeof(struct pair_area) +
	    (uint64_t)pair_arrivals_size(max_clients) *
	    sizeof(struct pair_arrival) +
	    (uint64_t)pair_slots(max_clients) *
	    (sizeof(struct pair_seats) + sizeof(struct pair));
}

void
pair_arrive(void *memory, uint32_t max_clients, uint32_t row, uint64_t client)
{
	struct pair_area *area = memory;
	struct pair_arrival *arrival;
	uint64_t number = atomic_load(&area->arrived);

	/* The number may be anything a child wrote; the place is within. */
	arrival = &pair_arrivals(area)[number &
	    (pair_arrivals_size(max_clients) - 1)];
	atomic_store(&arrival->row, row);
	atomic_store(&arrival->client, client);
	atomic_store(&area->arrived, number + 1);
}

void
pair_arrive_undo(void *memory, uint32_t max_clients, uint64_t client)
{
	struct pair_area *area = memory;
	struct pair_arrival *arrival = &pair_arrivals(area)[
	    (atomic_load(&area->arrived) - 1) &
	    (pair_arrivals_size(max_clients) - 1)];

	/* Who has been seated already never claims its seat, and is given up
	 * for that. */
	if (atomic_load(&arrival->client) == client)
		atomic_store(&arrival->client, 0);
}

void
pair_judge_locked(const struct table *table, struct pair *pair)
{
	lock_assert_held(table);
	if (atomic_load(&pair->first) != 0 ||
	    atomic_load(&pair->side[0].said) == 0 ||
	    atomic_load(&pair->side[1].said) == 0)
		return;
	atomic_store(&pair->first, 1 + (uint32_t)
	    (pair->side[1].arrived_ns < pair->side[0].arrived_ns));
}

void
pair_letters(const struct pair *pair, unsigned first, char letter[2])
{
	static const char other['Y' + 1] = { ['X'] = 'Y', ['Y'] = 'X' };
	uint32_t named = pair->side[first].letter;

	if (named != 'X' && named != 'Y') {
		named = pair->side[1 - first].letter;
		named = named == 'X' || named == 'Y' ?
		    (uint32_t)other[named] : first == 0 ? 'X' : 'Y';
	}
	letter[first] = (char)named;
	letter[1 - first] = other[named];
}

/* A pair in which somebody was killed between two stores. */
static void
pair_repair_slot_locked(const struct table *table, struct pair_seats *seats,
    struct pair *pair)
{
	bool first = atomic_load(&seats->client[0]) != 0;
	bool second = atomic_load(&seats->client[1]) != 0;
	unsigned lone = first ? 0 : 1;

	lock_assert_held(table);
	if ((first != second && atomic_load(&pair->side[lone].left) != 0) ||
	    (first && second && atomic_load(&pair->side[0].left) != 0 &&
	    atomic_load(&pair->side[1].left) != 0)) {
		atomic_store(&seats->client[1], 0);
		atomic_store(&seats->client[0], 0);
		return;
	}
	pair_judge_locked(table, pair);
}

/* Who is in this pair alone, or 0. */
static uint64_t
pair_lone(const struct pair_seats *seats)
{
	uint64_t first = atomic_load(&seats->client[0]);
	uint64_t second = atomic_load(&seats->client[1]);

	return first != 0 && second != 0 ? 0 : first | second;
}

/* Who was called to another one's side sits there, and here no more. */
static void
pair_repair_called_locked(const struct table *table, struct pair_seats *seats,
    uint32_t slot, uint32_t max_clients)
{
	uint64_t client = pair_lone(&seats[slot]);
	uint32_t i;

	lock_assert_held(table);
	for (i = 0; client != 0 && i < pair_slots(max_clients); i++)
		if (i != slot && (atomic_load(&seats[i].client[0]) == client ||
		    atomic_load(&seats[i].client[1]) == client)) {
			atomic_store(&seats[slot].client[1], 0);
			atomic_store(&seats[slot].client[0], 0);
			return;
		}
}

void
pair_area_repair(struct table *table, void *memory)
{
	struct pair_area *area = memory;
	uint32_t max_clients = table->facts.max_clients, i, waiting = 0;
	struct pair_seats *seats = pair_seats(area, max_clients);
	struct pair_arrival *next;

	lock_assert_held(table);
	next = &pair_arrivals(area)[atomic_load(&area->seated) &
	    (pair_arrivals_size(max_clients) - 1)];
	for (i = 0; i < pair_slots(max_clients); i++) {
		pair_repair_slot_locked(table, &seats[i],
		    pair_at(area, max_clients, i));
		pair_repair_called_locked(table, seats, i, max_clients);
		if (pair_lone(&seats[i]) != 0)
			waiting = i + 1;
		/* Seated, but not yet taken from the queue. */
		if (atomic_load(&next->client) != 0 &&
		    atomic_load(&area->seated) < atomic_load(&area->arrived) &&
		    (atomic_load(&seats[i].client[0]) ==
		    atomic_load(&next->client) ||
		    atomic_load(&seats[i].client[1]) ==
		    atomic_load(&next->client)))
			atomic_fetch_add(&area->seated, 1);
	}
	atomic_store(&area->waiting, waiting);
}
