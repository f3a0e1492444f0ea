/* wait: three clients at once, and the first one's second round. */
#include "check/check_wait.h"

#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "check/words.h"

#define THREE		3
#define APART_MS	200
#define CLOSE_MS	300
#define MORE_MS		1500	/* to see how late an answer is */

struct three {
	struct stage *stage;
	struct wait_client *clients[THREE];
	int64_t asked_ns;	/* last by GET */
};

/* Is the first one's connection still good for a second number? */
static bool
round_goes_on(struct stage *stage, struct wait_client *first)
{
	struct evidence evidence = { .player = first->player,
	    .expected = "the connection stays open" };
	struct wait_reply *reply = &first->reply;
	bool said = reply->kind == WAIT_HTTP && !reply->endless &&
	    !reply->response.keep_alive;
	struct player *old = first->player;

	stage_pass(stage, CLOSE_MS);
	if (!old->ended)
		return true;
	if (!wait_login(stage, first))
		return false;
	evidence.player = old;
	evidence.soft = said;
	stage_fault(stage, RULE_WAIT_ROUNDS, &evidence, said ?
	    "the server closes after one answer, and says so" :
	    "the server closes after one answer, without a word");
	return true;
}

/* Why the second client's name is not answered: because the first is there?
 * Then it is answered when that one has left. */
static void
three_idle(struct stage *stage, struct wait_client *first,
    struct wait_client *second)
{
	struct evidence evidence = { .player = second->player,
	    .limit_ms = WAIT_NAME_MS, .expected = "an answer in 2 s" };

	player_close(first->player);
	if (second->player->ended || wait_hear(second->player,
	    &second->reply, WAIT_NAME_MS))
		stage_fault(stage, RULE_SERVER_IDLE, &evidence,
		    "the second client was served only when the first had "
		    "left");
	else
		stage_fault(stage, RULE_WAIT_THREE, &evidence,
		    "beside a client that is connected another one is not "
		    "served");
}

static bool
three_enter(struct stage *stage, struct wait_client *first,
    struct wait_client *client, const char *which)
{
	struct wait_memory *memory = wait_memory(stage);

	if (!wait_login(stage, client))
		return false;
	if (memory->unnamed || memory->silent || client->named ||
	    (client->apart && client->reply.response.status / 100 == 2))
		return true;
	if (client->reply.kind == WAIT_NOTHING && !client->player->ended)
		three_idle(stage, first, client);
	else
		stage_fault(stage, RULE_WAIT_THREE, &(struct evidence){
		    .player = client->player,
		    .expected = "three clients at once" },
		    "the %s client is refused", which);
	return false;
}

/* In the poll form somebody has to ask. */
static void
three_poll(struct three *three)
{
	struct wait_client *client;
	unsigned at;

	if (!wait_memory(three->stage)->polls ||
	    when_mono_ns() - three->asked_ns < NS_PER_S)
		return;
	three->asked_ns = when_mono_ns();
	for (at = 0; at < THREE; at++) {
		client = three->clients[at];
		if (!client->reply.complete && !client->player->ended)
			wait_send(client->player, wait_memory(three->stage)->
			    number_path, NULL);
	}
}

static bool
has_all(void *context)
{
	struct three *three = context;
	unsigned at, there = 0;

	for (at = 0; at < THREE; at++)
		there += wait_sentence_there(three->clients[at]) ||
		    three->clients[at]->player->ended;
	if (there < THREE)
		three_poll(three);
	return there == THREE;
}

static void
three_late(struct three *three, struct wait_client *client, unsigned at)
{
	static const char *const which[] = { "first", "second", "third" };
	struct evidence evidence = { .player = client->player,
	    .limit_ms = wait_late_ms(three->stage),
	    .expected = "each is answered after its own pause" };

	if (!client->reply.complete)
		stage_fault(three->stage, at == 0 && client->player->ended ?
		    RULE_WAIT_ROUNDS : RULE_WAIT_THREE, &evidence,
		    "%s: the %s of three had no answer to its %ld",
		    client->player->ended ? "closed" : "clients wait for each "
		    "other", which[at], client->seconds);
	else
		stage_fault(three->stage, RULE_WAIT_THREE, &evidence,
		    "the %s of three asked for %ld s and was answered after "
		    "%.1f s, behind others", which[at], client->seconds,
		    wait_took(client));
}

