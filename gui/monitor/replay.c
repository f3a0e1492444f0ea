/* A capture's position: where to, and what follows it. */
#include "gui/monitor/replay.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/when.h"
#include "gui/monitor/list.h"

/* Between two looks at the clock so many records are taken; a turn of the loop
 * takes no longer than that, about. */
#define RECORDS_A_LOOK	40
#define TURN_NS		(14 * NS_PER_MS)
#define READ_ON_MS	5
#define PLAY_MS		50
/* On the way elsewhere what is passed is shown now and then. */
#define SHOW_NS		(NS_PER_S / 8)

static bool
wanted(void *context, const struct log_entry *entry)
{
	return stream_wants(((struct monitor *)context)->stream, entry);
}

bool
monitor_begin_replay(struct monitor *monitor)
{
	struct replay_bar *bar;

	if (monitor->recorded == NULL)
		return true;
	bar = calloc(1, sizeof(*bar));
	if (bar == NULL)
		return false;
	bar->monitor = monitor;
	replay_init(&bar->replay, monitor->recorded, monitor->log);
	bar->replay.wanted = wanted;
	bar->replay.context = monitor;
	bar->base = recorded_base(monitor->recorded);
	recorded_set_rates(monitor->recorded, &monitor->rates);
	monitor->replay_bar = bar;
	return true;
}

/* Everything is taken anew: what was picked is another entry then. */
static void
note_begun(struct replay_bar *bar)
{
	struct monitor *monitor = bar->monitor;
	const struct log_entry *picked = stream_picked_entry(monitor->stream);

	if (picked != NULL && picked->id >= bar->base)
		bar->picked = picked->id - bar->base + 1;
	bar->base = recorded_base(monitor->recorded);
	stream_set_follow(monitor->stream, true);
	monitor_set_follow(monitor, true);
	timeline_repaint(&monitor->timeline);
	monitor->table_view.repaint = true;
	monitor->painted[AREA_HEADER] = 0;
}

/* What was picked is picked again, if it is there by now; what was stepped to
 * is picked in its place. */
static void
note_arrived(struct replay_bar *bar)
{
	struct monitor *monitor = bar->monitor;

	(void)stream_update(monitor->stream);
	if (bar->replay.landed != 0) {
		stream_set_follow(monitor->stream, true);
		if (stream_pick_message(monitor->stream, bar->replay.landed))
			monitor_list_reveal(monitor, false);
	} else if (bar->picked != 0 && !stream_pick_there(monitor->stream,
	    bar->base + bar->picked - 1)) {
		stream_pick_none(monitor->stream);
	}
	if (bar->replay.aim == AIM_MESSAGE && bar->replay.landed == 0)
		monitor_note(monitor, "%s", app_text(&monitor->app,
		    "replay.last", "no message comes later"));
	bar->replay.landed = bar->picked = 0;
}

int
monitor_work_replay(struct monitor *monitor, bool *shown)
{
	struct replay_bar *bar = monitor->replay_bar;
	struct replay *replay = &bar->replay;
	int64_t begun_ns = when_mono_ns();
	unsigned times = replay->begun;
	bool was, more;

	replay_tick(replay, begun_ns);
	was = replay->moving;
	do
		more = replay_work(replay, RECORDS_A_LOOK);
	while (more && when_mono_ns() - begun_ns < TURN_NS);
	if (times != replay->begun)
		note_begun(bar);
	if (was && !more)
		note_arrived(bar);
	*shown = !more || when_mono_ns() - bar->shown_ns >= SHOW_NS;
	if (*shown)
		bar->shown_ns = when_mono_ns();
	if (was && *shown)
		monitor_touch_messages(monitor);
	return more ? READ_ON_MS : replay->state == REPLAY_PLAYS ? PLAY_MS :
	    monitor->res.poll_ms;
}

/* A hand moved it: on with it, soon. */
static void
moved(struct monitor *monitor)
{
	timer_start(&monitor->poll_timer, 0);
	monitor_sync_replay(monitor);
}

/* As a menu, a key or a button has it; only a capture has a position. */
static void
by_hand(struct monitor *monitor, void (*moves)(struct replay *replay))
{
	if (monitor->replay_bar == NULL)
		return;
	moves(&monitor->replay_bar->replay);
	moved(monitor);
}

void
monitor_replay_play(struct monitor *monitor)
{
	if (monitor->replay_bar == NULL)
		return;
	replay_toggle(&monitor->replay_bar->replay, when_mono_ns());
	moved(monitor);
}

void
monitor_pause_replay(struct monitor *monitor)
{
	struct replay *replay = &monitor->replay_bar->replay;

	replay_pause(replay, replay->state != REPLAY_STANDS, when_mono_ns());
	moved(monitor);
}

void
monitor_replay_next(struct monitor *monitor)
{
	by_hand(monitor, replay_step_on);
}

/* To the one before the last that is shown; where none is, but some were let
 * go, to the last one of those. */
void
monitor_replay_previous(struct monitor *monitor)
{
	uint64_t last, before;

	if (monitor->replay_bar == NULL)
		return;
	(void)stream_update(monitor->stream);
	last = stream_message_before(monitor->stream, UINT64_MAX);
	before = last == 0 ? 0 : stream_message_before(monitor->stream, last);
	if (before == 0 && log_counts(monitor->log).let_go > 0)
		before = log_first(monitor->log) - 1;
	replay_step_back(&monitor->replay_bar->replay, before);
	moved(monitor);
}

void
monitor_replay_begin(struct monitor *monitor)
{
	by_hand(monitor, replay_go_begin);
}

void
monitor_replay_end(struct monitor *monitor)
{
	by_hand(monitor, replay_go_end);
}

void
monitor_replay_faster(struct monitor *monitor)
{
	by_hand(monitor, replay_faster);
}

void
monitor_replay_slower(struct monitor *monitor)
{
	by_hand(monitor, replay_slower);
}

bool
monitor_replay_stands(const struct monitor *monitor)
{
	return monitor->replay_bar->replay.state == REPLAY_STANDS;
}

bool
monitor_replay_early(const struct monitor *monitor)
{
	const struct replay_bar *bar = monitor->replay_bar;

	/* What follows is at the end, whatever has been written since. */
	return bar != NULL && (!bar->replay.loaded ||
	    (bar->replay.state != REPLAY_FOLLOWS &&
	    recorded_ahead(monitor->recorded) != NULL));
}

void
monitor_put_replay(FILE *out, const struct monitor *monitor)
{
	static const char *const words[] = { "follows", "stands", "plays" };
	const struct replay_bar *bar = monitor->replay_bar;
	const struct replay *replay;
	int64_t begin_ns;

	if (bar == NULL)
		return;
	replay = &bar->replay;
	begin_ns = replay_begin_ns(replay);
	fprintf(out, " replay=%s speed=%u position=%" PRId64 "/%" PRId64
	    " moving=%d begun=%u track=%d,%d", words[replay->state],
	    replay_times(replay), (replay->at_ns - begin_ns) / NS_PER_MS,
	    (replay_end_ns(replay) - begin_ns) / NS_PER_MS,
	    replay->moving && replay->state != REPLAY_FOLLOWS, replay->begun,
	    bar->track.x, bar->track.width);
}
