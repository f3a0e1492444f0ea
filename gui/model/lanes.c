/* Lanes: which clients there are, and what is taken from where. */
#include "gui/model/lanes.h"

#include <stdlib.h>
#include <string.h>

#include "base/when.h"
#include "gui/model/lanes_private.h"

#define FIRST_CLIENTS	64	/* a power of two */
/* A lane without a row stays so long: its row may yet come. */
#define LINGER_MS	15000
#define SWEEP_MS	5000

struct lanes {
	struct lanes_limits limits;
	struct lane **lanes;
	uint32_t count, room;
	uint32_t *map;		/* by client: lane + 1; four times room */
	int64_t offset_ns;	/* from monotonic time to ours */
	int64_t now_ms, first_ms, swept_ms;
	bool begun;
};

struct lanes *
lanes_new(const struct lanes_limits *limits)
{
	struct lanes *lanes = calloc(1, sizeof(*lanes));

	if (lanes != NULL)
		lanes->limits = *limits;
	return lanes;
}

static void
free_lane(struct lane *lane)
{
	free(lane->runs);
	free(lane->marks);
	free(lane);
}

void
lanes_clear(struct lanes *lanes)
{
	uint32_t i;

	for (i = 0; i < lanes->count; i++)
		free_lane(lanes->lanes[i]);
	lanes->count = 0;
	if (lanes->room > 0)
		memset(lanes->map, 0, 4 * (size_t)lanes->room *
		    sizeof(lanes->map[0]));
	lanes->now_ms = lanes->first_ms = lanes->swept_ms = 0;
	lanes->begun = false;
}

void
lanes_free(struct lanes *lanes)
{
	if (lanes == NULL)
		return;
	lanes_clear(lanes);
	free(lanes->lanes);
	free(lanes->map);
	free(lanes);
}

static uint32_t *
place_of(const struct lanes *lanes, uint64_t client)
{
	uint32_t mask = 4 * lanes->room - 1;
	uint32_t at = (uint32_t)(client * UINT64_C(0x9e3779b97f4a7c15) >> 32) &
	    mask;

	while (lanes->map[at] != 0 &&
	    lanes->lanes[lanes->map[at] - 1]->client != client)
		at = (at + 1) & mask;
	return &lanes->map[at];
}

static void
map_again(struct lanes *lanes)
{
	uint32_t i;

	memset(lanes->map, 0, 4 * (size_t)lanes->room *
	    sizeof(lanes->map[0]));
	for (i = 0; i < lanes->count; i++)
		*place_of(lanes, lanes->lanes[i]->client) = i + 1;
}

static bool
grow(struct lanes *lanes)
{
	uint32_t room = lanes->room == 0 ? FIRST_CLIENTS : 2 * lanes->room;
	struct lane **grown = realloc(lanes->lanes, room * sizeof(*grown));
	uint32_t *map;

	if (grown == NULL)
		return false;
	lanes->lanes = grown;
	map = realloc(lanes->map, 4 * (size_t)room * sizeof(*map));
	if (map == NULL)
		return false;
	lanes->map = map;
	lanes->room = room;
	map_again(lanes);
	return true;
}

/* The client's lane, made when it is not there; NULL: there is no room. */
static struct lane *
lane_of(struct lanes *lanes, uint64_t client)
{
	struct lane *lane;

	if (client == 0)
		return NULL;
	if (lanes->room > 0 && *place_of(lanes, client) != 0)
		return lanes->lanes[*place_of(lanes, client) - 1];
	if (lanes->count == lanes->limits.clients ||
	    (lanes->count == lanes->room && !grow(lanes)) ||
	    (lane = calloc(1, sizeof(*lane))) == NULL)
		return NULL;
	lane->client = client;
	lane->apart_ms = LANE_APART_MS;
	lanes->lanes[lanes->count++] = lane;
	*place_of(lanes, client) = lanes->count;
	return lane;
}

const struct lane *
lanes_find(const struct lanes *lanes, uint64_t client)
{
	return lanes->room == 0 || *place_of(lanes, client) == 0 ? NULL :
	    lanes->lanes[*place_of(lanes, client) - 1];
}

