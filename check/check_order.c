/* Checks an order server: its scenarios. */
#include "check/check_order.h"

#include <string.h>

#include "base/when.h"
#include "check/words.h"

#define PARTNER_MS	10000
#define SLOT_PAIRS	4

/* A pair that was served, with all that its result says. */
static void
play_pair(struct stage *stage, unsigned first)
{
	struct order_state *state = stage->lab;
	unsigned before = stage->sessions;
	struct order_pair *pair;

	state->first = first;
	pair = order_enter(stage);
	if (pair == NULL)
		return;
	if (before > 0)
		stage_ok(stage, RULE_ORDER_NEXT);
	order_judge_result(pair);
	(void)player_wait_end(pair->clients[0], 1000);
	if (pair->clients[0]->ended && pair->clients[1]->ended)
		stage_ok(stage, RULE_ORDER_END_SERVER);
}

static void
play_second_first(struct stage *stage)
{
	play_pair(stage, 1);
}

static void
play_first_first(struct stage *stage)
{
	play_pair(stage, 0);
}

/* It is known how to speak to the server, and there is one. */
static bool
order_formed(struct stage *stage)
{
	return stage->formed || (order_enter(stage) != NULL &&
	    stage_fresh(stage));
}

/* Names of one letter. */
static void
play_short(struct stage *stage)
{
	struct order_state *state = stage->lab;
	struct order_pair *pair;

	if (!order_formed(stage))
		return;
	state->say[0] = "Q";
	state->say[1] = "J";
	pair = order_connect(stage);
	if (pair != NULL) {
		order_speak(pair);
		if (order_result_comes(pair, stage_unhurried(stage,
		    ORDER_RESULT_MS))) {
			stage_ok(stage, RULE_LINES_SIZE_SHORT);
			stage_ok(stage, RULE_LINES_SIZE_FIXED);
			stage->sessions++;
		}
	}
	state->say[0] = state->say[1] = NULL;
	if (pair == NULL || stage->over ||
	    stage->told[RULE_LINES_SIZE_SHORT])
		return;
	stage_pass(stage, 200);
	if (stage_exited(stage))
		(void)general_survives(stage, RULE_LINES_SIZE_SHORT,
		    &(struct evidence){ .player = pair->clients[1] },
		    "a name of one letter came");
}

/* Names without "Client X: ". */
static void
play_bare(struct stage *stage)
{
	struct order_state *state = stage->lab;
	struct order_pair *pair;

	if (!order_formed(stage))
		return;
	state->bare_names = true;
	pair = order_connect(stage);
	if (pair != NULL) {
		order_speak(pair);
		(void)order_result_comes(pair, stage_unhurried(stage,
		    ORDER_RESULT_MS));
		stage->sessions++;
		if (order_has_names(pair, player_heard(pair->clients[0])) ||
		    order_has_names(pair, player_heard(pair->clients[1])))
			stage_ok(stage, RULE_ORDER_RESULT_NAMES);
		else
			stage_fault(stage, RULE_ORDER_RESULT_NAMES,
			    &(struct evidence){ .player = pair->clients[0],
			    .soft = true, .limit_ms = ORDER_RESULT_MS,
			    .expected = "both names" }, stage_exited(stage) ?
			    "a name without \"Client X: \" ends the server" :
			    "a name is served only with its \"Client X: \"");
	}
	state->bare_names = false;
}

/* The same with line ends: are they kept? */
static void
play_line_ends(struct stage *stage)
{
	struct order_pair *pair;
	enum player_form form;

	if (!order_formed(stage))
		return;
	form = stage->line_form;
	stage->line_form = FORM_LF;
	pair = order_connect(stage);
	if (pair != NULL) {
		order_speak(pair);
		if (order_result_comes(pair, stage_unhurried(stage,
		    ORDER_RESULT_MS)))
			order_judge_result(pair);
		stage->sessions++;
	}
	stage->line_form = form;
}

/* It may wait for another partner instead: is it served with one? */
static bool
partner_again(struct player *partner)
{
	struct player *other = stage_enter(partner->stage);

	if (other == NULL)
		return false;
	stage_pass(other->stage, 400);
	player_say(other, other->name);
	return player_wait_for(partner, other->name, ORDER_RESULT_MS);
}

/* What becomes of the partner of one who has left; false: it hangs. */
static bool
partner_judge(struct order_pair *pair)
{
	struct player *left = pair->clients[0], *partner = pair->clients[1];
	struct stage *stage = partner->stage;
	bool known = stage->findings->list[RULE_ORDER_PARTNER_LEFT].result ==
	    RULE_OK;
	struct heard heard;

	(void)player_wait(partner, known ? PARTNER_MS / 5 : PARTNER_MS);
	heard = player_heard(partner);
	if (known && heard.len == 0)
		return true;
	if (heard.len == 0 && !partner->ended && partner_again(partner)) {
		stage_ok(stage, RULE_ORDER_PARTNER_LEFT);
		return true;
	}
	if (heard.len == 0 && !partner->ended) {
		stage_fault(stage, RULE_ORDER_PARTNER_LEFT,
		    &(struct evidence){ .player = partner,
		    .limit_ms = PARTNER_MS,
		    .expected = "a text, or the end, in 10 s" },
		    "one client left and the other waits for ever");
		return false;
	}
	if (words_has(heard.text, heard.len, "before") &&
	    words_has(heard.text, heard.len, partner->name) &&
	    !words_has(heard.text, heard.len, left->name))
		stage_fault(stage, RULE_ORDER_PARTNER_LEFT,
		    &(struct evidence){ .player = partner,
		    .expected = "a text, or the end" },
		    "a result came with the name of nobody");
	else
		stage_ok(stage, RULE_ORDER_PARTNER_LEFT);
	return true;
}

