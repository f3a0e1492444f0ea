/*
 * Colours: what the resources say, as pixels, Xft colours and Render
 * sources.
 *
 * On a TrueColor visual every conversion is arithmetic: no request waits
 * for the server.  A palette is loaded once a scheme and lives as long as
 * the display.
 */
#ifndef GUI_TOOLKIT_COLOUR_H
#define GUI_TOOLKIT_COLOUR_H

#include <X11/Intrinsic.h>
#include <X11/Xft/Xft.h>
#include <X11/extensions/Xrender.h>
#include <stdbool.h>

#include "shm/table.h"

struct app;

enum colour_id {
#define COLOUR(symbol, name) COLOUR_##symbol,
#include "gui/toolkit/colours.def"
#undef COLOUR
#define STATE(symbol, word, meaning) COLOUR_INK_##symbol, COLOUR_FILL_##symbol,
#include "shm/states.def"
#undef STATE
	COLOUR_COUNT
};

/* The two colours of a client state's pill. */
#define COLOUR_STATE_INK(state)  ((enum colour_id)(COLOUR_INK_FREE + \
	2 * ((state) < STATE_COUNT ? (int)(state) : 0)))
#define COLOUR_STATE_FILL(state) ((enum colour_id)(COLOUR_FILL_FREE + \
	2 * ((state) < STATE_COUNT ? (int)(state) : 0)))

struct colour {
	unsigned long pixel;
	XftColor xft;
	Picture solid;		/* 0 until it is needed */
};

struct palette {
	struct colour colours[COLOUR_COUNT];
};

/* Reads the resources of scheme ("light" or "dark"). */
void palette_load(struct app *app, struct palette *palette,
    const char *scheme);

/* A Render source of this one colour. */
Picture colour_solid(struct app *app, struct colour *colour);

/* Text as the resources have it ("#rrggbb", or a name the server knows) into
 * a colour; false when it is neither. */
bool colour_parse(struct app *app, const char *text, struct colour *colour);

/* Makes Xt turn "#rrggbb" into pixels without asking the server. */
void colour_install_converter(XtAppContext context);

#endif
