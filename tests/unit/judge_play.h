/*
 * Conversations for the judge, and the verdicts they must get: for the suites
 * of wire/judge*.c.
 */
#ifndef TESTS_UNIT_JUDGE_PLAY_H
#define TESTS_UNIT_JUDGE_PLAY_H

#include "tests/unit/unit.h"

#include <string.h>

#include "base/when.h"
#include "wire/judge.h"

/* 2026-11-28 14:25:10 GMT. */
#define BEGIN_NS	(INT64_C(1795875910) * NS_PER_S)

/* R: received of the client; r: the same, out of the read before; e: the same,
 * and it came in the pause; S: sent to
 * it; E: an event; T: nothing more by then. */
struct step {
	char op;
	int ms;
	const char *bytes;
	int len;
	int arrived_ms;		/* 0: not known */
};
#define R(ms, text)	{ 'R', ms, text, sizeof(text) - 1, 0 }
#define RR(ms, text)	{ 'r', ms, text, sizeof(text) - 1, 0 }
#define EARLY(ms, text)	{ 'e', ms, text, sizeof(text) - 1, 0 }
#define S(ms, text)	{ 'S', ms, text, sizeof(text) - 1, 0 }
#define E(ms, event)	{ 'E', ms, NULL, FEED_##event, 0 }
/* SET: what is done to what the server sends (CSET: the client) from now on;
 * DONE: to its last message, of which all went out by then (HALF: so many
 * bytes); CDONE: to the client's. */
#define SET(ms, text)	{ 'x', ms, text, 0, 0 }
#define CSET(ms, text)	{ 'X', ms, text, 0, 0 }
#define DONE(ms, note)	{ 'm', ms, note, -1, 0 }
#define CHALF(ms, note, bytes) { 'M', ms, note, bytes, 0 }
#define HALF(ms, note, bytes) { 'm', ms, note, bytes, 0 }
#define CDONE(ms, note)	{ 'M', ms, note, -1, 0 }
#define RAT(ms, at, text) { 'R', ms, text, sizeof(text) - 1, at }
#define T(ms)		{ 'T', ms, NULL, 0, 0 }

/* "+rule": ok, and never not ok; "-rule": not ok; "?rule": not seen. */
struct trial {
	unsigned lab;
	const char *verdicts;
	struct step steps[24];
};

struct seen {
	unsigned ok[RULE_COUNT], not_ok[RULE_COUNT];
	struct judge_verdict last;	/* not ok */
};

static struct judge judge;
static struct seen seen;

static void
see(void *context, const struct judge_verdict *verdict)
{
	char text[JUDGE_QUOTED_SIZE], where[JUDGE_WHERE_SIZE];

	(void)context;
	CU_ASSERT_TRUE_FATAL(verdict->rule > RULE_NONE &&
	    verdict->rule < RULE_COUNT);
	CU_ASSERT_TRUE(rule_in_lab(verdict->rule, verdict->lab));
	judge_quoted(verdict, text);
	judge_where(verdict, where);
	if (verdict->result == RULE_OK) {
		seen.ok[verdict->rule]++;
		return;
	}
	CU_ASSERT_TRUE(verdict->said[0] != '\0');
	seen.not_ok[verdict->rule]++;
	seen.last = *verdict;
}

static const struct judge_sink sink = { NULL, see };

static void
play_mischief(const struct step *step, struct feed_message *record)
{
	bool ours = step->op == 'X' || step->op == 'M';
	const struct judge_touch *touch = &judge.mischief.touch[!ours];

	record->event = FEED_MISCHIEF;
	record->direction = ours ? FEED_RECEIVED : FEED_SENT;
	record->note = step->bytes;
	if (step->op == 'm' || step->op == 'M') {
		record->message = touch->message;
		record->message_bytes = step->len < 0 ? touch->len :
		    (uint64_t)step->len;
	}
	judge_record(&judge, record, &sink);
}

/* The bytes lie against a guard page. */
static void
play_step(const struct step *step, unsigned lab, uint64_t streams[2],
    uint32_t *read)
{
	struct feed_message record = { .event = FEED_MESSAGE,
	    .wall_ns = BEGIN_NS + step->ms * NS_PER_MS, .client = 7,
	    .lab = lab, .name = "alice", .peer = "127.0.0.1:40112",
	    .note = "" };
	unsigned side = step->op == 'S';
	void *copy;

	if (step->op == 'E') {
		record.event = (enum feed_event)step->len;
		judge_record(&judge, &record, &sink);
		return;
	}
	if (step->op == 'x' || step->op == 'X' || step->op == 'm' ||
	    step->op == 'M') {
		play_mischief(step, &record);
		return;
	}
	record.facts.arrived_ns = step->arrived_ms == 0 ? 0 :
	    BEGIN_NS + step->arrived_ms * NS_PER_MS;
	copy = unit_guard_copy(step->bytes, (size_t)step->len);
	record.direction = side ? FEED_SENT : FEED_RECEIVED;
	record.bytes = copy;
	record.bytes_len = (size_t)step->len;
	record.message_bytes = (uint64_t)step->len;
	record.message = judge.sides[0].messages + judge.sides[1].messages + 1;
	record.datagram = lab == LAB_CLOCK;
	record.facts.stream = streams[side];
	record.facts.read = side ? 0 : step->op == 'r' ? *read : ++*read;
	record.facts.early = step->op == 'e';
	streams[side] += (uint64_t)step->len;
	judge_record(&judge, &record, &sink);
	unit_guard_free(copy, (size_t)step->len);
}

static void
play(unsigned lab, const struct step *steps, size_t count,
    const struct judge_policy *policy)
{
	uint64_t streams[2] = { 0, 0 };
	uint32_t read = 0;
	size_t i;

	memset(&seen, 0, sizeof(seen));
	judge_begin(&judge, policy, lab);
	for (i = 0; i < count && steps[i].op != 0; i++) {
		if (steps[i].op == 'T')
			judge_time(&judge, BEGIN_NS + steps[i].ms * NS_PER_MS,
			    &sink);
		else
			play_step(&steps[i], lab, streams, &read);
	}
}

static void
expect_one(const char *word, size_t len, size_t trial)
{
	enum rule rule = rule_find(word + 1, len - 1);
	enum rule_result result = seen.not_ok[rule] > 0 ? RULE_NOT_OK :
	    seen.ok[rule] > 0 ? RULE_OK : RULE_NOT_SEEN;
	enum rule_result wanted = word[0] == '+' ? RULE_OK :
	    word[0] == '-' ? RULE_NOT_OK : RULE_NOT_SEEN;

	CU_ASSERT_NOT_EQUAL(rule, RULE_NONE);
	CU_ASSERT_EQUAL(result, wanted);
	if (rule == RULE_NONE || result != wanted)
		printf("\n      trial %zu: %.*s, and it is %s (last: %s)",
		    trial, (int)len, word, rule_result_word(result),
		    seen.last.said);
}

static void
expect(const char *verdicts, size_t trial)
{
	size_t len;

	for (; *verdicts != '\0'; verdicts += len) {
		verdicts += *verdicts == ' ';
		len = strcspn(verdicts, " ");
		expect_one(verdicts, len, trial);
	}
}

static const struct judge_policy both = { .who = RULE_BOTH };

static void
try_all(const struct trial *trials, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		play(trials[i].lab, trials[i].steps,
		    sizeof(trials[i].steps) / sizeof(trials[i].steps[0]),
		    &both);
		expect(trials[i].verdicts, i);
	}
}
#define TRY(trials) try_all(trials, sizeof(trials) / sizeof((trials)[0]))

#endif
