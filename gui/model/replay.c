/* A position in a capture. */
#include "gui/model/replay.h"

#include <string.h>

#include "base/when.h"

/* After a pause of the window itself nothing is leapt over. */
#define TICK_MOST_NS	(NS_PER_S / 2)

static const unsigned times[REPLAY_SPEEDS] = { 1, 2, 4, 10, 0 };

void
replay_init(struct replay *replay, struct recorded *recorded,
    struct log *log)
{
	memset(replay, 0, sizeof(*replay));
	replay->recorded = recorded;
	replay->log = log;
	replay->moving = true;
}

int64_t
replay_begin_ns(const struct replay *replay)
{
	return recorded_facts(replay->recorded)->first_ns;
}

int64_t
replay_end_ns(const struct replay *replay)
{
	const struct capture_facts *facts = recorded_facts(replay->recorded);
	int64_t end_ns = facts->end_ns > facts->last_ns ? facts->end_ns :
	    facts->last_ns;

	return end_ns < facts->first_ns ? facts->first_ns : end_ns;
}

double
replay_fraction(const struct replay *replay)
{
	double begin = (double)replay_begin_ns(replay);
	double length = (double)replay_end_ns(replay) - begin;
	double at = (double)(replay->sought && replay->aim == AIM_TIME ?
	    replay->aim_ns : replay->at_ns) - begin;

	if (replay->state == REPLAY_FOLLOWS || length <= 0)
		return 1;
	return at < 0 ? 0 : at > length ? 1 : at / length;
}

static uint64_t
entries(const struct replay *replay)
{
	return log_next(replay->log) - recorded_base(replay->recorded);
}

static void
aim(struct replay *replay, enum replay_aim at)
{
	replay->aim = at;
	replay->moving = replay->sought = true;
	replay->landed = 0;
}

void
replay_go_time(struct replay *replay, int64_t wall_ns)
{
	if (!replay->loaded)
		return;
	aim(replay, AIM_TIME);
	replay->aim_ns = wall_ns;
	replay->again = wall_ns < recorded_time(replay->recorded);
	if (replay->state == REPLAY_FOLLOWS)
		replay->state = REPLAY_STANDS;
}

void
replay_go_begin(struct replay *replay)
{
	if (!replay->loaded)
		return;
	aim(replay, AIM_ENTRIES);
	replay->aim_entries = 0;
	replay->again = entries(replay) > 0 ||
	    recorded_time(replay->recorded) != 0;
	if (replay->state == REPLAY_FOLLOWS)
		replay->state = REPLAY_STANDS;
}

void
replay_go_end(struct replay *replay)
{
	aim(replay, AIM_END);
	replay->again = false;
	replay->state = REPLAY_FOLLOWS;
}

/* Where it follows it has no aim but the end. */
static bool
is_away(const struct replay *replay)
{
	return replay->sought && replay->aim != AIM_END;
}

void
replay_step_on(struct replay *replay)
{
	if (!replay->loaded || is_away(replay))
		return;
	aim(replay, AIM_MESSAGE);
	replay->again = false;
	replay->state = REPLAY_STANDS;
}

void
replay_step_back(struct replay *replay, uint64_t id)
{
	uint64_t base = recorded_base(replay->recorded);

	if (!replay->loaded || is_away(replay))
		return;
	replay_go_begin(replay);
	replay->state = REPLAY_STANDS;
	if (id >= base)
		replay->aim_entries = id - base + 1;
}

static void
play(struct replay *replay, int64_t mono_ns)
{
	replay->state = REPLAY_PLAYS;
	replay->ticked_ns = mono_ns;
}

static void
stand(struct replay *replay)
{
	if (replay->state == REPLAY_FOLLOWS || !replay->sought)
		replay->moving = replay->sought = false;
	replay->state = REPLAY_STANDS;
}

void
replay_toggle(struct replay *replay, int64_t mono_ns)
{
	bool end = replay->state == REPLAY_FOLLOWS || (!replay->moving &&
	    recorded_ahead(replay->recorded) == NULL);

	if (!replay->loaded)
		return;
	if (replay->state == REPLAY_PLAYS) {
		stand(replay);
		return;
	}
	if (end)
		replay_go_begin(replay);
	play(replay, mono_ns);
}

