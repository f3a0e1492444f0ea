/*
 * The clock lab's check, in two files: check_clock.c has what a clock answers,
 * check_clock_odd.c what it must survive.
 */
#ifndef CHECK_CHECK_CLOCK_H
#define CHECK_CHECK_CLOCK_H

#include "check/scenario.h"

#define CLOCK_ANSWER_MS	2000
#define CLOCK_ASKED	3	/* times, before a server is silent */

/* Asks up to three times; false: it is silent. */
bool clock_ask(struct player *player, const char *text, size_t len);

void clock_play_unknown(struct stage *stage);
void clock_play_empty(struct stage *stage);
void clock_play_random(struct stage *stage);

#endif
