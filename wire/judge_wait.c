/* wait: the course of a client: its name, its numbers, its rounds. */
#include "wire/judge_private.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "wire/judge_number.h"

#define SOON_NS	(2 * NS_PER_MS)

static struct judge_wait *
wait_of(const struct judge_call *call)
{
	return &call->judge->of.wait;
}

static void
wait_range(const struct judge_call *call, const struct judge_number *number)
{
	const struct judge_policy *policy = &call->judge->policy;
	long min = policy->number_max != 0 ? policy->number_min :
	    RULE_LIMIT_NUMBER_MIN;
	long max = policy->number_max != 0 ? policy->number_max :
	    RULE_LIMIT_NUMBER_MAX;
	struct judge_span span = { .at = number->at, .len = number->len };

	if (!number->whole)
		judge_fault(call, RULE_WAIT_NUMBER_RANGE, span,
		    "the number must be whole");
	else if (number->value < min || number->value > max)
		judge_fault(call, RULE_WAIT_NUMBER_RANGE, span,
		    "the number must be %ld to %ld", min, max);
	else
		judge_ok(call, RULE_WAIT_NUMBER_RANGE);
}

static void
wait_random(const struct judge_call *call, long value)
{
	struct judge_wait *wait = wait_of(call);

	if (wait->numbers == 0)
		wait->first = value;
	wait->same += value == wait->first;
	wait->numbers++;
	if (wait->numbers < RULE_LIMIT_NUMBERS_RANDOM || (wait->same ==
	    wait->numbers && wait->numbers != RULE_LIMIT_NUMBERS_RANDOM))
		return;
	if (wait->same == wait->numbers)
		judge_fault(call, RULE_WAIT_NUMBER_RANDOM,
		    (struct judge_span){ 0 }, "always the same number: %u "
		    "times %ld", wait->numbers, wait->first);
	else
		judge_ok(call, RULE_WAIT_NUMBER_RANDOM);
}

/* What came in one read with the last one, or in the pause, was sent before
 * the answer; what came long after that was sent after it. */
static void
wait_order(const struct judge_call *call)
{
	struct judge_wait *wait = wait_of(call);
	bool together = call->record->facts.early != 0 ||
	    (call->record->facts.read != 0 &&
	    call->record->facts.read == wait->read);

	if (wait->numbers == 0)
		return;
	if (wait->asked || together)
		judge_fault(call, RULE_WAIT_STEP_WAITS,
		    (struct judge_span){ 0 }, "a number before the answer to "
		    "the last one: you did not wait for it");
	else if (call->wall_ns - wait->answered_ns >= SOON_NS)
		judge_ok(call, RULE_WAIT_STEP_WAITS);
	if (!wait->asked && !together && wait->answered_ns != 0 &&
	    call->wall_ns - wait->answered_ns <=
	    RULE_LIMIT_REPEAT_MS * NS_PER_MS)
		judge_ok(call, RULE_WAIT_STEP_REPEATS);
}

/* On another connection it may have said one; our server does not know.  One
 * that our server refused was said. */
static void
wait_name(const struct judge_call *call)
{
	struct judge_wait *wait = wait_of(call);

	if (wait->named || wait->said || judge_number_has_name(call)) {
		judge_ok(call, RULE_WAIT_STEP_NAME);
	} else if (!wait->unnamed_told) {
		wait->unnamed_told = true;
		judge_fault(call, RULE_WAIT_STEP_NAME, (struct judge_span){
		    0 }, "a number, and no name was said on this connection "
		    "before it");
	}
}

/* How a method is written has a rule of its own. */
static void
wait_post(const struct judge_call *call)
{
	size_t at = judge_head_at(call), end = at;

	while (end < call->len && call->bytes[end] != ' ')
		end++;
	if (end - at == 4 && strncasecmp(call->bytes + at, "POST", 4) == 0)
		judge_ok(call, RULE_WAIT_NUMBER_POST);
	else
		judge_fault(call, RULE_WAIT_NUMBER_POST, (struct judge_span){
		    .at = at, .len = end - at }, "data are sent with POST");
}

