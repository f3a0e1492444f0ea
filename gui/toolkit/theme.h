/*
 * Dresses Motif's own widgets in the colours and fonts of the moment.
 *
 * Colours are set by what a widget is (text field, scroll bar, menu entry),
 * so a new dialog needs no colour resources of its own.  The thread of the Xt
 * loop.
 */
#ifndef GUI_TOOLKIT_THEME_H
#define GUI_TOOLKIT_THEME_H

#include <X11/Intrinsic.h>
#include <stdbool.h>

struct app;

/* Text widgets of this name get the font of constant width. */
#define THEME_MONO_NAME "monoText"
/* Labels of this name say what is wrong. */
#define THEME_FAULT_NAME "fault"

/* Once, before the first widget. */
void theme_install(struct app *app);

/* For the creation of a shell or dialog: fonts its children start with.
 * Appends to args; returns the new count. */
int theme_args(struct app *app, Arg *args, int count);

/* The widget and everything below it, menus included. */
void theme_apply(struct app *app, Widget root, bool fonts_too);

#endif
