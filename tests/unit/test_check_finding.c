/* What groups of scenarios have found, put together. */
#include "tests/unit/unit.h"

#include "check/finding.h"

static struct findings all, one;

static void
begin(void)
{
	findings_begin(&all, LAB_CALC);
	findings_begin(&one, LAB_CALC);
}

static void
put(struct findings *findings, enum rule rule, enum rule_result result)
{
	findings->list[rule].result = result;
	findings->list[rule].severity = rule_severity(rule, LAB_CALC);
	findings->list[rule].plays = 1;
	findings->list[rule].faults = result == RULE_NOT_OK;
}

static void
a_fault_stands_before_all_else(void)
{
	begin();
	put(&all, RULE_CALC_ANSWER_VALUE, RULE_OK);
	put(&one, RULE_CALC_ANSWER_VALUE, RULE_NOT_OK);
	findings_add(&all, &one);
	CU_ASSERT_EQUAL(all.list[RULE_CALC_ANSWER_VALUE].result,
	    RULE_NOT_OK);
	CU_ASSERT_EQUAL(all.list[RULE_CALC_ANSWER_VALUE].plays, 2);
	CU_ASSERT_EQUAL(all.list[RULE_CALC_ANSWER_VALUE].faults, 1);
	CU_ASSERT_EQUAL(findings_count(&all).musts, 1);
	/* And stays. */
	put(&one, RULE_CALC_ANSWER_VALUE, RULE_OK);
	findings_add(&all, &one);
	CU_ASSERT_EQUAL(all.list[RULE_CALC_ANSWER_VALUE].result,
	    RULE_NOT_OK);
	CU_ASSERT_EQUAL(all.list[RULE_CALC_ANSWER_VALUE].plays, 3);
}

static void
a_death_with_a_cause_is_not_counted_nor_ok(void)
{
	begin();
	put(&all, RULE_SERVER_ALIVE, RULE_OK);
	one.list[RULE_SERVER_ALIVE].caused = true;
	strcpy(one.list[RULE_SERVER_ALIVE].said, "it ended; calc.zero");
	findings_add(&all, &one);
	CU_ASSERT_EQUAL(all.list[RULE_SERVER_ALIVE].result, RULE_NOT_SEEN);
	CU_ASSERT_STRING_EQUAL(all.list[RULE_SERVER_ALIVE].said,
	    "it ended; calc.zero");
	CU_ASSERT_EQUAL(findings_count(&all).musts, 0);
}

static void
what_a_busy_machine_saw_is_undecided_till_it_is_ok(void)
{
	begin();
	all.list[RULE_CALC_ANSWER_VALUE].undecided = true;
	CU_ASSERT_EQUAL(findings_count(&all).undecided, 1);
	CU_ASSERT_EQUAL(findings_count(&all).musts, 0);
	put(&one, RULE_CALC_ANSWER_VALUE, RULE_OK);
	findings_add(&all, &one);
	CU_ASSERT_EQUAL(findings_count(&all).undecided, 0);
	CU_ASSERT_EQUAL(findings_count(&all).ok, 1);
}

static void
a_family_leaves_nothing_else(void)
{
	begin();
	put(&one, RULE_CALC_ANSWER_FORM, RULE_NOT_OK);
	put(&one, RULE_SERVER_LISTEN, RULE_OK);
	put(&one, RULE_FAMILY_HTTP_ON_LINE, RULE_NOT_OK);
	one.family = RULE_FAMILY_HTTP_ON_LINE;
	findings_add(&all, &one);
	findings_settle(&all);
	CU_ASSERT_EQUAL(all.list[RULE_CALC_ANSWER_FORM].result,
	    RULE_NOT_SEEN);
	CU_ASSERT_EQUAL(all.list[RULE_SERVER_LISTEN].result, RULE_OK);
	CU_ASSERT_TRUE(findings_shown(&all, RULE_FAMILY_HTTP_ON_LINE));
	CU_ASSERT_FALSE(findings_shown(&all, RULE_FAMILY_TLS));
	CU_ASSERT_EQUAL(findings_count(&all).not_ok, 1);
}

static void
one_cause_is_one_fault(void)
{
	begin();
	put(&all, RULE_CALC_SECOND, RULE_NOT_OK);
	put(&all, RULE_SERVER_IDLE, RULE_NOT_OK);
	findings_settle(&all);
	CU_ASSERT_EQUAL(all.list[RULE_SERVER_IDLE].result, RULE_NOT_SEEN);
	CU_ASSERT_STRING_EQUAL(all.list[RULE_SERVER_IDLE].said,
	    "calc.second says it");
	begin();
	put(&all, RULE_CALC_SECOND, RULE_OK);
	put(&all, RULE_SERVER_IDLE, RULE_NOT_OK);
	findings_settle(&all);
	CU_ASSERT_EQUAL(all.list[RULE_SERVER_IDLE].result, RULE_NOT_OK);
}

static void
only_rules_of_servers_in_the_lab_are_shown(void)
{
	begin();
	CU_ASSERT_TRUE(findings_shown(&all, RULE_CALC_ZERO));
	CU_ASSERT_FALSE(findings_shown(&all, RULE_CALC_QUIT));
	CU_ASSERT_FALSE(findings_shown(&all, RULE_CLOCK_DATE));
	CU_ASSERT_FALSE(findings_shown(&all, RULE_NONE));
	CU_ASSERT_FALSE(findings_shown(&all, RULE_MISCHIEF_SPLIT));
}

UNIT_MAIN("check_finding", TEST(a_fault_stands_before_all_else),
    TEST(a_death_with_a_cause_is_not_counted_nor_ok),
    TEST(what_a_busy_machine_saw_is_undecided_till_it_is_ok),
    TEST(a_family_leaves_nothing_else), TEST(one_cause_is_one_fault),
    TEST(only_rules_of_servers_in_the_lab_are_shown))