/* false: not in its own time. */
static bool
three_time(struct three *three, unsigned at)
{
	struct wait_client *client = three->clients[at];

	if (client->doubtful || (client->reply.complete && (wait_took(client) -
	    (double)client->seconds) * (double)NS_PER_S <=
	    (double)stage_ns(three->stage, wait_late_ms(three->stage))))
		return true;
	three_late(three, client, at);
	return false;
}

static bool
body_has(const struct wait_client *client, const struct wait_client *other,
    bool name)
{
	const struct wait_reply *reply = &client->reply;
	char number[24];

	(void)snprintf(number, sizeof(number), "%ld", other->seconds);
	return name ? words_has(reply->body, reply->body_len,
	    other->player->name) : words_find_whole(reply->body,
	    reply->body_len, 0, number) != WORDS_NONE;
}

/* Does its answer hold another's name, or seconds, and not its own? */
static bool
three_mixed(struct three *three, unsigned at, bool name)
{
	struct wait_client *client = three->clients[at];
	unsigned other;

	if (body_has(client, client, name))
		return false;
	for (other = 0; other < THREE; other++)
		if (other != at && body_has(client, three->clients[other],
		    name))
			return true;
	return false;
}

static bool
three_names(struct three *three)
{
	struct wait_client *client;
	struct wait_memory *memory = wait_memory(three->stage);
	unsigned at;
	bool number, numbered = three->stage->findings->list[
	    RULE_WAIT_ANSWER_NUMBER].result != RULE_NOT_OK;

	for (at = 0; at < THREE; at++) {
		client = three->clients[at];
		number = numbered && three_mixed(three, at, false);
		if (!number && (memory->unnamed || memory->misnamed ||
		    !three_mixed(three, at, true)))
			continue;
		stage_fault(three->stage, RULE_WAIT_THREE_NAMES,
		    &(struct evidence){ .player = client->player,
		    .got = client->reply.body,
		    .got_len = client->reply.body_len,
		    .expected = client->player->name }, "of three clients one "
		    "was told another's %s", number ? "seconds" : "name");
		return false;
	}
	return true;
}

static void
three_judge(struct three *three)
{
	struct wait_memory *memory = wait_memory(three->stage);
	unsigned at;
	bool in_time = true;

	for (at = 0; at < THREE; at++) {
		wait_sentence_settle(three->clients[at]);
		in_time &= three_time(three, at);
		if (three->clients[at]->reply.complete)
			(void)wait_heard(three->clients[at]->player,
			    &three->clients[at]->reply);
	}
	if (!in_time)
		return;
	stage_ok(three->stage, RULE_WAIT_THREE);
	stage_ok(three->stage, RULE_WAIT_ROUNDS);
	stage_ok(three->stage, RULE_SERVER_IDLE);
	if (three_names(three) && !memory->unnamed && !memory->misnamed)
		stage_ok(three->stage, RULE_WAIT_THREE_NAMES);
}

void
wait_play_three(struct stage *stage, struct wait_client *first)
{
	static struct wait_client second, third;
	struct three three = { .stage = stage,
	    .clients = { first, &second, &third } };
	const long *pauses = stage->plan->pauses;
	unsigned at;

	if (!round_goes_on(stage, first) ||
	    !three_enter(stage, first, &second, "second") ||
	    !three_enter(stage, first, &third, "third"))
		return;
	for (at = 0; at < THREE; at++) {
		if (at > 0)
			stage_pass(stage, APART_MS);
		wait_ask_pause(three.clients[at], pauses[at]);
	}
	three.asked_ns = when_mono_ns();
	(void)stage_wait(stage, stage_unhurried(stage, 1000 * pauses[2]) +
	    wait_late_ms(stage) + MORE_MS, has_all, &three);
	stage_pass(stage, stage_unhurried(stage, 80));
	three_judge(&three);
}
