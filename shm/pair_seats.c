/* Who sits where: the queue, who waits, who is seated beside whom. */
#include "shm/pair_private.h"

#include <string.h>

#include "base/when.h"
#include "shm/lock.h"

bool
pair_seat_lock(struct pair_seat *seat)
{
	return lock_take(seat->table, when_mono_ns() + LOCK_PATIENCE_NS) !=
	    LOCK_UNAVAILABLE;
}

/* Has the process of this side ended?  Not so when it has not begun. */
static bool
side_dead(const struct pair_seat *seat, const struct pair_side *side,
    uint64_t client)
{
	uint32_t row = atomic_load(&side->row);
	struct row_data data;

	if (row >= seat->table->facts.rows)
		return true;
	(void)row_read(seat->table, row, &data);
	if (data.client == client)
		return data.state == STATE_ENDED;
	return atomic_load(&side->present) != 0;
}

void
pair_free_locked(struct pair_seat *seat, uint32_t slot)
{
	struct pair_seats *seats = pair_seat_row(seat, slot);

	lock_assert_held(seat->table);
	atomic_store(&seats->client[1], 0);
	atomic_store(&seats->client[0], 0);
	if (atomic_load(&seat->area->waiting) == slot + 1)
		atomic_store(&seat->area->waiting, 0);
}

/* A pair that nobody is in, or only dead ones; slots when there is none. */
static uint32_t
pair_find_free_locked(struct pair_seat *seat)
{
	uint32_t hint = atomic_load(&seat->area->hint), i, slot;
	struct pair_seats *seats;
	struct pair *pair;

	lock_assert_held(seat->table);
	for (i = 0; i < seat->slots; i++) {
		slot = (hint + i) % seat->slots;
		seats = pair_seat_row(seat, slot);
		if (atomic_load(&seats->client[0]) == 0 &&
		    atomic_load(&seats->client[1]) == 0)
			return slot;
	}
	for (slot = 0; slot < seat->slots; slot++) {
		seats = pair_seat_row(seat, slot);
		pair = pair_at(seat->area, seat->table->facts.max_clients,
		    slot);
		for (i = 0; i < 2; i++)
			if (atomic_load(&seats->client[i]) != 0 &&
			    !side_dead(seat, &pair->side[i],
			    atomic_load(&seats->client[i])))
				break;
		if (i < 2)
			continue;
		pair_free_locked(seat, slot);
		return slot;
	}
	return seat->slots;
}

static void
side_begin(struct pair_side *side, uint32_t row)
{
	atomic_store(&side->row, row);
	atomic_store(&side->present, 0);
	atomic_store(&side->left, 0);
	atomic_store(&side->verdict_sent, 0);
	atomic_store(&side->said, 0);
	side->letter = 0;
	atomic_store(&side->pipe.put, 0);
	atomic_store(&side->pipe.got, 0);
}

/* The pair in which somebody waits, alive; *free_side is beside it. */
static struct pair *
pair_waiting_locked(struct pair_seat *seat, uint32_t *slot,
    unsigned *free_side)
{
	uint32_t waiting = atomic_load(&seat->area->waiting);
	struct pair_seats *seats;
	struct pair *pair;
	unsigned side;

	lock_assert_held(seat->table);
	if (waiting == 0 || waiting > seat->slots)
		return NULL;
	*slot = waiting - 1;
	seats = pair_seat_row(seat, *slot);
	pair = pair_at(seat->area, seat->table->facts.max_clients, *slot);
	side = atomic_load(&seats->client[0]) != 0 ? 0 : 1;
	*free_side = 1 - side;
	if (atomic_load(&seats->client[side]) != 0 &&
	    atomic_load(&seats->client[1 - side]) == 0 &&
	    atomic_load(&pair->side[side].left) == 0 &&
	    !side_dead(seat, &pair->side[side],
	    atomic_load(&seats->client[side])))
		return pair;
	pair_free_locked(seat, *slot);
	return NULL;
}

/* Seats one: beside who waits, else in a new pair. */
bool
pair_seat_locked(struct pair_seat *seat, uint32_t row, uint64_t client)
{
	uint32_t slot;
	unsigned side;
	struct pair *pair = pair_waiting_locked(seat, &slot, &side);

	lock_assert_held(seat->table);
	if (pair != NULL) {
		side_begin(&pair->side[side], row);
		atomic_store(&pair->met_ns, when_mono_ns());
		atomic_store(&pair_seat_row(seat, slot)->client[side],
		    client);
		atomic_store(&seat->area->waiting, 0);
		return true;
	}
	slot = pair_find_free_locked(seat);
	if (slot == seat->slots)
		return false;
	pair = pair_at(seat->area, seat->table->facts.max_clients, slot);
	atomic_store(&pair->first, 0);
	atomic_store(&pair->met_ns, 0);
	side_begin(&pair->side[0], row);
	atomic_store(&pair_seat_row(seat, slot)->client[0], client);
	atomic_store(&seat->area->waiting, slot + 1);
	atomic_store(&seat->area->hint, slot + 1);
	return true;
}

