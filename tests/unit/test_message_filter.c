/* watch/message_filter.c: the keys fault and rule. */
#include "tests/unit/unit.h"

#include "watch/message_filter.h"
#include "wire/http.h"

static bool
lets_through(const char *text, const struct feed_message *message)
{
	static struct filter filter;
	const char *fault = message_filter_parse(&filter, text);

	CU_ASSERT_PTR_NULL(fault);
	return message_filter_match(&filter, message, NULL);
}

static struct feed_message
message_with(const char *note)
{
	return (struct feed_message){ .event = FEED_MESSAGE, .name = "alice",
	    .peer = "", .note = note, .bytes = "my fault", .bytes_len = 8 };
}

static void
a_mark_stands_alone(void)
{
	struct feed_message good = message_with("ok");
	struct feed_message bad = message_with("not ok: calc.form (must), x");
	struct feed_message refused = message_with("");

	refused.fault = true;
	CU_ASSERT_FALSE(lets_through("fault", &good));
	CU_ASSERT_TRUE(lets_through("!fault", &good));
	CU_ASSERT_TRUE(lets_through("FAULT", &bad));
	CU_ASSERT_FALSE(lets_through("!fault", &bad));
	CU_ASSERT_TRUE(lets_through("fault", &refused));
	CU_ASSERT_TRUE(lets_through("fault=0", &good));
	CU_ASSERT_TRUE(lets_through("faults=0", &bad));
	/* As text it says so. */
	CU_ASSERT_TRUE(lets_through("\"fault\"", &good));
	CU_ASSERT_TRUE(lets_through("faul", &good));
}

static void
rules_are_found_by_name(void)
{
	struct feed_message bad = message_with("not ok: calc.form (must), no "
	    "chat.name.first; lines.pad.nul");
	struct feed_message good = message_with("calc.form");
	struct feed_message http = message_with("");

	CU_ASSERT_TRUE(lets_through("rule:calc.form", &bad));
	CU_ASSERT_TRUE(lets_through("rule:lines.pad", &bad));
	CU_ASSERT_FALSE(lets_through("rule:chat.name.first", &bad));
	CU_ASSERT_FALSE(lets_through("rule=calc.form", &bad));
	CU_ASSERT_FALSE(lets_through("rule:calc.form", &good));
	http.fault = true;
	http.facts.fault_rule = HTTP_RULE_BARE_LF + 1;
	CU_ASSERT_TRUE(lets_through("rule=http.bare_lf", &http));
	CU_ASSERT_FALSE(lets_through("rule:calc", &http));
}

UNIT_MAIN("message filter", TEST(a_mark_stands_alone),
    TEST(rules_are_found_by_name))
