/*
 * Records on their way into a capture: each waits a moment, so that what the
 * judge says of a message, which is a record of its own and comes after it,
 * can be a comment on its packet.
 *
 * The capture's process only; pure but for its own memory, of fixed size.
 * First in, first out: the order of the journal stays.  Where there is no room
 * the first leaves early, and its comment lacks what comes later; the verdict's
 * own record is in the capture in any case.  What is held is not lost with the
 * process: its place in the journal is that of what has been written.
 */
#ifndef SERVER_CAPTURE_HOLD_H
#define SERVER_CAPTURE_HOLD_H

#include "base/address.h"
#include "wire/feed.h"

/* Longer than a judge that is well needs. */
#define CAPTURE_HOLD_NS	INT64_C(300000000)
#define HOLD_RECORDS	1024
#define HOLD_BYTES	(1024 * 1024)
#define HOLD_JUDGED_SIZE 384

struct capture_held {
	struct feed_message message;	/* points into here, and into hold */
	uint64_t next, missed;	/* of the reader, behind it */
	int64_t due_ns;		/* monotonic */
	size_t at;		/* of its bytes */
	char name[NAME_SIZE];
	char peer[ADDRESS_SIZE];
	char note[FEED_NOTE_MAX + 1];
	char judged[HOLD_JUDGED_SIZE];	/* what is wrong with it, in words */
	bool full;		/* and more is */
};

/* Zeroed before its first use. */
struct capture_hold {
	unsigned first, count;	/* of a ring */
	size_t end;		/* behind the last one's bytes */
	struct capture_held held[HOLD_RECORDS];
	unsigned char bytes[HOLD_BYTES];
};

/* Is there room for it?  Else the first must leave. */
bool capture_hold_fits(const struct capture_hold *hold,
    const struct feed_message *record);
/* A copy of it, that fits, the last.  A verdict goes to its message, too, if
 * that is still here. */
void capture_hold_add(struct capture_hold *hold,
    const struct feed_message *record, int64_t now_ns, uint64_t next,
    uint64_t missed);

/* The first; NULL: none is held. */
struct capture_held *capture_hold_first(struct capture_hold *hold);
void capture_hold_drop(struct capture_hold *hold);

#endif
