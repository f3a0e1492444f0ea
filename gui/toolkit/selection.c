/* What the program offers others to paste. */
#include "gui/toolkit/selection.h"

#include <X11/Xatom.h>
#include <Xm/Xm.h>
#include <stdlib.h>
#include <string.h>

/* The kinds of text that may be asked for, all given as the bytes are. */
static const enum app_atom kinds[] = { ATOM_UTF8, ATOM_TEXT,
    ATOM_TEXT_PLAIN_UTF8 };

static struct offer {
	unsigned char *bytes;
	size_t len;
	Time time;
} offers[SELECTION_COUNT];
static struct app *owner;
static void (*refused)(void *context, const char *words);
static void *refused_context;

static struct offer *
selection_offer(Atom selection)
{
	return &offers[selection == XA_PRIMARY ? SELECTION_PRIMARY :
	    SELECTION_CLIPBOARD];
}

static void
selection_give_targets(XtPointer *value, unsigned long *len)
{
	/* Xt answers TIMESTAMP itself, but names only what is given here. */
	Atom *atoms = (Atom *)(void *)XtMalloc((Cardinal)(sizeof(Atom) *
	    (XtNumber(kinds) + 3)));
	size_t i;

	atoms[0] = owner->atoms[ATOM_TARGETS];
	atoms[1] = owner->atoms[ATOM_TIMESTAMP];
	atoms[2] = XA_STRING;
	for (i = 0; i < XtNumber(kinds); i++)
		atoms[3 + i] = owner->atoms[kinds[i]];
	*value = (XtPointer)atoms;
	*len = XtNumber(kinds) + 3;
}

static bool
selection_is_text(Atom target)
{
	size_t i;

	for (i = 0; i < XtNumber(kinds); i++)
		if (target == owner->atoms[kinds[i]])
			return true;
	return target == XA_STRING;
}

static Boolean
selection_give(Widget widget, Atom *selection, Atom *target, Atom *type,
    XtPointer *value, unsigned long *len, int *format)
{
	const struct offer *offer = selection_offer(*selection);

	(void)widget;
	if (*target == owner->atoms[ATOM_TARGETS]) {
		selection_give_targets(value, len);
		*type = XA_ATOM;
		*format = 32;
		return True;
	}
	if (!selection_is_text(*target))
		return False;
	*type = *target == owner->atoms[ATOM_TEXT] ?
	    owner->atoms[ATOM_UTF8] : *target;
	*value = XtMalloc((Cardinal)offer->len + 1);
	if (offer->len > 0)
		memcpy(*value, offer->bytes, offer->len);
	*len = offer->len;
	*format = 8;
	return True;
}

static void
selection_lose(Widget widget, Atom *selection)
{
	struct offer *offer = selection_offer(*selection);

	(void)widget;
	free(offer->bytes);
	*offer = (struct offer){ NULL, 0, 0 };
}

void
selection_tell_refused(struct app *app)
{
	if (app->untrusted && refused != NULL)
		refused(refused_context, app_text(app, "copiedUntrusted",
		    "this X display lets no other program have what is "
		    "copied here: ssh -Y does"));
}

bool
selection_own(struct app *app, enum selection selection, void *bytes,
    size_t len, Time time)
{
	Atom atom = selection == SELECTION_PRIMARY ? XA_PRIMARY :
	    app->atoms[ATOM_CLIPBOARD];

	if (bytes == NULL)
		return false;
	owner = app;
	free(offers[selection].bytes);
	offers[selection] = (struct offer){ bytes, len, time };
	if (selection == SELECTION_CLIPBOARD)
		selection_tell_refused(app);
	return XtOwnSelection(app->shell, atom, time, selection_give,
	    selection_lose, NULL);
}

void
selection_disown(struct app *app)
{
	Time now = XtLastTimestampProcessed(app->display);

	XtDisownSelection(app->shell, XA_PRIMARY, now);
	XtDisownSelection(app->shell, app->atoms[ATOM_CLIPBOARD], now);
	selection_lose(app->shell, &(Atom){ XA_PRIMARY });
	selection_lose(app->shell, &app->atoms[ATOM_CLIPBOARD]);
}

void
selection_on_refused(void (*call)(void *context, const char *words),
    void *context)
{
	refused = call;
	refused_context = context;
}
