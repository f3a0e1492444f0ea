/* Checks a clock server: datagrams that ask for the date or the time. */
#include "check/check_clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/when.h"
#include "check/clock_text.h"
#include "check/words.h"

#define TIME_S		2
#define KINDS		6	/* requests, which show that it goes on */

static struct clock_text
clock_read(const struct player *player)
{
	struct heard heard = player_heard(player);
	struct clock_text clock;

	clock_text_read(&clock, heard.text, heard.len, when_wall_ns());
	return clock;
}

static void
judge_date(struct player *player)
{
	struct stage *stage = player->stage;
	struct clock_text clock = clock_read(player);
	struct evidence evidence = { .player = player };
	char today[WHEN_RFC3339_SIZE];

	when_rfc3339(today, when_wall_ns());
	today[10] = '\0';
	evidence.expected = today;
	if (clock.today && clock.form != CLOCK_TEXT_NONE) {
		evidence.soft = true;
		evidence.at = clock.at;
		evidence.len = clock.len;
		stage_fault(stage, RULE_CLOCK_KIND, &evidence,
		    "asked for the date, got the date and the time");
	}
	if (clock.today) {
		stage_ok(stage, RULE_CLOCK_DATE);
		stage_ok(stage, RULE_CLOCK_KIND);
	} else if (clock.form != CLOCK_TEXT_NONE && !clock.dated) {
		stage_fault(stage, RULE_CLOCK_KIND, &evidence,
		    "asked for the date, got the time");
	} else {
		stage_fault(stage, RULE_CLOCK_DATE, &evidence, clock.dated ?
		    "this is not today's date" : "this is no date");
	}
}

static void
judge_time_value(struct player *player, const struct clock_text *clock)
{
	struct stage *stage = player->stage;
	struct evidence evidence = { .player = player, .at = clock->at,
	    .len = clock->len };
	char ours[WHEN_CLOCK_SIZE];
	struct clock_state *state = stage->lab;
	long off = clock_text_off(clock->second, when_wall_ns());
	/* It was right when it was asked for, or is so now. */
	long since_s = (long)((when_mono_ns() - state->asked_ns) / NS_PER_S);

	when_clock(ours, when_wall_ns());
	ours[8] = '\0';
	evidence.expected = ours;
	if ((off > TIME_S || off < -TIME_S - since_s) &&
	    clock->form == CLOCK_TEXT_TIME) {
		evidence.limit_ms = TIME_S * 1000L;
		stage_fault(stage, RULE_CLOCK_TIME, &evidence,
		    "the time is %ld s %s (hours and quarters aside)",
		    labs(off), off > 0 ? "ahead" : "behind");
	} else if (clock->form == CLOCK_TEXT_OTHER) {
		evidence.soft = true;
		stage_fault(stage, RULE_CLOCK_TIME, &evidence,
		    "the time is asked for as HH:MM:SS");
	} else {
		stage_ok(stage, RULE_CLOCK_TIME);
	}
}

static void
judge_the_time(struct player *player)
{
	struct stage *stage = player->stage;
	struct clock_text clock = clock_read(player);
	struct evidence evidence = { .player = player,
	    .expected = "HH:MM:SS" };

	if (clock.form != CLOCK_TEXT_NONE) {
		if (clock.today) {
			evidence.soft = true;
			stage_fault(stage, RULE_CLOCK_KIND, &evidence,
			    "asked for the time, got the date and the time");
		}
		stage_ok(stage, RULE_CLOCK_KIND);
		judge_time_value(player, &clock);
	} else if (clock.dated) {
		stage_fault(stage, RULE_CLOCK_KIND, &evidence,
		    "asked for the time, got the date");
	} else {
		stage_fault(stage, RULE_CLOCK_TIME, &evidence,
		    "there is no time in it");
	}
}

