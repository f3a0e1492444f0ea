/*
 * What to type to talk to a server's labs: a command a lab.
 *
 * Pure; no X.
 */
#ifndef GUI_MODEL_GUIDE_H
#define GUI_MODEL_GUIDE_H

#include "watch/watcher.h"

#define GUIDE_COMMAND_SIZE	(ADDRESS_SIZE + 40)

struct guide {
	unsigned count;		/* in the labs' order; none that is not
				   served */
	char commands[LAB_COUNT][GUIDE_COMMAND_SIZE];
};

/* "barewire wait 127.0.0.1:12080", of where the server listens. */
void guide_fill(struct guide *guide, const struct watch_view *view);

#endif
