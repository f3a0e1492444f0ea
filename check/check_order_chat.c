/* Checks an order server: the chat after its result, where it has one. */
#include "check/check_order.h"

#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "check/words.h"

#define RELAY_MS	1000
#define BYE_MS		2000
#define END_MS		3000
#define TWO_MS		3000
#define FLOOD_MESSAGES	20

static bool
chat_line(struct order_pair *pair, unsigned from)
{
	struct player *speaker = pair->clients[from];
	struct player *other = pair->clients[1 - from];
	struct stage *stage = other->stage;
	char line[64];

	(void)snprintf(line, sizeof(line), "hello %s", stage_name(stage));
	player_mark(other);
	player_say(speaker, line);
	if (player_wait_for(other, line, RELAY_MS)) {
		stage_ok(stage, RULE_ORDER_CHAT_RELAY);
		return true;
	}
	stage_fault(stage, RULE_ORDER_CHAT_RELAY, &(struct evidence){
	    .player = other, .sent = line, .expected = line,
	    .limit_ms = other->ended ? 0 : RELAY_MS },
	    "a line of client %c did not reach the other in 1 s",
	    "XY"[from]);
	return false;
}

/* The second speaks again, and the first is silent: does it arrive?  If not,
 * when the first has spoken? */
static bool
chat_again(struct order_pair *pair)
{
	struct player *silent = pair->clients[0], *speaker = pair->clients[1];
	struct stage *stage = silent->stage;
	struct evidence evidence = { .player = silent,
	    .limit_ms = RELAY_MS };
	char line[64];

	(void)snprintf(line, sizeof(line), "again %s", stage_name(stage));
	evidence.sent = evidence.expected = line;
	player_mark(silent);
	player_say(speaker, line);
	if (player_wait_for(silent, line, RELAY_MS)) {
		stage_ok(stage, RULE_SERVER_IDLE);
		return true;
	}
	(void)player_add(silent, "yes\n", 4);
	if (player_wait_for(silent, line, RELAY_MS))
		stage_fault(stage, RULE_SERVER_IDLE, &evidence, "a client "
		    "that is silent delays the other: its second line came "
		    "when the first client had spoken");
	else
		stage_fault(stage, RULE_ORDER_CHAT_RELAY, &evidence,
		    "a second line of client Y did not reach the other in "
		    "1 s");
	return false;
}

/* Two lines in one segment. */
static void
chat_two(struct order_pair *pair)
{
	struct player *speaker = pair->clients[0], *other = pair->clients[1];
	struct stage *stage = other->stage;
	char both[2 * NAME_SIZE + 32], second[NAME_SIZE + 16];

	(void)snprintf(second, sizeof(second), "and %s", stage_name(stage));
	(void)snprintf(both, sizeof(both), "one %s\n%s\n",
	    stage_name(stage), second);
	player_mark(other);
	(void)player_send(speaker, both, strlen(both));
	if (player_wait_for(other, second, TWO_MS))
		stage_ok(stage, RULE_LINES_READ_TWO);
	else
		stage_fault(stage, RULE_LINES_READ_TWO, &(struct evidence){
		    .player = other, .sent = both, .expected = second,
		    .limit_ms = other->ended ? 0 : TWO_MS },
		    "two lines arrived together, and the second was lost");
}

/* What an exchange of names cannot show. */
static void
chat_none(struct stage *stage)
{
	stage_unseen(stage, RULE_SERVER_IDLE, "a result needs the messages "
	    "of both: who is silent delays it in any server");
	stage_unseen(stage, RULE_LINES_READ_TWO,
	    "a client says one message before the result");
	stage_unseen(stage, RULE_LINES_READ_SPLIT, "the exercise's message "
	    "has no end by which pieces could be told");
}

/* Both are closed, and nobody goes on. */
static void
chat_end(struct order_pair *pair)
{
	struct stage *stage = pair->clients[0]->stage;
	struct player *open;
	int64_t until_ns = when_mono_ns() + stage_ns(stage, END_MS);
	bool ended;
	unsigned at, messages = 0;

	ended = player_wait_end(pair->clients[0], END_MS) &&
	    player_wait_end(pair->clients[1], (long)stage_ms_between(stage,
	    when_mono_ns(), until_ns) + 1);
	for (at = 0; at < 2; at++)
		if (player_heard(pair->clients[at]).segments > messages)
			messages = player_heard(pair->clients[at]).segments;
	if (messages > FLOOD_MESSAGES) {
		stage_fault(stage, RULE_ORDER_CHAT_FLOOD, &(struct evidence){
		    .player = pair->clients[1],
		    .expected = "silence after a Bye" },
		    "%u messages came after a Bye", messages);
		return;
	}
	open = pair->clients[pair->clients[0]->ended];
	if (ended)
		stage_ok(stage, RULE_ORDER_CHAT_END);
	else
		stage_fault(stage, RULE_ORDER_CHAT_END, &(struct evidence){
		    .player = open, .sent = "Bye", .limit_ms = END_MS,
		    .expected = "the end of both connections in 3 s" },
		    "a connection is open 3 s after the Bye");
}

void
order_play_chat(struct stage *stage)
{
	struct order_pair *pair;
	struct player *other;

	if (!stage_variant(stage, RULE_RELAY)) {
		chat_none(stage);
		return;
	}
	pair = order_enter(stage);
	if (pair == NULL)
		return;
	stage_pass(stage, 300);
	if (!chat_line(pair, 0) || !chat_line(pair, 1) || !chat_again(pair))
		return;
	stage_pass(stage, 200);
	chat_two(pair);
	stage_pass(stage, 200);
	other = pair->clients[1];
	player_mark(other);
	player_say(pair->clients[0], "Bye");
	if (player_wait_for(other, "bye", BYE_MS))
		stage_ok(stage, RULE_ORDER_CHAT_BYE);
	else
		stage_fault(stage, RULE_ORDER_CHAT_BYE, &(struct evidence){
		    .player = other, .sent = "Bye", .expected = "Bye",
		    .limit_ms = other->ended ? 0 : BYE_MS },
		    "the other was %s, and heard no Bye", other->ended ?
		    "closed" : "left open");
	chat_end(pair);
}
