/*
 * How large a window is when it opens, and where.
 *
 * What somebody asks for with -geometry or the resource geometry; else what
 * was remembered (the resource windowGeometry), else a size by resolution and
 * letters (windowWidth, windowHeight).  Never larger than the screen, and
 * what is remembered not beyond its edges.
 *
 * The thread of the Xt loop.
 */
#ifndef GUI_TOOLKIT_GEOMETRY_H
#define GUI_TOOLKIT_GEOMETRY_H

#include "gui/toolkit/app.h"

#define GEOMETRY_SIZE	48

/* Puts the resources geometry, minWidth and minHeight into the screen's
 * database: before the shell is made. */
void geometry_decide(const struct app *app);

/* The size that would be without any of that. */
void geometry_reset(const struct app *app);

/* "1240x840+20+30", the place being the frame's; asks the server.  False when
 * there is no window. */
bool geometry_now(const struct app *app, char out[GEOMETRY_SIZE]);

#endif
