/*
 * Is a server's answer the number that came out here?
 *
 * Pure, bounded; any thread; no X.  Servers differ in how much of a number
 * they print ("1.33", "1.3333334"), in what they print around it ("4 / 3 =
 * 1.33"), and in the decimal sign; none of that makes it wrong.
 */
#ifndef WIRE_CALC_VERDICT_H
#define WIRE_CALC_VERDICT_H

#include <stddef.h>

enum calc_verdict { CALC_RIGHT, CALC_WRONG, CALC_NO_NUMBER };

/* Judges the numbers behind the last '=', or all where there is none. */
enum calc_verdict calc_verdict(const char *text, size_t len, double value);

#endif
