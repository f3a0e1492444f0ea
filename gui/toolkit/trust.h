/*
 * What the X server lets us do: whether it trusts us, and how it draws.
 *
 * Over plain ssh -X a window is an untrusted client of the SECURITY
 * extension: it may not touch what belongs to others (the root window's
 * properties, whoever wants to paste from it) and sees few extensions, not
 * RENDER either.  Motif tries all the same, each time an X error, which ends
 * a program that says nothing else.  Here the errors are taken, and
 * app.untrusted and app.render say how things stand.
 *
 * The thread of the Xt loop.
 */
#ifndef GUI_TOOLKIT_TRUST_H
#define GUI_TOOLKIT_TRUST_H

#include "gui/toolkit/app.h"

/* Before the display is opened: from now on an X error ends nothing, but one
 * about a shell that somebody destroyed calls lost. */
void trust_begin(struct app *app, int (*lost)(Display *));

/* Once atoms and screen are known, before colours and fonts: sets
 * app.untrusted and app.render. */
void trust_probe(struct app *app);

#endif
