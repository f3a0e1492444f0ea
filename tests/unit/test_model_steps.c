/* A lab's steps, ticked as they happen. */
#include "gui/model/steps.h"

#include "tests/unit/unit.h"

static struct steps steps;

static void
happen_with(enum conversation_event_kind kind, const char *text)
{
	const struct conversation_event event = { .kind = kind, .text = text,
	    .bytes = text, .bytes_len = strlen(text) };

	steps_event(&steps, &event);
}

static void
happen(enum conversation_event_kind kind)
{
	happen_with(kind, "");
}

static void
begin(unsigned lab)
{
	steps_init(&steps, lab);
	steps_begin(&steps);
}

/* A letter a step: - to do, n next, d done, w wrong. */
static const char *
looks(void)
{
	static char out[STEPS_MAX + 1];
	unsigned at;

	for (at = 0; at < steps_count(&steps); at++)
		out[at] = "-ndw"[steps_state(&steps, at)];
	out[at] = '\0';
	return out;
}

static void
wait_goes_round(void)
{
	steps_init(&steps, LAB_WAIT);
	CU_ASSERT_STRING_EQUAL(looks(), "-----");
	steps_begin(&steps);
	CU_ASSERT_STRING_EQUAL(looks(), "n----");
	happen(CONVERSATION_ON_CONNECTED);
	happen(CONVERSATION_ON_SENT);
	CU_ASSERT_STRING_EQUAL(looks(), "dn---");
	happen(CONVERSATION_ON_REGISTERED);
	happen(CONVERSATION_ON_PAUSE);
	CU_ASSERT_STRING_EQUAL(looks(), "dddn-");
	happen(CONVERSATION_ON_ANSWER);
	CU_ASSERT_STRING_EQUAL(looks(), "ddddn");
	happen(CONVERSATION_ON_PAUSE);
	CU_ASSERT_STRING_EQUAL(looks(), "dddn-");
	happen(CONVERSATION_ON_ANSWER);
	happen(CONVERSATION_ON_FINISHED);
	CU_ASSERT_STRING_EQUAL(looks(), "ddddd");
	steps_begin(&steps);
	CU_ASSERT_STRING_EQUAL(looks(), "n----");
}

static void
lines_tick_in_order(void)
{
	begin(LAB_CALC);
	happen(CONVERSATION_ON_CONNECTED);
	happen(CONVERSATION_ON_ANSWER);
	CU_ASSERT_STRING_EQUAL(looks(), "dn---");
	happen(CONVERSATION_ON_SENT);
	happen(CONVERSATION_ON_ANSWER);
	CU_ASSERT_STRING_EQUAL(looks(), "ddn--");
	happen(CONVERSATION_ON_SENT);
	happen(CONVERSATION_ON_ANSWER);
	CU_ASSERT_STRING_EQUAL(looks(), "ddddn");
	happen(CONVERSATION_ON_SENT);
	CU_ASSERT_STRING_EQUAL(looks(), "dddn-");
}

static void
the_room_speaks_when_it_likes(void)
{
	begin(LAB_CHAT);
	happen(CONVERSATION_ON_CONNECTED);
	happen_with(CONVERSATION_ON_SENT, "alice\n");
	happen_with(CONVERSATION_ON_SENT, "/list\n");
	happen(CONVERSATION_ON_ANSWER);
	CU_ASSERT_STRING_EQUAL(looks(), "ddnd-");
	happen_with(CONVERSATION_ON_SENT, "hello\n");
	CU_ASSERT_STRING_EQUAL(looks(), "ddddn");
	happen_with(CONVERSATION_ON_SENT, "again\n");
	happen(CONVERSATION_ON_FINISHED);
	CU_ASSERT_STRING_EQUAL(looks(), "ddd-d");
}

static void
what_fails_is_the_next_step(void)
{
	begin(LAB_WAIT);
	happen_with(CONVERSATION_ON_FAILED, "connection refused");
	CU_ASSERT_STRING_EQUAL(looks(), "w----");
	CU_ASSERT_STRING_EQUAL(steps.why, "connection refused");
	begin(LAB_WAIT);
	CU_ASSERT_STRING_EQUAL(steps.why, "");
	happen(CONVERSATION_ON_CONNECTED);
	happen_with(CONVERSATION_ON_FAILED, "the name is taken");
	CU_ASSERT_STRING_EQUAL(looks(), "dw---");
	begin(LAB_WAIT);
	happen(CONVERSATION_ON_FINISHED);
	CU_ASSERT_STRING_EQUAL(looks(), "-----");
}

static void
a_verdict_says_the_rule(void)
{
	struct judge_verdict verdict = { .rule = rule_find("http.bare_lf",
	    12), .result = RULE_OK, .severity = RULE_MUST, .lab = LAB_WAIT };
	char name[RULE_NAME_SIZE];

	snprintf(verdict.said, sizeof(verdict.said), "a line ends so");
	begin(LAB_WAIT);
	happen(CONVERSATION_ON_CONNECTED);
	steps_verdict(&steps, &verdict);
	CU_ASSERT_STRING_EQUAL(looks(), "dn---");
	verdict.result = RULE_NOT_OK;
	steps_verdict(&steps, &verdict);
	CU_ASSERT_STRING_EQUAL(looks(), "dw---");
	CU_ASSERT_PTR_NOT_NULL(strstr(steps.why, "a line ends so"));
	CU_ASSERT_PTR_NOT_NULL(strstr(steps.why, rule_name(verdict.rule,
	    LAB_WAIT, name)));
	CU_ASSERT_PTR_NOT_NULL(strstr(steps.why, "(must)"));
	/* It stays, and the others go on. */
	happen(CONVERSATION_ON_REGISTERED);
	happen(CONVERSATION_ON_PAUSE);
	happen(CONVERSATION_ON_ANSWER);
	steps_verdict(&steps, &verdict);
	CU_ASSERT_STRING_EQUAL(looks(), "dwdwn");
	happen_with(CONVERSATION_ON_FAILED, "the server is gone");
	CU_ASSERT_STRING_EQUAL(looks(), "dwdww");
	CU_ASSERT_PTR_NOT_NULL(strstr(steps.why, "a line ends so"));
}

static void
every_lab_has_steps(void)
{
	unsigned lab;

	for (lab = 0; lab < LAB_COUNT; lab++) {
		begin(lab);
		CU_ASSERT_TRUE(steps_count(&steps) >= 3);
		CU_ASSERT_STRING_EQUAL(steps_kind_word(&steps,
		    steps_count(&steps) - 1), "part");
		CU_ASSERT_STRING_NOT_EQUAL(steps_words(&steps, 0), "");
	}
	begin(LAB_COUNT);
	CU_ASSERT_EQUAL(steps_count(&steps), 0);
	happen(CONVERSATION_ON_FAILED);
	CU_ASSERT_STRING_EQUAL(looks(), "");
}

UNIT_MAIN("model_steps", TEST(wait_goes_round), TEST(lines_tick_in_order),
    TEST(the_room_speaks_when_it_likes), TEST(what_fails_is_the_next_step),
    TEST(a_verdict_says_the_rule), TEST(every_lab_has_steps))
