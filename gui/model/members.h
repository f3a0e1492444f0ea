/*
 * Who is in the chat, as far as the server's lines tell.
 *
 * Barewire's own words are understood ("alice joined (3 members)", "bob left
 * (2 members)", "2 members: alice, carol", "You missed 7 messages"); of a
 * server that says it in others nothing is known, and nothing claimed.
 *
 * Pure; no X.
 */
#ifndef GUI_MODEL_MEMBERS_H
#define GUI_MODEL_MEMBERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

struct members {
	char (*names)[NAME_SIZE];	/* sorted */
	size_t count, size;
	size_t announced;	/* how many there are, by the server */
	bool known;		/* announced means something */
};

void members_init(struct members *members);
void members_free(struct members *members);
void members_clear(struct members *members);

enum members_news {
	MEMBERS_SAME,
	MEMBERS_CHANGED,
	MEMBERS_WRONG		/* it cannot be right: /list shall be asked */
};

/* A line the server said. */
enum members_news members_take(struct members *members, const char *line,
    size_t len);

/* Is it said to us alone ("alice (private): hi"), or by us to one? */
bool members_private(const char *line, size_t len);

/* What has been typed so far as a private message to name, instead of to
 * whom it was to go: "/msg NAME TEXT", malloc'ed; NULL without memory. */
char *members_address(const char *name, const char *typed);

#endif
