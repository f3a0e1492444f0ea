/* calc: a name, expressions, values. */
#include "wire/judge_private.h"

#include <string.h>

#include "wire/calc.h"
#include "wire/calc_verdict.h"
#include "wire/name_line.h"
#include "wire/quit_line.h"

static struct judge_calc *
calc_of(const struct judge_call *call)
{
	return &call->judge->of.calc;
}

static bool
calc_is_q(const struct judge_call *call)
{
	return judge_text_is(call, "q");
}

static void
calc_quit(const struct judge_call *call)
{
	calc_of(call)->quit = true;
	if (!calc_is_q(call))
		judge_fault(call, RULE_CALC_QUIT, (struct judge_span){
		    .at = 0, .len = call->text_len, .soft = true },
		    "q ends the session; another word was used");
}

/* An empty line, or a label whose name is still to come, is nothing yet. */
static void
calc_first(const struct judge_call *call)
{
	struct name_line name;
	struct calc calc;

	if (calc_is_q(call) || calc_parse(call->text, call->text_len,
	    &calc) == CALC_OK) {
		judge_wrong(call, RULE_CALC_NAME_SENT);
	} else {
		name_line_parse(call->text, call->text_len, "", &name);
		if (name.name_len == 0)
			return;
		judge_ok(call, RULE_CALC_NAME_SENT);
	}
	calc_of(call)->begun = true;
}

/* More than the exercise's: "1 + 2 + 3", "(1 + 2) * 3", "2 ** 8", "10 % 3". */
static bool
calc_is_longer(const struct judge_call *call)
{
	size_t at, numbers = 0, operators = 0;
	char c, before = ' ';

	for (at = 0; at < call->text_len; before = c, at++) {
		c = call->text[at];
		if (c >= '0' && c <= '9')
			numbers += before < '0' || before > '9';
		else if (strchr("+-*/%^", c) != NULL && c != '\0')
			operators++;
		else if (strchr(" .()", c) == NULL || c == '\0')
			return false;
		if (c == ' ' && at + 1 == call->text_len)
			c = before;
	}
	return numbers >= 2 && operators >= 1 &&
	    ((before >= '0' && before <= '9') || before == ')');
}

static void
calc_form(const struct judge_call *call)
{
	struct judge_calc *state = calc_of(call);
	struct judge_span span;
	struct calc calc;
	enum calc_rule parsed = calc_parse(call->text, call->text_len, &calc);

	if (parsed == CALC_OK) {
		judge_ok(call, RULE_CALC_FORM);
		state->well_formed = calc_evaluate(call->text,
		    call->text_len, &calc) == CALC_OK;
		state->zero = !state->well_formed;
		state->value = calc.value;
		return;
	}
	state->well_formed = state->zero = false;
	span = (struct judge_span){
	    .at = calc.at < call->text_len ? calc.at : 0,
	    .len = calc.at < call->text_len, .style = calc_is_longer(call) };
	judge_fault(call, RULE_CALC_FORM, span, span.style ?
	    "a longer expression, or another operator, than the exercise's" :
	    "what is no expression is not sent");
}

/* What was sent along with a message was answered, too: there would be answers
 * that nobody waits for. */
static void
calc_waits(const struct judge_call *call)
{
	const struct judge_calc *state = calc_of(call);
	int64_t early_ns = call->judge->sides[1].last_ns -
	    judge_arrived_ns(call);

	if (state->asked_ns == 0 || call->side->stale || call->side->littered)
		return;
	if (state->asked)
		judge_fault(call, RULE_CALC_WAITS, (struct judge_span){ 0 },
		    "the next line came before the answer");
	else if (early_ns > 0)
		judge_fault(call, RULE_CALC_WAITS, (struct judge_span){ 0 },
		    "the next line came %lld ms before the answer",
		    (long long)(early_ns / NS_PER_MS));
	else
		judge_ok(call, RULE_CALC_WAITS);
}

static void
calc_said(const struct judge_call *call)
{
	struct judge_calc *state = calc_of(call);
	size_t len;
	const char *text = judge_text_trim(call, &len);

	if (!state->begun) {
		calc_first(call);
		return;
	}
	calc_waits(call);
	if (quit_line_word(text, len) != QUIT_NOT) {
		calc_quit(call);
		return;
	}
	calc_form(call);
	state->asked = true;
	state->answers = 0;
	state->asked_ns = call->wall_ns;
}

/* The number that a text begins with, a comma being a point; its length. */
static size_t
calc_number(const char *text, size_t len, double *number)
{
	char decimal[CALC_NUMBER_SIZE];
	size_t at = 0, digits = 0;

	for (; at < len && at + 1 < sizeof(decimal); at++) {
		if (text[at] >= '0' && text[at] <= '9')
			digits++;
		else if (!(at == 0 && text[at] == '-') && text[at] != '.' &&
		    text[at] != ',' && !(digits > 0 && (text[at] == 'e' ||
		    text[at] == 'E' || ((text[at] == '-' || text[at] == '+') &&
		    (text[at - 1] == 'e' || text[at - 1] == 'E')))))
			break;
		decimal[at] = text[at] == ',' ? '.' : text[at];
	}
	decimal[at] = '\0';
	if (digits == 0)
		return 0;
	*number = calc_strtod(decimal);
	return at;
}

