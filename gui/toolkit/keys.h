/*
 * Keys besides the menus' accelerators, of which an entry has one: those of
 * the keypad, and of keyboards on which another key has the sign.
 *
 * The thread of the Xt loop.  In the main window, whatever widget has the
 * keyboard; they do what menu commands do.
 */
#ifndef GUI_TOOLKIT_KEYS_H
#define GUI_TOOLKIT_KEYS_H

#include "gui/toolkit/app.h"
#include "gui/toolkit/menu.h"

enum keys_with { KEYS_CTRL, KEYS_ALONE, KEYS_SHIFT };

struct keys_chord {
	KeySym key;	/* as it is with the modifiers that are down */
	int command;
	enum keys_with with;
};

/* Once; chords live as long as the window. */
void keys_install(struct app *app, const struct keys_chord *chords,
    size_t count, menu_call *call, void *context);

#endif
