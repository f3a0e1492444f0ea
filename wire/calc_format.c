/*
 * Numbers and explanations, as text.
 *
 * The shortest decimal is looked for from one digit on.  Of the decimals
 * with n digits only the nearest to the double, and the next one away from
 * zero, can lie in its rounding interval without a shorter one doing so (the
 * second because the interval below a power of two is half as wide as the
 * one above it).
 */
#include "wire/calc.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define DIGITS_MAX	17	/* always enough for a double */

/* 0.d1d2d3... times ten to the point, positive. */
struct decimal {
	char digits[DIGITS_MAX + 1];
	int count;
	int point;
};

/* The nearest decimal of that many digits; printf rounds correctly, but its
 * decimal point is the locale's, so everything but digits is skipped. */
static void
decimal_of(struct decimal *decimal, double value, int count)
{
	char text[64];
	const char *at;

	(void)snprintf(text, sizeof(text), "%.*e", count - 1, value);
	decimal->count = 0;
	for (at = text; *at != 'e'; at++)
		if (*at >= '0' && *at <= '9' && decimal->count < count)
			decimal->digits[decimal->count++] = *at;
	decimal->point = (int)strtol(at + 1, NULL, 10) + 1;
}

/* One more in the last digit. */
static void
decimal_next(struct decimal *decimal)
{
	int i = decimal->count - 1;

	while (i >= 0 && decimal->digits[i] == '9')
		decimal->digits[i--] = '0';
	if (i >= 0)
		decimal->digits[i]++;
	else {
		decimal->digits[0] = '1';
		decimal->point++;
	}
}

double
calc_strtod(const char *decimal)
{
	static locale_t plain;

	if (plain == (locale_t)0)
		plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	return strtod_l(decimal, NULL, plain);
}

static bool
decimal_is(const struct decimal *decimal, double value)
{
	char text[64];

	(void)snprintf(text, sizeof(text), "%.*se%d", decimal->count,
	    decimal->digits, decimal->point - decimal->count);
	return calc_strtod(text) == value;
}

static void
decimal_shortest(struct decimal *decimal, double value)
{
	int count;

	for (count = 1; count < DIGITS_MAX; count++) {
		decimal_of(decimal, value, count);
		if (decimal_is(decimal, value))
			return;
		decimal_next(decimal);
		if (decimal_is(decimal, value))
			return;
	}
	decimal_of(decimal, value, DIGITS_MAX);
}

static void
decimal_trim(struct decimal *decimal)
{
	while (decimal->count > 1 &&
	    decimal->digits[decimal->count - 1] == '0')
		decimal->count--;
}

/* Digits with zeros around them where the point lies outside. */
static int
decimal_plain(const struct decimal *decimal, char *out, size_t size)
{
	int count = decimal->count, point = decimal->point;

	if (point <= 0)
		return snprintf(out, size, "0.%.*s%.*s", -point, "00000000",
		    count, decimal->digits);
	if (point >= count)
		return snprintf(out, size, "%.*s%.*s", count, decimal->digits,
		    point - count, "00000000000000000000000");
	return snprintf(out, size, "%.*s.%.*s", point, decimal->digits,
	    count - point, decimal->digits + point);
}

static int
decimal_scientific(const struct decimal *decimal, char *out, size_t size)
{
	return snprintf(out, size, "%c%s%.*se%d", decimal->digits[0],
	    decimal->count > 1 ? "." : "", decimal->count - 1,
	    decimal->digits + 1, decimal->point - 1);
}

size_t
calc_format(char out[CALC_NUMBER_SIZE], double value)
{
	struct decimal decimal;
	size_t sign = 0;
	int len;

	if (value == 0) {
		/* -0 too: nobody who calculates expects to see it. */
		memcpy(out, "0", 2);
		return 1;
	}
	if (value < 0) {
		out[sign++] = '-';
		value = -value;
	}
	decimal_shortest(&decimal, value);
	decimal_trim(&decimal);
	if (decimal.point > -6 && decimal.point <= 21)
		len = decimal_plain(&decimal, out + sign,
		    CALC_NUMBER_SIZE - sign);
	else
		len = decimal_scientific(&decimal, out + sign,
		    CALC_NUMBER_SIZE - sign);
	return sign + (size_t)len;
}

static const char *const rules[CALC_RULE_COUNT] = {
	"calculated",
#define CALC_RULE(symbol, text) text,
#include "wire/calc_rules.def"
#undef CALC_RULE
};

/* Characters, from 1, as an editor counts them. */
static size_t
calc_character(const char *text, size_t len, size_t at)
{
	size_t i, count = 1;

	for (i = 0; i < at && i < len; i++)
		if (((unsigned char)text[i] & 0xC0) != 0x80)
			count++;
	return count;
}

/* "not "x"" or "not the end", where a rule was about what stands there. */
static void
calc_found(char *out, size_t size, const char *text, size_t len, size_t at)
{
	char escaped[24];
	size_t end = at + 1;

	if (at >= len) {
		(void)snprintf(out, size, ", but the line ends");
		return;
	}
	while (end < len && end < at + 12 && text[end] != ' ' &&
	    text[end] != '\t')
		end++;
	if (end < len)
		end = at + text_whole(text + at, end - at);
	(void)text_escape(escaped, sizeof(escaped), text + at, end - at);
	(void)snprintf(out, size, ", not \"%s\"", escaped);
}

size_t
calc_explain(char out[CALC_TEXT_SIZE], const struct calc *calc,
    const char *text, size_t len)
{
	char found[64] = "";
	bool whole = calc->rule == CALC_EMPTY || calc->rule == CALC_OVERFLOW ||
	    calc->rule == CALC_UNDERFLOW;
	int used;

	if (whole)
		used = snprintf(out, CALC_TEXT_SIZE, "error: %s",
		    rules[calc->rule]);
	else {
		if (calc->rule == CALC_OPERAND ||
		    calc->rule == CALC_OPERATOR ||
		    calc->rule == CALC_EXPONENT)
			calc_found(found, sizeof(found), text, len, calc->at);
		used = snprintf(out, CALC_TEXT_SIZE,
		    "error at character %zu: %s%s",
		    calc_character(text, len, calc->at), rules[calc->rule],
		    found);
	}
	return (size_t)used;
}