/* Is a number there as near as the rule asks?  What is rounded to one digit
 * is not. */
static bool
calc_near(const struct judge_call *call, double value)
{
	double limit = value < 0 ? -value : value, number = 0;
	size_t at = 0, len;

	limit = 0.0051 + 1e-6 * limit;
	while (at < call->text_len) {
		len = calc_number(call->text + at, call->text_len - at,
		    &number);
		if (len > 0 && number - value <= limit &&
		    value - number <= limit)
			return true;
		at += len > 0 ? len : 1;
	}
	return false;
}

static void
calc_value(const struct judge_call *call)
{
	struct judge_calc *state = calc_of(call);
	char value[CALC_NUMBER_SIZE];

	switch (calc_near(call, state->value) ? CALC_RIGHT :
	    calc_verdict(call->text, call->text_len, state->value) ==
	    CALC_NO_NUMBER ? CALC_NO_NUMBER : CALC_WRONG) {
	case CALC_RIGHT:
		judge_ok(call, RULE_CALC_ANSWER_VALUE);
		judge_ok(call, RULE_CALC_ANSWER_FORM);
		break;
	case CALC_WRONG:
		(void)calc_format(value, state->value);
		judge_fault(call, RULE_CALC_ANSWER_VALUE,
		    (struct judge_span){ 0 }, "wrong: expected %s", value);
		break;
	case CALC_NO_NUMBER:
		judge_wrong(call, RULE_CALC_ANSWER_FORM);
		break;
	}
}

static void
calc_answered(const struct judge_call *call)
{
	struct judge_calc *state = calc_of(call);
	bool in_time;

	if (state->asked_ns == 0)
		return;		/* to the name, or before it */
	if (!state->asked) {
		if (!state->quit && ++state->answers == 2)
			judge_wrong(call, RULE_CALC_ANSWER_ONE);
		return;
	}
	state->asked = false;
	state->answers = 1;
	in_time = call->wall_ns - state->asked_ns <=
	    RULE_LIMIT_ANSWER_MS * NS_PER_MS +
	    judge_mischief_hold_ns(call->judge, 0);
	if (in_time)
		judge_ok(call, RULE_CALC_ANSWER_COMES);
	else
		judge_fault(call, RULE_CALC_ANSWER_COMES,
		    (struct judge_span){ 0 }, "the answer came after %.1f s",
		    (double)(call->wall_ns - state->asked_ns) /
		    (double)NS_PER_S);
	if (state->well_formed)
		calc_value(call);
	else if (in_time)
		judge_ok(call, state->zero ? RULE_CALC_ZERO :
		    RULE_CALC_MALFORMED);
}

static void
calc_message(const struct judge_call *call)
{
	if (call->who == RULE_CLIENT)
		calc_said(call);
	else
		calc_answered(call);
}

static void
calc_event(const struct judge_call *call)
{
	struct judge_calc *state = calc_of(call);
	const struct judge *judge = call->judge;

	if (call->record->event == FEED_CLOSE && state->asked) {
		judge_fault(call, state->zero ? RULE_CALC_ZERO :
		    state->well_formed ? RULE_CALC_ANSWER_COMES :
		    RULE_CALC_MALFORMED, (struct judge_span){ 0 },
		    "the server closed instead of an answer");
	} else if (call->record->event == FEED_CLOSE && state->quit) {
		judge_ok(call, RULE_CALC_QUIT_ENDS);
	} else if (call->record->event == FEED_FIN && state->quit &&
	    (!judge->closed || call->wall_ns - judge->closed_ns <=
	    RULE_LIMIT_END_MS * NS_PER_MS)) {
		judge_ok(call, RULE_CALC_QUIT);
	}
}

/* Silence instead of an answer. */
static void
calc_time(const struct judge_call *call)
{
	struct judge_calc *state = calc_of(call);

	if (!state->asked || call->wall_ns - state->asked_ns <=
	    RULE_LIMIT_ANSWER_MS * NS_PER_MS +
	    judge_mischief_hold_ns(call->judge, 0))
		return;
	state->asked = false;
	judge_fault(call, state->zero ? RULE_CALC_ZERO : state->well_formed ?
	    RULE_CALC_ANSWER_COMES : RULE_CALC_MALFORMED,
	    (struct judge_span){ 0 }, "no answer came within %d s",
	    RULE_LIMIT_ANSWER_MS / 1000);
}

const struct judge_lab judge_lab_calc = { calc_message, calc_event,
    calc_time, NULL };
