/* What a player does to what it sends, on purpose (wire/mischief.h). */
#include "check/player.h"

#include "base/when.h"
#include "check/stage.h"

/* Times of mischief are what its user asked for, whatever the patience. */
static void
rest(struct stage *stage, int64_t ns)
{
	if (ns > 0)
		stage_pass(stage, (long)((double)ns / (double)NS_PER_MS /
		    stage->plan->patience) + 1);
}

/* Half of it, and then what the plan says. */
static void
strike(struct player *player, const struct mischief_plan *plan)
{
	player->struck = true;
	if (plan->ending == MISCHIEF_RESET)
		player_reset(player);
	else if (plan->ending == MISCHIEF_HALF_CLOSE)
		player_half_close(player);
}

bool
player_write_mischief(struct player *player, const unsigned char *bytes,
    size_t len)
{
	const struct mischief *mischief = &player->stage->mischief;
	struct mischief_plan plan;
	size_t at, piece;
	int64_t rest_ns;

	mischief_plan(mischief, player->datagrams ? MISCHIEF_DATAGRAMS :
	    MISCHIEF_STREAMS, ++player->stage->mischief_number, len, &plan);
	player->stage->mischief_done |= plan.kinds;
	rest(player->stage, plan.wait_ns);
	if (player->datagrams) {
		for (at = 0; at < plan.copies; at++)
			if (!player_write_plain(player, bytes, len))
				return false;
		return true;
	}
	for (at = 0; at < plan.stop; at += piece) {
		piece = mischief_piece(mischief, &plan, at, &rest_ns);
		if (piece == 0 || !player_write_plain(player, bytes + at,
		    piece))
			return false;
		rest(player->stage, rest_ns);
	}
	if (plan.ending != MISCHIEF_KIND_COUNT)
		strike(player, &plan);
	return true;
}
