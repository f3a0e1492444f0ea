/*
 * What people say to one other in the chat, left out: its length stands in its
 * place, "[12 bytes, private]".
 *
 * Any process, one thread; pure, bounded, no allocation; no X.  For records of
 * the journal, of the feed and of captures: lines to the chat that are for one
 * (/msg NAME TEXT, @NAME TEXT, also with the speaker's own name before it, or
 * the one that a guest takes with it, in every form that wire/frame.h knows),
 * what the server answers to them and passes on, event lines that quote it, and
 * quotes of verdicts.  When in doubt more is left out: what stands behind a
 * command that there is not, and a verdict's quote that does not begin where
 * its message does.
 */
#ifndef WIRE_PRIVATE_H
#define WIRE_PRIVATE_H

#include "wire/feed.h"

/* What it needs to work; large. */
struct private_room {
	struct feed_message record;
	size_t len;		/* of bytes */
	unsigned char bytes[FEED_MESSAGE_MAX];
	/* The text as it is read, and where in the record's bytes each of its
	 * own is. */
	char text[FEED_MESSAGE_MAX];
	uint16_t at[FEED_MESSAGE_MAX + 1];
};

/* The record as it may be passed on: itself, or one that is good as long as
 * both the record and the room are. */
const struct feed_message *private_hide(struct private_room *room,
    const struct feed_message *record);

#endif
