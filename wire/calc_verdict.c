/* Is a server's answer the number that came out here? */
#include "wire/calc_verdict.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "wire/calc.h"

#define NUMBER_MAX	400	/* %f of the largest double has 316 */

/* A number that was taken out of a text: its digits, and how many of them
 * stand behind the decimal sign. */
struct number {
	char digits[NUMBER_MAX];
	size_t len;
	int decimals;
	int exponent;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void
number_add(struct number *number, char c)
{
	if (number->len < sizeof(number->digits) - 1)
		number->digits[number->len++] = c;
}

/* "e+20", at its end. */
static const char *
number_exponent(struct number *number, const char *at, const char *end)
{
	const char *behind = at + 1;
	bool minus = behind < end && *behind == '-';

	if (behind < end && (*behind == '+' || *behind == '-'))
		behind++;
	if (behind == end || !is_digit(*behind))
		return at;
	number_add(number, 'e');
	number_add(number, minus ? '-' : '+');
	for (; behind < end && is_digit(*behind); behind++) {
		number_add(number, *behind);
		if (number->exponent < 1000)
			number->exponent = 10 * number->exponent +
			    (*behind - '0');
	}
	if (minus)
		number->exponent = -number->exponent;
	return behind;
}

/* A number that begins at a digit or a sign before one; comma says what that
 * is: the decimal sign, or none.  Returns where it ends. */
static const char *
number_read(struct number *number, const char *at, const char *end,
    bool comma)
{
	bool point = false;

	memset(number, 0, sizeof(*number));
	if (*at == '-' || *at == '+')
		number_add(number, *at++);
	for (; at < end; at++) {
		if (is_digit(*at)) {
			number_add(number, *at);
			number->decimals += point;
		} else if ((*at == '.' || (*at == ',' && comma)) && !point) {
			number_add(number, '.');
			point = true;
		} else if (*at != ',' || comma || at + 1 == end ||
		    !is_digit(at[1])) {
			break;
		}
	}
	if (at < end && (*at == 'e' || *at == 'E'))
		at = number_exponent(number, at, end);
	number->digits[number->len] = '\0';
	return at;
}

/* What one in the last digit that is there amounts to. */
static double
number_unit(const struct number *number)
{
	char text[24];

	if (number->decimals == 0)
		return 0;
	(void)snprintf(text, sizeof(text), "1e%d",
	    number->exponent - number->decimals);
	return calc_strtod(text);
}

/* As near as the digits that are there can be, rounded or cut off, or as a
 * float is to a double. */
static bool
number_is(const struct number *number, double value)
{
	double got = calc_strtod(number->digits);
	double unit = number_unit(number);
	double size = value < 0 ? -value : value;
	double most = size * 1e-6 + unit / 2;
	double missing = value < 0 ? got - value : value - got;

	return got == value || (missing <= most && -missing <= most) ||
	    (missing > 0 && missing < unit && (got < 0) == (value < 0));
}

static bool
number_begins(const char *at, const char *end)
{
	if (is_digit(*at))
		return true;
	return (*at == '-' || *at == '+' || *at == '.') && at + 1 < end &&
	    (is_digit(at[1]) || (at[1] == '.' && at + 2 < end &&
	    is_digit(at[2])));
}

static const char *
behind_equals(const char *text, size_t len)
{
	size_t i;

	for (i = len; i > 0; i--)
		if (text[i - 1] == '=')
			return text + i;
	return text;
}

enum calc_verdict
calc_verdict(const char *text, size_t len, double value)
{
	const char *end = text + len, *at = behind_equals(text, len);
	enum calc_verdict verdict = CALC_NO_NUMBER;
	struct number pointed, grouped;

	while (at < end) {
		if (!number_begins(at, end)) {
			at++;
			continue;
		}
		(void)number_read(&grouped, at, end, false);
		at = number_read(&pointed, at, end, true);
		if (number_is(&pointed, value) || number_is(&grouped, value))
			return CALC_RIGHT;
		verdict = CALC_WRONG;
	}
	return verdict;
}
