/*
 * Discs as coverage masks, for rounded ends, and pills: discs drawn out in
 * width.  Made once a size, kept for the life of the display.  The thread of
 * the Xt loop.
 */
#ifndef GUI_TOOLKIT_DISC_H
#define GUI_TOOLKIT_DISC_H

#include <X11/extensions/Xrender.h>

struct app;

/* The diameter is the height; the width is at least that. */
Picture disc_mask(struct app *app, int width, int height);

#endif