/* Another exercise's server, or one that always says the same. */
static void
note_kind(struct player *player, const char *request)
{
	struct clock_state *state = player->stage->lab;
	struct heard heard = player_heard(player);
	struct clock_text clock = clock_read(player);

	words_trim(&heard.text, &heard.len);
	state->echoed += heard.len == strlen(request) &&
	    words_has(heard.text, heard.len, request);
	if (state->answered++ == 0) {
		state->first_len = heard.len < sizeof(state->first) ?
		    heard.len : sizeof(state->first);
		memcpy(state->first, heard.text, state->first_len);
	}
	if (!clock.dated && clock.form == CLOCK_TEXT_NONE &&
	    heard.len == state->first_len && memcmp(heard.text, state->first,
	    heard.len) == 0)
		state->same++;
}

/* Nothing came to the first request, whatever its form. */
static void
clock_silent(struct player *player)
{
	static const char filled[1024] = "SEND_TIME";
	struct stage *stage = player->stage;

	if (stage_exited(stage) || stage->over)
		return;
	(void)player_send(player, filled, sizeof(filled));
	if (player_wait(player, 1000)) {
		stage_fault(stage, RULE_LINES_SIZE_FIXED, &(struct evidence){
		    .player = player, .sent = "SEND_TIME",
		    .limit_ms = CLOCK_ANSWER_MS,
		    .expected = "an answer to a short datagram" },
		    "a datagram is answered when it is filled up to 1024 "
		    "bytes");
		return;
	}
	player_say_form(player, FORM_UTF16, "SEND_TIME");
	if (player_wait(player, 1000))
		stage_family(stage, RULE_FAMILY_UTF16,
		    &(struct evidence){ .player = player });
}

/* One request, and what is said of its answer; false: none came. */
static bool
clock_judge(struct player *player, const char *request)
{
	struct stage *stage = player->stage;
	struct clock_state *state = stage->lab;
	enum rule rule = state->answered == 0 ? RULE_CLOCK_ANSWER :
	    RULE_CLOCK_GOES_ON;

	if (clock_ask(player, request, strlen(request))) {
		note_kind(player, request);
		stage_ok(stage, RULE_CLOCK_ANSWER);
		if (strcmp(request, "SEND_DATE") == 0)
			judge_date(player);
		else
			judge_the_time(player);
		return true;
	}
	if (state->answered == 0)
		clock_silent(player);
	if (!stage->told[RULE_LINES_SIZE_FIXED] && !stage->over)
		stage_fault(stage, rule, &(struct evidence){
		    .player = player, .sent = request,
		    .limit_ms = stage_exited(stage) ? 0 : CLOCK_ANSWER_MS,
		    .expected = "an answer in 2 s" }, stage_exited(stage) ?
		    "the server ended after %u answers" :
		    "no answer to three requests, after %u answers",
		    state->answered);
	stage_give_up(stage, "it does not answer");
	return false;
}

/* Two times, and whether they are the same. */
static bool
judge_moves(struct player *player)
{
	struct stage *stage = player->stage;
	struct clock_text first, second;

	if (!clock_judge(player, "SEND_TIME"))
		return false;
	first = clock_read(player);
	stage_pass(stage, stage_unhurried(stage, 1500));
	if (!clock_judge(player, "SEND_TIME"))
		return false;
	second = clock_read(player);
	if (first.form == CLOCK_TEXT_NONE || second.form == CLOCK_TEXT_NONE)
		return true;
	if (!first.seconds || !second.seconds) {
		stage_unseen(stage, RULE_CLOCK_MOVES,
		    "the times have no seconds");
		return true;
	}
	if (first.second == second.second)
		stage_fault(stage, RULE_CLOCK_MOVES, &(struct evidence){
		    .player = player, .at = second.at, .len = second.len,
		    .expected = "another time than 1.5 s before" },
		    "the time is the same as 1.5 s before");
	else
		stage_ok(stage, RULE_CLOCK_MOVES);
	return true;
}

static void
judge_kinds(struct player *player)
{
	struct clock_state *state = player->stage->lab;
	struct evidence evidence = { .player = player };

	if (state->echoed >= RULE_LIMIT_UPPER_ANSWERS)
		stage_family(player->stage, RULE_FAMILY_UPPER, &evidence);
	else if (state->same == state->answered &&
	    state->answered >= RULE_LIMIT_CONSTANT_ANSWERS)
		stage_family(player->stage, RULE_FAMILY_CONSTANT, &evidence);
}

