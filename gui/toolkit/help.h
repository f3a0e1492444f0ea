/*
 * The Help menu's windows, which both programs have: overview, keys, about.
 *
 * Their words are resources, text.help.overview, .keys and .about; the menus'
 * keys are as the menus have them.  The thread of the Xt loop.
 */
#ifndef GUI_TOOLKIT_HELP_H
#define GUI_TOOLKIT_HELP_H

#include "gui/toolkit/app.h"

void help_overview(struct app *app);
/* entries: the menus' buttons, some of which may be NULL. */
void help_keys(struct app *app, const Widget *entries, size_t count);
void help_about(struct app *app);

#endif
