/*
 * Discs as coverage masks, for rounded ends.  Made once a diameter, kept
 * for the life of the display.
 */
#ifndef GUI_APP_DISC_H
#define GUI_APP_DISC_H

#include <X11/extensions/Xrender.h>

struct app;

Picture disc_mask(struct app *app, int diameter);

#endif
