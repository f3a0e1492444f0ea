/* wait: what a server answers to a number, and when. */
#include "wire/judge_private.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "wire/judge_number.h"
#include "wire/wait_sentence.h"

static void
answer_pause(const struct judge_call *call, long seconds)
{
	const struct judge_wait *wait = &call->judge->of.wait;
	int64_t off_ns = call->wall_ns - wait->asked_ns - seconds * NS_PER_S;
	double off_s = (double)off_ns / (double)NS_PER_S;

	if (off_ns < -RULE_LIMIT_PAUSE_EARLY_MS * NS_PER_MS) {
		judge_fault(call, RULE_WAIT_PAUSE_EARLY, (struct judge_span){
		    0 }, "answered %.1f s too early", -off_s);
		return;
	}
	if (off_ns < -RULE_LIMIT_PAUSE_WHOLE_MS * NS_PER_MS)
		judge_fault(call, RULE_WAIT_PAUSE_EARLY, (struct judge_span){
		    .soft = true }, "answered %.2f s too early: it counts "
		    "whole seconds", -off_s);
	else
		judge_ok(call, RULE_WAIT_PAUSE_EARLY);
	if (off_ns > RULE_LIMIT_PAUSE_LATE_MS * NS_PER_MS +
	    judge_mischief_hold_ns(call->judge, 0))
		judge_fault(call, RULE_WAIT_PAUSE_LATE, (struct judge_span){
		    0 }, "answered %.1f s too late", off_s);
	else
		judge_ok(call, RULE_WAIT_PAUSE_LATE);
}

static void
answer_name(const struct judge_call *call, const char *body, size_t len,
    long seconds)
{
	const struct judge *judge = call->judge;
	struct wait_sentence sentence;

	if (!judge->of.wait.named)
		return;
	if (memmem(body, len, judge->name, strlen(judge->name)) != NULL) {
		judge_ok(call, RULE_WAIT_ANSWER_NAME);
		return;
	}
	wait_sentence_read(&sentence, body, len, judge->name, seconds);
	if (sentence.other_name)
		judge_fault(call, RULE_WAIT_ANSWER_NAME, (struct judge_span){
		    .at = judge_body_at(call), .len = len },
		    "the answer names %.40s", sentence.name[0] == '\0' ?
		    "nobody" : sentence.name);
	else
		judge_fault(call, RULE_WAIT_ANSWER_NAME, (struct judge_span){
		    .at = judge_body_at(call), .len = len },
		    "the answer does not hold the name");
}

static void
answer_sentence(const struct judge_call *call, const char *body, size_t len,
    long seconds)
{
	char wanted[96];
	size_t wanted_len;

	while (len > 0 && (body[len - 1] == '\n' || body[len - 1] == '\r' ||
	    body[len - 1] == '.'))
		len--;
	wanted_len = (size_t)snprintf(wanted, sizeof(wanted), "Server waited "
	    "%ld seconds for client %s", seconds, call->judge->name);
	if (wanted_len < sizeof(wanted) && len == wanted_len &&
	    strncasecmp(body, wanted, len) == 0)
		judge_ok(call, RULE_WAIT_ANSWER_SENTENCE);
	else
		judge_wrong(call, RULE_WAIT_ANSWER_SENTENCE);
}

static void
answer_to_number(const struct judge_call *call, const char *body, size_t len)
{
	long seconds = call->judge->of.wait.number, other = 0;
	bool is_there;

	judge_ok(call, RULE_WAIT_ANSWER_COMES);
	if (seconds < 0)
		return;
	/* A server that is asked by GET for what is ready answers at once,
	 * without the sentence. */
	if (!judge_number_in(body, len, seconds, &is_there, &other))
		return;
	if (!is_there) {
		judge_fault(call, RULE_WAIT_ANSWER_NUMBER,
		    (struct judge_span){ .at = judge_body_at(call),
		    .len = len }, "the answer names %ld, and %ld was asked",
		    other, seconds);
		return;
	}
	judge_ok(call, RULE_WAIT_ANSWER_NUMBER);
	answer_pause(call, seconds);
	answer_name(call, body, len, seconds);
	answer_sentence(call, body, len, seconds);
}

void
judge_wait_answer(const struct judge_call *call)
{
	const struct judge_wait *wait = &call->judge->of.wait;
	size_t at = judge_body_at(call);

	if (call->judge->sides[0].messages == 0 &&
	    call->side->messages == 1) {
		judge_wrong(call, RULE_WAIT_SPEAKS_FIRST);
		return;
	}
	if (call->judge->sides[0].messages == 1 && call->side->messages == 1)
		judge_ok(call, RULE_WAIT_SPEAKS_FIRST);
	if (wait->asked && judge_status(call) >= 200 &&
	    judge_status(call) < 300)
		answer_to_number(call, call->bytes + at, call->len - at);
	if (wait->answered_ns != 0 && wait->asked)
		judge_ok(call, RULE_WAIT_ROUNDS);
}
