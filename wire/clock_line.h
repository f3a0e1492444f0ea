/*
 * The clock lab's answers.
 *
 * Any process; pure, bounded; local time (call tzset before); no X.
 */
#ifndef WIRE_CLOCK_LINE_H
#define WIRE_CLOCK_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CLOCK_LINE_SIZE	64

/*
 * "SEND_DATE" is answered "2026-11-21", "SEND_TIME" "08:04:25", in any case
 * and whatever blanks, commas and underscores stand beside or between the two
 * words; what begins with a NUL behind them is padding.  An empty datagram
 * (RFC 867) is answered "2026-11-21 08:04:25", and so is one of blanks and
 * NULs only.  Anything else is answered with an error text, never longer than
 * CLOCK_LINE_SIZE whatever was asked.  Returns the answer's length; *known
 * says whether it is an answer.
 */
size_t clock_line_answer(char out[CLOCK_LINE_SIZE], const char *request,
    size_t len, int64_t wall_ns, bool *known);

/* Is it one of our own error texts?  Those are never answered: two servers
 * would go on for ever. */
bool clock_line_error(const char *request, size_t len);

#endif
