/* Reading and calculating `a op b`. */
#include "wire/calc.h"

#include <math.h>
#include <string.h>

#define NUMBER_MAX	400	/* characters of one number */

struct scanner {
	const char *text;
	size_t len;
	size_t at;
};

static bool
calc_fail(struct calc *calc, enum calc_rule rule, size_t at)
{
	calc->rule = rule;
	calc->at = at;
	return false;
}

static int
scan_peek(const struct scanner *scanner)
{
	return scanner->at < scanner->len ?
	    (unsigned char)scanner->text[scanner->at] : -1;
}

static void
scan_space(struct scanner *scanner)
{
	while (scan_peek(scanner) == ' ' || scan_peek(scanner) == '\t')
		scanner->at++;
}

static size_t
scan_digits(struct scanner *scanner)
{
	size_t from = scanner->at;

	while (scan_peek(scanner) >= '0' && scan_peek(scanner) <= '9')
		scanner->at++;
	return scanner->at - from;
}

/* digits [. digits] | . digits, then [e [sign] digits] */
static bool
scan_unsigned(struct scanner *scanner, struct calc *calc)
{
	size_t from = scanner->at, digits;

	digits = scan_digits(scanner);
	if (scan_peek(scanner) == '.') {
		scanner->at++;
		digits += scan_digits(scanner);
	}
	if (digits == 0)
		return calc_fail(calc, CALC_OPERAND, from);
	if (scan_peek(scanner) == ',')
		return calc_fail(calc, CALC_COMMA, scanner->at);
	if (scan_peek(scanner) == 'e' || scan_peek(scanner) == 'E') {
		scanner->at++;
		if (scan_peek(scanner) == '+' || scan_peek(scanner) == '-')
			scanner->at++;
		if (scan_digits(scanner) == 0)
			return calc_fail(calc, CALC_EXPONENT, scanner->at);
	}
	if (scanner->at - from > NUMBER_MAX)
		return calc_fail(calc, CALC_LONG, from);
	return true;
}

/* Does the number, as written, differ from zero? */
static bool
calc_written_nonzero(const char *digits)
{
	for (; *digits != '\0' && *digits != 'e' && *digits != 'E'; digits++)
		if (*digits >= '1' && *digits <= '9')
			return true;
	return false;
}

static bool
scan_number(struct scanner *scanner, struct calc *calc, double *value)
{
	char digits[NUMBER_MAX + 1];
	bool negative = false;
	size_t from;

	scan_space(scanner);
	if (scan_peek(scanner) == '+' || scan_peek(scanner) == '-') {
		negative = scan_peek(scanner) == '-';
		scanner->at++;
		scan_space(scanner);
	}
	from = scanner->at;
	if (!scan_unsigned(scanner, calc))
		return false;
	memcpy(digits, scanner->text + from, scanner->at - from);
	digits[scanner->at - from] = '\0';
	*value = calc_strtod(digits);
	if (isinf(*value))
		return calc_fail(calc, CALC_LARGE, from);
	if (*value == 0 && calc_written_nonzero(digits))
		return calc_fail(calc, CALC_SMALL, from);
	if (negative)
		*value = -*value;
	return true;
}

static bool
scan_operation(struct scanner *scanner, struct calc *calc)
{
	int found;

	scan_space(scanner);
	found = scan_peek(scanner);
	if (found == ',')
		return calc_fail(calc, CALC_COMMA, scanner->at);
	if (found != '+' && found != '-' && found != '*' && found != '/')
		return calc_fail(calc, CALC_OPERATOR, scanner->at);
	calc->operation = (char)found;
	scanner->at++;
	return true;
}

/* *right_at is where the second number begins. */
static bool
calc_scan(struct scanner *scanner, struct calc *calc, size_t *right_at)
{
	scan_space(scanner);
	if (scan_peek(scanner) == -1)
		return calc_fail(calc, CALC_EMPTY, scanner->at);
	if (!scan_number(scanner, calc, &calc->left) ||
	    !scan_operation(scanner, calc))
		return false;
	scan_space(scanner);
	*right_at = scanner->at;
	if (!scan_number(scanner, calc, &calc->right))
		return false;
	scan_space(scanner);
	if (scan_peek(scanner) != -1)
		return calc_fail(calc, CALC_REST, scanner->at);
	return true;
}

static double
calc_apply(const struct calc *calc)
{
	switch (calc->operation) {
	case '+':
		return calc->left + calc->right;
	case '-':
		return calc->left - calc->right;
	case '*':
		return calc->left * calc->right;
	default:
		return calc->left / calc->right;
	}
}

enum calc_rule
calc_parse(const char *text, size_t len, struct calc *calc)
{
	struct scanner scanner = { text, len, 0 };

	memset(calc, 0, sizeof(*calc));
	(void)calc_scan(&scanner, calc, &calc->at);
	return calc->rule;
}

enum calc_rule
calc_evaluate(const char *text, size_t len, struct calc *calc)
{
	/* On success at is the second number: the divisor's place. */
	if (calc_parse(text, len, calc) != CALC_OK)
		return calc->rule;
	if (calc->operation == '/' && calc->right == 0) {
		(void)calc_fail(calc, CALC_ZERO, calc->at);
		return calc->rule;
	}
	calc->value = calc_apply(calc);
	if (isinf(calc->value))
		(void)calc_fail(calc, CALC_OVERFLOW, 0);
	else if (calc->value == 0 && calc->left != 0 &&
	    (calc->operation == '/' ||
	    (calc->operation == '*' && calc->right != 0)))
		(void)calc_fail(calc, CALC_UNDERFLOW, 0);
	return calc->rule;
}
