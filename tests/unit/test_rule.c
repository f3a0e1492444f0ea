/* wire/rule.c: the list of rules holds together. */
#include "tests/unit/unit.h"

#include "wire/rule.h"

static void
names_are_found_and_one_rules_own(void)
{
	char name[RULE_NAME_SIZE];
	unsigned rule, lab;

	for (rule = RULE_NONE + 1; rule < RULE_COUNT; rule++)
		for (lab = 0; lab < LAB_COUNT; lab++) {
			if (!rule_in_lab(rule, lab))
				continue;
			(void)rule_name(rule, lab, name);
			CU_ASSERT_EQUAL(rule_find(name, strlen(name)), rule);
			if (rule_find(name, strlen(name)) != rule)
				printf("\n    %s", name);
		}
}

static void
every_rule_says_what_and_where(void)
{
	struct rule_info info;
	char name[RULE_NAME_SIZE];
	unsigned rule, rules = 0;

	for (rule = RULE_NONE + 1; rule < RULE_COUNT; rule++) {
		info = rule_info(rule);
		CU_ASSERT_TRUE(info.told[0] != '\0');
		CU_ASSERT_TRUE(rule >= RULE_HTTP || info.instead != NULL);
		CU_ASSERT_NOT_EQUAL(info.labs, 0);
		CU_ASSERT_TRUE(strlen(rule_name(rule, LAB_CLOCK, name)) > 4);
		rules++;
	}
	CU_ASSERT_EQUAL(rules, RULE_COUNT - 1);
}

static void
severities_are_those_of_the_exercises(void)
{
	CU_ASSERT_EQUAL(rule_severity(RULE_WAIT_HEAD_HOST, LAB_WAIT),
	    RULE_MUST);
	CU_ASSERT_EQUAL(rule_severity(RULE_LINES_PAD_NUL, LAB_CALC),
	    RULE_SHOULD);
	CU_ASSERT_EQUAL(rule_severity(RULE_ORDER_END, LAB_ORDER), RULE_STYLE);
	CU_ASSERT_EQUAL(rule_severity(RULE_SERVER_IDLE, LAB_CHAT), RULE_MUST);
	CU_ASSERT_EQUAL(rule_severity(RULE_SERVER_IDLE, LAB_CALC),
	    RULE_SHOULD);
	CU_ASSERT_EQUAL(rule_severity(rule_of_http(HTTP_RULE_BARE_LF),
	    LAB_WAIT), RULE_SHOULD);
	CU_ASSERT_EQUAL(rule_severity(rule_of_http(HTTP_RULE_BODY_CUT),
	    LAB_WAIT), RULE_MUST);
	CU_ASSERT_EQUAL(rule_severity(RULE_FAMILY_TLS, LAB_CHAT), RULE_MUST);
}

static void
numbers_and_names_outside_are_none(void)
{
	char name[RULE_NAME_SIZE];

	CU_ASSERT_EQUAL(rule_find("wait.head", 9), RULE_NONE);
	CU_ASSERT_EQUAL(rule_find("", 0), RULE_NONE);
	CU_ASSERT_EQUAL(rule_find("family.", 7), RULE_NONE);
	CU_ASSERT_EQUAL(rule_find("clock.family.tls", 16), RULE_NONE);
	CU_ASSERT_EQUAL(rule_find("calc.family.tls", 15), RULE_FAMILY_TLS);
	CU_ASSERT_EQUAL(rule_find("FAMILY.TLS", 10), RULE_FAMILY_TLS);
	CU_ASSERT_EQUAL(rule_find("http.bare_lf", 12),
	    rule_of_http(HTTP_RULE_BARE_LF));
	CU_ASSERT_FALSE(rule_in_lab(RULE_COUNT, LAB_WAIT));
	CU_ASSERT_FALSE(rule_in_lab(RULE_WAIT_HEAD_HOST, LAB_COUNT));
	CU_ASSERT_STRING_EQUAL(rule_name(RULE_COUNT + 5, 0, name), "none");
	CU_ASSERT_EQUAL(rule_of_http(HTTP_RULE_COUNT), RULE_NONE);
	CU_ASSERT_EQUAL(rule_of_http(HTTP_RULE_NONE), RULE_NONE);
}

static void
limits_belong_to_rules(void)
{
	struct rule_limit limit;
	unsigned at;

	for (at = 0; rule_limit(at, &limit); at++) {
		CU_ASSERT_NOT_EQUAL(rule_find(limit.rule, strlen(limit.rule)),
		    RULE_NONE);
		CU_ASSERT_TRUE(limit.value > 0);
	}
	CU_ASSERT_TRUE(at > 30);
}

UNIT_MAIN("rule", TEST(names_are_found_and_one_rules_own),
    TEST(every_rule_says_what_and_where),
    TEST(severities_are_those_of_the_exercises),
    TEST(numbers_and_names_outside_are_none),
    TEST(limits_belong_to_rules))
