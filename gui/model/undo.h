/*
 * What was changed in a text, to be taken back and done again.
 *
 * A change replaces some characters by others.  Letters typed one behind the
 * other, up to the end of a word, are one change, and so are those that were
 * deleted one by one.  The oldest changes go when there are more than
 * UNDO_STEPS_MAX, or than UNDO_BYTES_MAX of text in them.
 *
 * Pure; no X.  Texts are UTF-8; places and lengths count characters.
 */
#ifndef GUI_MODEL_UNDO_H
#define GUI_MODEL_UNDO_H

#include <stdbool.h>
#include <stddef.h>

#define UNDO_STEPS_MAX	256u
#define UNDO_BYTES_MAX	((size_t)1024 * 1024)

/* At that place `out`, of so many characters, shall become `in`. */
struct undo_change {
	long at;
	long out_len, in_len;
	const char *in;		/* valid until the history changes */
};

struct undo;

/* NULL without memory. */
struct undo *undo_new(void);
void undo_free(struct undo *undo);

/* At that place `out` became `in`: what was taken back cannot be done again
 * any more.  Without memory nothing before it can be taken back. */
void undo_note(struct undo *undo, long at, const char *out, const char *in);

bool undo_can_take_back(const struct undo *undo);
bool undo_can_do_again(const struct undo *undo);

/* What is to be done to the text; false: there is nothing. */
bool undo_take_back(struct undo *undo, struct undo_change *change);
bool undo_do_again(struct undo *undo, struct undo_change *change);

#endif
