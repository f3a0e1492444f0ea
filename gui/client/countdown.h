/*
 * The pause counting down: a large number, a bar, and what is waited for.
 *
 * The thread of the Xt loop.
 */
#ifndef GUI_CLIENT_COUNTDOWN_H
#define GUI_CLIENT_COUNTDOWN_H

#include "gui/client/page.h"

struct countdown {
	struct view view;
	const struct client_page *page;
	const struct session *session;	/* the page's */
	XtIntervalId timer;	/* 0: nothing moves */
};

void countdown_make(struct countdown *countdown, struct client_page *page,
    Widget parent);
void countdown_fit(struct countdown *countdown);

/* The session has moved: counts, or stops. */
void countdown_update(struct countdown *countdown);

/* What it says, by the last part of the resource's name. */
const char *countdown_word(const struct countdown *countdown);

#endif
