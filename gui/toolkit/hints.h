/*
 * What a window tells the window manager of itself: whose it is, what kind,
 * its icon (Extended Window Manager Hints; ICCCM 4.1.2.4 for the icon of
 * managers that do not know those).
 *
 * The thread of the Xt loop.
 */
#ifndef GUI_TOOLKIT_HINTS_H
#define GUI_TOOLKIT_HINTS_H

#include <X11/Intrinsic.h>

struct app;

/* Makes the main window, says so, and shows it. */
void hints_realize(struct app *app);
/* Of a dialog that is realized and about to be shown; its icon is the main
 * window's. */
void hints_dialog(struct app *app, Widget shell);

#endif
