/*
 * In which form a server of lines is to be spoken to: bare as the exercises
 * show it, else with line ends, else filled up to the size of a buffer, else
 * framed or in UTF-16.  A lab says how a session begins; what is found out
 * holds for the stage.
 *
 * barewire only, one thread.
 */
#ifndef CHECK_FORM_H
#define CHECK_FORM_H

#include "check/stage.h"

#define FORM_ANSWER_MS	2000

struct form_try {
	/* Says the first things on a new connection (or two); the player that
	 * waits for an answer, NULL: nobody could enter. */
	struct player *(*begin)(struct stage *stage);
	/* Was it understood?  Waits so long at most. */
	bool (*understood)(struct player *player, long ms);
	/* A lone LF may bring what a bare text did not: false where a name and
	 * the line are one. */
	bool one_by_one;
};

/* The player whose first things were understood, in the form found out (bare
 * at first, at once).  NULL: in none, and the rule (that an answer comes) is
 * not ok, or another rule says why; `expected` is shown. */
struct player *form_find(struct stage *stage, const struct form_try *trial,
    enum rule rule, const char *expected);

#endif
