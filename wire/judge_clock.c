/* clock: requests in time, answers that are the time. */
#include "wire/judge_private.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "wire/clock_answer.h"

#define QUARTER_S	900

enum { CLOCK_NEITHER, CLOCK_DATE, CLOCK_TIME };

static struct judge_clock *
clock_of(const struct judge_call *call)
{
	return &call->judge->of.clock;
}

static unsigned
clock_kind(const struct judge_call *call)
{
	return judge_text_is(call, "SEND_DATE") ? CLOCK_DATE :
	    judge_text_is(call, "SEND_TIME") ? CLOCK_TIME : CLOCK_NEITHER;
}

static bool
clock_exact(const struct judge_call *call)
{
	return call->text_len == 9 && (memcmp(call->text, "SEND_DATE", 9) ==
	    0 || memcmp(call->text, "SEND_TIME", 9) == 0);
}

static void
clock_request(const struct judge_call *call)
{
	struct judge_clock *clock = clock_of(call);

	if (!clock_exact(call)) {
		judge_wrong(call, RULE_CLOCK_REQUEST);
		return;
	}
	if (call->end == JUDGE_END_LF || call->end == JUDGE_END_CRLF)
		judge_fault(call, RULE_CLOCK_REQUEST, (struct judge_span){
		    .at = call->text_len, .len = call->len - call->text_len,
		    .style = true }, "a line end follows the word");
	else
		judge_ok(call, RULE_CLOCK_REQUEST);
	if (clock->quick > 0)
		return;
	if (call->text[5] == 'D')
		clock->dates++;
	else
		clock->times++;
	if (clock->dates + clock->times < RULE_LIMIT_CLOCK_KINDS)
		return;
	if (clock->dates != 0 && clock->times != 0)
		judge_ok(call, RULE_CLOCK_BOTH);
	else if (clock->dates + clock->times == RULE_LIMIT_CLOCK_KINDS)
		judge_wrong(call, RULE_CLOCK_BOTH);
}

/* From the last request or from its answer. */
static bool
clock_in_time(int64_t since_ns)
{
	return since_ns >= RULE_LIMIT_CLOCK_MIN_MS * NS_PER_MS &&
	    since_ns <= RULE_LIMIT_CLOCK_MAX_MS * NS_PER_MS;
}

static void
clock_spread(const struct judge_call *call, int64_t interval_ns)
{
	struct judge_clock *clock = clock_of(call);
	int64_t spread_ns;

	if (clock->intervals == 1 || interval_ns < clock->shortest_ns)
		clock->shortest_ns = interval_ns;
	if (interval_ns > clock->longest_ns)
		clock->longest_ns = interval_ns;
	spread_ns = clock->longest_ns - clock->shortest_ns;
	if (clock->intervals < RULE_LIMIT_CLOCK_INTERVALS ||
	    clock->spread_told)
		return;
	if (spread_ns >= RULE_LIMIT_CLOCK_SPREAD_MS * NS_PER_MS) {
		clock->spread_told = true;
		judge_ok(call, RULE_CLOCK_RANDOM);
	} else {
		clock->spread_told = true;
		judge_fault(call, RULE_CLOCK_RANDOM, (struct judge_span){
		    0 }, "always the same interval: %u of %.2f to %.2f s",
		    clock->intervals, (double)clock->shortest_ns /
		    (double)NS_PER_S, (double)clock->longest_ns /
		    (double)NS_PER_S);
	}
}

/* One late one is a machine's affair. */
static void
clock_interval(const struct judge_call *call)
{
	struct judge_clock *clock = clock_of(call);
	int64_t interval_ns = call->wall_ns - clock->request_ns;

	/* Round an answer that was lost, or late, on purpose none counts. */
	if (clock->quick > 0 || clock->request_ns == 0 ||
	    call->judge->mischief.lost_ns != 0 ||
	    judge_mischief_hold_ns(call->judge, 1) != 0)
		return;
	clock->intervals++;
	clock_spread(call, interval_ns);
	if (clock->open)
		return;		/* its answer was lost, or is late */
	if (clock_in_time(interval_ns) ||
	    clock_in_time(call->wall_ns - clock->answer_ns)) {
		judge_ok(call, RULE_CLOCK_INTERVAL);
		return;
	}
	clock->outside++;
	judge_fault(call, RULE_CLOCK_INTERVAL, (struct judge_span){
	    .style = clock->outside < RULE_LIMIT_CLOCK_OUTSIDE },
	    "%.2f s between requests: 1 to 2 are asked for",
	    (double)interval_ns / (double)NS_PER_S);
}

