/*
 * Dates and times in a clock server's answer, in any usual form.
 *
 * Pure but for the local time zone, bounded; any thread; no X.  The text is
 * untrusted and may hold NULs.
 */
#ifndef CHECK_CLOCK_TEXT_H
#define CHECK_CLOCK_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum clock_form {
	CLOCK_TEXT_NONE,
	CLOCK_TEXT_TIME,	/* HH:MM:SS */
	CLOCK_TEXT_OTHER	/* in another form: 8:4:5, 08:04, PM, 8 h 4 min,
				   08-04-05 where it is that time now */
};

struct clock_text {
	bool dated;		/* some date, or what may be one */
	bool today;		/* give or take a day */
	enum clock_form form;
	size_t at, len;		/* of the time */
	long second;		/* of the day, when form is not NONE */
	bool seconds;		/* it says them */
};

void clock_text_read(struct clock_text *clock, const char *text, size_t len,
    int64_t wall_ns);

/* How far a time of the day is off ours, in seconds and modulo a quarter of an
 * hour, for a server may be in any zone: -449 to 450. */
long clock_text_off(long second, int64_t wall_ns);

#endif
