/*
 * The number that a client of the wait lab uploads, wherever it stands: the
 * one whole word of digits in the body, else in the query, else in the path.
 * Private to wire/judge*.c; pure.
 */
#ifndef WIRE_JUDGE_NUMBER_H
#define WIRE_JUDGE_NUMBER_H

#include "wire/judge_private.h"

struct judge_number {
	long value;
	bool whole;		/* no fraction */
	size_t at, len;		/* in the message */
};

/* False: this request uploads none. */
bool judge_number_uploaded(const struct judge_call *call,
    struct judge_number *number);

/* The integers in a text, as words of their own: is this one of them?  *other
 * is the first that is another; false when there is none at all. */
bool judge_number_in(const char *text, size_t len, long wanted, bool *is_there,
    long *other);

#endif
