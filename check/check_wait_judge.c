/* wait: the form of an answer: fields, Date, Content-Length. */
#include "check/check_wait.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/when.h"
#include "wire/http_date.h"
#include "wire/judge.h"

struct looked {
	struct player *player;
	const struct wait_reply *reply;
};

static const struct http_slice *
reply_field(const struct wait_reply *reply, const char *name)
{
	unsigned at;

	for (at = 0; at < reply->response.field_count; at++)
		if (reply->response.fields[at].name.len == strlen(name) &&
		    strncasecmp(reply->bytes +
		    reply->response.fields[at].name.at, name,
		    strlen(name)) == 0)
			return &reply->response.fields[at].value;
	return NULL;
}

/* What the judge says of a single message holds here as well; the rest needs
 * the conversation, which the scenarios lead. */
static bool
is_form(const struct looked *looked, const struct judge_verdict *verdict)
{
	switch (verdict->rule) {
	case RULE_WAIT_ANSWER_FIELDS:
		/* Of what has no end wait.answer.delimited is told. */
		return looked->player->ended ||
		    !looked->reply->response.until_close ||
		    strstr(verdict->said, "Content-Length") == NULL;
	case RULE_WAIT_DATE_FORM:
	case RULE_WAIT_DATE_NOW:
	case RULE_WAIT_TYPE_FITS:
		return true;
	default:
		return verdict->rule >= RULE_HTTP;
	}
}

static void
looked_verdict(void *context, const struct judge_verdict *verdict)
{
	const struct looked *looked = context;
	struct evidence evidence = { .player = looked->player,
	    .got = looked->reply->bytes, .got_len = looked->reply->bytes_len,
	    .at = verdict->at, .len = verdict->len,
	    .expected = rule_instead(verdict->rule, LAB_WAIT),
	    .soft = verdict->severity == RULE_SHOULD,
	    .style = verdict->severity == RULE_STYLE };

	if (!is_form(looked, verdict))
		return;
	if (verdict->result == RULE_OK)
		stage_ok(looked->player->stage, verdict->rule);
	else
		stage_fault(looked->player->stage, verdict->rule, &evidence,
		    "%s", verdict->said);
}

/* A single message before the judge. */
static void
judge_bytes(const void *bytes, size_t len, const struct judge_sink *sink)
{
	const struct judge_policy policy = { .who = RULE_SERVER };
	struct feed_message record = { .event = FEED_MESSAGE,
	    .direction = FEED_SENT, .wall_ns = when_wall_ns(), .client = 1,
	    .lab = LAB_WAIT, .name = "", .peer = "", .note = "",
	    .message = 1, .bytes = bytes, .bytes_len = len,
	    .message_bytes = len };
	struct judge judge;

	judge_begin(&judge, &policy, LAB_WAIT);
	judge_record(&judge, &record, sink);
}

static void
judge_look(struct player *player, const struct wait_reply *reply)
{
	struct looked looked = { player, reply };
	const struct judge_sink sink = { &looked, looked_verdict };

	judge_bytes(reply->bytes, reply->response.raw_len != 0 &&
	    reply->response.raw_len < reply->bytes_len ?
	    reply->response.raw_len : reply->bytes_len, &sink);
}

static void
family_verdict(void *context, const struct judge_verdict *verdict)
{
	enum rule *family = context;

	if (verdict->result == RULE_NOT_OK &&
	    verdict->rule >= RULE_FAMILY_TLS && verdict->rule < RULE_HTTP)
		*family = verdict->rule;
}

void
wait_judge_family(struct player *player)
{
	enum rule family = RULE_FAMILY_LINES_ON_HTTP;
	const struct judge_sink sink = { &family, family_verdict };
	struct heard heard = player_heard(player);

	judge_bytes(heard.text, heard.len, &sink);
	stage_family(player->stage, family, &(struct evidence){
	    .player = player, .expected = "HTTP/1.1 200 OK" });
}

