/* The fields' texts as a plan. */
#include "gui/model/form.h"
#include "tests/unit/unit.h"

static struct conversation_plan plan;

static struct form_fault
fill(const char *name, const char *host, const char *port, const char *min,
    const char *max, const char *count)
{
	struct form form = { .texts = { [FORM_NAME] = name,
	    [FORM_HOST] = host, [FORM_PORT] = port, [FORM_MIN] = min,
	    [FORM_MAX] = max, [FORM_COUNT] = count } };

	conversation_plan_init(&plan, LAB_WAIT);
	return form_plan(&form, &plan);
}

static void
takes_what_is_typed(void)
{
	struct form_fault fault = fill(" alice ", "localhost", "8080", "2",
	    "3", "");

	CU_ASSERT_PTR_NULL(fault.reason);
	CU_ASSERT_STRING_EQUAL(plan.name, "alice");
	CU_ASSERT_STRING_EQUAL(plan.host, "localhost");
	CU_ASSERT_EQUAL(plan.port, 8080);
	CU_ASSERT_EQUAL(plan.min_seconds, 2);
	CU_ASSERT_EQUAL(plan.max_seconds, 3);
	CU_ASSERT_EQUAL(plan.count, 0);
}

static void
missing_fields_keep_the_defaults(void)
{
	struct form_fault fault = fill("bob", "::1", "1", NULL, NULL, NULL);

	CU_ASSERT_PTR_NULL(fault.reason);
	CU_ASSERT_EQUAL(plan.min_seconds, 5);
	CU_ASSERT_EQUAL(plan.max_seconds, 15);
	CU_ASSERT_STRING_EQUAL(plan.host, "::1");
}

static void
a_port_behind_the_host_wins(void)
{
	CU_ASSERT_PTR_NULL(fill("a", "[::1]:77", "12080", NULL, NULL,
	    NULL).reason);
	CU_ASSERT_EQUAL(plan.port, 77);
	CU_ASSERT_STRING_EQUAL(plan.host, "::1");
}

static void
says_which_field_is_wrong(void)
{
	static const struct {
		const char *texts[FORM_FIELDS];
		enum form_field field;
	} cases[] = {
		{ { [FORM_NAME] = "", [FORM_HOST] = "h", [FORM_PORT] = "1" },
		    FORM_NAME },
		{ { [FORM_NAME] = "a", [FORM_HOST] = " ", [FORM_PORT] = "1" },
		    FORM_HOST },
		{ { [FORM_NAME] = "a", [FORM_HOST] = "h:99999",
		    [FORM_PORT] = "1" }, FORM_HOST },
		{ { [FORM_NAME] = "a", [FORM_HOST] = "h", [FORM_PORT] = "0" },
		    FORM_PORT },
		{ { [FORM_NAME] = "a", [FORM_HOST] = "h", [FORM_PORT] = "x" },
		    FORM_PORT },
		{ { [FORM_NAME] = "a", [FORM_HOST] = "h", [FORM_PORT] = "1",
		    [FORM_MIN] = "-1" }, FORM_MIN },
		{ { [FORM_NAME] = "a", [FORM_HOST] = "h", [FORM_PORT] = "1",
		    [FORM_MIN] = "1.5" }, FORM_MIN },
		{ { [FORM_NAME] = "a", [FORM_HOST] = "h", [FORM_PORT] = "1",
		    [FORM_MAX] = "3601" }, FORM_MAX },
		{ { [FORM_NAME] = "a", [FORM_HOST] = "h", [FORM_PORT] = "1",
		    [FORM_MIN] = "9", [FORM_MAX] = "8" }, FORM_MIN },
		{ { [FORM_NAME] = "a", [FORM_HOST] = "h", [FORM_PORT] = "1",
		    [FORM_COUNT] = "0" }, FORM_COUNT },
	};
	struct form_fault fault;
	struct form form;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		memcpy(form.texts, cases[i].texts, sizeof(form.texts));
		conversation_plan_init(&plan, LAB_WAIT);
		fault = form_plan(&form, &plan);
		CU_ASSERT_PTR_NOT_NULL(fault.reason);
		CU_ASSERT_EQUAL(fault.field, cases[i].field);
	}
}

static void
any_name_may_be_tried(void)
{
	char name[CONVERSATION_NAME_SIZE + 9];

	CU_ASSERT_PTR_NULL(fill("not a good name!", "h", "1", NULL, NULL,
	    NULL).reason);
	CU_ASSERT_STRING_EQUAL(plan.name, "not a good name!");
	memset(name, 'a', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	CU_ASSERT_EQUAL(fill(name, "h", "1", NULL, NULL, NULL).field,
	    FORM_NAME);
}

UNIT_MAIN("model_client_form", TEST(takes_what_is_typed),
    TEST(missing_fields_keep_the_defaults),
    TEST(a_port_behind_the_host_wins), TEST(says_which_field_is_wrong),
    TEST(any_name_may_be_tried))
