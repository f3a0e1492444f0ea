/*
 * Scenarios: numbered, in a table for each lab.  A lab is a file or two,
 * check_NAME.c, with its table, and a line in check/scenario_list.c.
 *
 * barewire only; no X.
 */
#ifndef CHECK_SCENARIO_H
#define CHECK_SCENARIO_H

#include "check/stage.h"

/* What a scenario needs, as bits. */
#define NEEDS_RUN	1u	/* --run: it looks at the server itself */

struct scenario {
	const char *name;	/* "K1" */
	const char *does;	/* "a name, then an expression", for people */
	void (*play)(struct stage *stage);
	unsigned group;		/* those of one number share a server, in their
				   order; with --run the groups play side by
				   side */
	unsigned needs;
	unsigned times;		/* with --run so many times, on a server each;
				   0: once */
};

struct scenario_lab {
	unsigned lab;
	bool one_shot;		/* its server may end after one session */
	bool datagrams;
	const struct scenario *list;
	size_t count;
	/* A client whose first step was answered, in the form that is found
	 * out by it; NULL: it is judged why there is none. */
	struct player *(*enter)(struct stage *stage);
	/* Once that is known: the first step (a name and a question), and
	 * whether its answer comes.  After each scenario, and in
	 * check/general.c. */
	void (*ask)(struct player *player);
	bool (*answered)(struct player *player, long ms);
	/* Instead of one client that asks and is answered: leaves nobody
	 * behind. */
	bool (*served)(struct stage *stage);
	size_t size;		/* of stage->lab, zeroed for each group */
};

#define LAB(symbol, name, port, speech, summary) \
	extern const struct scenario_lab scenario_##name;
#include "base/labs.def"
#undef LAB

/* NULL: no scenarios are written for it. */
const struct scenario_lab *scenario_lab(unsigned lab);

#endif
