/* One lane: its runs and marks, in bounded memory. */
#include <stdlib.h>
#include <string.h>

#include "gui/model/lanes_private.h"

#define FIRST_ROOM	16
#define LOOK_BACK	8	/* marks that came in another order */

/* Room for one more of size bytes each; false when there is none. */
static bool
make_room(void **array, uint32_t *room, uint32_t count, size_t size,
    uint32_t most)
{
	uint32_t wanted = *room == 0 ? FIRST_ROOM : 2 * *room;
	void *grown;

	if (count < *room)
		return true;
	if (wanted > most)
		wanted = most;
	if (wanted <= count || count >= most ||
	    (grown = realloc(*array, wanted * size)) == NULL)
		return false;
	*array = grown;
	*room = wanted;
	return true;
}

static void
drop_runs(struct lane *lane, uint32_t count)
{
	lane->run_count -= count;
	memmove(lane->runs, lane->runs + count, lane->run_count *
	    sizeof(lane->runs[0]));
}

/* What is over goes first; without that an eighth, which is not known then. */
static void
thin_runs(struct lane *lane, uint32_t most, int64_t oldest_ms)
{
	uint32_t over = 0;

	if (lane->runs == NULL || lane->run_count < lane->run_room)
		return;
	while (over + 1 < lane->run_count &&
	    lane->runs[over + 1].start_ms < oldest_ms)
		over++;
	if (over == 0 && lane->run_count >= most)
		over = most / 8;
	if (over > 0) {
		lane->changes++;
		drop_runs(lane, over);
	}
}

void
lane_add_run(struct lane *lane, int64_t start_ms, uint8_t state,
    uint32_t most, int64_t oldest_ms)
{
	struct lane_run *last = lane->run_count == 0 ? NULL :
	    &lane->runs[lane->run_count - 1];

	/* Nothing comes back from the end. */
	if (last != NULL && (last->state == STATE_ENDED ||
	    (last->state == state && start_ms <= last->start_ms)))
		return;
	if (last != NULL && start_ms <= last->start_ms) {
		last->state = state;
		return;
	}
	thin_runs(lane, most, oldest_ms);
	if (!make_room((void **)&lane->runs, &lane->run_room, lane->run_count,
	    sizeof(lane->runs[0]), most))
		return;
	lane->runs[lane->run_count++] = (struct lane_run){ start_ms,
	    state };
}

/* Takes another one into it; false when numbers would be too far apart. */
static bool
take_in(struct lane_mark *into, const struct lane_mark *mark)
{
	uint32_t last = mark->message + mark->more;

	if (last < into->message || last - into->message > UINT16_MAX)
		return false;
	if (last - into->message > into->more)
		into->more = (uint16_t)(last - into->message);
	into->fault |= mark->fault;
	return true;
}

/* Neighbours of a kind become one where they are closer than that. */
static void
join_marks(struct lane *lane)
{
	uint32_t last[LANE_MARK_KINDS], i, kept = 0;
	struct lane_mark mark;

	memset(last, 0xff, sizeof(last));
	for (i = 0; i < lane->mark_count; i++) {
		mark = lane->marks[i];
		if (last[mark.kind] != UINT32_MAX && mark.at_ms -
		    lane->marks[last[mark.kind]].at_ms < lane->apart_ms &&
		    take_in(&lane->marks[last[mark.kind]], &mark))
			continue;
		last[mark.kind] = kept;
		lane->marks[kept++] = mark;
	}
	lane->mark_count = kept;
}

static void
thin_marks(struct lane *lane, uint32_t most, int64_t oldest_ms)
{
	uint32_t over = lane_mark_from(lane, oldest_ms), tries;

	if (lane->marks == NULL || lane->mark_count < lane->mark_room)
		return;
	lane->changes++;
	lane->mark_count -= over;
	memmove(lane->marks, lane->marks + over, lane->mark_count *
	    sizeof(lane->marks[0]));
	for (tries = 0; tries < 24 && lane->mark_count > most / 4 * 3;
	    tries++) {
		lane->apart_ms *= 2;
		join_marks(lane);
	}
	if (lane->mark_count < most || most == 0)
		return;
	lane->mark_count -= most / 8;
	memmove(lane->marks, lane->marks + most / 8, lane->mark_count *
	    sizeof(lane->marks[0]));
}

void
lane_add_mark(struct lane *lane, const struct lane_mark *mark,
    uint32_t most, int64_t oldest_ms)
{
	uint32_t at, i;

	for (i = 0; i < LOOK_BACK && i < lane->mark_count; i++) {
		struct lane_mark *near = &lane->marks[lane->mark_count - 1 - i];

		if (near->kind == mark->kind && mark->at_ms >= near->at_ms &&
		    mark->at_ms - near->at_ms < lane->apart_ms &&
		    take_in(near, mark))
			return;
	}
	thin_marks(lane, most, oldest_ms);
	if (!make_room((void **)&lane->marks, &lane->mark_room,
	    lane->mark_count, sizeof(lane->marks[0]), most))
		return;
	at = lane->mark_count;
	while (at > 0 && lane->marks[at - 1].at_ms > mark->at_ms)
		at--;
	memmove(lane->marks + at + 1, lane->marks + at,
	    (lane->mark_count - at) * sizeof(lane->marks[0]));
	lane->marks[at] = *mark;
	lane->mark_count++;
}

void
lane_mark_fault(struct lane *lane, uint32_t message,
    enum lane_mark_kind kind)
{
	uint32_t i;

	for (i = lane->mark_count; i > 0; i--) {
		struct lane_mark *mark = &lane->marks[i - 1];

		if (mark->kind != kind || message < mark->message ||
		    message - mark->message > mark->more)
			continue;
		lane->changes += !mark->fault;
		mark->fault = true;
		return;
	}
}

uint32_t
lane_run_at(const struct lane *lane, int64_t at_ms)
{
	uint32_t low = 0, high = lane->run_count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (lane->runs[middle].start_ms <= at_ms)
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? 0 : low - 1;
}

uint32_t
lane_mark_from(const struct lane *lane, int64_t at_ms)
{
	uint32_t low = 0, high = lane->mark_count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (lane->marks[middle].at_ms < at_ms)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int64_t
lane_run_end(const struct lane *lane, uint32_t run, int64_t now_ms)
{
	return run + 1 < lane->run_count ? lane->runs[run + 1].start_ms :
	    now_ms;
}
