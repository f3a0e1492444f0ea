/*
 * Colours: what the resources say, as pixels, Xft colours and Render
 * sources.
 *
 * On a TrueColor visual every conversion is arithmetic: no request waits
 * for the server.  A palette is loaded once a scheme and lives as long as
 * the display.  The thread of the Xt loop.
 */
#ifndef GUI_TOOLKIT_COLOUR_H
#define GUI_TOOLKIT_COLOUR_H

#include <X11/Intrinsic.h>
#include <stdbool.h>

#include "gui/toolkit/palette.h"

struct app;

/* Reads the resources of scheme ("light" or "dark"). */
void colour_load_palette(struct app *app, struct palette *palette,
    const char *scheme);

/* A Render source of this one colour. */
Picture colour_solid(struct app *app, struct colour *colour);

/* Text as the resources have it ("#rrggbb", or a name the server knows) into
 * a colour; false when it is neither. */
bool colour_parse(struct app *app, const char *text, struct colour *colour);

/* Makes Xt turn "#rrggbb" into pixels without asking the server. */
void colour_install_converter(XtAppContext context);

#endif
