/* Mischief, kind by kind. */
#include "check/mischief.h"

#include <string.h>

#include "check/general.h"

/* So many numbers are tried for a message that a kind strikes. */
#define NUMBERS_MAX	200

static enum rule
rule_of(enum mischief_kind kind)
{
	return (enum rule)(RULE_MISCHIEF_SPLIT + (unsigned)kind);
}

struct mischief
mischief_gentle(const struct mischief *mischief)
{
	struct mischief gentle = *mischief;

	gentle.kinds &= MISCHIEF_BIT(MISCHIEF_DELAY) |
	    MISCHIEF_BIT(MISCHIEF_JITTER);
	return gentle;
}

/* That kind alone, and from a message on that it strikes. */
static bool
mischief_begin(struct stage *stage, enum mischief_kind kind,
    enum mischief_over over)
{
	struct mischief_plan plan;
	uint64_t number;

	stage->mischief = stage->plan->mischief;
	stage->mischief.kinds = MISCHIEF_BIT(kind);
	stage->mischief_done = 0;
	for (number = 1; number < NUMBERS_MAX; number++) {
		mischief_plan(&stage->mischief, over, number, 32, &plan);
		if ((plan.kinds & MISCHIEF_BIT(kind)) != 0)
			break;
	}
	stage->mischief_number = number - 1;
	return number < NUMBERS_MAX;
}

static void
mischief_end(struct stage *stage)
{
	memset(&stage->mischief, 0, sizeof(stage->mischief));
}

/* Cut or joined, a message without an end is any number of messages. */
static bool
needs_ends(const struct stage *stage, enum mischief_kind kind)
{
	return (kind == MISCHIEF_SPLIT || kind == MISCHIEF_JOIN ||
	    kind == MISCHIEF_SLOW) && stage->plan->lab != LAB_WAIT &&
	    stage->plan->lab != LAB_ECHO && stage->line_form != FORM_LF;
}

static void
mischief_judge(struct stage *stage, enum mischief_kind kind, bool served)
{
	const char *word = mischief_info(kind)->word;

	if (served)
		stage_ok(stage, rule_of(kind));
	else if (!stage_late(stage, GENERAL_ANSWER_MS))
		stage_fault(stage, rule_of(kind), &(struct evidence){
		    .limit_ms = GENERAL_ANSWER_MS,
		    .expected = "it goes on as without" }, stage_exited(
		    stage) ? "with %s the server ended" :
		    "with %s a client is not served", word);
}

/* The conversation is to go on as without. */
static void
play_gentle(struct stage *stage, enum mischief_kind kind)
{
	bool served;

	if (needs_ends(stage, kind)) {
		stage_unseen(stage, rule_of(kind), "messages without line "
		    "ends are read there, and have no border");
		return;
	}
	if (kind == MISCHIEF_JOIN) {
		stage_unseen(stage, rule_of(kind), "lines.read.two says it");
		return;
	}
	if (!mischief_begin(stage, kind, MISCHIEF_STREAMS))
		return;
	served = general_served(stage);
	mischief_end(stage);
	if ((stage->mischief_done & MISCHIEF_BIT(kind)) != 0)
		mischief_judge(stage, kind, served);
}

/* One client is cut off in its first message; the others are served. */
static void
play_rough(struct stage *stage, enum mischief_kind kind)
{
	const struct scenario_lab *lab = scenario_lab(stage->plan->lab);
	struct player *player;

	if (lab->ask == NULL) {
		stage_unseen(stage, rule_of(kind),
		    "a pair of which one leaves is another rule's");
		return;
	}
	if (!mischief_begin(stage, kind, MISCHIEF_STREAMS))
		return;
	player = stage_enter(stage);
	if (player != NULL)
		lab->ask(player);
	mischief_end(stage);
	if (player == NULL || !player->struck)
		return;
	stage_pass(stage, 500);
	mischief_judge(stage, kind, !stage_exited(stage) &&
	    general_served(stage));
}

/* A request that is lost, late or twice, and then a plain one. */
static void
play_datagram(struct stage *stage, enum mischief_kind kind)
{
	static const char request[] = "SEND_TIME";
	struct player *player = player_open_datagrams(stage);
	bool served;

	if (kind == MISCHIEF_WITHHOLD || kind == MISCHIEF_REORDER) {
		stage_unseen(stage, rule_of(kind),
		    "a server cannot tell it from another order of requests");
		return;
	}
	if (player == NULL || !mischief_begin(stage, kind,
	    MISCHIEF_DATAGRAMS))
		return;
	(void)player_send(player, request, strlen(request));
	(void)player_wait(player, 500);
	mischief_end(stage);
	(void)player_send(player, request, strlen(request));
	served = player_wait(player, GENERAL_ANSWER_MS);
	if ((stage->mischief_done & MISCHIEF_BIT(kind)) != 0)
		mischief_judge(stage, kind, served);
}

/* Is there a server to play the next kind with, that serves one more client
 * without any mischief? */
static bool
is_ready(struct stage *stage)
{
	if (scenario_lab(stage->plan->lab)->datagrams)
		return !stage_exited(stage);
	return stage_fresh(stage) && general_served(stage) &&
	    stage_fresh(stage);
}

/* With line ends where they work, for then messages have borders. */
static void
use_ends(struct stage *stage)
{
	enum player_form name = stage->name_form, line = stage->line_form;

	if (stage->plan->lab == LAB_WAIT || stage->plan->lab == LAB_ECHO ||
	    scenario_lab(stage->plan->lab)->datagrams ||
	    stage->line_form != FORM_BARE)
		return;
	stage->name_form = stage->line_form = FORM_LF;
	if (!general_served(stage)) {
		stage->name_form = name;
		stage->line_form = line;
	}
	(void)stage_fresh(stage);
}

static void
play(struct stage *stage)
{
	bool datagrams = scenario_lab(stage->plan->lab)->datagrams;
	enum mischief_kind kind;

	memset(&stage->mischief, 0, sizeof(stage->mischief));
	if (!is_ready(stage))
		return;
	use_ends(stage);
	for (kind = 0; kind < MISCHIEF_KIND_COUNT && !stage->over; kind++) {
		if ((stage->plan->mischief.kinds & MISCHIEF_BIT(kind)) == 0 ||
		    !is_ready(stage))
			continue;
		if (datagrams)
			play_datagram(stage, kind);
		else if (kind == MISCHIEF_STALL || kind == MISCHIEF_RESET ||
		    kind == MISCHIEF_HALF_CLOSE)
			play_rough(stage, kind);
		else
			play_gentle(stage, kind);
	}
}

const struct scenario mischief_scenario = {
	"M1", "bad networks, kind by kind", play, MISCHIEF_GROUP, 0, 0
};
