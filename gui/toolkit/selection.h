/*
 * What the program offers others to paste: PRIMARY, what is picked, and
 * CLIPBOARD, what Copy was asked for.  Both stay what they were when the
 * pick moves on.
 *
 * The thread of the Xt loop; one window a process.
 */
#ifndef GUI_TOOLKIT_SELECTION_H
#define GUI_TOOLKIT_SELECTION_H

#include <stdbool.h>

#include "gui/toolkit/app.h"

enum selection { SELECTION_PRIMARY, SELECTION_CLIPBOARD, SELECTION_COUNT };

/* Owns it from now on with these bytes, which were malloc'ed and are taken
 * over; NULL offers nothing.  False: the X server gave it to nobody. */
bool selection_own(struct app *app, enum selection selection, void *bytes,
    size_t len, Time time);

/* Called with what to say when something is copied into CLIPBOARD that the X
 * server gives to no other program: the window is untrusted. */
void selection_on_refused(void (*call)(void *context, const char *words),
    void *context);
/* Does so once more, if it is: something else was said meanwhile. */
void selection_tell_refused(struct app *app);

/* Offers neither any longer, and forgets what it was. */
void selection_disown(struct app *app);

#endif