/* One of a pair leaves before it has spoken. */
static void
play_vanish(struct stage *stage, bool reset)
{
	struct order_pair *pair;
	struct evidence evidence = { 0 };
	bool told;

	if (!general_serves_on(stage))
		return;
	pair = order_connect(stage);
	if (pair == NULL)
		return;
	if (reset)
		player_reset(pair->clients[0]);
	else
		player_close(pair->clients[0]);
	stage_pass(stage, 300);
	player_say(pair->clients[1], pair->names[1]);
	told = partner_judge(pair);
	evidence.player = pair->clients[1];
	stage_leave(stage);
	if (!told && !general_served(stage))
		stage_dead(stage, RULE_ORDER_PARTNER_LEFT, &evidence,
		    "one of a pair left");
	else if (told)
		(void)general_survives(stage, reset ?
		    RULE_SERVER_VANISH_RESET : RULE_SERVER_VANISH_CLOSE,
		    &evidence, reset ? "one of a pair vanished by a reset" :
		    "one of a pair ended its connection");
}

static void
play_reset(struct stage *stage)
{
	play_vanish(stage, true);
}

static void
play_close(struct stage *stage)
{
	play_vanish(stage, false);
}

static void
play_garbage(struct stage *stage)
{
	unsigned char bytes[GENERAL_GARBAGE];
	struct order_pair *pair;

	if (!general_serves_on(stage))
		return;
	pair = order_connect(stage);
	if (pair == NULL)
		return;
	stage->odd = true;
	general_garbage_make(bytes);
	(void)player_send(pair->clients[0], bytes, sizeof(bytes));
	stage_pass(stage, 200);
	player_say(pair->clients[1], pair->names[1]);
	stage_pass(stage, 500);
	stage_leave(stage);
	(void)general_survives(stage, RULE_SERVER_GARBAGE,
	    &(struct evidence){ .player = pair->clients[0] },
	    "64 odd bytes came");
}

/* A pair that does not dawdle. */
static bool
order_served(struct stage *stage)
{
	struct order_state *state = stage->lab;
	struct order_pair *pair = &state->pair;
	bool served;
	unsigned at;

	if (!stage->formed) {
		pair = order_enter(stage);
		if (pair != NULL)
			stage->sessions--;	/* counted by who asks */
		stage_leave(stage);
		return pair != NULL;
	}
	memset(pair, 0, sizeof(*pair));
	for (at = 0; at < 2; at++) {
		pair->clients[at] = stage_enter(stage);
		if (pair->clients[at] == NULL)
			return false;
		pair->names[at] = pair->clients[at]->name;
		stage_pass(stage, 150);
	}
	order_speak(pair);
	served = order_result_comes(pair, stage_unhurried(stage,
		    ORDER_RESULT_MS)) ||
	    player_heard(pair->clients[0]).len > 0;
	stage_leave(stage);
	return served;
}

static void
play_slot(struct stage *stage)
{
	unsigned at;

	if (!general_serves_on(stage))
		return;
	for (at = 0; at < SLOT_PAIRS; at++)
		if (!order_served(stage))
			break;
	if (at == SLOT_PAIRS)
		stage_ok(stage, RULE_SERVER_SLOT);
	else if (!stage->over && !stage_exited(stage))
		stage_fault(stage, RULE_SERVER_SLOT, &(struct evidence){
		    .limit_ms = ORDER_RESULT_MS,
		    .expected = "the next pair is served" },
		    "after %u pairs came and went the next is not served",
		    at + 2);
}

static const struct scenario scenarios[] = {
	{ "O1", "a pair, the second speaks first", play_second_first, 1, 0,
	    3 },
	{ "O2", "a pair, the first speaks first", play_first_first, 1, 0,
	    3 },
	{ "O3", "names of one letter", play_short, 2, 0, 0 },
	{ "O7", "names alone", play_bare, 3, 0, 0 },
	{ "O8", "names with line ends", play_line_ends, 4, 0, 0 },
	{ "O6", "a chat after the result", order_play_chat, 5, 0, 0 },
	{ "O4", "one of a pair vanishes", play_reset, 6, 0, 0 },
	{ "O9", "one of a pair ends", play_close, 7, 0, 0 },
	{ "O5", "odd bytes", play_garbage, 8, 0, 0 },
	{ "O10", "pairs come and go", play_slot, 9, 0, 0 },
	{ "O11", "ended children", general_zombie, 9, NEEDS_RUN, 0 },
};

const struct scenario_lab scenario_order = {
	.lab = LAB_ORDER,
	.one_shot = true,
	.list = scenarios,
	.count = sizeof(scenarios) / sizeof(scenarios[0]),
	.served = order_served,
	.size = sizeof(struct order_state),
};
