/* wire/calc.c and calc_format.c. */
#include "tests/unit/unit.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "wire/calc.h"

static struct calc calc;

/* What a client is answered; the input lies against a guard page. */
static const char *
answer(const char *text)
{
	static char out[CALC_TEXT_SIZE];
	size_t len = strlen(text);
	char *copy = unit_guard_copy(text, len);

	if (calc_evaluate(copy, len, &calc) == CALC_OK)
		(void)calc_format(out, calc.value);
	else
		(void)calc_explain(out, &calc, copy, len);
	unit_guard_free(copy, len);
	return out;
}

static void
is(const char *text, const char *wanted)
{
	const char *got = answer(text);

	if (strcmp(got, wanted) != 0)
		printf("\n      %s: got \"%s\", not \"%s\"", text, got,
		    wanted);
	CU_ASSERT_STRING_EQUAL(got, wanted);
}

static void
breaks(const char *text, enum calc_rule rule, size_t at)
{
	(void)answer(text);
	if (calc.rule != rule || calc.at != at)
		printf("\n      %s: rule %d at %zu", text, (int)calc.rule,
		    calc.at);
	CU_ASSERT_EQUAL(calc.rule, rule);
	CU_ASSERT_EQUAL(calc.at, at);
}

static void
calculates(void)
{
	is("12 + 42", "54");
	is("  12  +  42", "54");
	is(" - 12 + 42", "30");
	is("4.5 / 6", "0.75");
	is("0.1+0.2", "0.30000000000000004");
	is("1/3", "0.3333333333333333");
	is("2*3", "6");
	is("10 - 2.5", "7.5");
	is("9007199254740993+0", "9007199254740992");
}

static void
takes_any_spacing(void)
{
	is("4-3", "1");
	is("4--3", "7");
	is("4 - -3", "7");
	is("4+-3", "1");
	is("-4-3", "-7");
	is("- 4 - - 3", "-1");
	is("\t 4\t*\t3 ", "12");
	is("+4*+3", "12");
}

static void
takes_fractions_and_exponents(void)
{
	is("1e3*2", "2000");
	is("1E+3*2e-3", "2");
	is(".5+5.", "5.5");
	is("1e3-1e-3", "999.999");
	is("007*1", "7");
	is("1e-5+1e-5", "0.00002");
}

static void
refuses_bad_forms(void)
{
	breaks("", CALC_EMPTY, 0);
	breaks("   ", CALC_EMPTY, 3);
	breaks("abc", CALC_OPERAND, 0);
	breaks("4 +", CALC_OPERAND, 3);
	breaks("4 + x", CALC_OPERAND, 4);
	breaks("4", CALC_OPERATOR, 1);
	breaks("4 x 3", CALC_OPERATOR, 2);
	breaks("4 3", CALC_OPERATOR, 2);
	breaks("4+3+2", CALC_REST, 3);
	breaks("4+3=", CALC_REST, 3);
	breaks("4 ** 2", CALC_OPERAND, 3);
	breaks("4,5 + 1", CALC_COMMA, 1);
	breaks("1 + 4,5", CALC_COMMA, 5);
	breaks("1e + 4", CALC_EXPONENT, 2);
	breaks("1e+", CALC_EXPONENT, 3);
	breaks(". + 4", CALC_OPERAND, 0);
	breaks("inf + 1", CALC_OPERAND, 0);
	breaks("nan*1", CALC_OPERAND, 0);
	breaks("0x10 + 1", CALC_OPERATOR, 1);
	breaks("1.2.3 + 1", CALC_OPERATOR, 3);
	breaks("(1+2)", CALC_OPERAND, 0);
	breaks("--4+1", CALC_OPERAND, 1);
}

static void
refuses_what_a_double_cannot_hold(void)
{
	breaks("1 / 0", CALC_ZERO, 4);
	breaks("1/-0.0", CALC_ZERO, 2);
	breaks("0/0", CALC_ZERO, 2);
	breaks("1e308*10", CALC_OVERFLOW, 0);
	breaks("1e308+1e308", CALC_OVERFLOW, 0);
	breaks("1/1e-320", CALC_OVERFLOW, 0);
	breaks("1e309*1", CALC_LARGE, 0);
	breaks("1*1e999999999999", CALC_LARGE, 2);
	breaks("1e-400+1", CALC_SMALL, 0);
	breaks("1e-300*1e-300", CALC_UNDERFLOW, 0);
	breaks("1e-300/1e300", CALC_UNDERFLOW, 0);
	is("0e-400*1", "0");
	is("0*-1", "0");
	is("0/5", "0");
	is("1e-300-1e-300", "0");
	is("5e-324*1", "5e-324");
}

