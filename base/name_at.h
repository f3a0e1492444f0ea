/*
 * How people name a client: NAME, or NAME@LAB.
 *
 * A name is a lab's own, so two labs may each have an alice: NAME means those
 * of all labs, NAME@LAB one.  No name holds an '@' (base/text.h), so a text
 * is read in one way only.
 *
 * Any process; pure, no allocation; no X.  A parsed name points into its text.
 */
#ifndef BASE_NAME_AT_H
#define BASE_NAME_AT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/labs.h"
#include "base/text.h"

#define NAME_ANY_LAB	LAB_COUNT

struct name_at {
	const char *name;	/* not terminated; any bytes but none */
	size_t len;
	unsigned lab;		/* enum lab_id, or NAME_ANY_LAB */
};

/* NULL, or what is wrong.  That somebody could have the name is not checked;
 * upper and lower case are the same in a lab's name. */
const char *name_at_parse(struct name_at *at, const char *text, size_t len);

/* Is it the client of that name in that lab that is meant? */
bool name_at_is(const struct name_at *at, const char *name, unsigned lab);

/* "alice@chat", escaped (text_escape) whatever the name holds. */
#define NAME_AT_SIZE	(4 * NAME_SIZE + 16)
void name_at_put(char out[NAME_AT_SIZE], const char *name, unsigned lab);

#endif
