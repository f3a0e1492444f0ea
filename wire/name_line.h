/*
 * A first message that names its client, as people's clients write it:
 * "alice", "NICK alice", "name: alice", "alice: hello", "alice/list".
 *
 * Any process; pure, bounded; no X.  The labels are wire/name_labels.def.
 */
#ifndef WIRE_NAME_LINE_H
#define WIRE_NAME_LINE_H

#include <stddef.h>

/* Slices of the given text, without spaces around them. */
struct name_line {
	const char *name;	/* to be judged by text_name_fault */
	size_t name_len;	/* 0: there is none in it (yet) */
	const char *rest;	/* a first line that follows the name */
	size_t rest_len;
};

/*
 * Labels go (also several, "user name: alice").  A colon ends the name, and
 * is gone; one of the characters in ends does, too, and begins the rest.  No
 * name: an empty text, a label with nothing behind it, or with a rest only.
 */
void name_line_parse(const char *text, size_t len, const char *ends,
    struct name_line *line);

/* How much of a later line is the speaker's own name and a colon, with the
 * spaces around them, which many clients put before everything. */
size_t name_line_own(const char *text, size_t len, const char *name);

#endif
