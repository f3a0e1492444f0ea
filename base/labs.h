/*
 * The list of labs, as every program sees it.
 *
 * Any process; pure; no X.  The numbers of the enum go into shared memory
 * and feed records, so both sides must come from the same build: the table's
 * layout version covers that.
 */
#ifndef BASE_LABS_H
#define BASE_LABS_H

#include <stddef.h>
#include <stdint.h>

enum lab_id {
#define LAB(symbol, name, port, summary) LAB_##symbol,
#include "base/labs.def"
#undef LAB
	LAB_COUNT
};

struct lab_info {
	const char *name;	/* "wait" */
	uint16_t port;		/* default port */
	const char *summary;	/* one line for --help */
};

/* Never NULL: an id outside the list (a torn copy) gives a "?" entry. */
const struct lab_info *lab_info(unsigned id);

/* The lab's id, or -1 when no lab has that name. */
int lab_find(const char *name, size_t len);

#endif
