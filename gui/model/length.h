/*
 * The Content-Length of a request written by hand, made to agree with its
 * body.
 *
 * Pure; no X.  The text is an editor's (gui/model/raw.h); what is
 * meant are the bytes it stands for (RFC 9112 section 6.2).
 */
#ifndef GUI_MODEL_LENGTH_H
#define GUI_MODEL_LENGTH_H

/*
 * A new text, malloc'ed, whose only Content-Length is the length of what
 * stands behind the blank line: the field's whole value is replaced, a second
 * field goes, one that is missing is added.  NULL: there is nothing to do, or
 * it cannot be done, and *reason says why.
 */
char *length_fix(const char *text, const char **reason);

#endif
