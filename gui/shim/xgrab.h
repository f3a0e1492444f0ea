/*
 * Where keys belong, in a window that the X server does not trust.
 *
 * As a menu opens Motif takes the keyboard and gives the focus to the menu.
 * The SECURITY extension refuses an untrusted client both, in silence: keys
 * go on to the window below, and take the menu down instead of choosing in
 * it.  So it is remembered here what Motif asked for, and a grab that was
 * refused is said to have been given.  The thread of the Xt loop.
 */
#ifndef GUI_SHIM_XGRAB_H
#define GUI_SHIM_XGRAB_H

#include <X11/Xlib.h>

/* From now on grabs succeed, as far as Motif sees. */
void xgrab_pretend(void);
/* Whom keys are for while the keyboard is taken; None: the server knows. */
Window xgrab_target(void);

#endif
