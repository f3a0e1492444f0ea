/* wait: half requests, odd bytes, requests in pieces and two in one segment;
 * a fourth client, and two of one name. */
#include "check/check_wait.h"

#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "check/general.h"
#include "check/words.h"

#define PIECES		4
#define PIECES_MS	60
#define FOUR		4

/* Says something and leaves: is the server there then? */
static bool
odd_visit(struct stage *stage, const void *bytes, size_t len, enum rule rule,
    const char *what)
{
	struct player *player = stage_enter(stage);

	if (player == NULL)
		return false;
	(void)player_send(player, bytes, len);
	stage_pass(stage, 100);
	player_close(player);
	stage_pass(stage, 200);
	return general_survives(stage, rule,
	    &(struct evidence){ .player = player }, what);
}

/* In segments with time between them. */
static void
odd_pieces(struct wait_client *client, long seconds)
{
	struct wait_memory *memory = wait_memory(client->player->stage);
	char bytes[PLAYER_SAID], number[24];
	size_t len, cuts[PIECES + 1], at;

	(void)snprintf(number, sizeof(number), "%ld", seconds);
	len = wait_write(client->player, memory->number_path, number, bytes,
	    sizeof(bytes));
	cuts[0] = 0;
	cuts[1] = 7;
	cuts[2] = len / 2;
	cuts[3] = len - strlen(number);
	cuts[4] = len;
	(void)player_send(client->player, bytes, 0);
	for (at = 0; at < PIECES; at++) {
		if (at > 0)
			stage_pass(client->player->stage, stage_unhurried(
			    client->player->stage, PIECES_MS));
		(void)player_add(client->player, bytes + cuts[at],
		    cuts[at + 1] - cuts[at]);
	}
	wait_asks(client, seconds);
}

/* Refused for want of a place is no answer to the question. */
static bool
is_refused(const struct wait_client *client)
{
	return client->reply.response.status == 503;
}

static void
odd_split(struct stage *stage)
{
	static struct wait_client client;
	long late_ms = wait_late_ms(stage);
	bool came;

	if (!wait_login(stage, &client) || is_refused(&client))
		return;
	odd_pieces(&client, stage->plan->pauses[0]);
	came = wait_sentence_comes(&client, late_ms);
	if (stage->over || (came && is_refused(&client)))
		return;
	if (came && client.reply.response.status / 100 == 2)
		stage_ok(stage, RULE_WAIT_READ_SPLIT);
	else
		stage_fault(stage, RULE_WAIT_READ_SPLIT, &(struct evidence){
		    .player = client.player,
		    .limit_ms = client.player->ended || came ? 0 : late_ms,
		    .sent = "a request in four segments",
		    .expected = "the sentence when the pause is over" },
		    came ? "a request in four segments was refused" :
		    "a request in four segments was not answered");
}

static void
odd_joined(struct stage *stage)
{
	static struct wait_client client;
	struct wait_memory *memory = wait_memory(stage);
	char bytes[PLAYER_SAID], number[24];
	long late_ms = wait_late_ms(stage);
	size_t len;

	if (memory->unnamed || !wait_enter(stage, &client))
		return;
	(void)snprintf(number, sizeof(number), "%ld", stage->plan->pauses[0]);
	len = wait_write(client.player, memory->name_path,
	    client.player->name, bytes, sizeof(bytes));
	len += wait_write(client.player, memory->number_path, number,
	    bytes + len, sizeof(bytes) - len);
	wait_asks(&client, stage->plan->pauses[0]);
	client.unanswered = true;
	(void)player_send(client.player, bytes, len);
	if (wait_sentence_comes(&client, late_ms) &&
	    client.reply.response.status / 100 == 2)
		stage_ok(stage, RULE_WAIT_READ_JOINED);
	else if (!stage->over && !is_refused(&client))
		stage_fault(stage, RULE_WAIT_READ_JOINED, &(struct evidence){
		    .player = client.player,
		    .limit_ms = client.player->ended ? 0 : late_ms,
		    .expected = "both are answered" }, "a name and a number "
		    "in one segment: the number was not answered");
}

void
wait_play_odd(struct stage *stage)
{
	static const char half[] = "POST /clients HTTP/1.1\r\nHost: loc";
	unsigned char garbage[GENERAL_GARBAGE];
	static struct wait_client first;

	/* What is right for names and numbers is found out before. */
	if (!wait_login(stage, &first))
		return;
	player_close(first.player);
	general_garbage_make(garbage);
	if (!odd_visit(stage, half, sizeof(half) - 1,
	    RULE_SERVER_VANISH_CLOSE, "a client closed in mid-request") ||
	    !odd_visit(stage, garbage, sizeof(garbage), RULE_SERVER_GARBAGE,
	    "64 odd bytes came"))
		return;
	odd_split(stage);
	if (!stage->over)
		odd_joined(stage);
}

/* false: the fourth has no place. */
static bool
four_places(struct stage *stage, struct wait_client *clients)
{
	struct wait_memory *memory = wait_memory(stage);
	struct wait_client *fourth = &clients[FOUR - 1];
	unsigned at;

	for (at = 0; at < FOUR; at++)
		if (!wait_login(stage, &clients[at]))
			return false;
	stage_pass(stage, 100);
	if (fourth->named || ((memory->silent || memory->unnamed) &&
	    !fourth->player->ended)) {
		stage_ok(stage, RULE_WAIT_FOUR);
		return true;
	}
	if (clients[1].named)
		stage_fault(stage, RULE_WAIT_FOUR, &(struct evidence){
		    .player = fourth->player, .limit_ms = fourth->player->
		    ended || fourth->reply.kind != WAIT_NOTHING ? 0 :
		    WAIT_NAME_MS, .expected = "a place" },
		    "a fourth client is refused (three are asked for)");
	return false;
}

/* Accepted, and by another name: "Adafu2"? */
static bool
is_renamed(const struct wait_client *client, const char *name)
{
	const char *body = client->reply.body;
	size_t at = words_find(body, client->reply.body_len, 0, name), end;

	end = at == WORDS_NONE ? 0 : at + strlen(name);
	return at != WORDS_NONE && end < client->reply.body_len &&
	    strchr("0123456789_-(#", body[end]) != NULL;
}

static void
four_duplicate(struct stage *stage, const char *name)
{
	static struct wait_client client;

	if (!wait_enter(stage, &client))
		return;
	wait_say_name(&client, name);
	if (stage->over || is_refused(&client) ||
	    client.reply.kind == WAIT_REQUEST)
		return;
	if (client.named && !is_renamed(&client, name))
		stage_fault(stage, RULE_WAIT_NAME_DUPLICATE,
		    &(struct evidence){ .player = client.player,
		    .got = client.reply.body,
		    .got_len = client.reply.body_len,
		    .expected = "409 Conflict" },
		    "a second client took the name of one that is connected");
	else if (client.named || client.player->ended ||
	    client.reply.response.status / 100 == 4)
		stage_ok(stage, RULE_WAIT_NAME_DUPLICATE);
}

void
wait_play_four(struct stage *stage)
{
	static struct wait_client clients[FOUR];
	struct wait_memory *memory = wait_memory(stage);
	bool places = four_places(stage, clients);

	if (stage->over || memory->silent || memory->unnamed ||
	    !clients[0].named)
		return;
	if (!places && clients[FOUR - 1].player != NULL) {
		player_close(clients[FOUR - 1].player);
		player_close(clients[FOUR - 2].player);
		stage_pass(stage, 300);
	}
	four_duplicate(stage, clients[0].player->name);
}
