/* Checks an order server: a pair, and how it speaks. */
#include "check/check_order.h"

#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "check/form.h"
#include "check/words.h"

#define ALONE_MS	600
#define LISTEN_MS	1000
#define HURRIED_MS	700	/* a greeting may take 0.4 s */

/* The first one is alone: nobody may be told a result, or be refused. */
static bool
alone_judge(struct player *player)
{
	static const char *const words[] = { "error", "not connected",
	    "refuse", "failed", "before" };
	struct heard heard = player_heard(player);
	bool wrong = player->ended;
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		wrong |= words_has(heard.text, heard.len, words[i]);
	if (player->ended && heard.len == 0 && player->stage->sessions > 0) {
		/* It was going to end, as it may. */
		stage_finished(player->stage);
		return false;
	}
	if (!wrong) {
		stage_ok(player->stage, RULE_ORDER_ACCEPT_BOTH);
		return true;
	}
	stage_fault(player->stage, RULE_ORDER_ACCEPT_BOTH,
	    &(struct evidence){ .player = player, .sent = "(one client "
	    "connected)", .expected = "it waits for the second" },
	    "%s before the second client was connected", player->ended ?
	    "the first was sent away" : "an error or a result came");
	return false;
}

struct order_pair *
order_connect(struct stage *stage)
{
	struct order_state *state = stage->lab;
	struct order_pair *pair = &state->pair;
	unsigned at;

	memset(pair, 0, sizeof(*pair));
	pair->first = state->first;
	for (at = 0; at < 2; at++) {
		pair->second_ns = when_mono_ns();
		pair->clients[at] = stage_enter(stage);
		if (pair->clients[at] == NULL)
			return NULL;
		if (at == 0) {
			stage_pass(stage, stage_unhurried(stage, ALONE_MS));
			pair->refused = !alone_judge(pair->clients[0]);
			if (stage->over)
				return NULL;
		}
		pair->names[at] = state->say[at] != NULL ? state->say[at] :
		    pair->clients[at]->name;
	}
	stage_pass(stage, stage->plan->patience < 1 ?
	    stage_unhurried(stage, HURRIED_MS) : LISTEN_MS);
	return pair;
}

static void
order_say(struct order_pair *pair, unsigned at)
{
	struct order_state *state = pair->clients[at]->stage->lab;
	char text[128];

	if (state->bare_names)
		(void)snprintf(text, sizeof(text), "%s", pair->names[at]);
	else
		(void)snprintf(text, sizeof(text), "Client %c: %s",
		    at == 0 ? 'X' : 'Y', pair->names[at]);
	player_say(pair->clients[at], text);
}

void
order_speak(struct order_pair *pair)
{
	order_say(pair, pair->first);
	stage_pass(pair->clients[0]->stage, ORDER_BETWEEN_MS);
	order_say(pair, 1 - pair->first);
}

bool
order_has_names(const struct order_pair *pair, struct heard heard)
{
	return words_find_whole(heard.text, heard.len, 0, pair->names[0]) !=
	    WORDS_NONE && words_find_whole(heard.text, heard.len, 0,
	    pair->names[1]) != WORDS_NONE;
}

static bool
has_result(void *context)
{
	const struct order_pair *pair = context;
	unsigned at, done = 0;

	for (at = 0; at < 2; at++)
		done += pair->clients[at]->ended || order_has_names(pair,
		    player_heard(pair->clients[at]));
	return done == 2;
}

bool
order_result_comes(struct order_pair *pair, long ms)
{
	struct stage *stage = pair->clients[0]->stage;

	(void)stage_wait(stage, ms, has_result, pair);
	stage_pass(stage, stage_unhurried(stage, 80));
	return order_has_names(pair, player_heard(pair->clients[0])) &&
	    order_has_names(pair, player_heard(pair->clients[1]));
}

/* The text from a moment on, or from a border, to the end of the result. */
struct heard
order_result_of(const struct order_pair *pair, unsigned at)
{
	const struct player *player = pair->clients[at];
	struct heard heard = player_heard(player), part = heard;
	const struct player_segment *segment;
	unsigned i;

	for (i = player->mark_segment; i < player->segment_count; i++) {
		segment = &player->segments[i];
		part.text = (const char *)player->got + segment->at;
		part.len = segment->len;
		part.first_ns = segment->at_ns;
		if (order_has_names(pair, part))
			return part;
	}
	return heard;
}

static struct player *
form_begin(struct stage *stage)
{
	struct order_pair *pair = order_connect(stage);

	if (pair == NULL)
		return NULL;
	if (!stage->formed && !pair->refused)
		order_judge_greeting(pair);
	order_speak(pair);
	return pair->clients[0];
}

/* Something like a result came to one of them: the form is understood, and
 * the result judged. */
static bool
form_understood(struct player *player, long ms)
{
	struct order_state *state = player->stage->lab;
	struct order_pair *pair = &state->pair;
	bool slow = player->stage->fill == 0 && (player->stage->line_form ==
	    FORM_BARE || player->stage->line_form == FORM_LF);
	struct heard heard;
	unsigned at, name;

	if (order_result_comes(pair, slow ? stage_unhurried(player->stage,
	    ORDER_RESULT_MS) : ms))
		return true;
	if (order_judge_family(pair))
		return true;
	for (at = 0; at < 2; at++) {
		heard = player_heard(pair->clients[at]);
		for (name = 0; name < 2; name++)
			if (words_has(heard.text, heard.len,
			    pair->names[name]))
				return true;
		if (words_has(heard.text, heard.len, "before"))
			return true;
	}
	return pair->refused;
}

struct order_pair *
order_enter(struct stage *stage)
{
	const struct form_try trial = { form_begin, form_understood, false };
	struct order_state *state = stage->lab;
	struct player *player = form_find(stage, &trial,
	    RULE_ORDER_RESULT_BOTH, "the result at both, in 5 s");

	if (player == NULL || state->pair.refused || stage->over)
		return NULL;
	stage->sessions++;
	return &state->pair;
}