static void
wait_number(const struct judge_call *call, const struct judge_number *number)
{
	struct judge_wait *wait = wait_of(call);

	wait_order(call);
	wait_name(call);
	wait_range(call, number);
	wait_random(call, number->value);
	wait_post(call);
	wait->asked = true;
	wait->number = number->whole ? number->value : -1;
	wait->asked_ns = call->wall_ns;
}

/* Who is refused and takes another name has done all right. */
static void
wait_insists(const struct judge_call *call, struct judge_span span,
    const char *said)
{
	judge_fault(call, RULE_WAIT_NAME_CONFLICT, span, "%s", said);
	judge_fault(call, RULE_WAIT_NAME_UNIQUE, span, "your name must be "
	    "unique: \"%.32s\" is another client's",
	    wait_of(call)->refused);
}

/* What a name upload says, when it is one that was refused before. */
static void
wait_again(const struct judge_call *call)
{
	struct judge_wait *wait = wait_of(call);
	size_t at = judge_body_at(call), len = call->len - at;

	while (len > 0 && (call->bytes[at + len - 1] == '\n' ||
	    call->bytes[at + len - 1] == '\r'))
		len--;
	if (!wait->conflict) {
		(void)snprintf(wait->refused, sizeof(wait->refused), "%.*s",
		    (int)(len < NAME_MAX_BYTES ? len : NAME_MAX_BYTES),
		    call->bytes + at);
		wait->tries = 0;
		return;
	}
	if (strlen(wait->refused) != len ||
	    memcmp(wait->refused, call->bytes + at, len) != 0) {
		wait->conflict = false;
		judge_ok(call, RULE_WAIT_NAME_CONFLICT);
		return;
	}
	if (wait->tries++ == 0)
		wait->tries_ns = call->wall_ns;
	if (wait->tries == RULE_LIMIT_NAME_TRIES && call->wall_ns -
	    wait->tries_ns <= RULE_LIMIT_NAME_TRIES_MS * NS_PER_MS)
		wait_insists(call, (struct judge_span){ .at = at, .len = len },
		    "the name was refused, and is sent again and again");
}

/* A pause before it asks again. */
static void
wait_calm(const struct judge_call *call)
{
	struct judge_wait *wait = wait_of(call);

	if (wait->error_ns != 0 && call->wall_ns - wait->error_ns >=
	    RULE_LIMIT_RETRY_PAUSE_MS * NS_PER_MS)
		judge_ok(call, RULE_WAIT_RETRY_RATE);
	wait->error_ns = 0;
}

/* The answer to HEAD says how long a body would be that it has not. */
static void
wait_open(const struct judge_call *call)
{
	struct judge_wait *wait = wait_of(call);
	size_t at = judge_head_at(call);

	if (wait->open < 32 && call->len - at >= 5 &&
	    memcmp(call->bytes + at, "HEAD ", 5) == 0)
		wait->heads |= UINT32_C(1) << wait->open;
	wait->open++;
}

static void
wait_request(const struct judge_call *call)
{
	struct judge_wait *wait = wait_of(call);
	struct judge_number number;
	bool cut = judge_body_is_cut(call);	/* half a number is another */

	if (!cut && judge_number_uploaded(call, &number)) {
		if (wait->conflict)
			wait_insists(call, (struct judge_span){ 0 }, "the "
			    "name was refused, and it goes on as if "
			    "registered");
		wait->conflict = false;
		wait_number(call, &number);
	} else if (!cut) {
		wait->said = wait->said || judge_number_names(call);
		if (judge_body_at(call) < call->len)
			wait_again(call);
	}
	wait_calm(call);
	wait->cut = judge_head_cut(call);
	wait->read = call->record->facts.read;
	wait_open(call);
	wait->rested = false;
}

