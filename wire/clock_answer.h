/*
 * Does a clock server's answer hold today's date, or the time that it is?  In
 * any order and with any separators: "2026-11-28", "28/11/26", "Sat Nov 28
 * 17:45:34 2026", "5:45 PM", "20261128T164534Z", "1795884334".
 *
 * Pure but for the local time zone (call tzset before); bounded; any thread;
 * no X.
 */
#ifndef WIRE_CLOCK_ANSWER_H
#define WIRE_CLOCK_ANSWER_H

#include <stddef.h>
#include <stdint.h>

enum clock_answer {
	CLOCK_HOLDS,
	CLOCK_DIFFERS,		/* a date or a time, but not this one */
	CLOCK_NOTHING		/* no such thing */
};

enum clock_answer clock_answer_date(const char *text, size_t len,
    int64_t wall_ns);

/* *ahead_s: how far that time is ahead of wall_ns, at most half a day either
 * way, when it DIFFERS. */
enum clock_answer clock_answer_time(const char *text, size_t len,
    int64_t wall_ns, long *ahead_s);

#endif
