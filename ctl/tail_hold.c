/* Messages that wait for their verdicts. */
#include "ctl/tail_hold.h"

#include <stdlib.h>
#include <string.h>

#include "ctl/tail_check.h"
#include "ctl/tail_past.h"
#include "wire/verdict_record.h"

struct tail_held {
	struct tail_held *next;
	struct tail_kept *kept;
	int64_t until_ns;
	unsigned ok, not_ok;
	char note[FEED_NOTE_MAX + 1];
};

void
tail_hold_init(struct tail_hold *hold,
    void (*show)(void *context, struct feed_message *message), void *context)
{
	hold->first = NULL;
	hold->last = &hold->first;
	hold->show = show;
	hold->context = context;
}

static void
hold_show(struct tail_hold *hold)
{
	struct tail_held *held = hold->first;
	struct feed_message message = *tail_kept_message(held->kept);

	hold->first = held->next;
	if (hold->first == NULL)
		hold->last = &hold->first;
	if (message.event == FEED_MESSAGE && message.note[0] == '\0') {
		if (held->not_ok == 0)
			(void)text_copy(held->note, sizeof(held->note),
			    held->ok > 0 ? "ok" : "not judged");
		message.note = held->note;
	}
	hold->show(hold->context, &message);
	free(held->kept);
	free(held);
}

void
tail_hold_tick(struct tail_hold *hold, int64_t now_ns)
{
	while (hold->first != NULL && now_ns >= hold->first->until_ns)
		hold_show(hold);
}

void
tail_hold_end(struct tail_hold *hold)
{
	while (hold->first != NULL)
		hold_show(hold);
}

/* The message that a verdict is about. */
static struct tail_held *
hold_find(const struct tail_hold *hold, uint64_t number)
{
	const struct feed_message *message;
	struct tail_held *held;

	for (held = hold->first; held != NULL; held = held->next) {
		message = tail_kept_message(held->kept);
		if (message->event == FEED_MESSAGE &&
		    message->facts.number == number)
			return held;
	}
	return NULL;
}

/* What came before has all of its verdicts: they come in order. */
static void
hold_before(struct tail_hold *hold, const struct tail_held *held)
{
	struct tail_held *other;

	for (other = hold->first; other != held; other = other->next)
		other->until_ns = 0;
}

static void
hold_verdict(struct tail_hold *hold, const struct feed_message *record,
    int64_t now_ns)
{
	struct judge_verdict verdict;
	struct tail_held *held;
	uint64_t number;

	if (!verdict_record_read(record, &verdict, &number))
		return;
	held = hold_find(hold, number);
	if (held == NULL)
		return;
	if (verdict.result == RULE_OK)
		held->ok++;
	else if (verdict.result == RULE_NOT_OK)
		tail_check_note(held->note, held->not_ok++, &verdict);
	if (held->until_ns > now_ns + TAIL_HOLD_MORE_NS)
		held->until_ns = now_ns + TAIL_HOLD_MORE_NS;
	hold_before(hold, held);
}

void
tail_hold_take(struct tail_hold *hold, const struct feed_message *message,
    int64_t now_ns)
{
	struct tail_held *held;

	if (message->event == FEED_VERDICT) {
		hold_verdict(hold, message, now_ns);
		tail_hold_tick(hold, now_ns);
		return;
	}
	held = calloc(1, sizeof(*held));
	if (held != NULL)
		held->kept = tail_kept_new(message);
	if (held == NULL || held->kept == NULL) {
		free(held);
		return;
	}
	held->until_ns = message->event == FEED_MESSAGE ?
	    now_ns + TAIL_HOLD_NS : now_ns;
	*hold->last = held;
	hold->last = &held->next;
	tail_hold_tick(hold, now_ns);
}
