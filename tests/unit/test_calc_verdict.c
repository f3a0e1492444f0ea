/* Is a server's answer the number that came out here? */
#include "tests/unit/unit.h"

#include "wire/calc_verdict.h"

static enum calc_verdict
judged(const char *text, double value)
{
	return calc_verdict(text, strlen(text), value);
}

static void
any_form_of_the_number_is_right(void)
{
	static const struct {
		const char *text;
		double value;
	} right[] = {
		{ "54", 54 }, { "54.0", 54 }, { "54.000000", 54 },
		{ "+54", 54 }, { "0054", 54 }, { "Result: 54", 54 },
		{ "12 + 42 = 54", 54 }, { "12+42=54.00 (alice)", 54 },
		{ "The answer is 54.", 54 }, { "-2", -2 },
		{ "3 - 5 = -2", -2 },
		{ "1.3333333333333333", 4.0 / 3 }, { "1.33", 4.0 / 3 },
		{ "1.3333334", 4.0 / 3 }, { "1,33", 4.0 / 3 },
		{ "0.67", 2.0 / 3 }, { "0.66", 2.0 / 3 }, { ".5", 0.5 },
		{ "-1.3", -4.0 / 3 },
		{ "0.0", 0.04 },
		{ "1,234", 1234 }, { "1,234,567.5", 1234567.5 },
		{ "1e+20", 1e20 }, { "1.5E3", 1500 }, { "1.00e-7", 1e-7 },
		{ "100000000000000000000", 1e20 }, { "0.1", 0.1 + 1e-9 },
		{ "0.30000000000000004", 0.3 }, { "16777216", 16777217 },
		{ "0", 0 }, { "-0", 0 }, { "0.00", 0 },
	};
	size_t i;

	for (i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
		CU_ASSERT_EQUAL(judged(right[i].text, right[i].value),
		    CALC_RIGHT);
		if (judged(right[i].text, right[i].value) != CALC_RIGHT)
			printf("\n    %s for %f\n", right[i].text,
			    right[i].value);
	}
}

static void
another_number_is_wrong(void)
{
	CU_ASSERT_EQUAL(judged("55", 54), CALC_WRONG);
	CU_ASSERT_EQUAL(judged("1 * 1 = 2", 1), CALC_WRONG);
	CU_ASSERT_EQUAL(judged("1", 4.0 / 3), CALC_WRONG);
	CU_ASSERT_EQUAL(judged("1.4", 4.0 / 3), CALC_WRONG);
	CU_ASSERT_EQUAL(judged("1.5", 4.0 / 3), CALC_WRONG);
	CU_ASSERT_EQUAL(judged("54.5", 54), CALC_WRONG);
	CU_ASSERT_EQUAL(judged("-54", 54), CALC_WRONG);
	CU_ASSERT_EQUAL(judged("5400", 54), CALC_WRONG);
	CU_ASSERT_EQUAL(judged("1e21", 1e20), CALC_WRONG);
	CU_ASSERT_EQUAL(judged("0", 1), CALC_WRONG);
	CU_ASSERT_EQUAL(judged("Error 42", 54), CALC_WRONG);
}

static void
words_are_no_number(void)
{
	CU_ASSERT_EQUAL(judged("Result:", 54), CALC_NO_NUMBER);
	CU_ASSERT_EQUAL(judged("", 54), CALC_NO_NUMBER);
	CU_ASSERT_EQUAL(judged("nan", 54), CALC_NO_NUMBER);
	CU_ASSERT_EQUAL(judged("-", 54), CALC_NO_NUMBER);
	CU_ASSERT_EQUAL(judged("12 + 42 = ?", 54), CALC_NO_NUMBER);
}

static void
any_text_is_read_within_its_bounds(void)
{
	static const char bits[] = "1.e+-,9=E0";
	char text[900];
	size_t len;
	int i;

	for (i = 0; i < 900; i++)
		text[i] = bits[(i * i + i / 7) % 10];
	for (len = 0; len <= sizeof(text); len++) {
		char *page = unit_guard_copy(text, len);

		(void)calc_verdict(page, len, 54);
		unit_guard_free(page, len);
	}
	memset(text, '9', sizeof(text));
	(void)calc_verdict(text, sizeof(text), 54);
}

UNIT_MAIN("calc verdict",
    TEST(any_form_of_the_number_is_right),
    TEST(another_number_is_wrong),
    TEST(words_are_no_number),
    TEST(any_text_is_read_within_its_bounds))