/* Bytes behind the body: more of it, or a line end that no length counts. */
static void
judge_length(struct player *player, struct wait_reply *reply)
{
	struct stage *stage = player->stage;
	struct evidence evidence = { .player = player };
	struct heard heard = player_heard(player);
	char first = reply->surplus == 0 ? '\0' :
	    heard.text[reply->raw_len];

	evidence.at = reply->raw_len;
	evidence.len = reply->surplus;
	evidence.expected = "Content-Length as many as the body has bytes";
	if (reply->cut) {
		stage_fault(stage, RULE_WAIT_BODY_LENGTH, &evidence,
		    "Content-Length says more than the %zu bytes of body "
		    "that came", reply->body_len);
	} else if (reply->surplus == 0) {
		if (reply_field(reply, "Content-Length") != NULL)
			stage_ok(stage, RULE_WAIT_BODY_LENGTH);
		stage_ok(stage, RULE_WAIT_BODY_AFTER);
	} else if (first == '\r' || first == '\n' || first == '\0') {
		stage_fault(stage, RULE_WAIT_BODY_AFTER, &evidence,
		    "%zu bytes follow the body", reply->surplus);
	} else {
		stage_fault(stage, RULE_WAIT_BODY_LENGTH, &evidence,
		    "Content-Length is %zu, the body has %zu bytes",
		    reply->body_len, reply->body_len + reply->surplus);
	}
}

/* The body as it was meant. */
static void
judge_mend(struct player *player, struct wait_reply *reply)
{
	struct heard heard = player_heard(player);
	size_t room = sizeof(reply->body) - 1 - reply->body_len;
	size_t more = reply->surplus < room ? reply->surplus : room;

	if (more == 0 || heard.text[reply->raw_len] < ' ')
		return;
	memcpy(reply->body + reply->body_len, heard.text + reply->raw_len,
	    more);
	reply->body_len += more;
	reply->body[reply->body_len] = '\0';
}

/* With pauses that were shortened, sooner. */
static long
moves_ms(const struct stage *stage)
{
	return stage->plan->pauses[0] < 5 ? 2600 : RULE_LIMIT_DATE_MOVES_MS;
}

static void
judge_date_moves(struct player *player, const struct wait_reply *reply)
{
	const struct http_slice *date = reply_field(reply, "Date");
	struct wait_memory *memory = wait_memory(player->stage);
	int64_t seconds = 0, apart_ns = reply->first_ns - memory->dated_ns;

	if (date == NULL || http_date_read(reply->bytes + date->at,
	    date->len, &seconds) != HTTP_DATE_GOOD)
		return;
	if (memory->dated_ns == 0) {
		memory->date_s = seconds;
		memory->dated_ns = reply->first_ns;
	} else if (seconds != memory->date_s) {
		if (apart_ns >= RULE_LIMIT_DATE_STEP_MS * NS_PER_MS)
			stage_ok(player->stage, RULE_WAIT_DATE_MOVES);
	} else if (apart_ns >= moves_ms(player->stage) * NS_PER_MS) {
		stage_fault(player->stage, RULE_WAIT_DATE_MOVES,
		    &(struct evidence){ .player = player, .at = date->at,
		    .len = date->len, .expected = "the time of each answer" },
		    "the same Date as %.1f s ago", (double)apart_ns /
		    (double)NS_PER_S);
	}
}

void
wait_judge(struct player *player, struct wait_reply *reply)
{
	struct stage *stage = player->stage;

	if (reply->kind == WAIT_REQUEST)
		stage_fault(stage, RULE_WAIT_ANSWER_REQUEST,
		    &(struct evidence){ .player = player,
		    .expected = "HTTP/1.1 200 OK" }, "the answer begins like "
		    "a request, with no status line");
	if (reply->endless)
		stage_fault(stage, RULE_WAIT_ANSWER_DELIMITED,
		    &(struct evidence){ .player = player,
		    .expected = "Content-Length" }, "no Content-Length, and "
		    "the connection stays open: nobody knows where the answer "
		    "ends");
	else if (reply->complete && !reply->cut)
		stage_ok(stage, RULE_WAIT_ANSWER_DELIMITED);
	judge_look(player, reply);
	judge_length(player, reply);
	judge_mend(player, reply);
	judge_date_moves(player, reply);
}
