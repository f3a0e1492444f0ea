/*
 * What a field of one line makes of text that has several.  Pure; no X.
 */
#ifndef GUI_MODEL_FIELD_H
#define GUI_MODEL_FIELD_H

/* The line ends between lines become blanks, those behind the last go; in
 * place, returns the new length. */
int field_join_lines(char *text, int len);

#endif
