/* wait: an answer as it comes in, and where it ends. */
#include "check/check_wait.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/when.h"
#include "check/words.h"

#define QUIET_MS	2000	/* behind the last byte of a cut answer */
#define SURPLUS_MS	80

/* What a request line is to be read as. */
static const char status_line[] = "HTTP/1.1 200 OK";

static size_t
line_len(const char *text, size_t len)
{
	size_t at = 0;

	while (at < len && text[at] != '\r' && text[at] != '\n')
		at++;
	return at;
}

/* METHOD SP target SP HTTP/ */
static bool
is_request(const char *text, size_t len)
{
	size_t line = line_len(text, len), at = 0;

	while (at < line && text[at] >= 'A' && text[at] <= 'Z')
		at++;
	return at > 0 && at < line && text[at] == ' ' &&
	    memmem(text + at, line - at, " HTTP/", 6) != NULL;
}

static enum wait_kind
kind_of(const char *text, size_t len)
{
	if (len == 0)
		return WAIT_NOTHING;
	if (strncmp(text, "HTTP/", len < 5 ? len : 5) == 0)
		return WAIT_HTTP;
	return is_request(text, len) ? WAIT_REQUEST : WAIT_TEXT;
}

/* Its bytes, with a status line; how much longer they became. */
static long
reply_copy(struct wait_reply *reply, const char *text, size_t len)
{
	size_t line = 0, head = 0;

	if (reply->kind == WAIT_REQUEST) {
		line = line_len(text, len);
		head = sizeof(status_line) - 1;
		memcpy(reply->bytes, status_line, head);
	}
	reply->bytes_len = len - line;
	if (reply->bytes_len > WAIT_BYTES - head)
		reply->bytes_len = WAIT_BYTES - head;
	memcpy(reply->bytes + head, text + line, reply->bytes_len);
	reply->bytes_len += head;
	return (long)head - (long)line;
}

static int64_t
last_ns(const struct player *player)
{
	return player->segment_count == 0 ? player->opened_ns :
	    player->segments[player->segment_count - 1].at_ns;
}

/* A head may come long before its body. */
static bool
is_quiet(const struct player *player, const struct wait_reply *reply)
{
	int64_t from_ns = last_ns(player) > reply->due_ns ? last_ns(player) :
	    reply->due_ns;

	return player->ended || when_mono_ns() - from_ns >=
	    stage_ns(player->stage, QUIET_MS);
}

/* The head is there, and the body is not, or has no end. */
static void
reply_unfinished(const struct player *player, struct wait_reply *reply)
{
	if (reply->response.head_len == 0 || !is_quiet(player, reply))
		return;
	reply->endless = reply->response.until_close && !player->ended;
	reply->cut = !reply->response.until_close;
	reply->complete = true;
	reply->response.raw_len = (uint32_t)reply->bytes_len;
}

static void
reply_body(struct wait_reply *reply)
{
	const struct http_response *response = &reply->response;

	if (reply->endless || reply->cut) {
		reply->body_len = reply->bytes_len - response->head_len;
		if (reply->body_len >= sizeof(reply->body))
			reply->body_len = sizeof(reply->body) - 1;
		memcpy(reply->body, reply->bytes + response->head_len,
		    reply->body_len);
	} else {
		reply->body_len = http_response_body(response, reply->bytes,
		    reply->body, sizeof(reply->body) - 1);
	}
	reply->body[reply->body_len] = '\0';
}

static enum http_progress
reply_run(const struct player *player, struct wait_reply *reply)
{
	enum http_progress progress;

	http_response_init(&reply->response, false);
	reply->response.policy.lenient = true;
	progress = http_response_feed(&reply->response, reply->bytes,
	    reply->bytes_len);
	if (progress == HTTP_MORE && player->ended)
		progress = http_response_end(&reply->response, reply->bytes,
		    reply->bytes_len);
	if (progress == HTTP_COMPLETE || progress == HTTP_BAD)
		reply->complete = true;
	else
		reply_unfinished(player, reply);
	return progress;
}

/* Where an answer begins in what was heard, when a server of HTTP has sent
 * bytes before it that belong to none. */
static size_t
stray_len(const struct player *player, const struct heard *heard)
{
	const char *found;

	if (!wait_memory(player->stage)->http || heard->len < 5 ||
	    kind_of(heard->text, heard->len) != WAIT_TEXT)
		return 0;
	found = memmem(heard->text, heard->len, "HTTP/", 5);
	return found == NULL ? heard->len : (size_t)(found - heard->text);
}

/* When the byte came that stands so far behind the mark. */
static int64_t
came_ns(const struct player *player, size_t at)
{
	unsigned i = player->mark_segment;

	while (i + 1 < player->segment_count && player->segments[i].at +
	    player->segments[i].len <= player->mark + at)
		i++;
	return i < player->segment_count ? player->segments[i].at_ns : 0;
}

