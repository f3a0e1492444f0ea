/* A seat in a pair: taken, spoken from, left. */
#include "shm/pair.h"

#include <string.h>

#include "base/when.h"
#include "shm/lock.h"
#include "shm/pair_private.h"

static struct pair *
seat_pair(const struct pair_seat *seat)
{
	return pair_at(seat->area, seat->table->facts.max_clients,
	    seat->slot);
}

static struct pair_seats *
seat_row(const struct pair_seat *seat, uint32_t slot)
{
	return pair_seats(seat->area, seat->table->facts.max_clients) +
	    slot;
}

static bool
seat_lock(struct pair_seat *seat)
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

static void
pair_free_locked(struct pair_seat *seat, uint32_t slot)
{
	struct pair_seats *seats = seat_row(seat, slot);

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
		if (atomic_load(&seat_row(seat, slot)->client[0]) == 0)
			return slot;
	}
	for (slot = 0; slot < seat->slots; slot++) {
		seats = seat_row(seat, slot);
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

/* Seats one: beside who waits, else in a new pair. */
static bool
pair_seat_locked(struct pair_seat *seat, uint32_t row, uint64_t client)
{
	uint32_t waiting = atomic_load(&seat->area->waiting), slot;
	uint32_t max_clients = seat->table->facts.max_clients;
	struct pair *pair;

	lock_assert_held(seat->table);
	if (waiting != 0 && waiting <= seat->slots) {
		slot = waiting - 1;
		pair = pair_at(seat->area, max_clients, slot);
		if (!side_dead(seat, &pair->side[0],
		    atomic_load(&seat_row(seat, slot)->client[0]))) {
			side_begin(&pair->side[1], row);
			atomic_store(&pair->met_ns, when_mono_ns());
			atomic_store(&seat_row(seat, slot)->client[1],
			    client);
			atomic_store(&seat->area->waiting, 0);
			return true;
		}
		pair_free_locked(seat, slot);
	}
	slot = pair_find_free_locked(seat);
	if (slot == seat->slots)
		return false;
	pair = pair_at(seat->area, max_clients, slot);
	atomic_store(&pair->first, 0);
	atomic_store(&pair->met_ns, 0);
	side_begin(&pair->side[0], row);
	atomic_store(&seat_row(seat, slot)->client[0], client);
	atomic_store(&seat->area->waiting, slot + 1);
	atomic_store(&seat->area->hint, slot + 1);
	return true;
}

/* Everybody who has arrived up to now, in that order. */
static void
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
		(void)pair_seat_locked(seat, atomic_load(&arrival->row),
		    atomic_load(&arrival->client));
		atomic_store(&seat->area->seated, seated + 1);
	}
}

static bool
pair_find_locked(struct pair_seat *seat)
{
	struct pair_seats *seats = seat_row(seat, 0);
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

enum pair_result
pair_claim(struct pair_seat *seat, struct table *table, void *area,
    uint32_t row, uint64_t client)
{
	bool found;

	memset(seat, 0, sizeof(*seat));
	seat->table = table;
	seat->area = area;
	seat->slots = pair_slots(table->facts.max_clients);
	seat->client = client;
	if (!seat_lock(seat))
		return PAIR_BUSY;
	pair_seat_arrived_locked(seat);
	found = pair_find_locked(seat) ||
	    (pair_seat_locked(seat, row, client) && pair_find_locked(seat));
	if (found)
		atomic_store(&seat_pair(seat)->side[seat->side].present, 1);
	lock_drop(table);
	return found ? PAIR_OK : PAIR_FULL;
}

enum pair_result
pair_say(struct pair_seat *seat, const char *text, size_t len, char letter,
    int64_t arrived_ns)
{
	struct pair *pair = seat_pair(seat);
	struct pair_side *side = &pair->side[seat->side];

	if (len > PAIR_TEXT_MAX)
		len = PAIR_TEXT_MAX;
	if (!seat_lock(seat))
		return PAIR_BUSY;
	if (atomic_load(&side->said) == 0) {
		memcpy(side->text, text, len);
		side->text_len = (uint32_t)len;
		side->letter = (uint32_t)letter;
		side->arrived_ns = arrived_ns;
		atomic_store(&side->said, 1);
	}
	pair_judge_locked(seat->table, pair);
	lock_drop(seat->table);
	return PAIR_OK;
}

static void
pair_look_verdict(const struct pair *pair, struct pair_view *view)
{
	uint32_t first = atomic_load(&pair->first);
	unsigned i;

	view->first = -1;
	if (first != 1 && first != 2)
		return;
	view->first = (int)first - 1;
	pair_letters(pair, first - 1, view->letter);
	for (i = 0; i < 2; i++) {
		view->text_len[i] = pair->side[i].text_len;
		if (view->text_len[i] > PAIR_TEXT_MAX)
			view->text_len[i] = PAIR_TEXT_MAX;
		memcpy(view->text[i], pair->side[i].text, view->text_len[i]);
		view->text[i][view->text_len[i]] = '\0';
	}
}

enum pair_result
pair_look(struct pair_seat *seat, struct pair_view *view)
{
	const struct pair *pair = seat_pair(seat);
	const struct pair_side *partner = &pair->side[1 - seat->side];

	if (!seat_lock(seat))
		return PAIR_BUSY;
	memset(view, 0, sizeof(*view));
	view->partner_client = atomic_load(&seat_row(seat,
	    seat->slot)->client[1 - seat->side]);
	view->met = view->partner_client != 0;
	if (view->met) {
		view->partner_row = atomic_load(&partner->row);
		view->partner_present = atomic_load(&partner->present) != 0;
		view->partner_left = atomic_load(&partner->left) != 0;
		view->partner_said = atomic_load(&partner->said) != 0;
		view->met_ns = atomic_load(&pair->met_ns);
	}
	pair_look_verdict(pair, view);
	lock_drop(seat->table);
	return PAIR_OK;
}

enum pair_result
pair_verdict_sent(struct pair_seat *seat, bool *both)
{
	struct pair *pair = seat_pair(seat);

	if (!seat_lock(seat))
		return PAIR_BUSY;
	atomic_store(&pair->side[seat->side].verdict_sent, 1);
	*both = atomic_load(&pair->side[1 - seat->side].verdict_sent) != 0;
	lock_drop(seat->table);
	return PAIR_OK;
}

/* Marks a side as gone; the last one out frees the pair. */
static void
pair_leave_locked(struct pair_seat *seat, unsigned side)
{
	struct pair *pair = seat_pair(seat);

	lock_assert_held(seat->table);
	atomic_store(&pair->side[side].left, 1);
	if (atomic_load(&seat_row(seat, seat->slot)->client[1 - side]) == 0 ||
	    atomic_load(&pair->side[1 - side].left) != 0)
		pair_free_locked(seat, seat->slot);
}

enum pair_result
pair_leave(struct pair_seat *seat)
{
	if (!seat_lock(seat))
		return PAIR_BUSY;
	if (atomic_load(&seat_row(seat, seat->slot)->client[seat->side]) ==
	    seat->client)
		pair_leave_locked(seat, seat->side);
	lock_drop(seat->table);
	return PAIR_OK;
}

enum pair_result
pair_bury(struct pair_seat *seat, uint64_t partner)
{
	if (!seat_lock(seat))
		return PAIR_BUSY;
	if (partner != 0 && atomic_load(&seat_row(seat,
	    seat->slot)->client[1 - seat->side]) == partner)
		pair_leave_locked(seat, 1 - seat->side);
	lock_drop(seat->table);
	return PAIR_OK;
}
