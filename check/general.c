/* What every server of connections must bear. */
#include "check/general.h"

#include <string.h>
#include <sys/random.h>

#include "base/when.h"

#define SLOT_CLIENTS	8
#define PAUSE_MS	400	/* see check/form.c */

static bool
served_once(struct stage *stage)
{
	const struct scenario_lab *lab = scenario_lab(stage->plan->lab);
	struct player *player;
	bool served = true;

	if (lab->served != NULL)
		return lab->served(stage);
	if (!stage->formed) {
		player = lab->enter(stage);
	} else {
		player = stage_enter(stage);
		if (player != NULL)
			lab->ask(player);
		served = player != NULL && lab->answered(player,
		    GENERAL_ANSWER_MS);
	}
	if (player == NULL)
		return false;
	player_close(player);
	return served;
}

/* Twice, for a server that is slow to see that others have left may take two
 * messages for one. */
bool
general_served(struct stage *stage)
{
	bool served = served_once(stage);

	if (!served && !stage->over && !stage_exited(stage))
		served = served_once(stage);
	if (served)
		stage->sessions++;
	return served;
}

bool
general_serves_on(struct stage *stage)
{
	unsigned before = stage->sessions;

	if (!general_served(stage))
		return false;
	stage_pass(stage, 50);
	if (!scenario_lab(stage->plan->lab)->one_shot || before > 0)
		return !stage_exited(stage);
	if (!stage_exited(stage) && general_served(stage))
		return true;
	if (!stage->over && !program_crashed(&stage->program))
		stage_finished(stage);
	return false;
}

bool
general_survives(struct stage *stage, enum rule rule,
    const struct evidence *evidence, const char *what)
{
	struct evidence timed = *evidence;
	bool was_over = stage->over;

	if (was_over)
		return false;
	if (!stage_exited(stage) && general_served(stage)) {
		stage_ok(stage, rule);
		return true;
	}
	/* stage_enter may have said that it is dead; this says why. */
	timed.limit_ms = stage_exited(stage) ? 0 : GENERAL_ANSWER_MS;
	if (timed.expected == NULL)
		timed.expected = "others are served as before";
	if (stage->findings->list[RULE_SERVER_ALIVE].result == RULE_NOT_OK &&
	    stage->over)
		stage_pardon(stage, RULE_SERVER_ALIVE);
	stage_fault(stage, rule, &timed, "%s, and %s", what,
	    stage_exited(stage) ? "the server ended" :
	    "the next client is not served");
	stage->over = false;
	stage_dead(stage, rule, &timed, what);
	return false;
}

/* In mid-step: it has asked, and not read the answer. */
static void
vanish(struct stage *stage, bool reset)
{
	enum rule rule = reset ? RULE_SERVER_VANISH_RESET :
	    RULE_SERVER_VANISH_CLOSE;
	const struct scenario_lab *lab = scenario_lab(stage->plan->lab);
	struct player *player;

	if (!general_serves_on(stage))
		return;
	player = stage_enter(stage);
	if (player == NULL)
		return;
	lab->ask(player);
	if (reset)
		player_reset(player);
	else
		player_close(player);
	stage_pass(stage, 300);
	(void)general_survives(stage, rule,
	    &(struct evidence){ .player = player }, reset ?
	    "a client vanished by a reset in mid-step" :
	    "a client ended its connection in mid-step");
}

void
general_vanish_close(struct stage *stage)
{
	vanish(stage, false);
}

void
general_vanish_reset(struct stage *stage)
{
	vanish(stage, true);
}

void
general_garbage_make(unsigned char out[GENERAL_GARBAGE])
{
	size_t at;

	memset(out, 0xfe, GENERAL_GARBAGE);
	if (getrandom(out, GENERAL_GARBAGE, 0) == -1)
		out[7] = 1;
	/* No line end and no NUL first, and some NULs, in each of them. */
	for (at = 0; at < GENERAL_GARBAGE; at++)
		if (out[at] == '\n' || out[at] == '\r')
			out[at] = 0xff;
	out[0] = 0x9c;
	out[1] |= 0x80;
	out[20] = out[40] = '\0';
	out[GENERAL_GARBAGE - 1] = 0xc3;
}

