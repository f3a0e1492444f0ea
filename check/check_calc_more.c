/* Checks a calculation server: what is wrong on purpose, and odd forms. */
#include "check/check_calc.h"

#include <string.h>

#include "check/words.h"

/* Is it the same text, but for what it answers? */
static bool
is_same_but(const char *a, size_t a_len, const char *a_word, struct heard b,
    const char *b_word)
{
	char a_copy[CALC_REPLY_SIZE], b_copy[CALC_REPLY_SIZE];
	size_t at;

	if (a_len > sizeof(a_copy) || b.len > sizeof(b_copy))
		return false;
	memcpy(a_copy, a, a_len);
	memcpy(b_copy, b.text, b.len);
	at = words_find(a_copy, a_len, 0, a_word);
	if (at != WORDS_NONE)
		memset(a_copy + at, ' ', strlen(a_word));
	at = words_find(b_copy, b.len, 0, b_word);
	if (at != WORDS_NONE)
		memset(b_copy + at, ' ', strlen(b_word));
	return words_same(a_copy, a_len, b_copy, b.len);
}

/* Was the name answered as this line is? */
static void
calc_name_taken(struct player *player)
{
	const struct calc_state *state = player->stage->lab;

	if (state->reply_len > 0 && is_same_but(state->reply,
	    state->reply_len, state->name, player_heard(player),
	    "hello there"))
		stage_fault(player->stage, RULE_CALC_NAME_TAKEN,
		    &(struct evidence){ .sent = state->name,
		    .got = state->reply, .got_len = state->reply_len,
		    .expected = "nothing, or a greeting" }, "the name is "
		    "answered as \"hello there\" is: it is taken for an "
		    "expression");
	else
		stage_ok(player->stage, RULE_CALC_NAME_TAKEN);
}

/* A line that has no value: any text comes, and the next line is answered. */
static void
calc_play_odd(struct stage *stage, enum rule rule, const char *line,
    const char *next, double value)
{
	struct player *player = calc_enter(stage);
	struct evidence evidence = { .player = player,
	    .limit_ms = CALC_ANSWER_MS, .expected = "an error text in 2 s" };

	/* What is wrong with the first answer is another scenario's. */
	if (player == NULL || !calc_answered(player, 0))
		return;
	if (!player_ask(player, line, CALC_ANSWER_MS)) {
		/* Whether the server ended, too, is seen a moment later. */
		if (player->ended)
			stage_pass(stage, stage_unhurried(stage, 150));
		if (player->ended || stage_exited(stage))
			evidence.limit_ms = 0;
		stage_fault(stage, rule, &evidence, stage_exited(stage) ?
		    "\"%s\" ended the server" : player->ended ?
		    "\"%s\" ended the connection" :
		    "nothing came to \"%s\" in 2 s", line);
		return;
	}
	if (rule == RULE_CALC_MALFORMED)
		calc_name_taken(player);
	if (calc_right(player, next, value) || player_heard(player).len > 0) {
		stage_ok(stage, rule);
		return;
	}
	evidence.limit_ms = player->ended || stage_exited(stage) ? 0 :
	    CALC_ANSWER_MS;
	evidence.expected = "the next expression is answered";
	stage_fault(stage, rule, &evidence, "after \"%s\" the next expression "
	    "was not answered", line);
}

/* What not every server has to know; what fails it is no must. */
void
calc_play_unusual(struct stage *stage)
{
	struct player *player = calc_enter(stage);

	if (player != NULL && calc_answered(player, 0) &&
	    calc_judge(player, "13+48", 61, true) &&
	    calc_judge(player, "-3 * 5", -15, true))
		(void)calc_judge(player, "2e3 + 1", 2001, true);
}

void
calc_play_zero(struct stage *stage)
{
	calc_play_odd(stage, RULE_CALC_ZERO, "1 / 0", "7 + 1", 8);
}

void
calc_play_malformed(struct stage *stage)
{
	calc_play_odd(stage, RULE_CALC_MALFORMED, "hello there", "9 - 3", 6);
}

/* Two at a time; who waits here waits for a silent one, too, and is told
 * once. */
void
calc_play_two(struct stage *stage)
{
	struct player *first = calc_enter(stage), *second;

	if (first == NULL)
		return;
	second = stage_enter(stage);
	if (second == NULL)
		return;
	calc_ask(second);
	if (calc_answered(second, CALC_ANSWER_MS)) {
		stage_ok(stage, RULE_CALC_SECOND);
		stage_clear(stage);
		general_idle(stage);
		return;
	}
	if (calc_answered(second, CALC_ANSWER_MS)) {
		stage_unseen(stage, RULE_CALC_SECOND,
		    "its answers take longer than 2 s");
		return;
	}
	player_close(first);
	/* Its name and its line may have been read as one. */
	if (!calc_answered(second, 700) &&
	    !calc_right(second, "12 + 42", 54))
		return;
	stage_fault(stage, RULE_CALC_SECOND, &(struct evidence){
	    .player = second, .limit_ms = CALC_PAUSE_MS,
	    .expected = "an answer in 2 s" },
	    "the second client was served only when the first had left");
	stage_unseen(stage, RULE_SERVER_IDLE, "calc.second says it");
}

void
calc_play_short(struct stage *stage)
{
	struct player *player = stage_enter(stage);

	if (player == NULL)
		return;
	player_say_name(player, "J");
	stage_pass(stage, 400);
	player_say(player, "12 + 42");
	if (calc_answered(player, CALC_ANSWER_MS)) {
		stage_ok(stage, RULE_LINES_SIZE_SHORT);
		stage_ok(stage, RULE_LINES_SIZE_FIXED);
		stage->sessions++;
	} else if (stage_exited(stage)) {
		(void)general_survives(stage, RULE_LINES_SIZE_SHORT,
		    &(struct evidence){ .player = player, .sent = "J" },
		    "a name of one letter came");
	}
}

