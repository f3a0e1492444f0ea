/* wait: clients that leave in their pause, and others beside and after
 * them. */
#include "check/check_wait.h"

#include <stdio.h>
#include <string.h>

#include "base/when.h"

#define AFTER_MS	700	/* behind a pause whose client has gone */

/* A second at most; within a short pause, a third of it. */
static long
leave_ms(const struct stage *stage)
{
	long third = stage->plan->pauses[3] * 1000 / 3;

	return stage_unhurried(stage, third < 1000 ? third : 1000);
}

/* The one beside it is answered in its own time. */
static bool
beside(struct stage *stage, struct wait_client *client, enum rule rule,
    const char *how)
{
	struct evidence evidence = { .player = client->player,
	    .limit_ms = wait_late_ms(stage),
	    .expected = "an answer in its own time" };

	if (wait_sentence_comes(client, wait_late_ms(stage)))
		return true;
	if (!stage->over)
		stage_fault(stage, rule, &evidence, "a client %s in its "
		    "pause, and another one was not answered in time", how);
	return false;
}

void
wait_play_vanish(struct stage *stage)
{
	static struct wait_client a, b, c;
	struct wait_memory *memory = wait_memory(stage);
	const long *pauses = stage->plan->pauses;

	if (!wait_login(stage, &a) || !wait_login(stage, &b))
		return;
	(void)snprintf(memory->gone, sizeof(memory->gone), "%s",
	    b.named ? b.player->name : "");
	wait_ask_pause(&a, pauses[0]);
	wait_ask_pause(&b, pauses[3]);
	memory->closed_ns = when_mono_ns() + pauses[3] * NS_PER_S;
	stage_pass(stage, leave_ms(stage));
	player_close(b.player);
	if (!beside(stage, &a, RULE_SERVER_VANISH_CLOSE, "closed"))
		return;
	if (a.player->ended && !wait_login(stage, &a))
		return;
	if (!wait_login(stage, &c))
		return;
	wait_ask_pause(&a, pauses[0]);
	wait_ask_pause(&c, pauses[3]);
	memory->reset_ns = when_mono_ns() + pauses[3] * NS_PER_S;
	stage_pass(stage, leave_ms(stage));
	player_reset(c.player);
	(void)beside(stage, &a, RULE_SERVER_VANISH_RESET, "reset");
}

/* Until their answers were written to nobody; then, is anybody there? */
static bool
written_to_nobody(struct stage *stage, int64_t written_ns, enum rule rule,
    const char *how)
{
	int64_t left_ns = written_ns + stage_ns(stage, AFTER_MS) -
	    when_mono_ns();
	struct player *probe;

	if (left_ns > 0)
		stage_pass(stage, stage_unhurried(stage,
		    (long)(left_ns / NS_PER_MS)));
	probe = stage_exited(stage) ? NULL : player_open(stage, NULL);
	if (probe != NULL) {
		player_close(probe);
		return true;
	}
	stage_fault(stage, rule, &(struct evidence){ .sent = how,
	    .expected = "it goes on" }, "the server ended when it wrote to a "
	    "client that had left by a %s", how);
	stage_dead(stage, rule, &(struct evidence){
	    .expected = "it goes on" }, "it wrote to a client that had left");
	return false;
}

/* A place for one more, when all have left? */
static bool
after_place(struct wait_client *client)
{
	struct stage *stage = client->player->stage;

	if (client->reply.response.status / 100 == 5 ||
	    (client->player->ended && !client->named)) {
		stage_fault(stage, RULE_SERVER_SLOT, &(struct evidence){
		    .player = client->player,
		    .expected = "a place, as all have left" },
		    "all have left, and another one is refused");
		return false;
	}
	stage_ok(stage, RULE_SERVER_SLOT);
	return true;
}

/* It is accepted again; is a name ever refused? */
static void
after_twice(struct stage *stage)
{
	static struct wait_client client;

	if (!wait_enter(stage, &client))
		return;
	wait_say_name(&client, wait_memory(stage)->gone);
	if (client.named)
		stage_unseen(stage, RULE_WAIT_GONE_NAME, "names that are "
		    "taken are not refused at all");
	else
		stage_ok(stage, RULE_WAIT_GONE_NAME);
}

static void
after_name(struct stage *stage)
{
	static struct wait_client client;
	struct wait_memory *memory = wait_memory(stage);

	if (memory->gone[0] == '\0' || !wait_enter(stage, &client))
		return;
	wait_say_name(&client, memory->gone);
	if (client.named)
		after_twice(stage);
	else if (client.reply.response.status / 100 == 4 ||
	    client.player->ended)
		stage_fault(stage, RULE_WAIT_GONE_NAME, &(struct evidence){
		    .player = client.player,
		    .expected = "the name is free again" },
		    "the name of a client that has left is still taken");
}

void
wait_play_after(struct stage *stage)
{
	static struct wait_client client;
	struct wait_memory *memory = wait_memory(stage);
	long late_ms = wait_late_ms(stage);

	if (memory->reset_ns == 0)
		return;
	if (!written_to_nobody(stage, memory->closed_ns,
	    RULE_SERVER_VANISH_CLOSE, "close") || !written_to_nobody(stage,
	    memory->reset_ns, RULE_SERVER_VANISH_RESET, "reset"))
		return;
	if (!wait_enter(stage, &client) || (!memory->unnamed &&
	    (wait_say_name(&client, client.player->name), stage->over)) ||
	    !after_place(&client))
		return;
	/* A connection for each request. */
	if (client.player->ended) {
		player_close(client.player);
		client.player = stage_enter(stage);
		if (client.player == NULL)
			return;
	}
	wait_ask_pause(&client, stage->plan->pauses[0]);
	if (wait_sentence_comes(&client, late_ms)) {
		stage_ok(stage, RULE_SERVER_VANISH_CLOSE);
		stage_ok(stage, RULE_SERVER_VANISH_RESET);
	} else if (!stage->over) {
		stage_fault(stage, RULE_SERVER_VANISH_CLOSE,
		    &(struct evidence){ .player = client.player,
		    .limit_ms = late_ms,
		    .expected = "an answer in its own time" },
		    "clients vanished, and a new one is not answered in time");
	}
	after_name(stage);
}
