/* The server before the judge, while our client talks to it. */
#include "client/check.h"

#include <stdio.h>
#include <string.h>

#include "base/when.h"

static void
check_print(const struct judge_verdict *verdict)
{
	char name[RULE_NAME_SIZE], where[JUDGE_WHERE_SIZE];
	char quoted[JUDGE_QUOTED_SIZE] = "";
	const char *instead = rule_instead(verdict->rule, verdict->lab);

	judge_where(verdict, where);
	if (verdict->len > 0)
		judge_quoted(verdict, quoted);
	(void)printf("check: not ok: %s (%s): %s%s%s%s%s%s%s\n",
	    rule_name(verdict->rule, verdict->lab, name),
	    rule_severity_word(verdict->severity), verdict->said,
	    verdict->len > 0 ? "; " : "", verdict->len > 0 ? where : "",
	    verdict->len > 0 ? ": " : "", quoted,
	    instead == NULL ? "" : "; instead: ",
	    instead == NULL ? "" : instead);
}

static void
check_verdict(void *context, const struct judge_verdict *verdict)
{
	struct check *check = context;

	check->ok += verdict->result == RULE_OK;
	check->not_ok += verdict->result != RULE_OK;
	if (check->told.verdict != NULL)
		check->told.verdict(check->told.context, verdict);
	else if (verdict->result != RULE_OK)
		check_print(verdict);
}

/* A record of it, to be judged. */
static void
check_give(struct check *check, enum feed_event event, bool ours,
    const void *bytes, size_t len)
{
	const struct judge_sink sink = { check, check_verdict };
	struct feed_message record = { .event = event,
	    .direction = ours ? FEED_RECEIVED : FEED_SENT,
	    .wall_ns = ours || check->kept_ns == 0 ? when_wall_ns() :
	    check->kept_ns, .client = check->connections,
	    .lab = check->lab, .name = check->name, .peer = "", .note = "",
	    .bytes = bytes, .bytes_len = len, .message_bytes = len,
	    .truncated = !ours && check->cut };

	check->ok = check->not_ok = 0;
	if (event == FEED_MESSAGE)
		record.message = ++check->messages;
	if (event == FEED_MESSAGE && ours)
		check->numbers[++check->sent % CHECK_SENT] = record.message;
	record.datagram = check->lab == LAB_CLOCK;
	judge_record(&check->judge, &record, &sink);
	if (event == FEED_MESSAGE && !ours && check->ok > 0 &&
	    check->not_ok == 0 && check->told.verdict == NULL)
		(void)printf("check: ok\n");
}

/* What was done to one of ours: nothing that comes of it is a fault. */
static void
check_mischief(struct check *check, const struct conversation_event *event)
{
	const struct judge_sink sink = { check, check_verdict };
	struct feed_message record = { .event = FEED_MISCHIEF,
	    .direction = FEED_RECEIVED, .wall_ns = when_wall_ns(),
	    .client = check->connections, .lab = check->lab,
	    .name = check->name, .peer = "", .note = event->text,
	    .message_bytes = event->bytes_len,
	    .message = check->numbers[event->number % CHECK_SENT] };

	judge_record(&check->judge, &record, &sink);
}

/* What was kept is all of it. */
static void
check_flush(struct check *check)
{
	if (check->kept_len > 0)
		check_give(check, FEED_MESSAGE, false, check->kept,
		    check->kept_len);
	check->kept_len = 0;
	check->kept_ns = 0;
	check->cut = false;
}

/* Does more belong to it? */
static bool
check_is_part(const struct check *check)
{
	static struct http_response response;

	if (check->lab == LAB_WAIT) {
		http_response_init(&response, false);
		return http_response_feed(&response, (const char *)check->kept,
		    check->kept_len) == HTTP_MORE && !check->cut;
	}
	/* A server that ends its lines has not ended this one. */
	return check->lab != LAB_CLOCK && lab_speaks_text(check->lab) &&
	    (check->judge.sides[1].ends_seen & ~1u) != 0 &&
	    check->kept[check->kept_len - 1] != '\n' &&
	    check->kept[check->kept_len - 1] != '\0';
}

static void
check_received(struct check *check, const struct conversation_event *event)
{
	size_t room = sizeof(check->kept) - check->kept_len;
	size_t len = event->bytes_len < room ? event->bytes_len : room;

	if (len == 0)
		return;
	if (check->kept_len == 0)
		check->kept_ns = when_wall_ns();
	memcpy(check->kept + check->kept_len, event->bytes, len);
	check->kept_len += len;
	check->cut = check->cut || event->missing > 0 ||
	    len < event->bytes_len;
	if (!check_is_part(check))
		check_flush(check);
}

/* What is done to all of ours from now on. */
static void
check_mischief_set(struct check *check)
{
	const struct conversation_event set = { .text = check->said };

	if (check->mischief.kinds == 0)
		return;
	(void)mischief_write(check->said, &check->mischief);
	check->numbers[0] = 0;
	check_mischief(check, &set);
}

static void
check_connected(struct check *check)
{
	const struct judge_policy policy = { .who = RULE_SERVER };

	check->connections++;
	check->sent = 0;
	judge_begin(&check->judge, &policy, check->lab);
	check_give(check, FEED_CONNECTED, true, NULL, 0);
	check_mischief_set(check);
}

void
check_begin(struct check *check, unsigned lab, const char *name,
    const struct mischief *mischief, const struct judge_sink *told)
{
	memset(check, 0, sizeof(*check));
	if (told != NULL)
		check->told = *told;
	check->lab = lab;
	check->mischief = *mischief;
	(void)text_copy(check->name, sizeof(check->name), name);
	check_connected(check);
}

void
check_event(struct check *check, const struct conversation_event *event)
{
	const struct judge_sink sink = { check, check_verdict };

	switch (event->kind) {
	case CONVERSATION_ON_CONNECTED:
		check_flush(check);
		check_connected(check);
		break;
	case CONVERSATION_ON_REGISTERED:
		(void)text_copy(check->name, sizeof(check->name),
		    event->text);
		check_give(check, FEED_REGISTERED, true, NULL, 0);
		break;
	case CONVERSATION_ON_SENT:
		check_flush(check);
		check_give(check, FEED_MESSAGE, true, event->bytes,
		    event->bytes_len);
		break;
	case CONVERSATION_ON_MISCHIEF:
		check_mischief(check, event);
		break;
	case CONVERSATION_ON_RECEIVED:
		check_received(check, event);
		break;
	case CONVERSATION_ON_FAILED:
	case CONVERSATION_ON_FINISHED:
		check_flush(check);
		judge_time(&check->judge, when_wall_ns(), &sink);
		break;
	default:
		break;
	}
}
