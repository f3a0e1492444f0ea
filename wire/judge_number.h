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

/* Does the request that uploads it say a name, too, in its body or query?
 * "alice 7", "name=alice&seconds=7", {"name": "alice", "n": 7}. */
bool judge_number_has_name(const struct judge_call *call);

/* Does another request say one: there, or by its path?  "POST /clients" with a
 * body, "POST /register/alice", "GET /clients?name=alice". */
bool judge_number_names(const struct judge_call *call);

/* The integers in a text, as words of their own: is this one of them?  *other
 * is the first that is another; false when there is none at all. */
bool judge_number_in(const char *text, size_t len, long wanted, bool *is_there,
    long *other);

#endif
