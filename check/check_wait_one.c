/* wait: a client alone: who speaks first, its name, its number, its pause. */
#include "check/check_wait.h"

#include <string.h>

#include "base/when.h"

/* Nothing was asked yet. */
static bool
one_listens(struct stage *stage, struct wait_client *client)
{
	struct wait_reply *reply = &client->reply;
	struct evidence evidence = { .player = client->player,
	    .sent = "", .expected = "silence" };

	wait_parse(client->player, reply);
	if (reply->kind == WAIT_NOTHING) {
		stage_ok(stage, RULE_WAIT_SPEAKS_FIRST);
	} else if (reply->kind == WAIT_REQUEST && reply->body_len == 0) {
		stage_family(stage, RULE_FAMILY_ASKS_NAME_HTTP, &evidence);
		return false;
	} else {
		stage_fault(stage, RULE_WAIT_SPEAKS_FIRST, &evidence,
		    "the server speaks before it is asked");
	}
	return true;
}

/* So much too early is no way to count seconds; less with short pauses. */
static double
early_s(long seconds)
{
	return seconds >= 5 ? RULE_LIMIT_PAUSE_EARLY_MS / 1000.0 :
	    (double)seconds / 5;
}

static void
one_pause(struct wait_client *client)
{
	struct stage *stage = client->player->stage;
	double off = wait_took(client) - (double)client->seconds;
	long late_ms = wait_late_ms(stage);
	struct evidence evidence = { .player = client->player,
	    .expected = "the sentence when the pause is over" };

	if (off < -early_s(client->seconds)) {
		stage_fault(stage, RULE_WAIT_PAUSE_EARLY, &evidence,
		    "answered %.1f s too early", -off);
	} else if (off < -RULE_LIMIT_PAUSE_WHOLE_MS / 1000.0) {
		evidence.soft = true;
		stage_fault(stage, RULE_WAIT_PAUSE_EARLY, &evidence,
		    "answered %.2f s too early: it counts whole seconds",
		    -off);
	} else {
		stage_ok(stage, RULE_WAIT_PAUSE_EARLY);
	}
	evidence.soft = false;
	evidence.limit_ms = late_ms;
	if (off * (double)NS_PER_S > (double)stage_ns(stage, late_ms))
		stage_fault(stage, RULE_WAIT_PAUSE_LATE, &evidence,
		    "answered %.1f s too late", off);
	else
		stage_ok(stage, RULE_WAIT_PAUSE_LATE);
}

static bool
one_number(struct stage *stage, struct wait_client *client)
{
	bool closed;

	wait_ask_pause(client, stage->plan->pauses[0]);
	if (wait_sentence_comes(client, WAIT_EXTRA_MS)) {
		stage_ok(stage, RULE_WAIT_ANSWER_COMES);
		wait_memory(stage)->numbered = true;
		return true;
	}
	closed = client->player->ended;
	if (!stage->over)
		stage_fault(stage, RULE_WAIT_ANSWER_COMES,
		    &(struct evidence){ .player = client->player,
		    .limit_ms = closed ? 0 : WAIT_EXTRA_MS,
		    .expected = "the sentence when the pause is over" },
		    closed ? "the connection was closed without an answer to "
		    "the number" : "no answer came to the number, 5 s after "
		    "its pause");
	return false;
}

void
wait_play_one(struct stage *stage)
{
	struct wait_memory *memory = wait_memory(stage);
	struct wait_client client;

	memset(memory, 0, sizeof(*memory));
	if (!wait_enter(stage, &client) || !one_listens(stage, &client) ||
	    !wait_register(&client))
		return;
	if (client.player->ended && !wait_login(stage, &client))
		return;
	if (!one_number(stage, &client))
		return;
	if (memory->unnamed)
		stage_fault(stage, RULE_WAIT_NAME_ANSWER,
		    &(struct evidence){ .player = client.player, .style = true,
		    .expected = "a place for a name" }, "a plain name is "
		    "refused on every path that was tried");
	else
		stage_ok(stage, RULE_WAIT_NAME_ANSWER);
	wait_judge_sentence(&client);
	if (!client.doubtful && (client.reply.kind != WAIT_HTTP ||
	    client.reply.response.status / 100 == 2))
		one_pause(&client);
	stage->sessions++;
	if (client.reply.response.status / 100 == 2 ||
	    client.reply.kind == WAIT_REQUEST)
		wait_play_three(stage, &client);
}
