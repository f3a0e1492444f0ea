/*
 * What a field of one line makes of text that has several, or characters that
 * nobody sees.  Pure; no X.
 */
#ifndef GUI_MODEL_FIELD_H
#define GUI_MODEL_FIELD_H

#include <stddef.h>

/* The line ends between lines become blanks, those behind the last go; in
 * place, returns the new length. */
int field_join_lines(char *text, int len);

/* Characters that cannot be seen go, and bytes that are no text; a tab becomes
 * a blank.  In place, returns the new length, and how many went. */
int field_drop_hidden(char *text, int len, int *dropped);

/* Bytes from elsewhere that are no text become characters that cannot be
 * seen, so that they are dropped, and counted, with those; in place. */
void field_mark_no_text(char *bytes, size_t len);

#endif
