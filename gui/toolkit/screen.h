/*
 * Windows and the screen's edges.  One thread, the one that runs the Xt loop.
 */
#ifndef GUI_TOOLKIT_SCREEN_H
#define GUI_TOOLKIT_SCREEN_H

#include <X11/Intrinsic.h>

/* How large a window can be, its manager's frame not counted. */
int screen_most_width(Screen *screen);
int screen_most_height(Screen *screen);

/* Makes a shell no larger than that, and moves what has grown over an edge
 * back.  For one that grew by itself: where a user puts it, it stays. */
void screen_keep(Widget shell);

/* Moves a dialog that is about to be shown to the right and down by steps,
 * until it covers no other dialog's title. */
void screen_cascade(Widget shell, int step);

#endif
