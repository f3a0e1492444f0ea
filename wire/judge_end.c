/* Does a client leave when its server has? */
#include "wire/judge_private.h"

/* So late a look at what was within 10 s may come. */
#define LOOK_MS 3000

/* Who said quit and stays has broken that lab's own rule. */
static enum rule
end_rule(const struct judge *judge)
{
	if (judge->lab == LAB_CALC && judge->of.calc.quit)
		return RULE_CALC_QUIT;
	if (judge->lab == LAB_CHAT && judge->of.chat.quit)
		return RULE_CHAT_QUIT;
	return RULE_LINES_AFTER_END;
}

bool
judge_was_cut(const struct judge *judge)
{
	return judge->lab == LAB_WAIT && judge->mischief.ended &&
	    judge->mischief.ended_by == 1;
}

void
judge_came_again(struct judge *judge, struct judge_rate *returns,
    int64_t gone_ns, int64_t wall_ns, const struct judge_sink *sink)
{
	struct judge_call call = { .judge = judge, .sink = sink,
	    .wall_ns = wall_ns, .bytes = "", .who = RULE_CLIENT };
	unsigned count = judge_rate(returns, wall_ns);

	if (count == 1)
		returns->told = false;
	if (wall_ns - gone_ns >= RULE_LIMIT_RETRY_PAUSE_MS * NS_PER_MS) {
		judge_ok(&call, RULE_WAIT_END_GONE);
	} else if (count > RULE_LIMIT_RETRY_MAX && !returns->told) {
		returns->told = true;
		judge_fault(&call, RULE_WAIT_END_GONE, (struct judge_span){
		    0 }, "the server had gone, and %u connections came "
		    "within a second", count);
	}
}

/* It closed without a reset, which the kernel would not remember. */
static void
end_in_time(const struct judge_call *call, enum rule rule)
{
	const struct judge *judge = call->judge;

	judge_ok(call, rule);
	if (judge->lab == LAB_CHAT && judge->of.chat.refused)
		judge_ok(call, RULE_CHAT_NAME_CONFLICT);
	if (judge->lab != LAB_ORDER || !judge->of.order.result)
		return;
	judge_ok(call, RULE_ORDER_READ_RESULT);
	judge_ok(call, RULE_ORDER_END);
}

void
judge_after_end(struct judge *judge, int64_t wall_ns, enum judge_sight sight,
    const struct judge_sink *sink)
{
	struct judge_call call = { .judge = judge, .sink = sink,
	    .wall_ns = wall_ns, .bytes = "", .who = RULE_CLIENT };
	int64_t since_ms = (wall_ns - judge->closed_ns) / NS_PER_MS;
	enum rule rule = end_rule(judge);

	/* After half a message there is a rule of its own for that. */
	if (judge->family != RULE_NONE || judge->fin || !judge->closed ||
	    judge->mischief.ended)
		return;
	/* When it closed is not known, only that it has. */
	if (sight == JUDGE_CLOSED && since_ms < RULE_LIMIT_END_MS + LOOK_MS)
		end_in_time(&call, rule);
	else if (sight == JUDGE_OPEN && since_ms >= RULE_LIMIT_END_OPEN_MS)
		judge_fault(&call, rule, (struct judge_span){ 0 },
		    "the server has ended, and %lld s later the connection "
		    "was still open", (long long)since_ms / 1000);
}
