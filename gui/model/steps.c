/* A lab's steps, as its client takes them. */
#include "gui/model/steps.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/wording.h"

struct step {
	unsigned lab;
	enum step_kind kind;
	enum conversation_event_kind seen;
	bool any_time;
	const char *name, *words;
};

static const struct step all[] = {
#define STEP(lab, kind, seen, any_time, words) { LAB_##lab, STEP_##kind, \
	CONVERSATION_ON_##seen, any_time, "step." #lab "." #kind, words },
#include "gui/model/steps.def"
#undef STEP
};

#define ALL_COUNT	(sizeof(all) / sizeof(all[0]))

/* The lab's step at that place; NULL: it has none there. */
static const struct step *
step_at(unsigned lab, unsigned at)
{
	size_t i;

	for (i = 0; i < ALL_COUNT; i++)
		if (all[i].lab == lab && at-- == 0)
			return &all[i];
	return NULL;
}

unsigned
steps_count(const struct steps *steps)
{
	unsigned count = 0;

	while (count < STEPS_MAX && step_at(steps->lab, count) != NULL)
		count++;
	return count;
}

void
steps_init(struct steps *steps, unsigned lab)
{
	memset(steps, 0, sizeof(*steps));
	steps->lab = lab;
}

void
steps_begin(struct steps *steps)
{
	steps_init(steps, steps->lab);
	steps->begun = true;
}

/* The first that is not done; the count when all are. */
static unsigned
next_of(const struct steps *steps)
{
	unsigned at = 0;

	while (at < steps_count(steps) && (steps->done >> at & 1) != 0)
		at++;
	return at;
}

/* What is asked anew is to be read anew. */
static void
asked_again(struct steps *steps)
{
	unsigned at;

	for (at = 0; at < steps_count(steps); at++)
		if (step_at(steps->lab, at)->kind == STEP_READ)
			steps->done &= ~(1u << at);
}

/* An event of that kind ticks the first step that it shows and that is not
 * done. */
static void
tick(struct steps *steps, enum conversation_event_kind kind)
{
	const struct step *step;
	unsigned at, before;
	bool asked = false;

	for (at = 0; at < steps_count(steps); at++) {
		step = step_at(steps->lab, at);
		before = (1u << at) - 1;
		if (step->seen != kind)
			continue;
		asked = step->kind == STEP_ASK;
		if ((steps->done >> at & 1) != 0)
			continue;
		if (step->any_time || (steps->done & before) == before)
			steps->done |= 1u << at;
		return;
	}
	if (asked)
		asked_again(steps);
}

static void
went_wrong(struct steps *steps, unsigned at, const char *why)
{
	unsigned count = steps_count(steps);

	if (count == 0)
		return;
	steps->wrong |= 1u << (at < count ? at : count - 1);
	/* What comes behind the first fault may well come of it. */
	if (steps->why[0] == '\0')
		(void)text_copy(steps->why, sizeof(steps->why),
		    why);
}

/* The chat's window asks who is there, for itself. */
static bool
is_ours(const struct steps *steps, const struct conversation_event *event)
{
	static const char list[] = "/list";

	return steps->lab == LAB_CHAT && event->kind == CONVERSATION_ON_SENT &&
	    event->bytes_len >= sizeof(list) - 1 &&
	    memcmp(event->bytes, list, sizeof(list) - 1) == 0;
}

static bool
parts(const struct steps *steps)
{
	return (steps->done & 1) != 0;
}

void
steps_event(struct steps *steps, const struct conversation_event *event)
{
	unsigned last = steps_count(steps);

	if (last == 0 || is_ours(steps, event))
		return;
	if (event->kind == CONVERSATION_ON_FAILED)
		went_wrong(steps, next_of(steps), event->text);
	else if (event->kind == CONVERSATION_ON_FINISHED && parts(steps))
		steps->done |= 1u << (last - 1);
	else if (event->kind != CONVERSATION_ON_FINISHED)
		tick(steps, event->kind);
	if (event->kind == CONVERSATION_ON_FAILED ||
	    event->kind == CONVERSATION_ON_FINISHED)
		steps->over = true;
}

/* "calc.answer (must): what is wrong; instead: what to do" */
static void
sentence(const struct judge_verdict *verdict, char *out, size_t out_size)
{
	char name[RULE_NAME_SIZE];
	const char *instead = rule_instead(verdict->rule, verdict->lab);

	wording_put(out, out_size, instead == NULL ?
	    wording_of("step.fault", "%1; rule %2 (%3)") :
	    wording_of("step.faultInstead",
	    "%1; instead: %4; rule %2 (%3)"), verdict->said,
	    rule_name(verdict->rule, verdict->lab, name),
	    rule_severity_word(verdict->severity),
	    instead == NULL ? "" : instead, NULL);
}

/* What the server says is read, but it belongs to what it was said for as
 * long as that is not done. */
void
steps_verdict(struct steps *steps, const struct judge_verdict *verdict)
{
	char why[STEPS_WHY_SIZE];
	unsigned at, next = next_of(steps);

	if (verdict->result != RULE_NOT_OK || !steps->begun)
		return;
	for (at = 0; at < steps_count(steps); at++)
		if (step_at(steps->lab, at)->kind == STEP_READ)
			break;
	sentence(verdict, why, sizeof(why));
	went_wrong(steps, next < at ? next : at, why);
}

enum step_state
steps_state(const struct steps *steps, unsigned at)
{
	if ((steps->wrong >> at & 1) != 0)
		return STEP_WRONG;
	if ((steps->done >> at & 1) != 0)
		return STEP_DONE;
	return steps->begun && !steps->over && at == next_of(steps) ?
	    STEP_NEXT : STEP_TODO;
}

const char *
steps_words(const struct steps *steps, unsigned at)
{
	const struct step *step = step_at(steps->lab, at);

	return step == NULL ? "" : wording_of(step->name, step->words);
}

const char *
steps_kind_word(const struct steps *steps, unsigned at)
{
	static const char *const words[] = { "connect", "register", "ask",
	    "read", "part" };
	const struct step *step = step_at(steps->lab, at);

	return step == NULL ? "" : words[step->kind];
}
