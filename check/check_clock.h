/*
 * The clock lab's check, in two files: check_clock.c has what a clock answers,
 * check_clock_odd.c what it must survive.
 */
#ifndef CHECK_CHECK_CLOCK_H
#define CHECK_CHECK_CLOCK_H

#include "check/scenario.h"

#define CLOCK_ANSWER_MS	2000
#define CLOCK_ASKED	3	/* times, before a server is silent */

/* Of a group of scenarios. */
struct clock_state {
	unsigned answered;
	int64_t asked_ns;	/* when its last request was sent first */
	unsigned echoed;	/* answers that were the request, in the other
				   case */
	unsigned same;		/* equal to the first, without any date */
	size_t first_len;
	char first[128];
};

/* Asks up to three times; false: it is silent.  An answer to an older request
 * is none to this one. */
bool clock_ask(struct player *player, const char *text, size_t len);

void clock_play_unknown(struct stage *stage);
void clock_play_empty(struct stage *stage);
void clock_play_random(struct stage *stage);

#endif
