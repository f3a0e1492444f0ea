/* A line of records before the capture. */
#include "server/capture_hold.h"

#include <stdio.h>
#include <string.h>

#include "wire/verdict_record.h"

static struct capture_held *
hold_at(struct capture_hold *hold, unsigned i)
{
	return &hold->held[(hold->first + i) % HOLD_RECORDS];
}

/* Where so many bytes lie in one piece; HOLD_BYTES: nowhere. */
static size_t
hold_room(const struct capture_hold *hold, size_t len)
{
	size_t from = hold->held[hold->first].at;

	if (hold->count == 0)
		return len <= HOLD_BYTES ? 0 : HOLD_BYTES;
	if (hold->end >= from && len <= HOLD_BYTES - hold->end)
		return hold->end;
	if (hold->end >= from)
		return len < from ? 0 : HOLD_BYTES;
	return len < from - hold->end ? hold->end : HOLD_BYTES;
}

bool
capture_hold_fits(const struct capture_hold *hold,
    const struct feed_message *record)
{
	return hold->count < HOLD_RECORDS &&
	    hold_room(hold, record->bytes_len) < HOLD_BYTES;
}

/* What does not fit is not begun: the verdict's own record has it. */
static void
held_judge(struct capture_held *held, const struct judge_verdict *verdict)
{
	static const char more[] = "; and more";
	char name[RULE_NAME_SIZE], where[JUDGE_WHERE_SIZE];
	size_t used = strlen(held->judged), room;
	char *out = held->judged + used;
	int len;

	if (held->full)
		return;
	room = sizeof(held->judged) - used - (sizeof(more) - 1);
	(void)rule_name(verdict->rule, verdict->lab, name);
	judge_where(verdict, where);
	len = snprintf(out, room, "%s%s (%s), %s%s%s", used == 0 ?
	    "not ok: " : "; ", name, rule_severity_word(verdict->severity),
	    verdict->said, where[0] == '\0' ? "" : ", ", where);
	held->full = len < 0 || (size_t)len >= room;
	if (held->full)
		(void)text_copy(out, sizeof(more), more);
}

/* Verdicts follow their message closely: from the last on. */
static void
hold_verdict(struct capture_hold *hold, const struct feed_message *record)
{
	struct judge_verdict verdict;
	struct capture_held *held;
	uint64_t number;
	unsigned i;

	if (!verdict_record_read(record, &verdict, &number) ||
	    verdict.result != RULE_NOT_OK || number == 0)
		return;
	for (i = hold->count; i > 0; i--) {
		held = hold_at(hold, i - 1);
		if (held->message.event == FEED_MESSAGE &&
		    held->message.facts.number == number &&
		    held->message.client == record->client) {
			held_judge(held, &verdict);
			return;
		}
	}
}

static void
hold_text(char *out, size_t size, const char *text)
{
	(void)text_copy(out, size, text == NULL ? "" : text);
}

void
capture_hold_add(struct capture_hold *hold,
    const struct feed_message *record, int64_t now_ns, uint64_t next,
    uint64_t missed)
{
	size_t at = hold_room(hold, record->bytes_len);
	struct capture_held *held = hold_at(hold, hold->count);

	if (record->event == FEED_VERDICT)
		hold_verdict(hold, record);
	hold->count++;
	held->message = *record;
	held->next = next;
	held->missed = missed;
	held->due_ns = now_ns + CAPTURE_HOLD_NS;
	held->at = at;
	held->judged[0] = '\0';
	held->full = false;
	hold_text(held->name, sizeof(held->name), record->name);
	hold_text(held->peer, sizeof(held->peer), record->peer);
	hold_text(held->note, sizeof(held->note), record->note);
	held->message.name = held->name;
	held->message.peer = held->peer;
	held->message.note = held->note;
	held->message.bytes = hold->bytes + at;
	if (record->bytes_len > 0)
		memcpy(hold->bytes + at, record->bytes, record->bytes_len);
	hold->end = at + record->bytes_len;
}

struct capture_held *
capture_hold_first(struct capture_hold *hold)
{
	return hold->count == 0 ? NULL : hold_at(hold, 0);
}

void
capture_hold_drop(struct capture_hold *hold)
{
	hold->first = (hold->first + 1) % HOLD_RECORDS;
	hold->count--;
}
