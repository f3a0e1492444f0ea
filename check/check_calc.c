/* Checks a calculation server: a session, its values and its end. */
#include "check/check_calc.h"

#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "check/form.h"
#include "check/words.h"

#define VALUE_MS	500	/* after something else than the value */
#define SECOND_MS	500	/* in which a second answer would come */

static const char *const first_expression = "12 + 42";
static const double first_value = 54;

static void
calc_note_reply(struct player *player)
{
	struct calc_state *state = player->stage->lab;
	struct heard heard = player_heard(player);

	if (state->name[0] != '\0')
		return;
	(void)text_copy(state->name, sizeof(state->name), player->name);
	state->reply_len = heard.len < sizeof(state->reply) ? heard.len :
	    sizeof(state->reply);
	if (state->reply_len > 0)
		memcpy(state->reply, heard.text, state->reply_len);
}

void
calc_ask(struct player *player)
{
	player_say_name(player, player->name);
	stage_pass(player->stage, stage_unhurried(player->stage,
	    CALC_PAUSE_MS));
	calc_note_reply(player);
	player_say(player, first_expression);
}

/* In all that came, or in one segment of it: two that run together hide the
 * sign of the second. */
static bool
heard_value(const struct player *player, double value,
    struct words_number *number)
{
	struct heard heard = player_heard(player);
	const struct player_segment *segment;
	unsigned at;
	size_t sign;

	if (words_has_value(heard.text, heard.len, value, number))
		return true;
	/* "54.0-15.0": no operand of ours is a value. */
	for (sign = 0; value < 0 && sign < heard.len; sign++) {
		if (heard.text[sign] != '-' || !words_has_value(heard.text +
		    sign, heard.len - sign, value, number))
			continue;
		number->at += sign;
		return true;
	}
	for (at = player->mark_segment; at < player->segment_count; at++) {
		segment = &player->segments[at];
		if (!words_has_value((char *)player->got + segment->at,
		    segment->len, value, number))
			continue;
		number->at += segment->at - player->mark;
		return true;
	}
	return false;
}

struct expected {
	const struct player *player;
	double value;
};

static bool
has_value(void *context)
{
	const struct expected *expected = context;
	const struct player *player = expected->player;
	struct heard heard = player_heard(player);
	struct words_number number;

	return player->ended || heard_value(player, expected->value,
	    &number) || (heard.len > 0 &&
	    when_mono_ns() - heard.first_ns > stage_ns(player->stage,
	    VALUE_MS));
}

static bool
value_comes(struct player *player, double value, long ms)
{
	struct expected expected = { player, value };
	struct words_number number;

	(void)stage_wait(player->stage, ms, has_value, &expected);
	return heard_value(player, value, &number);
}

/* An error text is no wrong value. */
static bool
is_error(struct heard heard)
{
	static const char *const words[] = { "error", "invalid", "wrong",
	    "unknown", "not ", "bad", "cannot", "usage", "please", "illegal",
	    "syntax" };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (words_has(heard.text, heard.len, words[i]))
			return true;
	return false;
}

/* With a value, be it a wrong one: that is another rule's.  The numbers of the
 * expression itself, sent back in a greeting, are none. */
bool
calc_answered(struct player *player, long ms)
{
	struct words_number number;
	struct heard heard;
	size_t at = 0, sent, len = strlen(first_expression);

	if (value_comes(player, first_value, ms))
		return true;
	heard = player_heard(player);
	sent = words_find(heard.text, heard.len, 0, first_expression);
	while (!is_error(heard) && words_number(heard.text, heard.len, &at,
	    &number))
		if (sent == WORDS_NONE || at <= sent || at > sent + len)
			return true;
	return false;
}

/* Numbers stand in the answer, none is right. */
static void
calc_wrong(struct player *player, struct heard heard, double value)
{
	struct words_number number = { 0 }, last = { 0 };
	char expected[64];
	size_t at = 0;
	bool any = false;

	(void)snprintf(expected, sizeof(expected), "%.10g", value);
	while (words_number(heard.text, heard.len, &at, &number)) {
		last = number;
		any = true;
	}
	if (any && !is_error(heard))
		stage_fault(player->stage, RULE_CALC_ANSWER_VALUE,
		    &(struct evidence){ .player = player, .at = last.at,
		    .len = last.len, .expected = expected },
		    "wrong: expected %s", expected);
	else
		stage_fault(player->stage, RULE_CALC_ANSWER_FORM,
		    &(struct evidence){ .player = player,
		    .limit_ms = CALC_PAUSE_MS, .expected = expected },
		    "a right expression is refused");
}

