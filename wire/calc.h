/*
 * The calculation lab's language: `a op b`, with + - * / between two decimal
 * numbers (signs, fractions, exponents), any spacing or none.
 *
 * Any process; pure, bounded, no allocation, independent of the locale; no
 * X.  Numbers are IEEE 754 doubles; the answer is the shortest decimal that
 * reads back as the same double.
 */
#ifndef WIRE_CALC_H
#define WIRE_CALC_H

#include <stdbool.h>
#include <stddef.h>

/* Why there is no answer. */
enum calc_rule {
	CALC_OK,
#define CALC_RULE(symbol, text) CALC_##symbol,
#include "wire/calc_rules.def"
#undef CALC_RULE
	CALC_RULE_COUNT
};

struct calc {
	double left;
	double right;
	char operation;		/* '+', '-', '*' or '/' */
	double value;		/* when rule is CALC_OK */
	enum calc_rule rule;
	size_t at;		/* byte, from 0, where the rule was broken */
};

/* Parses and calculates; CALC_OK when value is the answer. */
enum calc_rule calc_evaluate(const char *text, size_t len,
    struct calc *calc);

/* Parses only: CALC_OK when it is an expression, whatever comes out. */
enum calc_rule calc_parse(const char *text, size_t len, struct calc *calc);

/* "54", "0.75", "1e300": the shortest decimal that is this finite double.
 * Plain digits from 1e-6 to below 1e21, an exponent beyond. */
#define CALC_NUMBER_SIZE 32
size_t calc_format(char out[CALC_NUMBER_SIZE], double value);

/* strtod, with "." as the decimal point in every locale. */
double calc_strtod(const char *decimal);

/*
 * One line for people, without a newline: "error at character 5: a number
 * should stand here, not \"x\"".  text is what was evaluated.
 */
#define CALC_TEXT_SIZE	256
size_t calc_explain(char out[CALC_TEXT_SIZE], const struct calc *calc,
    const char *text, size_t len);

#endif