static int64_t
ours_ms(const struct lanes *lanes, int64_t mono_ns)
{
	return (mono_ns + lanes->offset_ns) / NS_PER_MS;
}

static int64_t
oldest_ms(const struct lanes *lanes)
{
	return lanes->limits.keep_ms == 0 ? 0 :
	    lanes->now_ms - lanes->limits.keep_ms;
}

/* Of runs or marks: how many a lane may have by now. */
static uint32_t
share_of(const struct lanes *lanes, uint32_t most)
{
	uint64_t share = most;

	if (lanes->count > lanes->limits.few)
		share = share * lanes->limits.few / lanes->count;
	return share < LANES_LEAST ? LANES_LEAST : (uint32_t)share;
}

static void
add_run(struct lanes *lanes, struct lane *lane, int64_t start_ms,
    uint8_t state)
{
	lane_add_run(lane, start_ms, state, share_of(lanes,
	    lanes->limits.runs), oldest_ms(lanes));
}

static void
add_mark(struct lanes *lanes, struct lane *lane,
    const struct lane_mark *mark)
{
	lane->changes += mark->at_ms < lanes->now_ms - LANES_LATE_MS / 2;
	lane_add_mark(lane, mark, share_of(lanes, lanes->limits.marks),
	    oldest_ms(lanes));
}

/* What a row says of now, and of when that began. */
static void
take_row(struct lanes *lanes, const struct row_data *row)
{
	struct lane *lane = lane_of(lanes, row->client);
	int64_t since_ms = ours_ms(lanes, row->since_mono_ns);

	if (lane == NULL)
		return;
	lane->touched_ms = lanes->now_ms;
	if (lane->connected_ms == 0)
		lane->connected_ms = ours_ms(lanes, row->connected_mono_ns);
	if (lane->run_count == 0 && since_ms > lane->connected_ms)
		add_run(lanes, lane, lane->connected_ms, LANE_UNKNOWN);
	if (row->state == STATE_ENDED) {
		lane->ended_ms = ours_ms(lanes, row->ended_mono_ns);
		lane->crashed = watch_end_is_crash(row->end);
		since_ms = lane->ended_ms;
	}
	lane->changes += since_ms < lanes->now_ms - LANES_LATE_MS / 2 &&
	    (lane->run_count == 0 ||
	    lane->runs[lane->run_count - 1].start_ms != since_ms);
	add_run(lanes, lane, since_ms, row->state);
}

static void
sweep(struct lanes *lanes)
{
	uint32_t i, kept = 0;

	if (lanes->now_ms - lanes->swept_ms < SWEEP_MS || lanes->room == 0)
		return;
	lanes->swept_ms = lanes->now_ms;
	for (i = 0; i < lanes->count; i++)
		if (lanes->now_ms - lanes->lanes[i]->touched_ms > LINGER_MS)
			free_lane(lanes->lanes[i]);
		else
			lanes->lanes[kept++] = lanes->lanes[i];
	if (kept == lanes->count)
		return;
	lanes->count = kept;
	map_again(lanes);
}

void
lanes_take_view(struct lanes *lanes, const struct watch_view *view)
{
	uint32_t i;

	if (!lanes->begun)
		lanes->offset_ns = view->now_wall_ns - view->now_mono_ns;
	lanes->begun = true;
	lanes->now_ms = ours_ms(lanes, view->now_mono_ns);
	for (i = 0; i < view->row_count; i++)
		if (view->rows[i].state != STATE_FREE &&
		    view->rows[i].state < STATE_COUNT && !view->stale[i])
			take_row(lanes, &view->rows[i]);
		else if (view->rows[i].client != 0 &&
		    lanes_find(lanes, view->rows[i].client) != NULL)
			lane_of(lanes, view->rows[i].client)->touched_ms =
			    lanes->now_ms;
	sweep(lanes);
}

