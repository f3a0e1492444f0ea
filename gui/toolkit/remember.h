/*
 * What a window remembers, as resources: its settings (gui/model/settings.h)
 * stand between the app-defaults and the command line.
 *
 * The window notes how things are; what is another than when it opened is
 * written a second later, and when it ends.  So what the command line or a
 * resource said is not remembered, but what somebody did in the window.
 *
 * One window a process, the thread of the Xt loop.  Writing is a small file,
 * once a second at most.
 */
#ifndef GUI_TOOLKIT_REMEMBER_H
#define GUI_TOOLKIT_REMEMBER_H

#include "gui/model/settings.h"
#include "gui/toolkit/app.h"

/* Before the display is opened: what the command line says, argv stays. */
void remember_command_line(const struct app_plan *plan, int argc,
    char **argv);
/* Before there is a widget: reads the file into the screen's resources. */
void remember_open(struct app *app, const struct app_plan *plan);

/* What is wrong with the file, NULL: nothing.  Valid for ever. */
const char *remember_fault(void);
/* Called when it cannot be written, once. */
void remember_on_fault(void (*tell)(void *context, const char *words),
    void *context);
/* Nothing is written from now on. */
void remember_nothing(void);

/* The window's geometry is noted by itself, as the first setting. */
void remember_watch(struct app *app);

/* How it is now. */
void remember_note(unsigned number, const char *value);
void remember_note_number(unsigned number, long value);
void remember_note_switch(unsigned number, bool on);

/* Whatever it was: the last server, say. */
void remember_put(unsigned number, const char *value);

/* The remembered value that is in use: NULL when there is none, and when the
 * command line says another one. */
const char *remember_used(unsigned number);
/* What it would be without one: "" when no resource says. */
const char *remember_default(unsigned number);
/* Everything is forgotten: the window has gone back to the defaults, and what
 * is noted next is how it is then. */
void remember_reset(void);

/* Writes what is to be written. */
void remember_flush(void);

#endif
