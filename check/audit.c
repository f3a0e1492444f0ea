/* What a player says and hears, before the judge. */
#include "check/audit.h"

#include <string.h>

#include "base/when.h"
#include "wire/judge.h"

/* A line end that comes so soon after a text belongs to it. */
#define END_MS	40

struct audit {
	struct player *player;
	const void *bytes;
	size_t len;
};

/* Those that the scenarios leave to the judge. */
static bool
is_framing(enum rule rule)
{
	switch (rule) {
	case RULE_LINES_PAD_NUL:
	case RULE_LINES_PAD_STALE:
	case RULE_LINES_PAD_GARBAGE:
	case RULE_LINES_NUL_INSIDE:
	case RULE_LINES_UTF8:
	case RULE_LINES_END_HABIT:
		return true;
	default:
		return rule >= RULE_FAMILY_TLS && rule < RULE_HTTP &&
		    rule != RULE_FAMILY_LINES_ON_HTTP;
	}
}

static void
audit_verdict(void *context, const struct judge_verdict *verdict)
{
	const struct audit *audit = context;
	struct evidence evidence = { .player = audit->player,
	    .got = audit->bytes, .got_len = audit->len, .at = verdict->at,
	    .len = verdict->len,
	    .style = verdict->severity == RULE_STYLE,
	    .soft = verdict->severity == RULE_SHOULD };

	if (!is_framing(verdict->rule))
		return;
	if (verdict->result == RULE_OK)
		stage_ok(audit->player->stage, verdict->rule);
	else if (verdict->rule >= RULE_FAMILY_TLS)
		stage_family(audit->player->stage, verdict->rule, &evidence);
	else
		stage_fault(audit->player->stage, verdict->rule, &evidence,
		    "%s", verdict->said);
}

static void
audit_message(struct player *player, enum feed_direction direction,
    const void *bytes, size_t len)
{
	struct audit audit = { player, bytes, len };
	const struct judge_sink sink = { &audit, audit_verdict };
	const struct judge_policy policy = { .who = RULE_SERVER };
	struct feed_message record = { .event = FEED_MESSAGE,
	    .direction = direction, .wall_ns = when_wall_ns(), .client = 1,
	    .lab = player->stage->plan->lab, .name = "", .peer = "",
	    .note = "", .bytes = bytes, .bytes_len = len,
	    .message_bytes = len, .datagram = player->datagrams };

	if (player->judge.client == 0)
		judge_begin(&player->judge, &policy,
		    player->stage->plan->lab);
	record.message = ++player->judged;
	judge_record(&player->judge, &record, &sink);
	/* Who greets does not know yet how its client writes. */
	if (player->judge.sides[0].messages == 0) {
		player->judge.sides[1].messages = 0;
		player->judge.sides[1].ends_seen = 0;
	}
}

static bool
is_end(const struct player *player, const struct player_segment *segment,
    int64_t before_ns)
{
	size_t at;

	for (at = segment->at; at < segment->at + segment->len; at++)
		if (player->got[at] != '\n' && player->got[at] != '\r' &&
		    player->got[at] != '\0')
			return false;
	return segment->at_ns - before_ns < END_MS * NS_PER_MS;
}

static bool
is_judged(const struct player *player)
{
	return !player->stage->odd &&
	    player->stage->plan->lab != LAB_WAIT &&
	    player->stage->plan->lab != LAB_ECHO;
}

void
audit_heard(struct player *player)
{
	const struct player_segment *segment;
	size_t len;

	while (is_judged(player) &&
	    player->heard_segment < player->segment_count) {
		segment = &player->segments[player->heard_segment++];
		len = segment->len;
		while (!player->datagrams &&
		    player->heard_segment < player->segment_count &&
		    is_end(player, &player->segments[player->heard_segment],
		    segment->at_ns))
			len += player->segments[player->heard_segment++].len;
		audit_message(player, FEED_SENT, player->got + segment->at,
		    len);
	}
}

void
audit_said(struct player *player, const void *bytes, size_t len)
{
	audit_heard(player);
	if (is_judged(player))
		audit_message(player, FEED_RECEIVED, bytes, len);
}
