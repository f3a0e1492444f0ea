/*
 * Cut, copy and paste in text fields, by our own selection.
 *
 * Motif's clipboard is kept in properties of the root window, and Motif waits
 * for the news that it changed one: for ever, where the X server does not let
 * it (plain ssh -X).  So nothing may call it: menus call these, and in the
 * app-defaults files each key that Motif binds to its own is bound to the
 * action clipboard().
 *
 * The thread of the Xt loop.  A field is a text or text field of Motif's;
 * NULL and other widgets are none, and nothing happens.
 */
#ifndef GUI_TOOLKIT_CLIPBOARD_H
#define GUI_TOOLKIT_CLIPBOARD_H

#include "gui/toolkit/app.h"

/* The actions clipboard(cut), clipboard(copy) and clipboard(paste). */
void clipboard_add_actions(struct app *app);

/* That of the main window which has the focus; NULL: none has. */
Widget clipboard_field(struct app *app);

/* False: nothing is picked in it. */
bool clipboard_copy(struct app *app, Widget field);
/* Nothing is cut that was not copied. */
void clipboard_cut(struct app *app, Widget field);
/* What others offer comes later: over what is then picked in the field. */
void clipboard_paste(struct app *app, Widget field);

#endif
