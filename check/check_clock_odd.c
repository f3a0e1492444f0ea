/* Checks a clock server: odd datagrams, after which it goes on. */
#include "check/check_clock.h"

#include <string.h>
#include <sys/random.h>

#include "base/when.h"

#define ODD_BYTES	1400

bool
clock_ask(struct player *player, const char *text, size_t len)
{
	struct clock_state *state = player->stage->lab;
	unsigned tries;

	player_fresh(player);
	state->asked_ns = when_mono_ns();
	for (tries = 0; tries < CLOCK_ASKED && !stage_exited(player->stage);
	    tries++) {
		player->stale = tries > 0;
		(void)player_send(player, text, len);
		if (player_wait(player, CLOCK_ANSWER_MS))
			return true;
	}
	player->stale = true;
	return false;
}

/* An odd datagram, and then a right one. */
static void
clock_odd(struct stage *stage, const char *bytes, size_t len, bool must,
    const char *what)
{
	struct player *player = player_open_datagrams(stage);

	if (player == NULL || !clock_ask(player, "SEND_TIME", 9))
		return;
	stage->odd = true;
	(void)player_send(player, bytes, len);
	if (player_wait(player, must ? CLOCK_ANSWER_MS : 300) && must)
		stage_ok(stage, RULE_CLOCK_UNKNOWN);
	if (clock_ask(player, "SEND_TIME", 9))
		stage_ok(stage, RULE_CLOCK_SURVIVES);
	else
		stage_fault(stage, RULE_CLOCK_SURVIVES, &(struct evidence){
		    .player = player, .sent = bytes, .sent_len = len,
		    .soft = !must, .limit_ms = stage_exited(stage) ? 0 :
		    CLOCK_ANSWER_MS,
		    .expected = "SEND_TIME is answered after it" },
		    "%s ends the server", what);
}

void
clock_play_unknown(struct stage *stage)
{
	clock_odd(stage, "HELLO", 5, true, "HELLO");
}

void
clock_play_empty(struct stage *stage)
{
	clock_odd(stage, "", 0, false, "an empty datagram");
}

void
clock_play_random(struct stage *stage)
{
	static unsigned char bytes[ODD_BYTES];

	memset(bytes, 0xa5, sizeof(bytes));
	if (getrandom(bytes, sizeof(bytes), 0) != -1)
		clock_odd(stage, (char *)bytes, sizeof(bytes), false,
		    "a datagram of 1400 odd bytes");
}
