/* wait: the sentence that answers a number: its number, name and words. */
#include "check/check_wait.h"

#include <stdio.h>
#include <string.h>

#include "check/words.h"

static void
sentence_number(struct wait_client *client)
{
	const struct wait_reply *reply = &client->reply;
	struct stage *stage = client->player->stage;
	struct words_number number;
	size_t at = 0;
	long other = -1;
	char expected[32];

	while (words_number(reply->body, reply->body_len, &at, &number)) {
		if (number.whole && (long)number.value == client->seconds) {
			stage_ok(stage, RULE_WAIT_ANSWER_NUMBER);
			return;
		}
		if (number.whole)
			other = (long)number.value;
	}
	(void)snprintf(expected, sizeof(expected), "%ld", client->seconds);
	if (reply->body_len == 0)
		stage_unseen(stage, RULE_WAIT_ANSWER_NUMBER,
		    "the answers have no bodies");
	else
		stage_fault(stage, RULE_WAIT_ANSWER_NUMBER,
		    &(struct evidence){ .player = client->player,
		    .got = reply->body, .got_len = reply->body_len,
		    .expected = expected }, other == -1 ? "the answer names "
		    "no number, and %ld was asked" : "the answer names other "
		    "seconds than the %ld that were asked", client->seconds);
}

static void
sentence_name(struct wait_client *client)
{
	const struct wait_reply *reply = &client->reply;
	struct stage *stage = client->player->stage;
	struct wait_memory *memory = wait_memory(stage);

	if (memory->unnamed || reply->body_len == 0 || !(client->named ||
	    memory->silent))
		return;
	if (words_has(reply->body, reply->body_len, client->player->name)) {
		stage_ok(stage, RULE_WAIT_ANSWER_NAME);
		return;
	}
	memory->misnamed = true;
	stage_fault(stage, RULE_WAIT_ANSWER_NAME, &(struct evidence){
	    .player = client->player, .got = reply->body,
	    .got_len = reply->body_len, .expected = client->player->name },
	    "the answer does not name the client");
}

/* In any case, with a dot and a line end or without. */
static void
sentence_words(struct wait_client *client)
{
	const struct wait_reply *reply = &client->reply;
	struct stage *stage = client->player->stage;
	char wanted[128];
	const char *body = reply->body;
	size_t len = reply->body_len, wanted_len;

	words_trim(&body, &len);
	while (len > 0 && body[len - 1] == '.')
		len--;
	wanted_len = (size_t)snprintf(wanted, sizeof(wanted), "Server waited "
	    "%ld seconds for client %s", client->seconds,
	    client->player->name);
	if (words_same(body, len, wanted, wanted_len)) {
		stage_ok(stage, RULE_WAIT_ANSWER_SENTENCE);
		return;
	}
	/* A wrong name or number is told by its own rule. */
	if (!words_has(reply->body, reply->body_len, client->player->name) ||
	    stage->findings->list[RULE_WAIT_ANSWER_NUMBER].result ==
	    RULE_NOT_OK)
		return;
	stage_fault(stage, RULE_WAIT_ANSWER_SENTENCE, &(struct evidence){
	    .player = client->player, .got = reply->body,
	    .got_len = reply->body_len, .expected = wanted },
	    "the sentence has other words");
}

/* A body that nobody can read who did not ask for such. */
static bool
sentence_packed(struct wait_client *client)
{
	const struct wait_reply *reply = &client->reply;

	if (reply->body_len < 2 || memcmp(reply->body, "\x1f\x8b", 2) != 0)
		return false;
	wait_memory(client->player->stage)->misnamed = true;
	stage_fault(client->player->stage, RULE_WAIT_ANSWER_NUMBER,
	    &(struct evidence){ .player = client->player,
	    .got = reply->body, .got_len = reply->body_len,
	    .expected = "a body as it is" }, "the body is compressed by gzip, "
	    "which the request did not ask for");
	return true;
}

void
wait_judge_sentence(struct wait_client *client)
{
	const struct http_response *response = &client->reply.response;
	struct stage *stage = client->player->stage;

	if (client->reply.kind == WAIT_HTTP && response->status / 100 != 2) {
		stage_fault(stage, RULE_WAIT_ANSWER_HTTP, &(struct evidence){
		    .player = client->player, .expected = "HTTP/1.1 200 OK" },
		    "the number was answered with status %d",
		    response->status);
		return;
	}
	if (client->reply.kind == WAIT_HTTP)
		stage_ok(stage, RULE_WAIT_ANSWER_HTTP);
	if (client->doubtful) {
		stage_unseen(stage, RULE_WAIT_ANSWER_NUMBER,
		    "an answer may have been the name's, that came late");
		return;
	}
	if (sentence_packed(client))
		return;
	sentence_number(client);
	sentence_name(client);
	sentence_words(client);
}
