/*
 * The instance's directory as the server's processes have it open, and where
 * it is now.
 *
 * A session's runtime directory goes when its user logs out, and the server
 * goes on: the parent makes the directory again, perhaps in another place,
 * and says so by one number in the table: which of the places, and a count of
 * the moves.  Whoever has the former one open follows before he uses it.
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
	int fd;			/* the directory; its number never changes */
	uint32_t seen;		/* the table's number it belongs to */
};

/* Opens a directory that must be ours, 0700: a descriptor, or -1. */
int place_open(const char *dir);

/* Has it moved?  Then fd is the new one, if that can be opened. */
void place_follow(struct place *place);

#endif
