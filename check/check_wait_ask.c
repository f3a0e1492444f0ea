/* wait: names and numbers are said, and answers are paired with them. */
#include "check/check_wait.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/when.h"
#include "check/words.h"

#define STEP_MS		700	/* for a name's answer, where none may come */
#define POLL_MS		1000

struct wait_memory *
wait_memory(const struct stage *stage)
{
	return stage->lab;
}

size_t
wait_write(const struct player *player, const char *path, const char *body,
    char *out, size_t out_size)
{
	char host[PLAN_HOST_SIZE + 8];
	struct http_head head = { .method = body == NULL ? "GET" : "POST",
	    .target = path, .host = host, .wall_ns = when_wall_ns() };
	size_t len;

	(void)snprintf(host, sizeof(host), "%s:%u",
	    player->stage->plan->host[0] == '\0' ? "127.0.0.1" :
	    player->stage->plan->host, player->stage->port);
	if (body != NULL) {
		head.content_type = "text/plain";
		head.content_length = strlen(body);
	}
	len = http_head_write(&head, out, out_size);
	if (body != NULL && len + strlen(body) < out_size) {
		memcpy(out + len, body, strlen(body));
		len += strlen(body);
	}
	return len;
}

void
wait_send(struct player *player, const char *path, const char *body)
{
	char bytes[PLAYER_SAID];

	(void)player_send(player, bytes, wait_write(player, path, body,
	    bytes, sizeof(bytes)));
}

void
wait_say_name(struct wait_client *client, const char *name)
{
	struct wait_memory *memory = wait_memory(client->player->stage);
	struct wait_reply *reply = &client->reply;

	client->unanswered = true;
	wait_send(client->player, memory->name_path, name);
	if (!wait_hear(client->player, reply, memory->silent ? STEP_MS :
	    WAIT_NAME_MS))
		return;
	client->unanswered = false;
	client->named = reply->response.status / 100 == 2;
	client->closes = !reply->response.keep_alive;
}

/* The name's answer came behind the time for it. */
static void
name_answered(struct wait_client *client)
{
	client->unanswered = false;
	client->named = client->reply.response.status / 100 == 2;
	client->closes = !client->reply.response.keep_alive;
	wait_memory(client->player->stage)->silent = false;
	wait_skip(client->player, &client->reply);
}

void
wait_asks(struct wait_client *client, long seconds)
{
	memset(&client->reply, 0, sizeof(client->reply));
	client->doubtful = false;
	client->seconds = seconds;
	client->asked_ns = when_mono_ns();
	client->reply.due_ns = client->asked_ns + seconds * NS_PER_S;
}

void
wait_ask_pause(struct wait_client *client, long seconds)
{
	struct wait_memory *memory = wait_memory(client->player->stage);
	char number[24];

	player_read(client->player);
	wait_parse(client->player, &client->reply);
	if (client->unanswered && client->reply.complete &&
	    client->reply.kind >= WAIT_REQUEST)
		name_answered(client);
	(void)snprintf(number, sizeof(number), "%ld", seconds);
	wait_asks(client, seconds);
	wait_send(client->player, memory->number_path, number);
}

double
wait_took(const struct wait_client *client)
{
	return (double)(client->reply.first_ns - client->asked_ns) /
	    (double)NS_PER_S;
}

static bool
says_waited(const struct wait_client *client)
{
	return words_has(client->reply.body, client->reply.body_len,
	    "waited");
}

/* Is an answer over the time of its pause? */
static bool
is_due(const struct wait_client *client)
{
	return wait_took(client) > (double)client->seconds - 0.5;
}

static bool
says_seconds(const struct wait_client *client)
{
	const struct wait_reply *reply = &client->reply;
	struct words_number number;
	size_t at = 0;

	while (words_number(reply->body, reply->body_len, &at, &number))
		if (number.whole && (long)number.value == client->seconds)
			return true;
	return false;
}

/* Does an answer say how long it waited, or say nothing of a number while the
 * pause is not over? */
static bool
is_sentence(const struct wait_client *client)
{
	if (says_waited(client) || says_seconds(client))
		return true;
	/* Whatever comes when the pause is over is meant to be it. */
	return is_due(client) && !wait_memory(client->player->stage)->polls;
}

/* A name and a number were said, and one answer is there.  Answers come in the
 * order of their requests, but for a server that answers no names: whose it
 * is shows when there is another behind it, or by what it says. */