void
replay_pause(struct replay *replay, bool pause, int64_t mono_ns)
{
	if (!replay->loaded)
		return;
	if (pause)
		stand(replay);
	else if (recorded_ahead(replay->recorded) == NULL)
		replay_go_end(replay);
	else
		play(replay, mono_ns);
}

void
replay_faster(struct replay *replay)
{
	replay->speed += replay->speed < REPLAY_FASTEST;
}

void
replay_slower(struct replay *replay)
{
	replay->speed -= replay->speed > 0;
}

unsigned
replay_times(const struct replay *replay)
{
	return times[replay->speed];
}

void
replay_tick(struct replay *replay, int64_t mono_ns)
{
	int64_t passed_ns = mono_ns - replay->ticked_ns;

	replay->ticked_ns = mono_ns;
	if (replay->state != REPLAY_PLAYS || replay->sought)
		return;
	if (passed_ns > TICK_MOST_NS)
		passed_ns = TICK_MOST_NS;
	passed_ns *= times[replay->speed];
	/* The fastest has no aim but the end, until it is slower. */
	if (!replay->moving || replay->aim_ns < replay->at_ns ||
	    replay->aim_ns == INT64_MAX)
		replay->aim_ns = replay->at_ns;
	if (replay->speed == REPLAY_FASTEST ||
	    replay->aim_ns > INT64_MAX - passed_ns)
		replay->aim_ns = INT64_MAX;
	else
		replay->aim_ns += passed_ns;
	replay->aim = AIM_TIME;
	replay->moving = true;
}

/* The position is there: what comes next is not before it any more. */
static void
arrive(struct replay *replay)
{
	int64_t now_ns = recorded_time(replay->recorded);

	replay->moving = replay->sought = false;
	if (replay->aim == AIM_TIME && replay->aim_ns > now_ns)
		now_ns = replay->aim_ns;
	if (now_ns == 0)
		now_ns = replay_begin_ns(replay);
	replay->at_ns = now_ns;
	recorded_set_time(replay->recorded, now_ns);
}

/* There is no more: whoever went there by himself stands there. */
static void
arrive_at_end(struct replay *replay)
{
	replay->loaded = true;
	replay->at_ns = replay_end_ns(replay);
	if (replay->state == REPLAY_PLAYS)
		replay->state = REPLAY_FOLLOWS;
	if (replay->state == REPLAY_FOLLOWS)
		replay->aim = AIM_END;
	replay->moving = replay->state == REPLAY_FOLLOWS;
	replay->sought = false;
}

static bool
is_there(const struct replay *replay, const struct feed_message *ahead)
{
	switch (replay->aim) {
	case AIM_TIME:
		return ahead->wall_ns > replay->aim_ns;
	case AIM_ENTRIES:
		return entries(replay) >= replay->aim_entries;
	case AIM_MESSAGE:
		return replay->landed != 0;
	default:
		return false;
	}
}

/* Was that the message that was stepped to? */
static void
look_at_taken(struct replay *replay, uint64_t was)
{
	const struct log_entry *entry = log_at(replay->log,
	    log_next(replay->log) - 1);

	if (log_next(replay->log) == was || entry == NULL ||
	    entry->kind != LOG_MESSAGE)
		return;
	if (replay->aim == AIM_MESSAGE ? replay->wanted == NULL ||
	    replay->wanted(replay->context, entry) :
	    replay->aim == AIM_ENTRIES &&
	    entries(replay) == replay->aim_entries)
		replay->landed = entry->id;
}

bool
replay_work(struct replay *replay, unsigned records)
{
	const struct feed_message *ahead;
	uint64_t was;

	if (!replay->moving)
		return false;
	if (replay->again) {
		recorded_begin_again(replay->recorded);
		replay->again = false;
		replay->begun++;
		return true;
	}
	for (; records > 0; records--) {
		ahead = recorded_ahead(replay->recorded);
		if (ahead != NULL && is_there(replay, ahead)) {
			arrive(replay);
			return false;
		}
		was = log_next(replay->log);
		if (!recorded_read(replay->recorded, 1)) {
			arrive_at_end(replay);
			return false;
		}
		look_at_taken(replay, was);
		replay->at_ns = recorded_time(replay->recorded);
	}
	return true;
}