/* Several at once: of a flood that is the fault, else their interval is. */
static void
clock_quick(const struct judge_call *call, unsigned count)
{
	struct judge_clock *clock = clock_of(call);
	int64_t interval_ns = call->wall_ns - clock->request_ns;

	if (count == 1 && clock->quick > 0 && !clock->rate.told)
		judge_fault(call, RULE_CLOCK_INTERVAL, (struct judge_span){
		    .style = ++clock->outside < RULE_LIMIT_CLOCK_OUTSIDE },
		    "%u requests within a second, before this one: 1 to 2 s "
		    "between two are asked for", clock->quick + 1);
	if (count == 1)
		clock->quick = 0;
	if (clock->request_ns != 0 && interval_ns < RULE_LIMIT_FLOOD_MS *
	    NS_PER_MS / RULE_LIMIT_CLOCK_RATE)
		clock->quick++;
}

static void
clock_said(const struct judge_call *call)
{
	struct judge_clock *clock = clock_of(call);
	unsigned count = judge_rate(&clock->rate, call->wall_ns);

	clock_quick(call, count);
	if (count == RULE_LIMIT_CLOCK_RATE + 1 && !clock->rate.told) {
		clock->rate.told = true;
		judge_fault(call, RULE_CLOCK_ONE_A_REQUEST,
		    (struct judge_span){ 0 }, "more than %d datagrams within "
		    "a second", RULE_LIMIT_CLOCK_RATE);
	} else if (count == 1 && call->side->messages > 1) {
		judge_ok(call, RULE_CLOCK_ONE_A_REQUEST);
	}
	clock_request(call);
	if (call->side->messages >= RULE_LIMIT_CLOCK_REQUESTS)
		judge_ok(call, RULE_CLOCK_REPEATS);
	if (count <= RULE_LIMIT_CLOCK_RATE)
		clock_interval(call);
	clock->request_ns = call->wall_ns;
	clock->unanswered = clock->open ? clock->unanswered + 1 : 1;
	clock->open = true;
	clock->kind = (uint8_t)clock_kind(call);
}

/* Seconds that agree: whose zone it is nobody can know. */
static bool
clock_is_now(const struct judge_call *call, enum clock_answer found,
    long ahead_s)
{
	long rest = labs(ahead_s) % QUARTER_S;

	(void)call;
	if (found == CLOCK_HOLDS)
		return true;
	if (rest > QUARTER_S / 2)
		rest = QUARTER_S - rest;
	return found == CLOCK_DIFFERS && rest <= RULE_LIMIT_CLOCK_TIME_S;
}

static void
clock_answer(const struct judge_call *call)
{
	struct judge_clock *clock = clock_of(call);
	long ahead_s = 0;
	enum clock_answer date = clock_answer_date(call->text,
	    call->text_len, call->wall_ns);
	enum clock_answer now = clock_answer_time(call->text, call->text_len,
	    call->wall_ns, &ahead_s);
	bool asked_date = clock->kind == CLOCK_DATE;
	bool has_date = date != CLOCK_NOTHING;
	bool has_time = now != CLOCK_NOTHING;

	if (asked_date ? !has_date && has_time : !has_time && has_date) {
		judge_fault(call, RULE_CLOCK_KIND, (struct judge_span){ 0 },
		    "asked for the %s, got the %s", asked_date ? "date" :
		    "time", asked_date ? "time" : "date");
		return;
	}
	if (has_date && has_time)
		judge_fault(call, RULE_CLOCK_KIND, (struct judge_span){
		    .soft = true }, "both date and time in one answer");
	else if (has_date || has_time)
		judge_ok(call, RULE_CLOCK_KIND);
	if (asked_date && date == CLOCK_HOLDS)
		judge_ok(call, RULE_CLOCK_DATE);
	else if (asked_date)
		judge_wrong(call, RULE_CLOCK_DATE);
	else if (clock_is_now(call, now, ahead_s))
		judge_ok(call, RULE_CLOCK_TIME);
	else
		judge_wrong(call, RULE_CLOCK_TIME);
}

static void
clock_message(const struct judge_call *call)
{
	struct judge_clock *clock = clock_of(call);

	if (call->who == RULE_CLIENT) {
		clock_said(call);
		return;
	}
	if (!clock->open)
		return;
	clock->open = false;
	clock->answer_ns = call->wall_ns;
	judge_ok(call, RULE_CLOCK_ANSWER);
	if (call->side->messages > 1)
		judge_ok(call, RULE_CLOCK_GOES_ON);
	/* Which of several it answers nobody knows when they were lost or late
	 * on purpose. */
	if (call->judge->mischief.touch[0].set != 0 && clock->unanswered > 1)
		return;
	if (clock->kind == CLOCK_NEITHER)
		judge_ok(call, RULE_CLOCK_UNKNOWN);
	else
		clock_answer(call);
}

static void
clock_event(const struct judge_call *call)
{
	(void)call;
}

const struct judge_lab judge_lab_clock = { clock_message, clock_event,
    NULL, NULL };
