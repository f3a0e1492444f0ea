/*
 * Opening the display: resources, colours and fonts of a window.
 *
 * Once, at the start, in the thread of the Xt loop.
 */
#ifndef GUI_TOOLKIT_APP_OPEN_H
#define GUI_TOOLKIT_APP_OPEN_H

#include "gui/toolkit/app.h"

/*
 * Opens the display and makes the (unrealized) shell.  NULL, or a line that
 * says why not; left-over arguments stay in argv.
 */
const char *app_open(struct app *app, const struct app_plan *plan, int *argc,
    char **argv);

#endif