/* What of a message or of mischief is a mark, if it is one. */
static void
mark_message(struct lanes *lanes, struct lane *lane,
    const struct feed_message *message, int64_t at_ms)
{
	struct lane_mark mark = { .at_ms = at_ms, .message = message->message,
	    .fault = message->fault };

	if (message->event == FEED_MISCHIEF)
		mark.kind = LANE_MISCHIEF;
	else if (message->event == FEED_MESSAGE)
		mark.kind = message->direction == FEED_SENT ? LANE_SENT :
		    LANE_RECEIVED;
	else
		return;
	add_mark(lanes, lane, &mark);
}

void
lanes_take_message(struct lanes *lanes, const struct feed_message *message)
{
	int64_t at_ms = message->facts.mono_ns == 0 ?
	    message->wall_ns / NS_PER_MS :
	    ours_ms(lanes, message->facts.mono_ns);
	struct lane *lane;

	if ((message->event != FEED_MESSAGE &&
	    message->event != FEED_MISCHIEF) || at_ms < oldest_ms(lanes) ||
	    (lane = lane_of(lanes, message->client)) == NULL)
		return;
	if (lane->touched_ms == 0)
		lane->touched_ms = lanes->now_ms;
	mark_message(lanes, lane, message, at_ms);
}

/* Of a capture: a request of the wait lab until its answer is waiting, the
 * rest is idle. */
static void
take_state(struct lanes *lanes, struct lane *lane,
    const struct feed_message *message, int64_t at_ms)
{
	uint8_t state = STATE_IDLE;

	if (message->event == FEED_DISCONNECTED) {
		lane->ended_ms = at_ms;
		lane->crashed = watch_end_is_crash(message->facts.end);
		state = STATE_ENDED;
	} else if (message->event == FEED_CONNECTED) {
		lane->connected_ms = at_ms;
		state = STATE_CONNECTED;
	} else if (message->event != FEED_MESSAGE) {
		return;
	} else if (message->direction == FEED_RECEIVED &&
	    message->lab == LAB_WAIT) {
		state = STATE_WAITING;
	}
	if (lane->connected_ms == 0)
		lane->connected_ms = at_ms;
	lane->changes++;
	add_run(lanes, lane, at_ms, state);
}

void
lanes_take_record(struct lanes *lanes, const struct feed_message *message)
{
	int64_t at_ms = message->wall_ns / NS_PER_MS;
	struct lane *lane;

	if (message->event != FEED_MESSAGE && message->event != FEED_MISCHIEF &&
	    message->event != FEED_CONNECTED &&
	    message->event != FEED_DISCONNECTED)
		return;
	if (lanes->first_ms == 0 || at_ms < lanes->first_ms)
		lanes->first_ms = at_ms;
	if (at_ms > lanes->now_ms)
		lanes->now_ms = at_ms;
	lane = lane_of(lanes, message->client);
	if (lane == NULL)
		return;
	mark_message(lanes, lane, message, at_ms);
	take_state(lanes, lane, message, at_ms);
}

void
lanes_take_time(struct lanes *lanes, int64_t wall_ns)
{
	if (wall_ns / NS_PER_MS > lanes->now_ms)
		lanes->now_ms = wall_ns / NS_PER_MS;
	if (lanes->first_ms == 0)
		lanes->first_ms = lanes->now_ms;
}

void
lanes_take_fault(struct lanes *lanes, uint64_t client, uint32_t message,
    enum feed_direction direction, int64_t wall_ns)
{
	const struct lane_mark mark = { .at_ms = wall_ns / NS_PER_MS,
	    .kind = LANE_VERDICT, .fault = true };
	struct lane *lane = lanes->room == 0 || *place_of(lanes, client) == 0 ?
	    NULL : lanes->lanes[*place_of(lanes, client) - 1];

	if (lane == NULL)
		return;
	if (message == 0)
		add_mark(lanes, lane, &mark);
	else
		lane_mark_fault(lane, message, direction == FEED_SENT ?
		    LANE_SENT : LANE_RECEIVED);
}

int64_t
lanes_now_ms(const struct lanes *lanes)
{
	return lanes->now_ms;
}

int64_t
lanes_first_ms(const struct lanes *lanes)
{
	return lanes->limits.keep_ms == 0 ? lanes->first_ms :
	    oldest_ms(lanes);
}
