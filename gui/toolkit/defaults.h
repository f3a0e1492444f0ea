/*
 * Where the app-defaults file stands that was installed with this program.
 *
 * Xt looks in the directories it was built with, which a PREFIX such as
 * /usr/local is not among.  So the program names its own, beside the bin/ it
 * was started from: share/X11/app-defaults.  Call defaults_offer before the
 * display is opened and defaults_withdraw afterwards: programs that are started
 * must not get it.  Who sets XFILESEARCHPATH himself is obeyed.
 */
#ifndef GUI_TOOLKIT_DEFAULTS_H
#define GUI_TOOLKIT_DEFAULTS_H

#include <X11/Intrinsic.h>
#include <stdbool.h>

/* True: XFILESEARCHPATH was set, and is to be withdrawn. */
bool defaults_offer(const char *class_name);

void defaults_withdraw(bool offered);

/*
 * Before the first widget: what names a font as X programs of old do
 * ("*font: fixed" in somebody's resources) is taken out.  Motif takes the
 * name for a font that is open, and crashes.
 */
void defaults_drop_fonts(Screen *screen);

#endif
