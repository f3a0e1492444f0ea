/*
 * A ladder (watch/ladder.h) as a picture, drawn as the window's pane draws it,
 * light, with all life lines, the server in the middle.
 *
 * The thread of the Xt loop, which waits for the X server meanwhile.
 */
#ifndef GUI_PANE_LADDER_PICTURE_H
#define GUI_PANE_LADDER_PICTURE_H

#include "gui/toolkit/app.h"
#include "gui/model/ladder_view.h"

/* Who takes it: first the size, in pixels, then its rows from the top down, a
 * byte each of red, green and blue.  False: it cannot. */
struct ladder_picture_sink {
	void *context;
	bool (*begin)(void *context, int width, int height);
	bool (*rows)(void *context, const unsigned char *rgb, int rows);
};

/* heading: what it is of.  A picture ends where programs that show pictures
 * do, and says what it leaves out.  False: no memory, or the sink said so. */
bool ladder_picture(struct app *app, const struct ladder *ladder,
    const char *heading, const struct ladder_picture_sink *sink);

#endif
