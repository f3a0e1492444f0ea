/*
 * --mischief: a scenario of its own, played beside the lab's.  Each kind is
 * done to a client, after the same without it.
 *
 * barewire only.
 */
#ifndef CHECK_MISCHIEF_H
#define CHECK_MISCHIEF_H

#include "check/scenario.h"

#define MISCHIEF_GROUP	1000	/* no lab has so many */

extern const struct scenario mischief_scenario;

/* What is done to a lab's own scenarios: what changes when bytes come, and
 * not how they are cut. */
struct mischief mischief_gentle(const struct mischief *mischief);

#endif
