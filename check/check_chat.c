/* chat: its scenarios, and a client's first step. */
#include "check/check_chat.h"

#include "check/general.h"

void
chat_ask(struct player *player)
{
	player_say_name(player, player->name);
	stage_pass(player->stage, CHAT_STEP_MS);
	if (chat_state(player->stage)->commands)
		player_say(player, "/list");
}

/* In a room somebody else must be there to hear it. */
static bool
room_answered(struct player *player, long ms)
{
	struct stage *stage = player->stage;
	struct player *other = chat_come(stage, NULL);
	char text[CHAT_TEXT];
	const char *word;
	bool heard;

	if (other == NULL || player->ended)
		return false;
	word = chat_text(stage, text);
	player_mark(other);
	player_say(player, text);
	heard = player_wait_for(other, word, ms / 2);
	/* Or the other way round. */
	if (!heard && !player->ended) {
		word = chat_text(stage, text);
		player_say(other, text);
		heard = player_wait_for(player, word, ms / 2);
	}
	player_close(other);
	return heard;
}

bool
chat_answered(struct player *player, long ms)
{
	if (!chat_state(player->stage)->commands)
		return room_answered(player, ms);
	/* A list may be empty. */
	return player_wait(player, ms / 2) || (!player->ended &&
	    player_ask(player, "/msg nobody hello", ms / 2));
}

struct player *
chat_enter(struct stage *stage)
{
	struct chat_state *state = chat_state(stage);
	struct player *player;

	if (!state->known)
		return chat_find(stage) ? state->a : NULL;
	player = stage_enter(stage);
	if (player == NULL)
		return NULL;
	chat_ask(player);
	return chat_answered(player, CHAT_ANSWER_MS) ? player : NULL;
}

static const struct scenario scenarios[] = {
	{ "C1", "three clients talk", chat_play_talk, 1, 0, 0 },
	{ "C4", "a name twice, and one with an accent", chat_play_names, 2,
	    0, 0 },
	{ "C6", "lines: with their ends, two at once, one in two",
	    chat_play_lines, 3, 0, 0 },
	{ "C7", "one leaves by /quit, and comes again", chat_play_quit, 4, 0,
	    0 },
	{ "C8", "some leave without a word", chat_play_vanish, 5, 0, 0 },
	{ "C9", "a client that is silent", general_idle, 6, 0, 0 },
	{ "C10", "a client that does not read", chat_play_slow, 7, 0, 0 },
	{ "C11", "eight clients come and go", general_slot, 6, 0, 0 },
	{ "C12", "odd bytes", chat_play_garbage, 8, 0, 0 },
	{ "C13", "ended children", general_zombie, 6, NEEDS_RUN, 0 },
};

const struct scenario_lab scenario_chat = {
	.lab = LAB_CHAT,
	.list = scenarios,
	.count = sizeof(scenarios) / sizeof(scenarios[0]),
	.enter = chat_enter,
	.ask = chat_ask,
	.answered = chat_answered,
	.size = sizeof(struct chat_state),
};