/* One message an expression, and its decimal sign. */
static void
calc_judge_right(struct player *player, double value)
{
	struct stage *stage = player->stage;
	struct words_number number;

	stage_ok(stage, RULE_CALC_ANSWER_FORM);
	if (heard_value(player, value, &number) && number.comma)
		stage_fault(stage, RULE_CALC_ANSWER_VALUE,
		    &(struct evidence){ .player = player, .at = number.at,
		    .len = number.len, .style = true,
		    .expected = "a decimal point" },
		    "the decimal sign is a comma");
	else
		stage_ok(stage, RULE_CALC_ANSWER_VALUE);
}

static bool
is_blank(const char *text, size_t len)
{
	words_trim(&text, &len);
	return len == 0;
}

/* Behind the first segment another text, more than its line end. */
static void
calc_judge_one(struct player *player)
{
	const struct player_segment *segment;
	struct stage *stage = player->stage;
	unsigned at;

	for (at = player->mark_segment + 1; at < player->segment_count;
	    at++) {
		segment = &player->segments[at];
		if (is_blank((char *)player->got + segment->at,
		    segment->len) || segment->at_ns - player->segments[
		    player->mark_segment].at_ns < 20 * NS_PER_MS)
			continue;
		stage_fault(stage, RULE_CALC_ANSWER_ONE, &(struct evidence){
		    .player = player, .at = segment->at - player->mark,
		    .len = segment->len, .expected = "one message" },
		    "a second message came %.0f ms after the answer",
		    stage_ms_between(stage, player->segments[
		    player->mark_segment].at_ns, segment->at_ns));
		return;
	}
	stage_ok(stage, RULE_CALC_ANSWER_ONE);
}

bool
calc_right(struct player *player, const char *expression, double value)
{
	player_say(player, expression);
	return value_comes(player, value, CALC_ANSWER_MS);
}

/* What came to an expression that was said. */
static bool
calc_judge_heard(struct player *player, double value, bool right)
{
	struct stage *stage = player->stage;
	struct heard heard = player_heard(player);
	char expected[64];

	(void)snprintf(expected, sizeof(expected), "%.10g", value);
	if (heard.len == 0) {
		stage_fault(stage, RULE_CALC_ANSWER_COMES,
		    &(struct evidence){ .player = player,
		    .expected = expected, .limit_ms = player->ended ? 0 :
		    CALC_ANSWER_MS }, player->ended ? "the connection was "
		    "closed" : "no answer came in 2 s");
		return false;
	}
	stage_ok(stage, RULE_CALC_ANSWER_COMES);
	if (right)
		calc_judge_right(player, value);
	else
		calc_wrong(player, heard, value);
	return true;
}

bool
calc_judge(struct player *player, const char *expression, double value,
    bool unusual)
{
	struct stage *stage = player->stage;
	bool right = calc_right(player, expression, value);
	struct heard heard = player_heard(player);
	struct words_number number;
	size_t at = 0;

	if (unusual && !right && (player->ended || is_error(heard) ||
	    !words_number(heard.text, heard.len, &at, &number))) {
		stage_fault(stage, RULE_CALC_ANSWER_FORM, &(struct evidence){
		    .player = player, .soft = true, .expected = "its value" },
		    "\"%s\" is an expression, too", expression);
		return true;
	}
	return calc_judge_heard(player, value, right);
}

static const struct form_try calc_form = {
	NULL, calc_answered, true
};

static struct player *
calc_begin(struct stage *stage)
{
	struct player *player = stage_enter(stage);

	if (player != NULL)
		calc_ask(player);
	return player;
}

struct player *
calc_enter(struct stage *stage)
{
	struct form_try trial = calc_form;
	struct player *player;

	trial.begin = calc_begin;
	player = form_find(stage, &trial, RULE_CALC_ANSWER_COMES, "54");
	if (player != NULL)
		stage->sessions++;
	return player;
}

