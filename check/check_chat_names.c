/* chat: a name that is taken, a name with an accent. */
#include "check/check_chat.h"

#include <stdio.h>
#include <string.h>

#include "check/general.h"
#include "check/words.h"

/* The second of one name is still there: what is it to the others? */
static bool
talks_as(struct stage *stage, struct chat_seats *seats,
    struct player *second)
{
	const char *word, *name = seats->at[1]->name;
	char text[CHAT_TEXT];
	struct heard heard;
	size_t at;

	if (chat_state(stage)->commands) {
		player_say(second, "/list");
		(void)player_wait_for(second, seats->at[0]->name,
		    CHAT_ANSWER_MS);
		return chat_has(second, seats->at[0]->name);
	}
	word = chat_text(stage, text);
	chat_mark(seats);
	player_say(second, text);
	if (!player_wait_for(seats->at[0], word, CHAT_HEARD_MS))
		return false;
	heard = player_heard(seats->at[0]);
	at = words_find(heard.text, heard.len, 0, name);
	/* "Bokir2", "Bokir_1": renamed. */
	return at != WORDS_NONE && (at + strlen(name) >= heard.len ||
	    strchr("0123456789_-(#", heard.text[at + strlen(name)]) == NULL);
}

static void
names_twice(struct stage *stage, struct chat_seats *seats)
{
	struct player *second;
	struct evidence evidence = { .expected = "a text, and its end" };
	bool ended, told;

	second = stage_enter(stage);
	if (second == NULL)
		return;
	player_say_name(second, seats->at[1]->name);
	ended = player_wait_end(second, CHAT_ANSWER_MS);
	told = player_heard(second).len > 0;
	evidence.player = second;
	if (ended && (told || chat_state(stage)->room)) {
		stage_ok(stage, RULE_CHAT_NAME_DUPLICATE);
	} else if (ended) {
		stage_fault(stage, RULE_CHAT_NAME_DUPLICATE, &evidence,
		    "the second of one name is closed without a text");
	} else if (talks_as(stage, seats, second)) {
		evidence.limit_ms = CHAT_ANSWER_MS;
		stage_fault(stage, RULE_CHAT_NAME_DUPLICATE, &evidence,
		    "a second client is in under a name that is taken");
	} else {
		stage_ok(stage, RULE_CHAT_NAME_DUPLICATE);
	}
	player_close(second);
}

static void
names_accent(struct stage *stage, struct chat_seats *seats)
{
	char name[NAME_SIZE], text[CHAT_TEXT];
	struct player *player;
	struct heard heard;
	size_t plain;

	plain = (size_t)snprintf(name, sizeof(name), "%s",
	    stage_name(stage));
	(void)snprintf(name + plain, sizeof(name) - plain, "\xc3\xa9");
	player = chat_come(stage, name);
	if (player == NULL || player->ended)
		return;
	chat_mark(seats);
	(void)chat_text(stage, text);
	if (chat_state(stage)->commands)
		player_say(seats->at[0], "/list");
	else
		player_say(player, text);
	(void)player_wait_for(seats->at[0], name, CHAT_ANSWER_MS);
	heard = player_heard(seats->at[0]);
	name[plain + 2] = '\0';
	if (words_find_exact(heard.text, heard.len, 0, name, plain + 2) !=
	    WORDS_NONE) {
		stage_ok(stage, RULE_LINES_UTF8);
		return;
	}
	name[plain] = '\0';
	/* The name is there, and another letter behind it. */
	if (!words_has(heard.text, heard.len, name))
		return;
	stage_fault(stage, RULE_LINES_UTF8, &(struct evidence){
	    .player = seats->at[0], .sent = player->name,
	    .expected = player->name }, "a letter of a name is changed on "
	    "its way");
}

/* Somebody is called Q, and says little. */
static void
names_short(struct stage *stage)
{
	struct evidence evidence = { .sent = "Q",
	    .expected = "others are served as before" };
	struct player *player = NULL;

	if (general_serves_on(stage))
		player = chat_come(stage, "Q");
	if (player == NULL)
		return;
	player_say(player, "x");
	stage_pass(stage, CHAT_STEP_MS);
	evidence.got = (const char *)player->got;
	evidence.got_len = player->got_len;
	player_close(player);
	stage_pass(stage, 100);
	(void)general_survives(stage, RULE_LINES_SIZE_SHORT, &evidence,
	    "a client said messages of 1 byte");
}

void
chat_play_names(struct stage *stage)
{
	struct chat_seats seats;

	if (!chat_sit(stage, &seats))
		return;
	names_twice(stage, &seats);
	if (!stage->over && !stage_exited(stage) && !seats.at[0]->ended)
		names_accent(stage, &seats);
	if (!stage->over && !stage_exited(stage))
		names_short(stage);
}
