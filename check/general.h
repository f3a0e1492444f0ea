/*
 * What every server of connections must bear, whatever its lab: clients that
 * vanish, that send garbage, that are silent, and many of them.  Scenarios for
 * the labs' tables; each decides the rules that it names.
 *
 * barewire only.  They use the lab's ask and answered (check/scenario.h).
 */
#ifndef CHECK_GENERAL_H
#define CHECK_GENERAL_H

#include "check/scenario.h"

#define GENERAL_ANSWER_MS	2000

/* Is a new client served now?  False as well when the stage is over. */
bool general_served(struct stage *stage);

/* The same, and is it one that serves more than one session? */
bool general_serves_on(struct stage *stage);

void general_vanish_close(struct stage *stage);	/* server.vanish.close */
void general_vanish_reset(struct stage *stage);	/* server.vanish.reset */
void general_garbage(struct stage *stage);	/* server.garbage */
void general_idle(struct stage *stage);		/* server.idle */
void general_slot(struct stage *stage);		/* server.slot */
void general_zombie(struct stage *stage);	/* server.zombie */

/* After something that may have ended it: served, or the rule is not ok and
 * the server dead.  what: "a client that vanished". */
bool general_survives(struct stage *stage, enum rule rule,
    const struct evidence *evidence, const char *what);

/* 64 random bytes, NULs among them; never a family's first bytes. */
#define GENERAL_GARBAGE	64
void general_garbage_make(unsigned char out[GENERAL_GARBAGE]);

#endif
