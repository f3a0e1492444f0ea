/* chat: everything to everyone: notices, and what one says. */
#include "check/check_chat.h"

#include <string.h>

#include "check/words.h"

/* Is the name a line like any other: "PREFIX name" as "PREFIX text", and
 * nothing else holds it? */
static bool
is_line(const char *notice, size_t notice_len, const char *name,
    const struct player *player, const char *text)
{
	struct heard line = player_heard(player);
	size_t in_notice = words_find(notice, notice_len, 0, name);
	size_t in_line = words_find(line.text, line.len, 0, text);

	return in_notice != WORDS_NONE && in_line == in_notice &&
	    in_line > 0 && memcmp(notice, line.text, in_line) == 0 &&
	    notice_len - in_notice - strlen(name) ==
	    line.len - in_line - strlen(text) &&
	    !words_has(line.text, line.len, name);
}

/* The third comes: what the first hears of it. */
static struct player *
room_joins(struct stage *stage, struct chat_seats *seats)
{
	struct player *player;

	chat_mark(seats);
	player = chat_come(stage, NULL);
	if (player != NULL)
		(void)player_wait_for(seats->at[0], player->name,
		    CHAT_ANSWER_MS);
	return player;
}

static void
room_notice(struct stage *stage, struct chat_seats *seats,
    const char *name)
{
	unsigned at;

	for (at = 0; at < 2; at++)
		if (!chat_has(seats->at[at], name)) {
			stage_fault(stage, RULE_CHAT_JOIN_NOTICE,
			    &(struct evidence){ .player = seats->at[at],
			    .sent = name, .limit_ms = CHAT_ANSWER_MS,
			    .expected = name }, "%s came, and others are not "
			    "told in 2 s", name);
			return;
		}
	stage_ok(stage, RULE_CHAT_JOIN_NOTICE);
}

/* What one who hears it got of a line. */
static void
room_line(const struct player *from, const struct player *to,
    const char *text)
{
	struct stage *stage = to->stage;
	struct evidence evidence = { .player = to, .sent = text,
	    .expected = text };
	struct heard heard = player_heard(to);

	if (words_find_exact(heard.text, heard.len, 0, text,
	    strlen(text)) == WORDS_NONE)
		stage_fault(stage, RULE_CHAT_SAY_TEXT, &evidence,
		    "the text arrives changed");
	else
		stage_ok(stage, RULE_CHAT_SAY_TEXT);
	if (chat_state(stage)->nameless)
		return;
	evidence.expected = from->name;
	if (!chat_has(to, from->name))
		stage_fault(stage, RULE_CHAT_SAY_NAME, &evidence,
		    "others cannot see that %s spoke", from->name);
	else
		stage_ok(stage, RULE_CHAT_SAY_NAME);
}

/* One says something: the others hear it. */
static bool
room_say(struct stage *stage, struct chat_seats *seats, unsigned from,
    char text[CHAT_TEXT])
{
	const char *word = chat_text(stage, text);
	unsigned at;

	chat_mark(seats);
	player_say(seats->at[from], text);
	for (at = 0; at < CHAT_SEATS; at++) {
		if (at == from)
			continue;
		if (!player_wait_for(seats->at[at], word, CHAT_HEARD_MS)) {
			stage_fault(stage, RULE_CHAT_SAY_ALL,
			    &(struct evidence){ .player = seats->at[at],
			    .sent = text, .limit_ms = CHAT_HEARD_MS,
			    .expected = text }, "what %s said did not reach "
			    "%s in 1 s", seats->at[from]->name,
			    seats->at[at]->name);
			return false;
		}
	}
	stage_pass(stage, stage_unhurried(stage, 80));
	stage_ok(stage, RULE_CHAT_SAY_ALL);
	for (at = 0; at < CHAT_SEATS; at++) {
		if (at == from)
			continue;
		room_line(seats->at[from], seats->at[at], text);
		chat_leak(seats->at[at], word);
	}
	return true;
}

/* The third's login and its first line. */
void
chat_room_talk(struct stage *stage, struct chat_seats *seats)
{
	struct chat_state *state = chat_state(stage);
	char text[CHAT_TEXT], notice[512];
	struct player *player;
	struct heard heard;
	size_t len;

	player_close(seats->at[2]);
	stage_pass(stage, CHAT_STEP_MS);
	player = room_joins(stage, seats);
	if (player == NULL)
		return;
	seats->at[2] = player;
	heard = player_heard(seats->at[0]);
	len = heard.len < sizeof(notice) ? heard.len : sizeof(notice);
	memcpy(notice, heard.text, len);
	(void)chat_text(stage, text);
	chat_mark(seats);
	player_say(player, text);
	(void)player_wait_for(seats->at[0], text, CHAT_HEARD_MS);
	(void)player_wait_for(seats->at[1], text, CHAT_HEARD_MS);
	if (is_line(notice, len, player->name, seats->at[0], text)) {
		state->nameless = true;
		stage_fault(stage, RULE_CHAT_NAME_STEP, &(struct evidence){
		    .player = seats->at[0], .sent = player->name,
		    .got = notice, .got_len = len,
		    .expected = "a notice that somebody came" },
		    "a name is passed on like a line: there is no name step");
	} else {
		chat_mark(seats);
		stage_ok(stage, RULE_CHAT_NAME_STEP);
		if (words_has(notice, len, player->name))
			stage_ok(stage, RULE_CHAT_JOIN_NOTICE);
		else
			room_notice(stage, seats, player->name);
	}
	if (room_say(stage, seats, 0, text))
		(void)room_say(stage, seats, 1, text);
}