static bool
is_undecided(struct wait_client *client)
{
	struct wait_memory *memory = wait_memory(client->player->stage);
	static struct wait_reply behind;

	if (!client->unanswered)
		return false;
	if (says_waited(client) || (memory->mute && is_sentence(client))) {
		memory->mute = memory->silent;
		client->unanswered = false;
		return false;
	}
	wait_parse_behind(client->player, &client->reply, &behind);
	if (!behind.complete)
		return true;
	name_answered(client);
	return false;
}

/* What has come and is not the sentence, such as the name's answer. */
bool
wait_sentence_there(struct wait_client *client)
{
	size_t mark;

	for (;;) {
		wait_parse(client->player, &client->reply);
		if (!client->reply.complete ||
		    client->reply.kind == WAIT_TEXT)
			return client->reply.complete;
		mark = client->player->mark;
		if (is_undecided(client))
			return false;
		if (mark != client->player->mark)
			continue;
		if (is_sentence(client) ||
		    client->reply.response.status >= 300)
			return true;
		wait_skip(client->player, &client->reply);
		wait_memory(client->player->stage)->polls = true;
	}
}

void
wait_sentence_settle(struct wait_client *client)
{
	struct wait_memory *memory = wait_memory(client->player->stage);

	if (!client->unanswered || !client->reply.complete ||
	    client->reply.kind < WAIT_REQUEST)
		return;
	if (is_sentence(client) || client->reply.response.status >= 300) {
		client->unanswered = false;
		memory->mute |= says_seconds(client) && is_due(client);
		client->doubtful = !memory->mute;
	} else {
		name_answered(client);
		wait_parse(client->player, &client->reply);
	}
}

static bool
has_sentence(void *context)
{
	struct wait_client *client = context;

	return wait_sentence_there(client) || client->player->ended;
}

/* It answered at once, without the sentence: it is asked again by GET. */
static void
sentence_poll(struct wait_client *client, int64_t until_ns)
{
	struct wait_memory *memory = wait_memory(client->player->stage);

	while (!client->reply.complete && !client->player->ended &&
	    memory->polls && when_mono_ns() < until_ns) {
		stage_pass(client->player->stage, stage_unhurried(
		    client->player->stage, POLL_MS));
		wait_send(client->player, memory->number_path, NULL);
		(void)stage_wait(client->player->stage, WAIT_NAME_MS,
		    has_sentence, client);
	}
}

static bool
has_sentence_or_polls(void *context)
{
	struct wait_client *client = context;

	return has_sentence(context) ||
	    wait_memory(client->player->stage)->polls;
}

/* Not where names go: then it is /wait; or the other way round. */
static bool
number_elsewhere(struct wait_client *client)
{
	struct wait_memory *memory = wait_memory(client->player->stage);
	int status = client->reply.response.status;
	bool other = strcmp(memory->number_path, memory->name_path) != 0;

	if (!client->reply.complete || memory->numbered ||
	    (status != 404 && status != 405 && status != 501) ||
	    client->player->ended)
		return false;
	memory->numbered = true;
	(void)snprintf(memory->number_path, sizeof(memory->number_path),
	    "%s", other ? memory->name_path : "/wait");
	wait_ask_pause(client, client->seconds);
	return true;
}

long
wait_late_ms(const struct stage *stage)
{
	return RULE_LIMIT_PAUSE_LATE_MS + (wait_memory(stage)->polls ?
	    stage_unhurried(stage, POLL_MS) : 0);
}

bool
wait_sentence_comes(struct wait_client *client, long extra_ms)
{
	struct stage *stage = client->player->stage;
	long ms = stage_unhurried(stage, client->seconds * 1000) + extra_ms;
	int64_t until_ns = client->asked_ns + client->seconds * NS_PER_S +
	    stage_ns(stage, extra_ms);

	(void)stage_wait(stage, ms, has_sentence_or_polls, client);
	wait_sentence_settle(client);
	if (number_elsewhere(client))
		return wait_sentence_comes(client, extra_ms);
	if (!client->reply.complete)
		sentence_poll(client, until_ns);
	if (!client->reply.complete && client->reply.kind < WAIT_REQUEST)
		return false;
	if (client->reply.complete && !client->player->ended)
		stage_pass(stage, stage_unhurried(stage, 80));
	return wait_heard(client->player, &client->reply);
}
