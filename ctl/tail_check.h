/*
 * tail --check: what the judge (wire/judge.h) says of each message, as its
 * note, which every form prints.
 *
 * barewirectl only; pure but for memory.
 */
#ifndef CTL_TAIL_CHECK_H
#define CTL_TAIL_CHECK_H

#include "wire/judging.h"

struct tail_check {
	struct judging *judging;	/* NULL: not asked for */
	/* Of the message under way. */
	unsigned ok, not_ok;
	char note[FEED_NOTE_MAX + 1];
};

/* False: no memory. */
bool tail_check_init(struct tail_check *check);
void tail_check_free(struct tail_check *check);

/* Judges it; the note of a message is then "ok" or "not ok: ...", for as long
 * as check's next call. */
void tail_check_message(struct tail_check *check,
    struct feed_message *message);

/* Into a note of that size: "not ok: ..." of the first verdict (before is 0),
 * of others "; RULE". */
void tail_check_note(char note[FEED_NOTE_MAX + 1], unsigned before,
    const struct judge_verdict *verdict);

#endif