static void
wait_errors(const struct judge_call *call)
{
	struct judge_wait *wait = wait_of(call);
	unsigned count;

	if (judge_status(call) < 400)
		return;
	wait->error_ns = call->wall_ns;
	count = judge_rate(&wait->errors, call->wall_ns);
	if (count == 1) {
		wait->errors.told = false;
	} else if (count > RULE_LIMIT_RETRY_MAX && !wait->errors.told) {
		wait->errors.told = true;
		judge_fault(call, RULE_WAIT_RETRY_RATE,
		    (struct judge_span){ 0 }, "errors are asked again at "
		    "once, %u within a second", count);
	}
}

static void
wait_answered(const struct judge_call *call)
{
	struct judge_wait *wait = wait_of(call);

	wait_errors(call);
	if (judge_status(call) == 409)
		wait->conflict = true;
	wait->heads >>= 1;
	if (wait->open > 0)
		wait->open--;
	if (!wait->asked)
		return;
	wait->asked = false;
	if (judge_status(call) >= 400)
		return;
	wait->answered_ns = call->wall_ns;
}

/* Prometheus looks on and is no client of the exercise: neither what it asks
 * nor what it is answered is judged. */
static bool
wait_aside(const struct judge_call *call)
{
	static const char *const asks[] = { "GET /metrics ",
	    "HEAD /metrics " };
	struct judge_wait *wait = wait_of(call);
	size_t i;

	if (call->who == RULE_SERVER)
		return wait->aside > 0 && --wait->aside == 0;
	for (i = 0; i < sizeof(asks) / sizeof(asks[0]); i++)
		if (call->len >= strlen(asks[i]) &&
		    memcmp(call->bytes, asks[i], strlen(asks[i])) == 0) {
			wait->aside = wait->open + 1;
			return true;
		}
	return false;
}

static void
wait_message(const struct judge_call *call)
{
	/* "100 Continue" is no answer yet. */
	if (call->who == RULE_SERVER && judge_status(call) / 100 == 1) {
		judge_http(call);
		return;
	}
	if (wait_aside(call))
		return;
	judge_http(call);
	judge_wait_head(call);
	judge_wait_date(call);
	judge_wait_body(call);
	if (call->who == RULE_CLIENT) {
		wait_request(call);
		return;
	}
	judge_wait_answer(call);
	wait_answered(call);
}

static void
wait_event(const struct judge_call *call)
{
	struct judge_wait *wait = wait_of(call);

	switch (call->record->event) {
	case FEED_CONNECTED:
		judge_ok(call, RULE_WAIT_STEP_CONNECTED);
		break;
	case FEED_REGISTERED:
		wait->named = true;
		wait->conflict = false;
		judge_ok(call, RULE_WAIT_STEP_NAME);
		judge_ok(call, RULE_WAIT_NAME_UNIQUE);
		break;
	case FEED_RESET:
		if (wait->cut)
			break;
		judge_fault(call, RULE_WAIT_END_CLEAN, (struct judge_span){
		    0 }, "the connection was reset: your end cut something "
		    "off, or left it unread");
		break;
	case FEED_FIN:
		/* What ended within a request was told of that. */
		if (!wait->cut)
			judge_ok(call, RULE_WAIT_END_CLEAN);
		break;
	default:
		break;
	}
}

static void
wait_silence(const struct judge_call *call)
{
	struct judge_wait *wait = wait_of(call);
	struct judge_call limit = *call;

	limit.wall_ns = wait->answered_ns + RULE_LIMIT_REPEAT_MS * NS_PER_MS +
	    judge_mischief_hold_ns(call->judge, 1);
	if (wait->rested || wait->open > 0 || wait->answered_ns == 0 ||
	    call->judge->closed || call->wall_ns < limit.wall_ns)
		return;
	wait->rested = true;
	judge_fault(&limit, RULE_WAIT_STEP_REPEATS, (struct judge_span){ 0 },
	    "after the answer the next number should follow: %d s of silence",
	    RULE_LIMIT_REPEAT_MS / 1000);
}

const struct judge_lab judge_lab_wait = { wait_message, wait_event, NULL,
    wait_silence };
