/*
 * Text in the order in which its letters stand from left to right: Hebrew and
 * Arabic are written from right to left (Unicode Standard Annex 9, by
 * FriBidi), and Arabic letters are joined.
 *
 * Lines are always lines from left to right that may hold some of the others,
 * as "alice: ..." does.  Text is UTF-8 that has been escaped (base/text.h), so
 * no character in it turns the order round unseen.  Pure; no X.
 */
#ifndef GUI_MODEL_BIDI_H
#define GUI_MODEL_BIDI_H

#include <stdbool.h>
#include <stddef.h>

#define BIDI_MAX 1024	/* characters that are put in order at once */

struct bidi_char {
	unsigned code;		/* as it is drawn there */
	unsigned plain;		/* as it is in the text */
	size_t at;		/* where in the text */
};

/* Does it stand in the order of its bytes?  Then nothing below is needed. */
bool bidi_is_plain(const char *text, size_t len);

/* Puts the first most characters in order, BIDI_MAX of them at most; *used:
 * their bytes.  Returns how many are drawn: letters that are joined to one
 * are one. */
size_t bidi_order(const char *text, size_t len, size_t most,
    struct bidi_char *out, size_t *used);

/* As UTF-8 in that order, for Motif's labels and lists; malloc'ed, NULL
 * without memory. */
char *bidi_visual(const char *text);

#endif