static void
play_kinds(struct stage *stage)
{
	struct clock_state *state = stage->lab;
	struct player *player = player_open_datagrams(stage);

	if (player == NULL || !clock_judge(player, "SEND_DATE") ||
	    !judge_moves(player))
		return;
	while (state->answered < KINDS)
		if (!clock_judge(player, state->answered % 2 == 0 ?
		    "SEND_DATE" : "SEND_TIME"))
			return;
	stage_ok(stage, RULE_CLOCK_GOES_ON);
	judge_kinds(player);
}

/* The one that waits for an answer of its kind; does it come, from the port
 * that was asked? */
static bool
asker_judge(struct player *player, bool date)
{
	struct stage *stage = player->stage;
	struct clock_text clock;
	struct evidence evidence = { .player = player,
	    .limit_ms = CLOCK_ANSWER_MS, .expected = date ? "the date" :
	    "the time" };

	if (!player_wait(player, CLOCK_ANSWER_MS) && (stage_exited(stage) ||
	    !clock_ask(player, date ? "SEND_DATE" : "SEND_TIME", 9))) {
		stage_fault(stage, RULE_CLOCK_TO_ASKER, &evidence,
		    "the second client got no answer, the first did");
		return false;
	}
	clock = clock_read(player);
	evidence.limit_ms = 0;
	if (player->segments[player->mark_segment].stranger) {
		stage_fault(stage, RULE_CLOCK_TO_ASKER, &evidence,
		    "the answer came from another port than was asked");
		return false;
	}
	if (date ? !clock.dated && clock.form != CLOCK_TEXT_NONE :
	    clock.dated && clock.form == CLOCK_TEXT_NONE) {
		stage_fault(stage, RULE_CLOCK_TO_ASKER, &evidence,
		    "the answer is the other client's");
		return false;
	}
	return true;
}

/* Two who ask at once.  A server that knows one kind only is no matter of
 * this. */
static void
play_two(struct stage *stage)
{
	struct player *first = player_open_datagrams(stage);
	struct player *second = player_open_datagrams(stage);

	if (first == NULL || second == NULL ||
	    !clock_ask(first, "SEND_TIME", 9) ||
	    clock_read(first).form == CLOCK_TEXT_NONE ||
	    !clock_ask(first, "SEND_DATE", 9) || !clock_read(first).dated)
		return;
	player_fresh(first);
	(void)player_send(first, "SEND_DATE", 9);
	(void)player_send(second, "SEND_TIME", 9);
	if (asker_judge(second, false) && asker_judge(first, true))
		stage_ok(stage, RULE_CLOCK_TO_ASKER);
}

static void
play_newline(struct stage *stage)
{
	struct player *player = player_open_datagrams(stage);

	if (player == NULL || !clock_ask(player, "SEND_TIME", 9) ||
	    clock_read(player).form == CLOCK_TEXT_NONE)
		return;
	if (clock_ask(player, "SEND_TIME\n", 10) &&
	    clock_read(player).form != CLOCK_TEXT_NONE)
		stage_ok(stage, RULE_CLOCK_NEWLINE);
	else
		stage_fault(stage, RULE_CLOCK_NEWLINE, &(struct evidence){
		    .player = player, .expected = "the time",
		    .limit_ms = player_heard(player).len == 0 ?
		    CLOCK_ANSWER_MS : 0 },
		    "a request with its line end is not recognised");
}

static const struct scenario scenarios[] = {
	{ "T1", "six requests, time passes between", play_kinds, 1, 0, 0 },
	{ "T3", "two clients", play_two, 2, 0, 0 },
	{ "T5", "a request with its line end", play_newline, 3, 0, 0 },
	{ "T6", "HELLO", clock_play_unknown, 4, 0, 0 },
	{ "T7", "an empty datagram", clock_play_empty, 5, 0, 0 },
	{ "T8", "1400 odd bytes", clock_play_random, 6, 0, 0 },
};

const struct scenario_lab scenario_clock = {
	.lab = LAB_CLOCK,
	.datagrams = true,
	.list = scenarios,
	.count = sizeof(scenarios) / sizeof(scenarios[0]),
	.size = sizeof(struct clock_state),
};
