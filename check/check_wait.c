/* wait: its scenarios. */
#include "check/check_wait.h"

#include <stdio.h>

#include "check/general.h"

static void
wait_ask_name(struct player *player)
{
	struct wait_memory *memory = wait_memory(player->stage);

	wait_send(player, memory->found ? memory->name_path : "/clients",
	    player->name);
}

/* Refused is answered, too: all places may be taken by who still sleeps.  Who
 * answers no names answers a number. */
static bool
wait_answered(struct player *player, long ms)
{
	struct wait_memory *memory = wait_memory(player->stage);
	long seconds = player->stage->plan->pauses[0];
	char number[24];

	if (memory->silent || player_wait(player, ms))
		return true;
	if (player->ended)
		return !player->reset;
	(void)snprintf(number, sizeof(number), "%ld", seconds);
	wait_send(player, memory->found ? memory->number_path : "/wait",
	    number);
	memory->silent = player_wait(player, stage_unhurried(player->stage,
	    1000 * seconds) + RULE_LIMIT_PAUSE_LATE_MS);
	return memory->silent;
}

static struct player *
wait_enter_named(struct stage *stage)
{
	struct player *player = stage_enter(stage);

	if (player == NULL)
		return NULL;
	wait_ask_name(player);
	stage->formed = wait_answered(player, WAIT_NAME_MS);
	return stage->formed ? player : NULL;
}

static const struct scenario scenarios[] = {
	{ "W1", "a client alone, then three at once", wait_play_one, 1, 0,
	    0 },
	{ "W3", "clients that leave in their pause", wait_play_vanish, 2, 0,
	    0 },
	{ "W4", "half requests, odd bytes, pieces", wait_play_odd, 3, 0, 0 },
	{ "W5", "a fourth client, and a name twice", wait_play_four, 4, 0,
	    0 },
	{ "W6", "a client after those that left", wait_play_after, 2, 0, 0 },
	{ "W7", "ended children", general_zombie, 5, NEEDS_RUN, 0 },
};

const struct scenario_lab scenario_wait = {
	.lab = LAB_WAIT,
	.list = scenarios,
	.count = sizeof(scenarios) / sizeof(scenarios[0]),
	.enter = wait_enter_named,
	.ask = wait_ask_name,
	.answered = wait_answered,
	.size = sizeof(struct wait_memory),
};
