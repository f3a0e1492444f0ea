/* chat: in which form and variant a server is spoken to, and who sits
 * there. */
#include "check/check_chat.h"

#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "check/form.h"
#include "check/words.h"

#define REST_MS	300

struct chat_state *
chat_state(const struct stage *stage)
{
	return stage->lab;
}

bool
chat_has(const struct player *player, const char *text)
{
	struct heard heard = player_heard(player);

	return words_has(heard.text, heard.len, text);
}

void
chat_mark(struct chat_seats *seats)
{
	unsigned at;

	for (at = 0; at < CHAT_SEATS; at++) {
		player_read(seats->at[at]);
		player_mark(seats->at[at]);
	}
}

const char *
chat_text(struct stage *stage, char out[CHAT_TEXT])
{
	struct chat_state *state = chat_state(stage);
	const char *first, *second;
	unsigned at = state->word_count % CHAT_WORDS;

	first = stage_name(stage);
	second = stage_name(stage);
	(void)text_copy(state->words[at], NAME_SIZE, first);
	state->word_count++;
	(void)snprintf(out, CHAT_TEXT, "%s %s today", first, second);
	return state->words[at];
}

void
chat_leak(const struct player *player, const char *now)
{
	struct chat_state *state = chat_state(player->stage);
	struct heard heard = player_heard(player);
	unsigned count = state->word_count < CHAT_WORDS ?
	    state->word_count : CHAT_WORDS, at;
	size_t place;

	if (heard.len == 0)
		return;
	for (at = 0; at < count; at++) {
		if (state->words[at] == now)
			continue;
		place = words_find(heard.text, heard.len, 0,
		    state->words[at]);
		/* What comes late is no leak; what comes again is. */
		if (place == WORDS_NONE || (state->room && words_find(
		    (const char *)player->got, player->mark, 0,
		    state->words[at]) == WORDS_NONE))
			continue;
		stage_fault(player->stage, RULE_CHAT_ANSWER_LEAK,
		    &(struct evidence){ .player = player, .at = place,
		    .len = strlen(state->words[at]),
		    .expected = "the new text alone" }, "what was said "
		    "before (%s) is sent again", state->words[at]);
		return;
	}
	stage_ok(player->stage, RULE_CHAT_ANSWER_LEAK);
}

struct hope {
	const struct player *player;
	const char *const *texts;
	unsigned count;
};

static bool
has_all(void *context)
{
	const struct hope *hope = context;
	unsigned at;

	for (at = 0; at < hope->count; at++)
		if (!chat_has(hope->player, hope->texts[at]))
			return hope->player->ended;
	return true;
}

bool
chat_hears_all(struct player *player, const char *const *texts,
    unsigned count, long ms)
{
	struct hope hope = { player, texts, count };

	return stage_wait(player->stage, ms, has_all, &hope) &&
	    !player->ended;
}

struct player *
chat_come(struct stage *stage, const char *name)
{
	struct player *player = stage_enter(stage);

	if (player == NULL)
		return NULL;
	if (name != NULL)
		(void)text_copy(player->name, sizeof(player->name), name);
	player_say_name(player, player->name);
	stage_pass(stage, CHAT_STEP_MS);
	return player;
}

/* Two come, and the first asks who is there. */
static struct player *
pair_begin(struct stage *stage)
{
	struct chat_state *state = chat_state(stage);

	stage_clear(stage);
	stage_pass(stage, 100);
	state->a = chat_come(stage, NULL);
	state->b = state->a == NULL ? NULL : chat_come(stage, NULL);
	if (state->b == NULL)
		return NULL;
	player_mark(state->b);
	player_say(state->a, "/list");
	return state->a;
}

static bool
pair_heard(void *context)
{
	struct chat_state *state = context;

	return player_heard(state->a).len + player_heard(state->b).len > 0 ||
	    state->a->ended;
}

static bool
pair_understood(struct player *player, long ms)
{
	struct chat_state *state = chat_state(player->stage);
	char text[CHAT_TEXT];

	if (state->a->ended)
		return false;
	if (stage_wait(player->stage, ms, pair_heard, state) &&
	    !state->a->ended) {
		stage_pass(player->stage, REST_MS);
		return true;
	}
	if (state->a->ended)
		return false;
	(void)chat_text(player->stage, text);
	player_say(state->a, text);
	if (stage_wait(player->stage, ms, pair_heard, state))
		return !state->a->ended;
	/* Perhaps the second one hears nobody; does the first? */
	(void)chat_text(player->stage, text);
	player_say(state->b, text);
	state->backwards = player_wait_for(state->a, text, ms);
	return state->backwards;
}

/* The list comes to who asked; or everybody hears what is said.  A list that
 * comes to others, too, is one, and no "/list" that is passed on. */
static void
find_variant(struct stage *stage)
{
	struct chat_state *state = chat_state(stage);
	bool listed = chat_has(state->a, state->b->name) &&
	    chat_has(state->b, state->a->name) &&
	    chat_has(state->b, state->b->name) &&
	    !chat_has(state->b, "/list");
	bool others = (player_heard(state->b).len > 0 && !listed) ||
	    state->backwards;

	if (stage->plan->variant_given) {
		state->commands = stage_variant(stage, RULE_COMMANDS);
		state->room = stage_variant(stage, RULE_ROOM);
		return;
	}
	state->commands = !others;
	state->room = others;
	stage_variant_found(stage, others ? RULE_ROOM : RULE_COMMANDS);
}

/* Is the second served, while the first is there?  If not, when that one has
 * left? */
static bool
find_second(struct stage *stage)
{
	struct chat_state *state = chat_state(stage);
	struct evidence evidence = { .player = state->b,
	    .limit_ms = CHAT_ANSWER_MS, .expected = "an answer in 2 s" };

	if (!state->commands || state->b->ended)
		return true;
	player_say(state->b, "/list");
	if (player_wait(state->b, CHAT_ANSWER_MS))
		return true;
	player_close(state->a);
	if (player_wait(state->b, CHAT_ANSWER_MS)) {
		stage_fault(stage, RULE_SERVER_IDLE, &evidence,
		    "the second client was served only when the first had "
		    "left");
		stage_give_up(stage, "a second client waits for the first");
		return false;
	}
	/* It may have no list. */
	stage_pass(stage, REST_MS);
	return true;
}

static const struct form_try chat_form = {
	pair_begin, pair_understood, false
};

bool
chat_find(struct stage *stage)
{
	struct chat_state *state = chat_state(stage);

	if (state->known)
		return !stage->over;
	if (form_find(stage, &chat_form, RULE_CHAT_LOGIN, "an answer to "
	    "/list, or the line at the other client") == NULL)
		return false;
	if (stage->over)
		return false;
	state->known = true;
	stage_ok(stage, RULE_CHAT_LOGIN);
	find_variant(stage);
	stage->sessions++;
	return find_second(stage);
}

bool
chat_sit(struct stage *stage, struct chat_seats *seats)
{
	unsigned at;

	if (!chat_find(stage))
		return false;
	stage_clear(stage);
	stage_pass(stage, REST_MS);
	for (at = 0; at < CHAT_SEATS; at++) {
		seats->at[at] = chat_come(stage, NULL);
		if (seats->at[at] == NULL)
			return false;
		if (!seats->at[at]->ended)
			continue;
		stage_fault(stage, RULE_CHAT_LOGIN, &(struct evidence){
		    .player = seats->at[at], .expected = "a place" },
		    "a client's name was not accepted: closed");
		return false;
	}
	return true;
}