static void
bounds_a_number(void)
{
	char text[1000];

	memset(text, '0', sizeof(text));
	memcpy(text + 400, "+1", 3);
	is(text, "1");
	memset(text, '0', sizeof(text));
	memcpy(text + 401, "+1", 3);
	breaks(text, CALC_LONG, 0);
}

static void
explains(void)
{
	is("4 + x", "error at character 5: a number should stand here, "
	    "not \"x\"");
	is("4 +", "error at character 4: a number should stand here, but "
	    "the line ends");
	is("\xC3\xA4 + 1", "error at character 1: a number should stand "
	    "here, not \"\xC3\xA4\"");
	is("4\xC3\x97" "3", "error at character 2: one of + - * / should "
	    "stand here, not \"\xC3\x97" "3\"");
	is("1 / 0", "error at character 5: division by zero");
	is("1\x1b[2J", "error at character 2: one of + - * / should stand "
	    "here, not \"\\x1B[2J\"");
	is("", "error: there is no expression: send a number, + - * or /, "
	    "and a number");
	is("1e308*10", "error: overflow: the result is larger than 1.8e308, "
	    "where a double ends");
	is("4 \xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4",
	    "error at character 3: one of + - * / should stand here, not "
	    "\"\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\"");
}

static void
formats_shortest(void)
{
	static const struct { double value; const char *text; } cases[] = {
		{ 1e21, "1e21" }, { 123456789012345680000.0,
		    "123456789012345680000" },
		{ 1e-6, "0.000001" }, { 1.5e-7, "1.5e-7" },
		{ DBL_MAX, "1.7976931348623157e308" },
		{ DBL_MIN, "2.2250738585072014e-308" },
		{ -0.0, "0" }, { -2.5, "-2.5" }, { 100, "100" },
		/* 2^-44: the nearest of 16 digits does not read back, the
		 * one above it does. */
		{ 5.684341886080801487e-14, "5.684341886080802e-14" },
		{ 9.5, "9.5" }, { 0.999999999999999, "0.999999999999999" },
	};
	char out[CALC_NUMBER_SIZE];
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		CU_ASSERT_EQUAL(calc_format(out, cases[i].value),
		    strlen(cases[i].text));
		if (strcmp(out, cases[i].text) != 0)
			printf("\n      %s, not %s", out, cases[i].text);
		CU_ASSERT_STRING_EQUAL(out, cases[i].text);
	}
}

/* A random double of any size reads back, and one digit less does not: the
 * nearest of fewer digits, by printf, is another number. */
static void
formats_any_double(void)
{
	char out[CALC_NUMBER_SIZE], fewer[40];
	uint64_t bits, state = 88172645463325252u;
	double value;
	int rounds = unit_rounds(100000);
	int i, digits, wrong = 0;
	const char *at;

	for (i = 0; i < rounds; i++) {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		bits = state;
		memcpy(&value, &bits, sizeof(value));
		if (!isfinite(value) || value == 0)
			continue;
		(void)calc_format(out, value);
		if (strtod(out, NULL) != value)
			wrong++;
		digits = 0;
		for (at = out; *at != '\0' && *at != 'e'; at++)
			digits += *at >= '0' && *at <= '9';
		(void)snprintf(fewer, sizeof(fewer), "%.*e",
		    digits > 1 ? digits - 2 : 0, value);
		/* Plain digits have zeros before or after the real ones. */
		if (strchr(out, 'e') != NULL && (digits > 17 ||
		    (digits > 1 && strtod(fewer, NULL) == value)))
			wrong++;
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

static void
ignores_the_locale(void)
{
	const char *comma[] = { "de_DE.UTF-8", "de_DE", "fr_FR.UTF-8" };
	size_t i;

	for (i = 0; i < 3; i++)
		if (setlocale(LC_ALL, comma[i]) != NULL)
			break;
	/* Without such a locale installed this is the plain case again. */
	is("4.5 / 6", "0.75");
	is("4,5 / 6", "error at character 2: a decimal point is written "
	    "\".\", not \",\"");
	(void)setlocale(LC_ALL, "C");
}

UNIT_MAIN("calc", TEST(calculates), TEST(takes_any_spacing),
    TEST(takes_fractions_and_exponents), TEST(refuses_bad_forms),
    TEST(refuses_what_a_double_cannot_hold), TEST(bounds_a_number),
    TEST(explains), TEST(formats_shortest), TEST(formats_any_double),
    TEST(ignores_the_locale))