/* When what it is about came: the sentence, where it is to be found. */
static void
reply_when(const struct player *player, struct wait_reply *reply,
    struct heard heard, size_t stray)
{
	size_t at, head = reply->response.head_len;

	if (reply->kind != WAIT_HTTP || heard.len <= head)
		return;
	at = words_find(heard.text, heard.len < WAIT_BYTES ? heard.len :
	    WAIT_BYTES, head, "server waited");
	reply->first_ns = came_ns(player, stray + (at == WORDS_NONE ? head :
	    at));
}

static void
parse_from(const struct player *player, struct wait_reply *reply,
    struct heard heard, size_t stray)
{
	enum http_progress progress;
	int64_t due_ns = reply->due_ns;
	long longer;

	memset(reply, 0, sizeof(*reply));
	reply->due_ns = due_ns;
	reply->first_ns = came_ns(player, stray);
	heard.text += stray;
	heard.len -= stray;
	reply->kind = kind_of(heard.text, heard.len);
	reply->raw_len = heard.len;
	if (reply->kind < WAIT_REQUEST) {
		reply->complete = reply->kind == WAIT_TEXT;
		return;
	}
	longer = reply_copy(reply, heard.text, heard.len);
	progress = reply_run(player, reply);
	if (!reply->complete)
		return;
	wait_memory(player->stage)->http = true;
	reply_body(reply);
	reply->raw_len = (size_t)((long)reply->response.raw_len - longer);
	if (progress == HTTP_BAD || reply->raw_len > heard.len)
		reply->raw_len = heard.len;
	if (kind_of(heard.text + reply->raw_len, heard.len -
	    reply->raw_len) == WAIT_TEXT)
		reply->surplus = heard.len - reply->raw_len;
	reply_when(player, reply, heard, stray);
	reply->raw_len += stray;
}

/* "100 Continue" and its like are no answers yet. */
static bool
is_interim(const struct wait_reply *reply)
{
	return reply->complete && reply->kind == WAIT_HTTP &&
	    reply->response.status / 100 == 1 && reply->surplus == 0;
}

static void
parse_answer(const struct player *player, struct wait_reply *reply,
    struct heard heard, size_t stray)
{
	parse_from(player, reply, heard, stray);
	while (is_interim(reply) && reply->raw_len > stray) {
		stray = reply->raw_len;
		parse_from(player, reply, heard, stray);
	}
}

void
wait_parse(const struct player *player, struct wait_reply *reply)
{
	struct heard heard = player_heard(player);

	parse_answer(player, reply, heard, stray_len(player, &heard));
}

void
wait_parse_behind(const struct player *player, const struct wait_reply *reply,
    struct wait_reply *behind)
{
	struct heard heard = player_heard(player);
	size_t from = reply->raw_len + reply->surplus;

	behind->due_ns = reply->due_ns;
	parse_answer(player, behind, heard, from < heard.len ? from :
	    heard.len);
}

struct hope {
	const struct player *player;
	struct wait_reply *reply;
};

static bool
has_reply(void *context)
{
	const struct hope *hope = context;

	if (player_heard(hope->player).len > 0)
		wait_parse(hope->player, hope->reply);
	return hope->reply->complete || hope->player->ended;
}

bool
wait_heard(struct player *player, struct wait_reply *reply)
{
	wait_parse(player, reply);
	if (reply->kind == WAIT_NOTHING)
		return false;
	if (reply->kind == WAIT_TEXT) {
		if (player_heard(player).len < 2 && !player->ended)
			stage_pass(player->stage, 500);
		wait_judge_family(player);
		return false;
	}
	wait_judge(player, reply);
	return true;
}

bool
wait_hear(struct player *player, struct wait_reply *reply, long ms)
{
	struct hope hope = { player, reply };

	memset(reply, 0, sizeof(*reply));
	(void)stage_wait(player->stage, ms, has_reply, &hope);
	/* An answer that has begun may be on its way. */
	if (!reply->complete && reply->kind >= WAIT_REQUEST)
		(void)stage_wait(player->stage, 2 * QUIET_MS, has_reply,
		    &hope);
	if (reply->complete && !player->ended)
		stage_pass(player->stage, stage_unhurried(player->stage,
		    SURPLUS_MS));
	return wait_heard(player, reply);
}

void
wait_skip(struct player *player, const struct wait_reply *reply)
{
	const struct player_segment *segment;

	player->mark += reply->raw_len + reply->surplus;
	while (player->mark_segment < player->segment_count) {
		segment = &player->segments[player->mark_segment];
		if (segment->at + segment->len > player->mark)
			break;
		player->mark_segment++;
	}
}
