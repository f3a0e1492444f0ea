/*
 * How much of a width each of several panes has, by name, in thousandths:
 *
 *	wait=480 chat=384
 *
 * Pure; no X.  Whoever wrote the text: what is not understood is not there.
 */
#ifndef GUI_MODEL_SHARES_H
#define GUI_MODEL_SHARES_H

#include <stddef.h>

#define SHARES_WHOLE	1000

/* The share of that name; otherwise when it is not there. */
int shares_find(const char *text, const char *name, int otherwise);
/* One more; what does not fit is left out. */
void shares_add(char *out, size_t out_size, const char *name, int share);

#endif
