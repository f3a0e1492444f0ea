/*
 * The calculation lab's check, in two files: check_calc.c has the session and
 * its values, check_calc_more.c what goes wrong on purpose.
 */
#ifndef CHECK_CHECK_CALC_H
#define CHECK_CHECK_CALC_H

#include "check/general.h"

#define CALC_ANSWER_MS	2000
#define CALC_PAUSE_MS	400	/* between a name and a line */
#define CALC_REPLY_SIZE	256

struct calc_state {
	/* What a name was answered, if anything. */
	char name[NAME_SIZE];
	char reply[CALC_REPLY_SIZE];
	size_t reply_len;
};

/* A client that has given its name and had its first answer; NULL: it is
 * judged why not. */
struct player *calc_enter(struct stage *stage);
/* Asks, and is the value in the answer? */
bool calc_right(struct player *player, const char *expression, double value);
/* calc_right, and what the rules say of the answer. */
bool calc_judge(struct player *player, const char *expression,
    double value, bool unusual);

/* For generals and forms. */
void calc_ask(struct player *player);
bool calc_answered(struct player *player, long ms);

void calc_play_unusual(struct stage *stage);
void calc_play_zero(struct stage *stage);
void calc_play_malformed(struct stage *stage);
void calc_play_two(struct stage *stage);
void calc_play_short(struct stage *stage);
void calc_play_line_ends(struct stage *stage);
void calc_play_joined(struct stage *stage);
void calc_play_split(struct stage *stage);

#endif
