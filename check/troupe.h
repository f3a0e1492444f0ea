/*
 * The troupe: the processes that play a lab's groups of scenarios, with --run
 * side by side and on a server each, else one after the other.
 *
 * barewire only, main thread.  What they find is in memory that they share
 * with who prints it, and is read when they have ended.
 */
#ifndef CHECK_TROUPE_H
#define CHECK_TROUPE_H

#include "check/finding.h"
#include "check/plan.h"

/* All of a check takes no longer (seconds; more with --patience). */
#define TROUPE_SECONDS	60

/* False, with errno: it could not be done.  *signal: the one that broke it
 * off, or 0. */
bool troupe_play(const struct plan *plan, struct findings *findings,
    int *signal);

#endif