static void
calc_quit(struct player *player)
{
	struct stage *stage = player->stage;

	player_say(player, "q");
	if (player_wait_end(player, CALC_ANSWER_MS))
		stage_ok(stage, RULE_CALC_QUIT_ENDS);
	else
		stage_fault(stage, RULE_CALC_QUIT_ENDS, &(struct evidence){
		    .player = player, .limit_ms = CALC_ANSWER_MS,
		    .expected = "the end of the connection in 2 s" },
		    "the connection is open 2 s after q");
}

/* One and the same text to whatever is asked, and no number in it. */
static bool
calc_constant(struct player *player)
{
	static const char *const asked[] = { "4.5 / 6", "2 - 9", "7 * 8" };
	static const double values[] = { 0.75, -7, 56 };
	struct stage *stage = player->stage;
	struct heard heard = player_heard(player);
	char first[CALC_REPLY_SIZE];
	size_t len = heard.len, i, at = 0;
	struct words_number number;

	if (len == 0 || len > sizeof(first) || words_number(heard.text, len,
	    &at, &number))
		return false;
	memcpy(first, heard.text, len);
	for (i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		stage_pass(stage, 700);
		/* Behind "calculating..." there may be a value. */
		if (calc_right(player, asked[i], values[i]))
			return false;
		heard = player_heard(player);
		if (heard.len != len || memcmp(heard.text, first, len) != 0)
			return false;
	}
	stage_family(stage, RULE_FAMILY_CONSTANT, &(struct evidence){
	    .player = player, .limit_ms = VALUE_MS });
	return true;
}

static void
calc_play_session(struct stage *stage)
{
	struct player *player = calc_enter(stage);
	struct words_number number;

	if (player == NULL)
		return;
	if (!calc_answered(player, 0) && calc_constant(player))
		return;
	if (!calc_judge_heard(player, first_value, heard_value(player,
	    first_value, &number)))
		return;
	stage_pass(stage, SECOND_MS);
	calc_judge_one(player);
	if (!calc_judge(player, "4.5 / 6", 0.75, false) ||
	    !calc_judge(player, "2 - 9", -7, false) ||
	    !calc_judge(player, "3.24 * 45", 145.8, false) ||
	    !calc_judge(player, "7 * 8", 56, false))
		return;
	stage_pass(stage, SECOND_MS);
	calc_judge_one(player);
	calc_quit(player);
	player_close(player);
	if (stage_exited(stage))
		return;
	/* Refusing is allowed. */
	if (general_served(stage))
		stage_ok(stage, RULE_CALC_NEXT);
}

static const struct scenario scenarios[] = {
	{ "K1", "a session: expressions, then q", calc_play_session, 1, 0,
	    0 },
	{ "K3", "1 / 0", calc_play_zero, 2, 0, 0 },
	{ "K4", "a line that is no expression", calc_play_malformed, 3, 0,
	    0 },
	{ "K5", "a second client", calc_play_two, 4, 0, 0 },
	{ "K2", "13+48, -3 * 5, 2e3 + 1", calc_play_unusual, 5, 0, 0 },
	{ "K6", "two expressions in one segment", calc_play_joined, 6, 0,
	    0 },
	{ "K11", "one expression in two segments", calc_play_split, 6, 0, 0 },
	{ "K9", "a session with line ends", calc_play_line_ends, 6, 0, 0 },
	{ "K12", "a name of one letter", calc_play_short, 7, 0, 0 },
	{ "K7", "a client that vanishes", general_vanish_reset, 8, 0, 0 },
	{ "K13", "a client that ends", general_vanish_close, 9, 0, 0 },
	{ "K10", "odd bytes", general_garbage, 10, 0, 0 },
	{ "K14", "eight clients come and go", general_slot, 11, 0, 0 },
	{ "K15", "ended children", general_zombie, 11, NEEDS_RUN, 0 },
};

const struct scenario_lab scenario_calc = {
	.lab = LAB_CALC,
	.one_shot = true,
	.list = scenarios,
	.count = sizeof(scenarios) / sizeof(scenarios[0]),
	.enter = calc_enter,
	.ask = calc_ask,
	.answered = calc_answered,
	.size = sizeof(struct calc_state),
};