/* A session in the LF form; NULL: lines are not read there. */
static struct player *
calc_enter_lines(struct stage *stage)
{
	struct player *player;

	/* First it is found out whether the bare form works. */
	if (!stage->formed && (calc_enter(stage) == NULL ||
	    !stage_fresh(stage)))
		return NULL;
	player = stage_enter(stage);
	if (player == NULL)
		return NULL;
	stage->name_form = stage->line_form = FORM_LF;
	calc_ask(player);
	stage->sessions++;
	return calc_answered(player, CALC_ANSWER_MS) ? player : NULL;
}

static void
calc_forms_back(struct stage *stage, enum player_form name,
    enum player_form line)
{
	stage->name_form = name;
	stage->line_form = line;
}

/* Only one of the two was answered: does a further message bring the
 * other? */
static void
calc_joined_lost(struct player *player, bool first)
{
	struct heard heard;
	struct words_number number;
	char sent[] = "6 + 5\n8 * 9\n";

	(void)player_add(player, "20 + 3\n", 7);
	(void)player_wait_for(player, "72", 1000);
	heard = player_heard(player);
	if (words_has_value(heard.text, heard.len, 72, &number))
		stage_unseen(player->stage, RULE_LINES_READ_TWO,
		    "the second was answered after a third");
	else
		stage_fault(player->stage, RULE_LINES_READ_TWO,
		    &(struct evidence){ .player = player, .sent = sent,
		    .limit_ms = 3000, .expected = "11 and 72" }, first ?
		    "only the first of two in one segment was answered" :
		    "of two expressions in one segment none was answered "
		    "right");
}

/* Both values within 3 s, in one segment of two lines. */
void
calc_play_joined(struct stage *stage)
{
	enum player_form name = stage->name_form, line = stage->line_form;
	struct player *player = calc_enter_lines(stage);
	struct heard heard;
	struct words_number number;
	bool first;

	if (player == NULL) {
		stage_unseen(stage, RULE_LINES_READ_TWO, "%s", stage->over ?
		    stage->over_why : "the LF form does not work");
		calc_forms_back(stage, name, line);
		return;
	}
	(void)player_send(player, "6 + 5\n8 * 9\n", 12);
	(void)player_wait_for(player, "72", 3000);
	heard = player_heard(player);
	first = words_has_value(heard.text, heard.len, 11, &number);
	if (words_has_value(heard.text, heard.len, 72, &number))
		stage_ok(stage, RULE_LINES_READ_TWO);
	else
		calc_joined_lost(player, first);
	calc_forms_back(stage, name, line);
}

static void
calc_split_rest(struct player *player)
{
	struct stage *stage = player->stage;
	struct heard heard = player_heard(player);
	struct words_number number;
	bool early = heard.len > 0;

	(void)player_add(player, "4\n", 2);
	(void)player_wait_for(player, "84", 3000);
	heard = player_heard(player);
	if (!early && words_has_value(heard.text, heard.len, 84, &number))
		stage_ok(stage, RULE_LINES_READ_SPLIT);
	else
		stage_fault(stage, RULE_LINES_READ_SPLIT,
		    &(struct evidence){ .player = player,
		    .sent = "21 * , and 4\\n 150 ms later",
		    .limit_ms = early ? 0 : 3000, .expected = "84" }, early ?
		    "the first piece was answered by itself" :
		    "a message in two pieces was not put together");
}

/* One that comes in two pieces is answered once, as a whole. */
void
calc_play_split(struct stage *stage)
{
	enum player_form name = stage->name_form, line = stage->line_form;
	struct player *player = calc_enter_lines(stage);

	if (player == NULL) {
		stage_unseen(stage, RULE_LINES_READ_SPLIT, "%s", stage->over ?
		    stage->over_why : "the LF form does not work");
		calc_forms_back(stage, name, line);
		return;
	}
	(void)player_send(player, "21 * ", 5);
	stage_pass(stage, 150);
	calc_split_rest(player);
	calc_forms_back(stage, name, line);
}

static void
calc_quit_bare(struct player *player)
{
	struct heard heard = player_heard(player);
	char got[FINDING_BYTES];
	size_t len = heard.len < sizeof(got) ? heard.len : sizeof(got);

	memcpy(got, heard.text, len);
	player_say(player, "q");
	if (player_wait_end(player, CALC_ANSWER_MS))
		stage_fault(player->stage, RULE_LINES_END_COMMAND,
		    &(struct evidence){ .sent = "q\n", .got = got,
		    .got_len = len, .limit_ms = CALC_ANSWER_MS,
		    .expected = "the end of the connection in 2 s" },
		    "q with its line end is not recognised, q without is");
}

/* Its end by "q\n". */
void
calc_play_line_ends(struct stage *stage)
{
	enum player_form name = stage->name_form, line = stage->line_form;
	struct player *player = calc_enter_lines(stage);

	if (player != NULL) {
		stage_ok(stage, RULE_LINES_END_KEPT);
		player_say(player, "q");
		if (player_wait_end(player, CALC_ANSWER_MS)) {
			stage_ok(stage, RULE_LINES_END_COMMAND);
		} else {
			stage->line_form = FORM_BARE;
			calc_quit_bare(player);
		}
	}
	calc_forms_back(stage, name, line);
}
