/* A seat in a pair: taken, spoken from, left. */
#include "shm/pair.h"

#include <string.h>

#include "base/when.h"
#include "shm/lock.h"
#include "shm/pair_private.h"

/* With the lock, and where our client sits now: somebody who had its place
 * back may have called it to its side.  PAIR_FULL: nowhere any more. */
static enum pair_result
seat_enter(struct pair_seat *seat)
{
	if (!pair_seat_lock(seat))
		return PAIR_BUSY;
	if (atomic_load(&pair_seat_row(seat, seat->slot)->client[seat->side]) ==
	    seat->client || pair_find_locked(seat))
		return PAIR_OK;
	lock_drop(seat->table);
	return PAIR_FULL;
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
	if (!pair_seat_lock(seat))
		return PAIR_BUSY;
	pair_seat_arrived_locked(seat);
	found = pair_find_locked(seat) ||
	    (pair_seat_locked(seat, row, client) && pair_find_locked(seat));
	if (found)
		atomic_store(&pair_of_seat(seat)->side[seat->side].present, 1);
	lock_drop(table);
	return found ? PAIR_OK : PAIR_FULL;
}

enum pair_result
pair_say(struct pair_seat *seat, const char *text, size_t len, char letter,
    int64_t arrived_ns)
{
	enum pair_result result = seat_enter(seat);
	struct pair *pair = pair_of_seat(seat);
	struct pair_side *side = &pair->side[seat->side];

	if (result != PAIR_OK)
		return result;
	if (len > PAIR_TEXT_MAX)
		len = PAIR_TEXT_MAX;
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
	enum pair_result result = seat_enter(seat);
	const struct pair *pair = pair_of_seat(seat);
	const struct pair_side *partner = &pair->side[1 - seat->side];

	if (result != PAIR_OK)
		return result;
	memset(view, 0, sizeof(*view));
	view->partner_client = atomic_load(&pair_seat_row(seat,
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
	enum pair_result result = seat_enter(seat);
	struct pair *pair = pair_of_seat(seat);

	if (result != PAIR_OK)
		return result;
	atomic_store(&pair->side[seat->side].verdict_sent, 1);
	*both = atomic_load(&pair->side[1 - seat->side].verdict_sent) != 0;
	lock_drop(seat->table);
	return PAIR_OK;
}

enum pair_result
pair_again(struct pair_seat *seat)
{
	enum pair_result result = seat_enter(seat);
	struct pair *pair = pair_of_seat(seat);
	const struct pair_side *gone = &pair->side[1 - seat->side];

	if (result != PAIR_OK)
		return result;
	if (atomic_load(&gone->left) != 0 && atomic_load(&gone->said) == 0)
		pair_vacate_locked(seat);
	lock_drop(seat->table);
	return PAIR_OK;
}

enum pair_result
pair_relieve(struct pair_seat *seat, bool *done)
{
	enum pair_result result = seat_enter(seat);
	struct pair *pair = pair_of_seat(seat);
	const struct pair_side *partner = &pair->side[1 - seat->side];

	*done = false;
	if (result != PAIR_OK)
		return result;
	if (atomic_load(&pair_seat_row(seat,
	    seat->slot)->client[1 - seat->side]) != 0 &&
	    atomic_load(&pair->side[seat->side].said) != 0 &&
	    atomic_load(&partner->present) != 0 &&
	    atomic_load(&partner->left) == 0 &&
	    atomic_load(&partner->said) == 0)
		*done = pair_relieve_locked(seat);
	lock_drop(seat->table);
	return PAIR_OK;
}

/* Marks a side as gone; the last one out frees the pair. */
static void
pair_leave_locked(struct pair_seat *seat, unsigned side)
{
	struct pair *pair = pair_of_seat(seat);

	lock_assert_held(seat->table);
	atomic_store(&pair->side[side].left, 1);
	if (atomic_load(&pair->side[1 - side].left) != 0 || atomic_load(
	    &pair_seat_row(seat, seat->slot)->client[1 - side]) == 0)
		pair_free_locked(seat, seat->slot);
}

enum pair_result
pair_leave(struct pair_seat *seat)
{
	enum pair_result result = seat_enter(seat);

	if (result != PAIR_OK)
		return result == PAIR_FULL ? PAIR_OK : result;
	pair_leave_locked(seat, seat->side);
	lock_drop(seat->table);
	return PAIR_OK;
}

enum pair_result
pair_bury(struct pair_seat *seat, uint64_t partner)
{
	enum pair_result result = seat_enter(seat);

	if (result != PAIR_OK)
		return result;
	if (partner != 0 && atomic_load(&pair_seat_row(seat,
	    seat->slot)->client[1 - seat->side]) == partner)
		pair_leave_locked(seat, 1 - seat->side);
	lock_drop(seat->table);
	return PAIR_OK;
}