/* What it said already comes with it; a pipe is used after a verdict. */
static void
side_move(struct pair_side *to, const struct pair_side *from)
{
	side_begin(to, atomic_load(&from->row));
	to->letter = from->letter;
	to->arrived_ns = from->arrived_ns;
	to->text_len = from->text_len;
	memcpy(to->text, from->text, sizeof(to->text));
	atomic_store(&to->said, atomic_load(&from->said));
	atomic_store(&to->present, atomic_load(&from->present));
}

/* First it sits here as well, then there no more: a repair knows that. */
void
pair_vacate_locked(struct pair_seat *seat)
{
	struct pair_seats *seats = pair_seat_row(seat, seat->slot);
	struct pair *pair = pair_of_seat(seat), *other;
	unsigned free_side = 1 - seat->side, side;
	uint64_t caller;
	uint32_t slot;

	lock_assert_held(seat->table);
	atomic_store(&pair->met_ns, 0);
	atomic_store(&seats->client[free_side], 0);
	other = pair_waiting_locked(seat, &slot, &side);
	if (other == NULL || other == pair) {
		atomic_store(&seat->area->waiting, seat->slot + 1);
		return;
	}
	side = 1 - side;
	caller = atomic_load(&pair_seat_row(seat, slot)->client[side]);
	side_move(&pair->side[free_side], &other->side[side]);
	atomic_store(&pair->met_ns, when_mono_ns());
	atomic_store(&seats->client[free_side], caller);
	pair_free_locked(seat, slot);
	pair_judge_locked(seat->table, pair);
}

/* First it sits here, too, then the partner sits there: when our process dies
 * in between, a repair has it here, and the partner takes another seat. */
bool
pair_relieve_locked(struct pair_seat *seat)
{
	struct pair *pair = pair_of_seat(seat), *other;
	struct pair_side *partner = &pair->side[1 - seat->side];
	uint32_t row = atomic_load(&partner->row), slot;
	_Atomic uint64_t *its = &pair_seat_row(seat,
	    seat->slot)->client[1 - seat->side], *theirs;
	uint64_t client = atomic_load(its);
	unsigned side;

	lock_assert_held(seat->table);
	other = pair_waiting_locked(seat, &slot, &side);
	if (other == NULL || other == pair)
		return false;
	side = 1 - side;
	theirs = &pair_seat_row(seat, slot)->client[side];
	side_move(partner, &other->side[side]);
	atomic_store(&pair->met_ns, when_mono_ns());
	atomic_store(its, atomic_load(theirs));
	side_begin(&other->side[side], row);
	atomic_store(&other->side[side].present, 1);
	atomic_store(theirs, client);
	pair_judge_locked(seat->table, pair);
	return true;
}

/* Everybody who has arrived up to now, in that order. */
void
pair_seat_arrived_locked(struct pair_seat *seat)
{
	uint32_t size = pair_arrivals_size(
	    seat->table->facts.max_clients);
	uint64_t arrived = atomic_load(&seat->area->arrived);
	uint64_t seated = atomic_load(&seat->area->seated);
	struct pair_arrival *arrival;

	lock_assert_held(seat->table);
	if (seated > arrived || arrived - seated > size)
		seated = arrived - (arrived > size ? size : arrived);
	for (; seated < arrived; seated++) {
		arrival = &pair_arrivals(seat->area)[seated & (size - 1)];
		/* There is no process for who has none. */
		if (atomic_load(&arrival->client) != 0)
			(void)pair_seat_locked(seat,
			    atomic_load(&arrival->row),
			    atomic_load(&arrival->client));
		atomic_store(&seat->area->seated, seated + 1);
	}
}

bool
pair_find_locked(struct pair_seat *seat)
{
	struct pair_seats *seats = pair_seat_row(seat, 0);
	unsigned side;
	uint32_t slot;

	lock_assert_held(seat->table);
	for (slot = 0; slot < seat->slots; slot++)
		for (side = 0; side < 2; side++)
			if (atomic_load(&seats[slot].client[side]) ==
			    seat->client) {
				seat->slot = slot;
				seat->side = side;
				return true;
			}
	return false;
}
