/* order: a message of each, and who was first. */
#include "wire/judge_private.h"

#include <string.h>

#include "base/text.h"
#include "wire/order_line.h"
#include "wire/order_result.h"

static struct judge_order *
order_of(const struct judge_call *call)
{
	return &call->judge->of.order;
}

/* "X: Alice received before Y: Bob". */
static bool
order_is_result(const struct judge_call *call)
{
	const char *at = call->text, *end = at + call->text_len;
	unsigned letters = 0;

	for (; at + 1 < end; at++)
		if ((*at == 'X' || *at == 'Y') && (at[1] == ':' ||
		    (at + 2 < end && at[1] == ' ' && at[2] == ':')))
			letters++;
	return letters >= 2 && judge_text_has(call, "before");
}

static void
order_form(const struct judge_call *call)
{
	size_t len = call->text_len, rest;
	char letter = order_line_letter(call->text, &len, &rest);

	if (letter != 0 || text_name_fault(call->text + rest,
	    len > rest ? len - rest : 0) == NULL)
		judge_ok(call, RULE_ORDER_MESSAGE_FORM);
	else
		judge_wrong(call, RULE_ORDER_MESSAGE_FORM);
}

static bool
order_plays(const struct judge_call *call, enum rule_variant variant)
{
	return (call->judge->policy.variants >> variant & 1) != 0;
}

static void
order_greeted(const struct judge_call *call)
{
	struct judge_order *order = order_of(call);

	if (!order_plays(call, RULE_GREETED))
		return;
	if (order->greeted && judge_arrived_ns(call) >= order->greeted_ns)
		judge_ok(call, RULE_ORDER_AFTER_GREETING);
	else
		judge_wrong(call, RULE_ORDER_AFTER_GREETING);
}

static void
order_flood(const struct judge_call *call)
{
	struct judge_order *order = order_of(call);
	struct judge_rate *rate =
	    &order->after_bye[call->who == RULE_SERVER];

	if (rate->count == 0 || call->wall_ns - rate->since_ns >
	    RULE_LIMIT_BYE_FLOOD_MS * NS_PER_MS) {
		rate->since_ns = call->wall_ns;
		rate->count = 0;
	}
	if (++rate->count <= RULE_LIMIT_BYE_FLOOD || rate->told)
		return;
	rate->told = true;
	judge_fault(call, RULE_ORDER_CHAT_FLOOD, (struct judge_span){ 0 },
	    "%u messages within 2 s after a Bye: they go round for ever",
	    rate->count);
}

static void
order_first(const struct judge_call *call)
{
	order_of(call)->message_ns = call->wall_ns;
	judge_ok(call, RULE_ORDER_MESSAGE_SENT);
	if (order_is_result(call)) {
		judge_wrong(call, RULE_ORDER_MESSAGE_RESULT);
		return;
	}
	order_form(call);
	order_greeted(call);
}

static void
order_said(const struct judge_call *call)
{
	struct judge_order *order = order_of(call);

	if (call->text_len == 0)
		return;
	if (order->message_ns == 0)
		order_first(call);
	else if (!order->result && !order->told &&
	    !order_plays(call, RULE_RELAY)) {
		order->told = true;
		judge_fault(call, RULE_ORDER_MESSAGE_ONCE,
		    (struct judge_span){ 0 }, "a second message before the "
		    "result");
	}
}

/* The server: a greeting before anything was said, else perhaps the
 * result. */
static void
order_answered(const struct judge_call *call)
{
	struct judge_order *order = order_of(call);
	enum order_result result;

	if (order->message_ns == 0) {
		order->greeted = true;
		if (order->greeted_ns == 0)
			order->greeted_ns = call->wall_ns;
		return;
	}
	result = order_result(call->text, call->text_len, call->judge->name,
	    NULL);
	if (order->result || result == ORDER_NONE)
		return;
	order->result = true;
	order->result_ns = call->wall_ns;
	if (!order->told)
		judge_ok(&(struct judge_call){ .judge = call->judge,
		    .sink = call->sink, .record = call->record,
		    .wall_ns = call->wall_ns, .who = RULE_CLIENT },
		    RULE_ORDER_MESSAGE_ONCE);
	if (result == ORDER_NAMELESS)
		judge_wrong(call, RULE_ORDER_RESULT_NAMES);
	else
		judge_ok(call, RULE_ORDER_RESULT_BOTH);
	if (order_is_result(call) && judge_text_has(call, "received before"))
		judge_ok(call, RULE_ORDER_RESULT_WORDING);
	else
		judge_wrong(call, RULE_ORDER_RESULT_WORDING);
}

static void
order_message(const struct judge_call *call)
{
	struct judge_order *order = order_of(call);

	/* Whoever says it: its own, or the partner's that is passed on. */
	if (order->bye)
		order_flood(call);
	if (order_line_bye(call->text, call->text_len))
		order->bye = true;
	if (call->who == RULE_CLIENT)
		order_said(call);
	else
		order_answered(call);
}

static void
order_event(const struct judge_call *call)
{
	struct judge_order *order = order_of(call);
	enum feed_event event = call->record->event;
	int64_t since_ns = call->wall_ns - order->result_ns;

	if (event != FEED_FIN && event != FEED_RESET)
		return;
	if (order->result && event == FEED_FIN) {
		judge_ok(call, RULE_ORDER_READ_RESULT);
		if (since_ns <= RULE_LIMIT_END_MS * NS_PER_MS)
			judge_ok(call, RULE_ORDER_END);
	} else if (order->result && since_ns <= RULE_LIMIT_ORDER_RESET_MS *
	    NS_PER_MS) {
		call->judge->reset_told = true;
		judge_fault(call, RULE_ORDER_READ_RESULT,
		    (struct judge_span){ 0 }, "reset %lld ms after the result "
		    "was sent: it was not read",
		    (long long)(since_ns / NS_PER_MS));
	} else if (!order->result && order->greeted &&
	    order->message_ns != 0 && order_plays(call, RULE_GREETED)) {
		judge_wrong(call, RULE_ORDER_READ_RESULT);
	}
}

static void
order_silence(const struct judge_call *call)
{
	struct judge_order *order = order_of(call);
	struct judge_call limit = *call;

	limit.wall_ns = order->greeted_ns + RULE_LIMIT_ORDER_SILENCE_MS *
	    NS_PER_MS + judge_mischief_hold_ns(call->judge, 1);
	if (!order->greeted || order->message_ns != 0 || order->told ||
	    call->judge->closed || call->wall_ns < limit.wall_ns)
		return;
	order->told = true;
	judge_fault(&limit, RULE_ORDER_MESSAGE_SENT, (struct judge_span){ 0 },
	    "you sent no message: %d s of silence since the greeting",
	    RULE_LIMIT_ORDER_SILENCE_MS / 1000);
}

const struct judge_lab judge_lab_order = { order_message, order_event, NULL,
    order_silence };
