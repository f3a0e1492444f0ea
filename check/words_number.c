/* Numbers in what a foreign server said. */
#include "check/words.h"

#include <math.h>

#include "wire/calc.h"

#define NUMBER_SIZE	64	/* a longer one is none */

static bool
is_digit(const char *text, size_t len, size_t at)
{
	return at < len && text[at] >= '0' && text[at] <= '9';
}

static size_t
digits_end(const char *text, size_t len, size_t at)
{
	while (is_digit(text, len, at))
		at++;
	return at;
}

/* "e3", "E-05" behind a number; where it ends. */
static size_t
exponent_end(const char *text, size_t len, size_t at)
{
	size_t from = at + 1;

	if (at >= len || (text[at] != 'e' && text[at] != 'E'))
		return at;
	if (from < len && (text[from] == '+' || text[from] == '-'))
		from++;
	return is_digit(text, len, from) ? digits_end(text, len, from) : at;
}

/* Where a number that begins at `at` ends; `at`: none begins there. */
static size_t
number_end(const char *text, size_t len, size_t at,
    struct words_number *number)
{
	size_t end = digits_end(text, len, at);

	number->comma = false;
	number->whole = true;
	if (end < len && (text[end] == '.' || text[end] == ',') &&
	    is_digit(text, len, end + 1)) {
		number->comma = text[end] == ',';
		number->whole = false;
		end = digits_end(text, len, end + 1);
	}
	if (end == at)
		return at;
	if (exponent_end(text, len, end) != end) {
		number->whole = false;
		end = exponent_end(text, len, end);
	}
	return end;
}

/* A sign belongs to a number when it stands at its side, and nothing that it
 * could be taken from stands before it. */
static bool
has_sign(const char *text, size_t at)
{
	char before;

	if (at == 0 || text[at - 1] != '-')
		return false;
	before = at == 1 || words_escape_before(text, at - 1) > 0 ? ' ' :
	    text[at - 2];
	return !(before >= '0' && before <= '9') &&
	    !((before | 0x20) >= 'a' && (before | 0x20) <= 'z') &&
	    before != ')' && before != '.';
}

static double
number_value(const char *text, size_t len, bool negative)
{
	char copy[NUMBER_SIZE];
	size_t i;

	for (i = 0; i < len; i++)
		copy[i] = text[i] == ',' ? '.' : text[i];
	copy[len] = '\0';
	return negative ? -calc_strtod(copy) : calc_strtod(copy);
}

bool
words_number(const char *text, size_t len, size_t *at,
    struct words_number *number)
{
	size_t end, from;

	for (; *at < len; (*at)++) {
		*at += words_escape(text, len, *at);
		from = *at;
		if (from == len)
			break;
		/* ".75" is one, too. */
		if (text[from] == '.' && is_digit(text, len, from + 1) &&
		    (from == 0 || !is_digit(text, len, from - 1)))
			end = number_end(text, len, from, number);
		else
			end = is_digit(text, len, from) ?
			    number_end(text, len, from, number) : from;
		if (end == from)
			continue;
		*at = end;
		if (end - from >= NUMBER_SIZE)
			continue;
		number->at = from - has_sign(text, from);
		number->len = end - number->at;
		number->value = number_value(text + from, end - from,
		    number->at != from);
		return true;
	}
	return false;
}

bool
words_has_value(const char *text, size_t len, double value,
    struct words_number *found)
{
	size_t at = 0;

	while (words_number(text, len, &at, found))
		if (fabs(found->value - value) <=
		    0.0051 + 1e-6 * fabs(value))
			return true;
	return false;
}
