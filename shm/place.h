/*
 * The instance's directory as the server's processes have it open, and where
 * it is now.
 *
 * A session's runtime directory goes when its user logs out, and the server
 * goes on: the parent makes the directory again, perhaps in another place,
 * and says so by one number in the table: which of the places, and a count of
 * the moves.  The feeder, which has the former one open and may use no other
 * (server/sandbox.h), then ends, and is started anew with that one.
 *
 * Parent and feeder, each with a struct of its own; no lock.  What the
 * table says is checked: it must be ours and closed to others.
 */
#ifndef SHM_PLACE_H
#define SHM_PLACE_H

#include <stdbool.h>
#include <stdint.h>

#include "shm/table.h"

struct place {
	const struct table *table;	/* NULL: it never moves (tests) */
	int fd;			/* the directory; the parent's number for it
				   never changes */
	uint32_t seen;		/* the table's number it belongs to */
};

/* Opens a directory that must be ours, 0700: a descriptor, or -1. */
int place_open(const char *dir);

/* Has it moved since it was opened? */
bool place_moved(const struct place *place);

#endif
