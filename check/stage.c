/* The stage: its loop, and how time passes on it. */
#include "check/stage.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include "base/when.h"

/* The longest that one poll waits: how late it wakes us says how busy this
 * machine is, and a server's exit is seen. */
#define TICK_MS		20

int64_t
stage_ns(const struct stage *stage, long ms)
{
	return (int64_t)((double)ms * stage->plan->patience *
	    (double)NS_PER_MS);
}

long
stage_unhurried(const struct stage *stage, long ms)
{
	return stage->plan->patience < 1 ?
	    (long)((double)ms / stage->plan->patience) : ms;
}

double
stage_ms_between(const struct stage *stage, int64_t from_ns, int64_t to_ns)
{
	return (double)(to_ns - from_ns) / (double)NS_PER_MS /
	    stage->plan->patience;
}

/* What poll is to look at; how many. */
static nfds_t
stage_watch(const struct stage *stage, struct pollfd *watched,
    const struct player **whose)
{
	const struct player *player;
	nfds_t count = 0;
	unsigned at;

	for (at = 0; at < STAGE_PLAYERS; at++) {
		player = &stage->players[at];
		if (player->stage == NULL || player->fd == -1 ||
		    player->ended || player->deaf)
			continue;
		whose[count] = player;
		watched[count++] = (struct pollfd){ .fd = player->fd,
		    .events = player->connected ? POLLIN : POLLOUT };
	}
	if (stage->program.out != -1 && stage->program.pid != 0) {
		whose[count] = NULL;
		watched[count++] = (struct pollfd){ .fd = stage->program.out,
		    .events = POLLIN };
	}
	return count;
}

static void
player_connects(struct player *player)
{
	socklen_t len = sizeof(player->error);

	if (getsockopt(player->fd, SOL_SOCKET, SO_ERROR, &player->error,
	    &len) == -1)
		player->error = errno;
	/* What was reset had been accepted: nobody there is a refusal. */
	player->reset = player->error == ECONNRESET ||
	    player->error == EPIPE;
	player->connected = player->error == 0 || player->reset;
	player->ended = player->error != 0;
	if (player->reset) {
		player->ended_ns = when_mono_ns();
		player->error = 0;
	}
}

/* How late we were woken, or came back here. */
static void
stage_lateness(struct stage *stage, int64_t due_ns)
{
	int64_t late_ns = when_mono_ns() - due_ns;

	if (late_ns > stage->late_ns)
		stage->late_ns = late_ns;
}

/* One poll, of so many milliseconds at most. */
static void
stage_loop(struct stage *stage, int ms)
{
	struct pollfd watched[STAGE_PLAYERS + 1];
	const struct player *whose[STAGE_PLAYERS + 1];
	nfds_t count = stage_watch(stage, watched, whose), at;
	int64_t due_ns = when_mono_ns() + ms * NS_PER_MS;
	struct player *player;
	int ready;

	ready = poll(watched, count, ms);
	if (ready == 0)
		stage_lateness(stage, due_ns + NS_PER_MS);
	for (at = 0; ready > 0 && at < count; at++) {
		if (watched[at].revents == 0)
			continue;
		if (whose[at] == NULL) {
			program_read(&stage->program);
			continue;
		}
		player = &stage->players[whose[at] - stage->players];
		if (!player->connected)
			player_connects(player);
		else
			player_read(player);
	}
	(void)program_exited(&stage->program);
}

bool
stage_wait(struct stage *stage, long ms, bool (*holds)(void *context),
    void *context)
{
	int64_t until_ns = when_mono_ns() + stage_ns(stage, ms);
	int left_ms;

	if (until_ns > stage->deadline_ns)
		until_ns = stage->deadline_ns;
	for (;;) {
		/* What has come is looked at before the time is. */
		left_ms = when_left_ms(until_ns);
		stage_loop(stage, left_ms < TICK_MS ? left_ms : TICK_MS);
		if (holds != NULL && holds(context))
			return true;
		if (left_ms == 0)
			return false;
	}
}

void
stage_pass(struct stage *stage, long ms)
{
	(void)stage_wait(stage, ms, NULL, NULL);
}

bool
stage_late(const struct stage *stage, long limit_ms)
{
	if (when_mono_ns() >= stage->deadline_ns)
		return true;
	if (limit_ms <= 0)
		return false;
	/* Or for the server, that we started here? */
	return stage->late_ns > stage_ns(stage, limit_ms) / 10 ||
	    program_delayed_ns(&stage->program) - stage->delayed_ns >
	    stage_ns(stage, limit_ms) / 4;
}
