/*
 * Plays the scenarios of one group, or (group 0) of all, on a stage, and looks
 * after each whether the server still serves.
 *
 * barewire only: the processes of check/troupe.h.
 */
#ifndef CHECK_PLAY_H
#define CHECK_PLAY_H

#include "check/stage.h"

void play_group(struct stage *stage, unsigned group);
/* Is it played, by the plan? */
bool play_wanted(const struct plan *plan, const struct scenario *scenario);

#endif
