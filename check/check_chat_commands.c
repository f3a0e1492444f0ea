/* chat: /list and /msg. */
#include "check/check_chat.h"

#include <stdio.h>
#include <string.h>

#include "check/words.h"

static void
talk_list(struct stage *stage, struct chat_seats *seats)
{
	struct player *asker = seats->at[0];
	const char *names[CHAT_SEATS];
	char expected[CHAT_SEATS * NAME_SIZE];
	unsigned at, there = 0;

	for (at = 0; at < CHAT_SEATS; at++)
		names[at] = seats->at[at]->name;
	chat_mark(seats);
	player_say(asker, "/list");
	(void)chat_hears_all(asker, names, CHAT_SEATS, CHAT_ANSWER_MS);
	for (at = 0; at < CHAT_SEATS; at++)
		there += chat_has(asker, names[at]);
	(void)snprintf(expected, sizeof(expected), "%s, %s and %s", names[0],
	    names[1], names[2]);
	if (there == CHAT_SEATS && chat_has(seats->at[1], names[2]))
		stage_fault(stage, RULE_CHAT_LIST, &(struct evidence){
		    .player = seats->at[1], .sent = "/list",
		    .expected = "nothing" },
		    "the list came to others than who asked, too");
	else if (there == CHAT_SEATS)
		stage_ok(stage, RULE_CHAT_LIST);
	else
		stage_fault(stage, RULE_CHAT_LIST, &(struct evidence){
		    .player = asker, .limit_ms = CHAT_ANSWER_MS,
		    .expected = expected }, player_heard(asker).len == 0 ?
		    "/list was not answered in 2 s" : "%u of 3 connected "
		    "names %s in the list", there, there == 1 ? "is" : "are");
	chat_leak(asker, NULL);
}

/* Nobody else hears it. */
static bool
talk_private(struct stage *stage, const struct player *other,
    const char *word, enum rule rule)
{
	if (!chat_has(other, word))
		return true;
	stage_fault(stage, rule, &(struct evidence){ .player = other,
	    .sent = word, .expected = "nothing" },
	    "another client heard it, too");
	return false;
}

static void
msg_arrived(struct stage *stage, struct chat_seats *seats, const char *text)
{
	const struct player *to = seats->at[1];
	struct evidence evidence = { .player = to, .sent = text,
	    .expected = text };
	struct heard heard = player_heard(to);

	stage_ok(stage, RULE_CHAT_MSG_ARRIVES);
	if (words_find_exact(heard.text, heard.len, 0, text,
	    strlen(text)) == WORDS_NONE)
		stage_fault(stage, RULE_CHAT_SAY_TEXT, &evidence,
		    "the text arrives changed");
	else
		stage_ok(stage, RULE_CHAT_SAY_TEXT);
	evidence.expected = seats->at[0]->name;
	if (!chat_has(to, seats->at[0]->name))
		stage_fault(stage, RULE_CHAT_MSG_SENDER, &evidence,
		    "it does not say that %s wrote it", seats->at[0]->name);
	else
		stage_ok(stage, RULE_CHAT_MSG_SENDER);
}

static void
talk_msg(struct stage *stage, struct chat_seats *seats)
{
	char text[CHAT_TEXT], line[2 * CHAT_TEXT];
	const char *word = chat_text(stage, text);
	bool came;

	(void)snprintf(line, sizeof(line), "/msg %s %s", seats->at[1]->name,
	    text);
	chat_mark(seats);
	player_say(seats->at[0], line);
	came = player_wait_for(seats->at[1], word, CHAT_HEARD_MS);
	stage_pass(stage, came ? 300 : CHAT_STEP_MS);
	chat_leak(seats->at[1], word);
	if (!came) {
		stage_fault(stage, RULE_CHAT_MSG_ARRIVES, &(struct evidence){
		    .player = seats->at[0], .limit_ms = CHAT_HEARD_MS,
		    .expected = text }, "the message did not arrive in 1 s; "
		    "its sender was told what is shown");
		return;
	}
	msg_arrived(stage, seats, text);
	if (talk_private(stage, seats->at[2], word, RULE_CHAT_MSG_PRIVATE))
		stage_ok(stage, RULE_CHAT_MSG_PRIVATE);
}

static bool
talk_answered(struct stage *stage, struct chat_seats *seats,
    const char *line, struct evidence *evidence)
{
	chat_mark(seats);
	player_say(seats->at[0], line);
	*evidence = (struct evidence){ .player = seats->at[0],
	    .limit_ms = CHAT_ANSWER_MS, .expected = "any text in 2 s" };
	if (seats->at[0]->ended)
		evidence->limit_ms = 0;
	return player_wait(seats->at[0], CHAT_ANSWER_MS) &&
	    !stage_exited(stage);
}

static void
talk_unknown(struct stage *stage, struct chat_seats *seats)
{
	char text[CHAT_TEXT], line[2 * CHAT_TEXT];
	const char *word = chat_text(stage, text);
	struct evidence evidence;
	bool answered;

	(void)snprintf(line, sizeof(line), "/msg %s %s", stage_name(stage),
	    text);
	answered = talk_answered(stage, seats, line, &evidence);
	if (!talk_private(stage, seats->at[1], word, RULE_CHAT_MSG_UNKNOWN))
		return;
	if (answered)
		stage_ok(stage, RULE_CHAT_MSG_UNKNOWN);
	else
		stage_fault(stage, RULE_CHAT_MSG_UNKNOWN, &evidence,
		    "nobody was told that the name is unknown");
	if (answered)
		chat_leak(seats->at[0], word);
}

static void
talk_missing(struct stage *stage, struct chat_seats *seats)
{
	struct evidence evidence;
	char line[2 * NAME_SIZE];

	if (!talk_answered(stage, seats, "/msg", &evidence)) {
		stage_fault(stage, RULE_CHAT_MSG_MISSING, &evidence,
		    "/msg alone got no answer");
		return;
	}
	chat_leak(seats->at[0], NULL);
	(void)snprintf(line, sizeof(line), "/msg %s", seats->at[1]->name);
	if (talk_answered(stage, seats, line, &evidence)) {
		stage_ok(stage, RULE_CHAT_MSG_MISSING);
		return;
	}
	evidence.soft = true;
	stage_fault(stage, RULE_CHAT_MSG_MISSING, &evidence,
	    "/msg with a name and no text got no answer");
}

void
chat_commands_talk(struct stage *stage, struct chat_seats *seats)
{
	talk_list(stage, seats);
	talk_msg(stage, seats);
	talk_unknown(stage, seats);
	if (!stage_exited(stage) && !seats->at[0]->ended)
		talk_missing(stage, seats);
}

void
chat_play_talk(struct stage *stage)
{
	struct chat_seats seats;

	if (!chat_sit(stage, &seats))
		return;
	if (chat_state(stage)->commands)
		chat_commands_talk(stage, &seats);
	if (chat_state(stage)->room)
		chat_room_talk(stage, &seats);
}