void
general_garbage(struct stage *stage)
{
	unsigned char bytes[GENERAL_GARBAGE];
	struct player *player;

	if (!general_serves_on(stage))
		return;
	player = stage_enter(stage);
	if (player == NULL)
		return;
	stage->odd = true;
	general_garbage_make(bytes);
	stage->odd = true;
	(void)player_send(player, bytes, sizeof(bytes));
	stage_pass(stage, 300);
	player_close(player);
	stage_pass(stage, 200);
	(void)general_survives(stage, RULE_SERVER_GARBAGE,
	    &(struct evidence){ .player = player },
	    "64 odd bytes came");
}

/* The silent one leaves, and now the other is served. */
static void
idle_leaves(struct stage *stage, struct player *silent,
    struct player *player)
{
	const struct scenario_lab *lab = scenario_lab(stage->plan->lab);
	int64_t left_ns = when_mono_ns();

	bool served;

	player_close(silent);
	served = lab->answered(player, 700);
	if (!served) {
		/* What came meanwhile may have been read as one message. */
		lab->ask(player);
		served = lab->answered(player, GENERAL_ANSWER_MS);
	}
	if (served)
		stage_fault(stage, RULE_SERVER_IDLE, &(struct evidence){
		    .player = player, .limit_ms = PAUSE_MS,
		    .expected = "an answer in 2 s" },
		    "a client that is connected and silent delays the next: "
		    "it was served %.1f s after the first had left",
		    stage_ms_between(stage, left_ns,
		    player_heard(player).first_ns) / 1000);
	else if (!stage_exited(stage))
		stage_unseen(stage, RULE_SERVER_IDLE, "the second client was "
		    "not served after the first had left, either");
}

void
general_idle(struct stage *stage)
{
	const struct scenario_lab *lab = scenario_lab(stage->plan->lab);
	struct player *silent = NULL, *player;

	if (general_serves_on(stage))
		silent = stage_enter(stage);
	if (silent == NULL)
		return;
	stage_pass(stage, 300);
	player = stage_enter(stage);
	if (player == NULL)
		return;
	lab->ask(player);
	if (lab->answered(player, GENERAL_ANSWER_MS))
		stage_ok(stage, RULE_SERVER_IDLE);
	else if (lab->answered(player, GENERAL_ANSWER_MS))
		stage_unseen(stage, RULE_SERVER_IDLE,
		    "its answers take longer than 2 s");
	else
		idle_leaves(stage, silent, player);
}

void
general_slot(struct stage *stage)
{
	const struct scenario_lab *lab = scenario_lab(stage->plan->lab);
	struct player *player;
	unsigned at;

	if (!general_serves_on(stage))
		return;
	for (at = 0; at < SLOT_CLIENTS; at++) {
		player = stage_enter(stage);
		if (player == NULL)
			return;
		lab->ask(player);
		if (!lab->answered(player, GENERAL_ANSWER_MS) &&
		    stage_exited(stage))
			return;
		player_close(player);
		stage_pass(stage, 30);
		player_free(player);
	}
	if (general_served(stage))
		stage_ok(stage, RULE_SERVER_SLOT);
	else if (!stage_exited(stage))
		stage_fault(stage, RULE_SERVER_SLOT, &(struct evidence){
		    .limit_ms = GENERAL_ANSWER_MS,
		    .expected = "the ninth client is served" },
		    "after %u clients came and went the next is not served",
		    SLOT_CLIENTS);
}

void
general_zombie(struct stage *stage)
{
	unsigned count;
	pid_t first = 0;

	if (!general_serves_on(stage))
		return;
	stage_pass(stage, stage_unhurried(stage, 2000));
	count = program_zombies(&stage->program, &first);
	if (count == 0)
		stage_ok(stage, RULE_SERVER_ZOMBIE);
	else
		stage_fault(stage, RULE_SERVER_ZOMBIE, &(struct evidence){
		    .expected = "no child in state Z, 2 s after its client "
		    "left" }, "%u ended child%s left behind, the first is "
		    "process %ld", count, count == 1 ? " is" : "ren are",
		    (long)first);
}
